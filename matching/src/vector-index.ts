/**
 * The inverted index: for each gram, the passages that hold it, with their weights.
 *
 *     vocabulary  挤压 -> term 17        postings of term 17: postingStart[17] .. postingStart[18]
 *     postingPassage  [ 4, 90, 311 ]    passages in ascending order
 *     postingWeight   [.31, .12, .44]   their weight of "挤压", each passage's weights having length 1
 *
 * A passage is one text: a candidate's own, or one of its items. The weight of a gram in a passage is
 * (1 + ln tf) x idf, divided by the length of the passage's vector (Manning, Raghavan, Schütze: Introduction to
 * Information Retrieval, §6.4, scheme "ltc"). A need scored against it therefore gives the cosine of the two.
 */
import { builtInTerms, type TermList } from "./bilingual/term-list.ts";
import { learnGramVectors } from "./embed/gram-vectors.ts";
import { layOut, type Meaning } from "./embed/meaning.ts";
import { MatchingError } from "./errors.ts";
import { compareIds } from "./order.ts";
import { fold, visitGrams } from "./text.ts";
import type { CandidateText, TextItem } from "./types.ts";

/** How candidates are weighed. The defaults are what was measured on the public folds of the judged needs. */
export interface IndexOptions {
  /** How often a gram counts that stands in a candidate's title. Default 2; finite and at least 1. */
  readonly titleWeight?: number;
  /** Chinese and English terms that a need is also looked for by; null for none. Default: those that come with the engine. */
  readonly terms?: TermList | null;
  /** Other texts of the same field, such as the needs to be ranked for: what their words mean is learnt from them too. */
  readonly background?: readonly TextItem[];
}

/** What {@link buildIndex} returns. Treat it as opaque: its layout may change, its functions will not. */
export interface CandidateIndex {
  /** Candidates in the order of their ids. */
  readonly candidates: readonly CandidateText[];
  /** Passages of candidate c: passageStart[c] .. passageStart[c + 1]. Its own text comes first, if it has one. */
  readonly passageStart: Uint32Array;
  /** Which text a passage is: -1 for the candidate's own, else the position in its items. */
  readonly passageItem: Int32Array;
  /** What needs are expanded by, see bilingual/translate.ts. */
  readonly terms: TermList | null;
  readonly vocabulary: ReadonlyMap<string, number>;
  /** ln((1 + passages) / (1 + passages with the term)) + 1, by term. */
  readonly idf: Float64Array;
  /** The idf of a gram that no passage holds. */
  readonly unseenIdf: number;
  readonly postingStart: Uint32Array;
  readonly postingPassage: Uint32Array;
  readonly postingWeight: Float32Array;
  /** Null where there are too few texts to learn from: such an index compares wording only. */
  readonly meaning: Meaning | null;
}

const DEFAULT_TITLE_WEIGHT = 2;
// Below this many texts, what keeps company with what is chance.
const FEWEST_TO_LEARN_FROM = 1000;
const OWN_TEXT = -1;

/**
 * Indexes candidates of any kind and number. Texts may be empty: such a candidate is there, and scores 0.
 *
 * Cost: linear in the length of all texts; memory about 8 bytes for each different gram of each passage, plus the
 * texts themselves, which {@link explain} needs.
 *
 * @throws MatchingError `duplicate_id`, `invalid_text` (a title or content that is not a string), `invalid_option`.
 */
export function buildIndex(candidates: readonly CandidateText[], options: IndexOptions = {}): CandidateIndex {
  const titleWeight = options.titleWeight ?? DEFAULT_TITLE_WEIGHT;
  if (!(Number.isFinite(titleWeight) && titleWeight >= 1)) {
    throw new MatchingError("invalid_option", {
      field: "titleWeight",
      value: titleWeight,
      expected_zh: "不小于 1 的数",
      expected_en: "a number of at least 1",
    });
  }
  // Sorting first makes everything after it independent of the order of the input, ties included.
  const sorted = [...candidates].sort((a, b) => compareIds(a.id, b.id));
  refuseUnusable(sorted);

  const vocabulary = new Map<string, number>();
  const passagesWithTerm: number[] = [];
  const passageStart = new Uint32Array(sorted.length + 1);
  const passageItem: number[] = [];
  const entryStart: number[] = [0];
  const entryTerm: number[] = [];
  const entryCount: number[] = [];

  const addPassage = (text: TextItem, item: number): void => {
    const counts = new Map<string, number>();
    countGrams(text.title, titleWeight, counts);
    countGrams(text.content, 1, counts);
    if (counts.size === 0) return;
    for (const [gram, count] of counts) {
      let term = vocabulary.get(gram);
      if (term === undefined) {
        term = vocabulary.size;
        vocabulary.set(gram, term);
        passagesWithTerm.push(0);
      }
      passagesWithTerm[term]! += 1;
      entryTerm.push(term);
      entryCount.push(count);
    }
    passageItem.push(item);
    entryStart.push(entryTerm.length);
  };

  sorted.forEach((candidate, c) => {
    addPassage(candidate, OWN_TEXT);
    candidate.items?.forEach(addPassage);
    passageStart[c + 1] = passageItem.length;
  });

  const passages = passageItem.length;
  const idf = Float64Array.from(passagesWithTerm, (holders) => inverseDocumentFrequency(passages, holders));
  const grams = [...vocabulary.keys()];
  const weighPassage = (passage: number): [gram: string, weight: number][] =>
    Array.from({ length: entryStart[passage + 1]! - entryStart[passage]! }, (_, at) => {
      const entry = entryStart[passage]! + at;
      const term = entryTerm[entry]!;
      return [grams[term]!, (1 + Math.log(entryCount[entry]!)) * idf[term]!];
    });
  const texts = [...textsOf(sorted), ...inOneOrder(options.background ?? [])];
  return {
    candidates: sorted,
    passageStart,
    passageItem: Int32Array.from(passageItem),
    terms: options.terms === undefined ? builtInTerms() : options.terms,
    vocabulary,
    idf,
    unseenIdf: inverseDocumentFrequency(passages, 0),
    ...invert(entryStart, entryTerm, entryCount, passagesWithTerm, idf),
    meaning:
      texts.length < FEWEST_TO_LEARN_FROM
        ? null
        : layOut(
            learnGramVectors(texts),
            Array.from({ length: passages }, (_, passage) => weighPassage(passage)),
          ),
  };
}

function textsOf(candidates: readonly CandidateText[]): TextItem[] {
  return candidates.flatMap((candidate) => [candidate, ...(candidate.items ?? [])]);
}

// Background texts have no ids: their own words put them in order, so that the order they came in does not matter.
function inOneOrder(texts: readonly TextItem[]): TextItem[] {
  return [...texts].sort((a, b) => compareIds(a.title, b.title) || compareIds(a.content, b.content));
}

/** Adds `weight` to the count of every gram of a text. */
export function countGrams(text: string, weight: number, counts: Map<string, number>): void {
  visitGrams(fold(text), (gram) => counts.set(gram, (counts.get(gram) ?? 0) + weight));
}

/** The position of a candidate in `index.candidates`, by binary search. @throws MatchingError `unknown_candidate`. */
export function positionOfCandidate(index: CandidateIndex, id: string): number {
  let low = 0;
  let high = index.candidates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(index.candidates[middle]!.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  if (index.candidates[low]?.id !== id) throw new MatchingError("unknown_candidate", { id });
  return low;
}

/** The weight of a term in a passage, 0 where it does not occur: binary search in the term's postings. */
export function weightInPassage(index: CandidateIndex, term: number, passage: number): number {
  let low = index.postingStart[term]!;
  const end = index.postingStart[term + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (index.postingPassage[middle]! < passage) low = middle + 1;
    else high = middle;
  }
  return low < end && index.postingPassage[low] === passage ? index.postingWeight[low]! : 0;
}

function refuseUnusable(sorted: readonly CandidateText[]): void {
  sorted.forEach((candidate, at) => {
    if (at > 0 && sorted[at - 1]!.id === candidate.id) {
      throw new MatchingError("duplicate_id", { what: "candidate", id: candidate.id });
    }
    refuseNonText(candidate, candidate.id, "");
    candidate.items?.forEach((item, position) => refuseNonText(item, candidate.id, `items[${position}].`));
  });
}

function refuseNonText(text: TextItem, id: string, prefix: string): void {
  for (const field of ["title", "content"] as const) {
    if (typeof text[field] !== "string") throw new MatchingError("invalid_text", { id, field: prefix + field });
  }
}

// One is added to each count, as if one more passage held every gram: no division by zero, no negative weight.
function inverseDocumentFrequency(passages: number, holders: number): number {
  return Math.log((1 + passages) / (1 + holders)) + 1;
}

// From "terms of each passage" to "passages of each term". Passages are visited in order, so postings come out sorted.
function invert(
  entryStart: readonly number[],
  entryTerm: readonly number[],
  entryCount: readonly number[],
  passagesWithTerm: readonly number[],
  idf: Float64Array,
): Pick<CandidateIndex, "postingStart" | "postingPassage" | "postingWeight"> {
  const postingStart = new Uint32Array(passagesWithTerm.length + 1);
  passagesWithTerm.forEach((holders, term) => {
    postingStart[term + 1] = postingStart[term]! + holders;
  });
  const next = postingStart.slice(0, -1);
  const postingPassage = new Uint32Array(entryTerm.length);
  const postingWeight = new Float32Array(entryTerm.length);
  for (let passage = 0; passage + 1 < entryStart.length; passage++) {
    const start = entryStart[passage]!;
    const end = entryStart[passage + 1]!;
    let squares = 0;
    for (let entry = start; entry < end; entry++) {
      squares += ((1 + Math.log(entryCount[entry]!)) * idf[entryTerm[entry]!]!) ** 2;
    }
    const length = Math.sqrt(squares);
    for (let entry = start; entry < end; entry++) {
      const term = entryTerm[entry]!;
      const posting = next[term]!++;
      postingPassage[posting] = passage;
      postingWeight[posting] = ((1 + Math.log(entryCount[entry]!)) * idf[term]!) / length;
    }
  }
  return { postingStart, postingPassage, postingWeight };
}
