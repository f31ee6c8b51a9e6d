/** Finds the phrases that two texts share, in whole words, and where they stand. */
import { blankGenericPhrases, isGenericWord } from "../generic-words.ts";
import { segment } from "../segment.ts";
import { contentRuns, type FoldedText, foldWithOffsets } from "../text.ts";
import type { TextItem } from "../types.ts";

/** The two fields of a text. */
export type TextField = "title" | "content";

/** A stretch of an original text: code units from `start` up to, not including, `end`. */
export interface TextSpan {
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
}

/** A field of a text, prepared for comparing it with others. */
export interface ReadField {
  readonly field: TextField;
  readonly original: string;
  readonly folded: FoldedText;
  /** The folded text with generic phrases blanked out: same length, same positions. */
  readonly searchable: string;
  readonly words: readonly Word[];
}

interface Word {
  readonly start: number;
  readonly end: number;
}

// Single characters that bind words. They may stand inside a shared phrase, but it neither starts nor ends with one.
const BINDING_CHARACTERS = new Set(
  "的了和与及或在是为对等中上下其并由以于从到将可有不能之被把各该个种类型式化性度后前内外时后且则",
);
const ONE_CHARACTER = /^.$/u;
const JOINERS = new Set(["", " ", "-"]);
const NON_HAN_WORD_CHARACTER = /[[\p{L}\p{N}]--\p{Script=Han}]/v;

/** Prepares title and content of a text. */
export function readFields(text: TextItem): ReadField[] {
  return (["title", "content"] as const).map((field) => {
    const folded = foldWithOffsets(text[field]);
    return {
      field,
      original: text[field],
      folded,
      searchable: blankGenericPhrases(folded.text),
      words: wordsOf(folded.text),
    };
  });
}

function wordsOf(folded: string): Word[] {
  const words: Word[] = [];
  for (const { text, start, isHan } of contentRuns(folded)) {
    let at = start;
    for (const word of isHan ? segment(text) : [text]) {
      words.push({ start: at, end: at + word.length });
      at += word.length;
    }
  }
  return words;
}

/**
 * Every longest chain of neighbouring words of `fields` that stands in one of `others`, as folded text. Chains that
 * would tell a reader nothing are left out: single characters, bare numbers, generic wording.
 *
 * Cost: words of `fields` x length of `others`, as each chain is looked up as a substring.
 */
export function phrasesSharedWith(fields: readonly ReadField[], others: readonly ReadField[]): Set<string> {
  const phrases = new Set<string>();
  const isShared = (phrase: string): boolean =>
    others.some((other) => occurrencesOf(phrase, other.searchable).length > 0);
  for (const { searchable, words } of fields) {
    let coveredTo = 0;
    words.forEach((first, from) => {
      let to = from;
      if (!isShared(searchable.slice(first.start, first.end))) return;
      while (
        to + 1 < words.length &&
        JOINERS.has(searchable.slice(words[to]!.end, words[to + 1]!.start)) &&
        isShared(searchable.slice(first.start, words[to + 1]!.end))
      ) {
        to++;
      }
      // A chain that ends no later than the one before lies inside it.
      if (words[to]!.end <= coveredTo) return;
      coveredTo = words[to]!.end;
      const phrase = trimBinding(searchable, words.slice(from, to + 1));
      if (isWorthShowing(phrase)) phrases.add(phrase);
    });
  }
  return phrases;
}

/** The words of `fields` that say something, as folded text, each once. */
export function wordsIn(fields: readonly ReadField[]): string[] {
  return [...wordsMissingFrom(fields, [])];
}

/** The words of `fields` that stand in none of `others`, as folded text, each once, in order of first appearance. */
export function wordsMissingFrom(fields: readonly ReadField[], others: readonly ReadField[]): Set<string> {
  const missing = new Set<string>();
  for (const { searchable, words } of fields) {
    for (const { start, end } of words) {
      const word = searchable.slice(start, end);
      if (!isWorthShowing(word) || missing.has(word)) continue;
      if (others.every((other) => occurrencesOf(word, other.searchable).length === 0)) missing.add(word);
    }
  }
  return missing;
}

/** Where phrases stand in the original text of `fields`. */
export function locatePhrases(phrases: readonly string[], fields: readonly ReadField[]): Map<string, TextSpan[]> {
  const located = new Map<string, TextSpan[]>(phrases.map((phrase) => [phrase, []]));
  for (const { field, folded, searchable } of fields) {
    for (const phrase of phrases) {
      for (const start of occurrencesOf(phrase, searchable)) {
        const end = start + phrase.length;
        located.get(phrase)!.push({ field, start: folded.starts[start]!, end: folded.ends[end - 1]! });
      }
    }
  }
  return located;
}

/** The stretch of the original text. */
export function asWritten({ field, start, end }: TextSpan, fields: readonly ReadField[]): string {
  return fields.find((candidate) => candidate.field === field)!.original.slice(start, end);
}

/** Where a term of a list stands in the original text of `fields`, generic wording included: 系统 in 电池管理系统. */
export function locateTerm(term: string, fields: readonly ReadField[]): TextSpan[] {
  return fields.flatMap(({ field, folded }) =>
    occurrencesOf(term, folded.text).map((start) => ({
      field,
      start: folded.starts[start]!,
      end: folded.ends[start + term.length - 1]!,
    })),
  );
}

/** Where a phrase starts in a folded text. A match that would cut a Latin word or a number in two does not count. */
function occurrencesOf(phrase: string, text: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    if (!cutsWord(text, at) && !cutsWord(text, at + phrase.length)) found.push(at);
  }
  return found;
}

function cutsWord(text: string, at: number): boolean {
  return NON_HAN_WORD_CHARACTER.test(text.charAt(at - 1)) && NON_HAN_WORD_CHARACTER.test(text.charAt(at));
}

function trimBinding(text: string, chain: readonly Word[]): string {
  const binds = (word: Word | undefined): boolean =>
    word !== undefined && BINDING_CHARACTERS.has(text.slice(word.start, word.end));
  let from = 0;
  let to = chain.length;
  while (from < to && binds(chain[from])) from++;
  while (to > from && binds(chain[to - 1])) to--;
  return from === to ? "" : text.slice(chain[from]!.start, chain[to - 1]!.end);
}

function isWorthShowing(phrase: string): boolean {
  return phrase !== "" && !ONE_CHARACTER.test(phrase) && !isGenericWord(phrase);
}
