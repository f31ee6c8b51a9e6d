/**
 * From raw office text to grams.
 *
 * Chinese has no spaces, and word segmenters disagree with themselves on technical terms. Overlapping runs of one and
 * two characters need no dictionary and found more relevant achievements on the judged needs than segmented words did.
 */
import { stemmer } from "stemmer";
import { blankGenericPhrases, isGenericWord } from "./generic-words.ts";

// Everything but plain ASCII and the common Han block, with the marks that belong to it: what folding may change.
// Working on these clusters one by one (instead of on the whole text) is what lets `foldWithOffsets` map back. Thirty marks are
// the most that any script stacks (UAX #15, Stream-Safe Text Format); normalising longer stacks costs their length squared.
const UNUSUAL_CLUSTER = /(?:[^\x00-\x7f\u4e00-\u9fff]|[\x00-\x7f\u4e00-\u9fff](?=\p{M}))\p{M}{0,30}/gu;
const INVISIBLE = /\p{Cf}/gu;
const RUN = /(?<han>\p{Script=Han}+)|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const PAIR = /^\p{Script=Han}{2}$| /u;
const JOINER = /[ -]/;
const ASTRAL = /[\ud800-\udbff]/;

/**
 * Folds differences that carry no meaning: full-width forms, compatibility characters, letter case, and invisible
 * characters left behind by copying (Unicode NFKC per character cluster, then lower case).
 */
export function fold(text: string): string {
  return text.replace(UNUSUAL_CLUSTER, foldCluster).toLowerCase();
}

/** A folded text that remembers where each of its code units came from. */
export interface FoldedText {
  readonly text: string;
  /** For each code unit of `text`: start (inclusive) of the original cluster it came from. */
  readonly starts: Uint32Array;
  /** For each code unit of `text`: end (exclusive) of the original cluster it came from. */
  readonly ends: Uint32Array;
}

/** Like {@link fold}, with the offsets needed to mark findings in the original text. */
export function foldWithOffsets(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  const copy = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      starts.push(at);
      ends.push(at + 1);
    }
    text += original.slice(from, to);
  };
  let done = 0;
  for (const match of original.matchAll(UNUSUAL_CLUSTER)) {
    copy(done, match.index);
    const folded = foldCluster(match[0]);
    done = match.index + match[0].length;
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(match.index);
      ends.push(done);
    }
    text += folded;
  }
  copy(done, original.length);
  // What is left to lower-case is ASCII, which keeps its length, so the offsets stay right.
  return { text: text.toLowerCase(), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function foldCluster(cluster: string): string {
  return cluster.normalize("NFKC").toLowerCase().replace(INVISIBLE, "");
}

/**
 * Calls `visit` for every gram of a folded text, in order of position: runs of Han characters give all their single
 * characters and all pairs of neighbours, other letters and digits give words, stripped of English endings (Porter 1980),
 * and pairs of words with one blank or hyphen between them. Generic phrases and words give nothing, and what stands left
 * and right of a removed phrase is never joined into a pair.
 */
export function visitGrams(folded: string, visit: (gram: string) => void): void {
  let before = "";
  let beforeEnd = 0;
  for (const { text, start, isHan } of contentRuns(folded)) {
    if (!isHan) {
      const stem = stemmer(text);
      visit(stem);
      if (before !== "" && start === beforeEnd + 1 && JOINER.test(folded.charAt(beforeEnd))) visit(`${before} ${stem}`);
      before = stem;
      beforeEnd = start + text.length;
    } else if (ASTRAL.test(text)) visitNeighbours([...text], visit);
    else visitNeighbours(text, visit);
  }
}

/** The grams of a text as the engine reads it, in order of position. */
export function gramsOf(text: string): string[] {
  const grams: string[] = [];
  visitGrams(fold(text), (gram) => grams.push(gram));
  return grams;
}

/** True for a gram of two characters or two words. */
export function isPair(gram: string): boolean {
  return PAIR.test(gram);
}

/** An unbroken piece of a folded text: Han characters only, or one word of other letters and digits. */
export interface ContentRun {
  readonly text: string;
  /** Where it starts in the folded text, in code units. */
  readonly start: number;
  readonly isHan: boolean;
}

/** The runs of a folded text that carry content: what is left between spaces, punctuation and generic wording. */
export function* contentRuns(folded: string): Generator<ContentRun> {
  for (const match of blankGenericPhrases(folded).matchAll(RUN)) {
    const isHan = match.groups?.["han"] !== undefined;
    if (isHan || !isGenericWord(match[0])) yield { text: match[0], start: match.index, isHan };
  }
}

// Rare characters, such as 𬭊 (dubnium), take two code units; the caller then passes a list instead of a string.
function visitNeighbours(characters: ArrayLike<string>, visit: (gram: string) => void): void {
  for (let at = 0; at < characters.length; at++) {
    visit(characters[at]!);
    if (at + 1 < characters.length) visit(characters[at]! + characters[at + 1]!);
  }
}
