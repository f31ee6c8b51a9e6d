/** The index of candidates: their passages in blocks, and the model that weighs them. */
import { builtInTerms, type TermList } from "./bilingual/term-list.ts";
import { type GramVectors, learnGramVectors } from "./embed/gram-vectors.ts";
import { MatchingError } from "./errors.ts";
import { GramCounter } from "./gram-counter.ts";
import { type Block, BLOCK_PASSAGES } from "./index/block.ts";
import { BlockBuilder } from "./index/block-builder.ts";
import { codePassage } from "./index/codes.ts";
import { codeInPassage } from "./index/passage-score.ts";
import { type PassageIndex, Searcher } from "./index/search.ts";
import { allocateForSearch, allocatePrivate } from "./index/sections.ts";
import { freezeTerms, hashGram, type TermCounts } from "./index/term-table.ts";
import { isEnough, meaningOf } from "./learn-meaning.ts";
import { type CountedTerms, type Model, shapeOf, vectorisePassage } from "./model.ts";
import { compareIds } from "./order.ts";
import { fold } from "./text.ts";
import type { CandidateText, TextItem } from "./types.ts";
import { Vocabulary } from "./vocabulary.ts";
import { checkWeights, NEED_WEIGHTS, type Weights } from "./weights.ts";

/** How candidates are read and weighed. */
export interface IndexOptions {
  /** Default: those for needs as enterprises write them. */
  readonly weights?: Weights;
  /** Chinese and English terms that a need is also looked for by; null for none. Default: those that come with the engine. */
  readonly terms?: TermList | null;
  /** Other texts of the same field, such as the needs to be ranked for: what their words mean is learnt from them too. */
  readonly background?: readonly TextItem[];
}

/** What {@link buildIndex} returns. Treat it as opaque: its layout may change, its functions will not. */
export interface CandidateIndex extends Model {
  /** Candidates in the order of their ids. */
  readonly candidates: readonly CandidateText[];
  /** Passages of candidate c: passageStart[c] .. passageStart[c + 1]. Its own text comes first, if it has one. */
  readonly passageStart: Uint32Array;
  /** Which text a passage is: -1 for the candidate's own, else the position in its items. */
  readonly passageItem: Int32Array;
  readonly passages: PassageIndex;
  readonly searcher: Searcher;
}

const OWN_TEXT = -1;

// The mean of so many directions is the mean of all, but for what does not matter.
const MOST_FOR_CENTRE = 2_000;

/**
 * Indexes candidates of any kind and number. Texts may be empty: such a candidate is there, and scores 0.
 *
 * Cost: linear in the length of all texts; memory 3 bytes for each different gram of each passage and some 300 for each
 * passage, plus the texts themselves, which {@link explain} needs.
 *
 * @throws MatchingError `duplicate_id`, `invalid_text` (a title or content that is not a string), `invalid_option`,
 *   `too_many_items`.
 */
export function buildIndex(candidates: readonly CandidateText[], options: IndexOptions = {}): CandidateIndex {
  const { texts, read } = prepareIndex(candidates, options);
  return read()(texts === null ? null : learnGramVectors(texts));
}

/** An index to be built in steps, of which the two that take long do not wait for each other: learning and reading. */
export interface PreparedIndex {
  /** What the meaning of words is to be learnt from, in this order; null where it is too little. */
  readonly texts: readonly TextItem[] | null;
  /** Reads the candidates, and returns what is left to do once the meaning is learnt. */
  readonly read: () => (learnt: GramVectors | null) => CandidateIndex;
}

/** As {@link buildIndex}, step by step. */
export function prepareIndex(candidates: readonly CandidateText[], options: IndexOptions = {}): PreparedIndex {
  const weights = checkWeights(options.weights ?? NEED_WEIGHTS);
  // Sorting first makes everything after it independent of the order of the input, ties included.
  const sorted = [...candidates].sort((a, b) => compareIds(a.id, b.id));
  refuseUnusable(sorted);
  const texts = [...textsOf(sorted), ...inOneOrder(options.background ?? [])];
  return {
    texts: isEnough(texts) ? texts : null,
    read() {
      const read = readPassages(sorted, weights.candidateTitle);
      const vocabulary = new Vocabulary(freezeTerms(countGramsOf(read), allocatePrivate), read.items.length);
      const passages = numberTerms(read, vocabulary);
      return (learnt) => {
        const { meaning, vectorOfTerm } = meaningOf(learnt, vocabulary, () => someOf(passages, MOST_FOR_CENTRE));
        const terms = options.terms === undefined ? builtInTerms() : options.terms;
        return layIndex({ weights, vocabulary, meaning, terms }, vectorOfTerm, sorted, read, passages);
      };
    },
  };
}

function layIndex(
  model: Model,
  vectorOfTerm: Int32Array,
  candidates: readonly CandidateText[],
  read: ReadPassages,
  counted: readonly CountedTerms[],
): CandidateIndex {
  const passages: PassageIndex = {
    ...shapeOf(model),
    blocks: layBlocks(model, vectorOfTerm, read, counted),
    removed: new Uint32Array(Math.ceil(candidates.length / 32)),
    order: null,
  };
  return {
    ...model,
    candidates,
    passageStart: read.passageStart,
    passageItem: Int32Array.from(read.items),
    passages,
    searcher: new Searcher(passages),
  };
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

/** The block that holds a passage, and its number there. */
export function placeOfPassage({ passages }: CandidateIndex, passage: number): { block: Block; at: number } {
  let at = passage;
  for (const block of passages.blocks) {
    if (at < block.passages) return { block, at };
    at -= block.passages;
  }
  throw new RangeError(`the index holds no passage ${passage}`);
}

/** The weight of a term in a passage as the score counts it, 0 where it does not occur. */
export function weightInPassage(index: CandidateIndex, term: number, passage: number): number {
  const { block, at } = placeOfPassage(index, passage);
  return codeInPassage(block, term, at) * block.unit[at]!;
}

/** The direction of a passage as the score counts it. Empty when the index has learnt no meaning. */
export function directionInPassage(index: CandidateIndex, passage: number): Float64Array {
  const { block, at } = placeOfPassage(index, passage);
  const { dimensions, dense } = block;
  const unit = block.denseUnit[at]!;
  return Float64Array.from({ length: dimensions }, (_, d) => dense[at * dimensions + d]! * unit);
}

function refuseUnusable(sorted: readonly CandidateText[]): void {
  sorted.forEach((candidate, at) => {
    const { id } = candidate;
    if (at > 0 && sorted[at - 1]!.id === id) throw new MatchingError("duplicate_id", { what: "candidate", id });
    refuseUnusableTexts(candidate);
  });
}

/** @throws MatchingError `invalid_text`, `too_many_items`. */
export function refuseUnusableTexts(candidate: CandidateText): void {
  const { id, items = [] } = candidate;
  if (items.length >= BLOCK_PASSAGES) {
    throw new MatchingError("too_many_items", { id, items: items.length, most: BLOCK_PASSAGES - 1 });
  }
  refuseNonText(candidate, id, "");
  items.forEach((item, position) => refuseNonText(item, id, `items[${position}].`));
}

function refuseNonText(text: TextItem, id: string, prefix: string): void {
  for (const field of ["title", "content"] as const) {
    if (typeof text[field] !== "string") throw new MatchingError("invalid_text", { id, field: prefix + field });
  }
}

/** All passages with their grams, numbered as they come. */
interface ReadPassages {
  readonly passageStart: Uint32Array;
  readonly items: readonly number[];
  readonly grams: ReadonlyMap<string, number>;
  readonly holders: readonly number[];
  readonly entryStart: readonly number[];
  readonly entryGram: Uint32Array;
  readonly entryCount: Float64Array;
}

function readPassages(sorted: readonly CandidateText[], titleWeight: number): ReadPassages {
  const counter = new GramCounter();
  const passageStart = new Uint32Array(sorted.length + 1);
  const items: number[] = [];
  const entryStart: number[] = [0];
  const entryGram: number[] = [];
  const entryCount: number[] = [];
  const addEntry = (gram: number, count: number): void => {
    entryGram.push(gram);
    entryCount.push(count);
  };
  const addPassage = ({ title, content }: TextItem, item: number): void => {
    counter.add(fold(title), titleWeight);
    counter.add(fold(content), 1);
    if (counter.end(addEntry) === 0) return;
    items.push(item);
    entryStart.push(entryGram.length);
  };
  sorted.forEach((candidate, c) => {
    addPassage(candidate, OWN_TEXT);
    candidate.items?.forEach(addPassage);
    passageStart[c + 1] = items.length;
  });
  return {
    passageStart,
    items,
    grams: counter.numbers,
    holders: counter.holders,
    entryStart,
    entryGram: Uint32Array.from(entryGram),
    entryCount: Float64Array.from(entryCount),
  };
}

function countGramsOf({ grams, holders }: ReadPassages): TermCounts {
  const low = new Uint32Array(grams.size);
  const high = new Uint32Array(grams.size);
  const hash = { low: 0, high: 0 };
  for (const [written, gram] of grams) {
    hashGram(written, hash);
    low[gram] = hash.low;
    high[gram] = hash.high;
  }
  return { low, high, holders: Uint32Array.from(holders) };
}

function numberTerms(read: ReadPassages, vocabulary: Vocabulary): CountedTerms[] {
  const termOfGram = Uint32Array.from(read.grams.keys(), (written) => vocabulary.get(written)!);
  const terms = read.entryGram.map((gram) => termOfGram[gram]!);
  return read.items.map((_, passage) => {
    const entries = [read.entryStart[passage]!, read.entryStart[passage + 1]!] as const;
    return { terms: terms.subarray(...entries), counts: read.entryCount.subarray(...entries) };
  });
}

/** So many of the passages, from all over. */
function someOf(passages: readonly CountedTerms[], most: number): CountedTerms[] {
  const step = Math.ceil(passages.length / most);
  return passages.filter((_, at) => at % step === 0);
}

function layBlocks(
  model: Model,
  vectorOfTerm: Int32Array,
  { passageStart, items }: ReadPassages,
  passages: readonly CountedTerms[],
): Block[] {
  const shape = shapeOf(model);
  const blocks: Block[] = [];
  let builder = new BlockBuilder(shape);
  const seal = (): void => {
    blocks.push(builder.seal(model.vocabulary.table.terms, allocateForSearch));
    builder = new BlockBuilder(shape);
  };
  for (let c = 0; c + 1 < passageStart.length; c++) {
    const from = passageStart[c]!;
    const own = passages.slice(from, passageStart[c + 1]);
    if (!builder.hasRoomFor(own.length)) seal();
    builder.add(
      c,
      own.map((passage, at) => ({
        item: items[from + at]!,
        coded: codePassage(vectorisePassage(model, vectorOfTerm, passage), shape.dimensions),
      })),
    );
  }
  seal();
  return blocks;
}

function textsOf(candidates: readonly CandidateText[]): TextItem[] {
  return candidates.flatMap((candidate) => [candidate, ...(candidate.items ?? [])]);
}

// Background texts have no ids: their own words put them in order, so that the order they came in does not matter.
function inOneOrder(texts: readonly TextItem[]): TextItem[] {
  return [...texts].sort((a, b) => compareIds(a.title, b.title) || compareIds(a.content, b.content));
}
