/**
 * What a need asks for, in the other language's words, so that an English abstract is found by a Chinese need and the
 * other way round. Only needs are expanded: an index stays as it is, whatever list of terms it is searched with.
 *
 *     need           永磁同步电机的低速控制
 *     terms found    永磁同步电机
 *     added          permanent magnet synchronous motor | PMSM
 */
import { contentRuns, fold } from "../text.ts";
import { keyOfWords, type TermList } from "./term-list.ts";

/** A text that counts for a need with some weight. */
export interface WeightedText {
  readonly text: string;
  readonly weight: number;
}

/** One wording in the other language, with the weights of every place where its term stands in the need. */
export interface Translation extends WeightedText {
  /** The term of the list, as the need's text has it after folding. */
  readonly term: string;
}

/**
 * The translations of all terms found in some texts, in order of first appearance. The longest term wins: inside
 * 永磁同步电机, 电机 is not a term of its own. A translation that the texts hold themselves is left out. English terms are
 * translated in English texts only: a Chinese need that mentions LED says in Chinese what it is about, and 发光二极管 beside
 * it cost a little ranking quality on the judged needs.
 *
 * Cost: length of the texts x length of the longest term.
 */
export function translate(terms: TermList, texts: readonly WeightedText[]): Translation[] {
  const found = new Map<string, { readonly term: string; weight: number }>();
  const folded = texts.map(({ text }) => fold(text));
  const visitTerms = isMostlyHan(folded) ? visitZhTerms : visitEnTerms;
  folded.forEach((text, at) => {
    visitTerms(terms, text, (term, wordings) => {
      for (const wording of wordings) {
        const known = found.get(wording);
        if (known === undefined) found.set(wording, { term, weight: texts[at]!.weight });
        else known.weight += texts[at]!.weight;
      }
    });
  });
  return Array.from(found, ([text, { term, weight }]) => ({ text, term, weight })).filter(({ text }) => {
    const wording = fold(text);
    return !folded.some((own) => own.includes(wording));
  });
}

type Visit = (term: string, wordings: readonly string[]) => void;

const HAN = /\p{Script=Han}/gu;
const WORD = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;

function isMostlyHan(folded: readonly string[]): boolean {
  const count = (pattern: RegExp) => folded.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
  return count(HAN) > count(WORD);
}

const JOINED = /^[\s\-‐‑–]{0,3}$/;

// From left to right, none inside another. In the text itself, not in its runs: 系统 alone says nothing, 电池管理系统 is a term.
function visitZhTerms({ fromZh, zhBeginnings, longestZh }: TermList, folded: string, visit: Visit): void {
  for (let at = 0; at < folded.length; ) {
    let length = 1;
    if (zhBeginnings.has(folded.slice(at, at + 2))) {
      length = Math.min(longestZh, folded.length - at);
      while (length > 1 && !fromZh.has(folded.slice(at, at + length))) length--;
    }
    if (length > 1) {
      const term = folded.slice(at, at + length);
      visit(term, fromZh.get(term)!);
    }
    at += length;
  }
}

function visitEnTerms(terms: TermList, folded: string, visit: Visit): void {
  let words: string[] = [];
  let end = 0;
  for (const { text, start, isHan } of contentRuns(folded)) {
    // Words belong together over a blank or a hyphen, not over a full stop.
    if (isHan || !JOINED.test(folded.slice(end, start))) {
      visitWords(terms, words, visit);
      words = [];
    }
    if (!isHan) words.push(text);
    end = start + text.length;
  }
  visitWords(terms, words, visit);
}

function visitWords({ fromEn, longestEn }: TermList, words: readonly string[], visit: Visit): void {
  for (let at = 0; at < words.length; ) {
    let count = Math.min(longestEn, words.length - at);
    while (count > 0 && !fromEn.has(keyOfWords(words.slice(at, at + count)))) count--;
    if (count > 0) {
      const chosen = words.slice(at, at + count);
      visit(chosen.join(" "), fromEn.get(keyOfWords(chosen))!);
    }
    at += Math.max(1, count);
  }
}
