/**
 * Finds the best candidates for needs.
 *
 *     1  postings of terms that tell most    -> a first score for every passage, block by block
 *     2  some ten times `shortlist` of these -> the dense rows are added
 *     3  the `shortlist` best of these       -> the other terms are added
 *     4  the `top` best of these
 *
 * How high a first score must be for step 2 is guessed from one passage in thirty-two.
 *
 * That is fast and nearly always right. Asked to be exact, it goes on with all terms that have postings: the most that the others
 * can add to a passage is the product of their length and the need's (Cauchy and Schwarz), and wherever that would reach the last
 * of the `top`, the score is worked out. The answer then is that of scoring everything, to the last bit.
 */
import { spread, sumOfCommonTerms, unspread } from "./accumulate.ts";
import { BestList } from "./best-list.ts";
import type { Block } from "./block.ts";
import type { IndexShape } from "./block-builder.ts";
import { BlockKernel } from "./block-kernel.ts";
import type { CodedNeed } from "./codes.ts";
import { combineScores } from "./combine.ts";
import { type SplitNeed, splitNeed } from "./split-need.ts";

/** What is searched: blocks, and what happened to their candidates since. */
export interface PassageIndex extends IndexShape {
  readonly blocks: readonly Block[];
  /** One bit for each candidate's number: whether it was taken out. */
  readonly removed: Uint32Array;
  /** By candidate number: among equal scores the lower comes first. Null when the numbers themselves are that order. */
  readonly order: Float64Array | null;
}

export interface SearchSettings {
  readonly top: number;
  /** How many partial scores are followed up; at least `top`. */
  readonly shortlist: number;
  readonly exact: boolean;
}

/** Numbers of candidates with their scores, best first. */
export interface Found {
  readonly candidates: Uint32Array;
  readonly scores: Float64Array;
}

// Covers the rounding of the few double-precision operations between a bound and the score that it bounds.
const ROUNDING = 2 ** -40;

const NO_SUMS = new Int32Array(0);

// One passage in so many (sixteen are no better) tells what first scores there are, sixteen neighbours at a time, whose sums lie in one line of the cache: single
// ones, of every line one, took a tenth of a search among a million.
const SAMPLE_STEP = 32;
const SAMPLE_RUN = 16;
// So many times the shortlist shall pass among so many, and more among more, as the root of their number.
const PASSING = { times: 9, among: 100_000 };
// The share of a need's squared length that common terms may have together which wait for the shortlist.
const WAITING = 0.05;

/** Each thread has its own. */
export class Searcher {
  readonly #index: PassageIndex;
  readonly #kernel: BlockKernel;
  readonly #passages: number;
  /** Partial scores or bounds of the passages of a block. */
  readonly #values: Float64Array;
  readonly #scores: Float64Array;
  /** What is added to the best passages: the need's weight of each common term. */
  readonly #common: Int32Array;
  /** By block: whether every candidate in it is a single text, as most are. */
  readonly #isPlain: readonly boolean[];
  #shortlists: Shortlist[] = [];

  constructor(index: PassageIndex) {
    this.#index = index;
    const passages = index.blocks.reduce((most, block) => Math.max(most, block.passages), 0);
    this.#kernel = new BlockKernel({ passages, dimensions: index.dimensions });
    this.#passages = index.blocks.reduce((sum, block) => sum + block.passages, 0);
    this.#values = new Float64Array(passages);
    this.#scores = new Float64Array(passages);
    this.#common = new Int32Array(index.commonTerms);
    this.#isPlain = index.blocks.map((block) => block.passageStart.every((start, c) => start === c));
  }

  /**
   * What each need finds, as if asked alone; together they are faster, some ten at a time being enough. Fewer than `top`
   * come back when the index holds fewer.
   */
  find(needs: readonly CodedNeed[], { top, shortlist, exact }: SearchSettings): Found[] {
    const lists = this.#clearedLists(needs.length, Math.max(top, shortlist));
    const splits = needs.map((need) => splitNeed(need, this.#index, WAITING));
    this.#index.blocks.forEach((block, b) => {
      needs.forEach((need, at) => {
        this.#kernel.load(block);
        this.#kernel.addPostings(splits[at]!.first);
        if (this.#isPlain[b]!) this.#shortlistTexts(block, b, need, lists[at]!);
        else this.#shortlistTeams(block, b, need, lists[at]!);
        this.#kernel.sums.fill(0);
      });
    });
    return needs.map((need, at) => {
      // Where not even the shortlist fills, partial scores do not tell who is best.
      const isFull = lists[at]!.best.count === lists[at]!.best.size;
      const best = new BestList(top);
      if (isFull) this.#with(splits[at]!, () => this.#followUp(need, lists[at]!, best));
      return read(exact || !isFull ? this.#findAllAbove(best.least(), need, top) : best);
    });
  }

  /** Calls `visit` with every candidate that is not removed, and its score. */
  scoreAll(need: CodedNeed, visit: (candidate: number, score: number) => void): void {
    const split = splitNeed(need, this.#index, 0);
    this.#with(split, () => {
      for (const block of this.#index.blocks) {
        this.#sumUp(block, need, split);
        for (let c = 0; c < block.candidates; c++) {
          const candidate = block.candidate[c]!;
          if (!this.#isRemoved(candidate)) visit(candidate, this.#scoreOf(block, c, need));
        }
        this.#kernel.sums.fill(0);
      }
    });
  }

  /** Works with the weights of a need's common terms at hand. */
  #with({ later }: SplitNeed, work: () => void): void {
    spread(later, this.#common);
    work();
    unspread(later, this.#common);
  }

  #clearedLists(count: number, size: number): readonly Shortlist[] {
    if (this.#shortlists[0]?.best.size !== size) this.#shortlists = [];
    while (this.#shortlists.length < count) this.#shortlists.push(new Shortlist(size));
    for (const { best } of this.#shortlists) best.clear();
    return this.#shortlists;
  }

  #sumUp(block: Block, need: CodedNeed, { first }: SplitNeed): void {
    this.#kernel.load(block);
    this.#kernel.addPostings(first);
    this.#kernel.sumDense(need);
  }

  #shortlistTexts(block: Block, b: number, need: CodedNeed, list: Shortlist): void {
    const floor = this.#guessFloor(block, need, list.best.size);
    const visit = (c: number): void => {
      const partial = this.#partialOf(block, c, need);
      if (partial >= leastPartial(need, list.best)) this.#offer(block, b, c, partial, list);
    };
    this.#kernel.select(need, floor, visit);
  }

  /** A first score that about this block's part of those reach that are to pass. */
  #guessFloor(block: Block, need: CodedNeed, shortlist: number): number {
    const times = PASSING.times * Math.max(1, Math.sqrt(this.#passages / PASSING.among));
    const share = (times * shortlist * block.passages) / this.#passages;
    if (share >= block.passages) return leastPartial(need, NOTHING_YET);
    // Of a small block the first run is more than its part.
    const sampled = sampleOf(block.passages);
    const sample = new BestList(Math.ceil((share * sampled) / block.passages));
    const { sums } = this.#kernel;
    const { unit } = block;
    let least = Number.NEGATIVE_INFINITY;
    for (let from = 0; from < block.passages; from += SAMPLE_STEP * SAMPLE_RUN) {
      const end = Math.min(from + SAMPLE_RUN, block.passages);
      for (let passage = from; passage < end; passage++) {
        const scaled = sums[passage]! * unit[passage]!;
        if (scaled <= least) continue;
        sample.offer(scaled / need.scale, 0, 0);
        least = sample.least() * need.scale;
      }
    }
    return leastPartial(need, sample);
  }

  #shortlistTeams(block: Block, b: number, need: CodedNeed, list: Shortlist): void {
    const { passages, candidates, passageStart } = block;
    this.#kernel.sumDense(need);
    for (let passage = 0; passage < passages; passage++) this.#values[passage] = this.#partialOf(block, passage, need);
    for (let c = 0; c < candidates; c++) {
      const partial = combineScores(this.#values, passageStart[c]!, passageStart[c + 1]!);
      if (partial >= leastPartial(need, list.best)) this.#offer(block, b, c, partial, list);
    }
  }

  /** All but the terms that are added later, of a passage whose sums are worked out. */
  #partialOf({ unit, denseUnit }: Block, passage: number, need: CodedNeed): number {
    const { sums, denseSums } = this.#kernel;
    return (
      (sums[passage]! * unit[passage]!) / need.scale + (denseSums[passage]! * denseUnit[passage]!) / need.denseScale
    );
  }

  #offer(block: Block, b: number, c: number, partial: number, list: Shortlist): void {
    const candidate = block.candidate[c]!;
    if (this.#isRemoved(candidate)) return;
    const place = list.best.offer(partial, this.#orderOf(candidate), candidate);
    if (place < 0) return;
    list.block[place] = b;
    list.position[place] = c;
    // The sums of the block are about to be cleared.
    const from = block.passageStart[c]!;
    const to = block.passageStart[c + 1]!;
    const { sums, denseSums } = this.#kernel;
    if (to - from === 1) {
      list.sum[place] = sums[from]!;
      list.denseSum[place] = denseSums[from]!;
    } else {
      list.sums[place] = sums.slice(from, to);
      list.denseSums[place] = denseSums.slice(from, to);
    }
  }

  #followUp(need: CodedNeed, list: Shortlist, best: BestList): void {
    for (let place = 0; place < list.best.count; place++) {
      const block = this.#index.blocks[list.block[place]!]!;
      const c = list.position[place]!;
      const from = block.passageStart[c]!;
      const count = block.passageStart[c + 1]! - from;
      for (let at = 0; at < count; at++) {
        const sum = count === 1 ? list.sum[place]! : list.sums[place]![at]!;
        const dense = count === 1 ? list.denseSum[place]! : list.denseSums[place]![at]!;
        this.#scores[at] = this.#scorePassage(block, from + at, need, sum, dense);
      }
      best.offer(combineScores(this.#scores, 0, count), list.best.orders[place]!, list.best.items[place]!);
    }
  }

  #findAllAbove(known: number, need: CodedNeed, top: number): BestList {
    const best = new BestList(top);
    const split = splitNeed(need, this.#index, 0);
    this.#with(split, () => {
      for (const block of this.#index.blocks) {
        this.#sumUp(block, need, split);
        this.#boundPassages(block, need, split);
        for (let c = 0; c < block.candidates; c++) {
          const bound = combineScores(this.#values, block.passageStart[c]!, block.passageStart[c + 1]!);
          if (bound < known || bound < best.least()) continue;
          const candidate = block.candidate[c]!;
          if (this.#isRemoved(candidate)) continue;
          best.offer(this.#scoreOf(block, c, need), this.#orderOf(candidate), candidate);
        }
        this.#kernel.sums.fill(0);
      }
    });
    return best;
  }

  #boundPassages(block: Block, need: CodedNeed, { later }: SplitNeed): void {
    const { forwardLength } = block;
    const length = lengthOf(later.weights) / need.scale;
    for (let passage = 0; passage < block.passages; passage++) {
      const bound = this.#partialOf(block, passage, need) + length * forwardLength[passage]!;
      this.#values[passage] = bound + Math.abs(bound) * ROUNDING;
    }
  }

  /** The score of candidate c of a block whose sums are worked out. */
  #scoreOf(block: Block, c: number, need: CodedNeed): number {
    const from = block.passageStart[c]!;
    const to = block.passageStart[c + 1]!;
    for (let passage = from; passage < to; passage++) {
      const { sums, denseSums } = this.#kernel;
      this.#scores[passage] = this.#scorePassage(block, passage, need, sums[passage]!, denseSums[passage]!);
    }
    return combineScores(this.#scores, from, to);
  }

  #scorePassage(block: Block, passage: number, need: CodedNeed, sum: number, dense: number): number {
    const sparse = sum + sumOfCommonTerms(block, passage, this.#common);
    return (sparse * block.unit[passage]!) / need.scale + (dense * block.denseUnit[passage]!) / need.denseScale;
  }

  #isRemoved(candidate: number): boolean {
    return (this.#index.removed[candidate >>> 5]! & (1 << (candidate & 31))) !== 0;
  }

  #orderOf(candidate: number): number {
    return this.#index.order === null ? candidate : this.#index.order[candidate]!;
  }
}

const NOTHING_YET = new BestList(1);

/** How many of so many passages are in the sample. */
function sampleOf(passages: number): number {
  const stride = SAMPLE_STEP * SAMPLE_RUN;
  return Math.floor(passages / stride) * SAMPLE_RUN + Math.min(SAMPLE_RUN, passages % stride);
}

// Without dense rows a partial score of 0 has nothing in common with the need, and there may be any number of them.
function leastPartial(need: CodedNeed, best: BestList): number {
  return need.dense.length > 0 ? best.least() : Math.max(best.least(), Number.MIN_VALUE);
}

function read(best: BestList): Found {
  const places = best.places();
  return {
    candidates: Uint32Array.from(places, (place) => best.items[place]!),
    scores: Float64Array.from(places, (place) => best.scores[place]!),
  };
}

/** Candidates with the best partial scores, and where their blocks hold them. */
class Shortlist {
  readonly best: BestList;
  readonly block: Int32Array;
  /** Which candidate of the block. */
  readonly position: Int32Array;
  /** The sums of a candidate's only passage. */
  readonly sum: Int32Array;
  readonly denseSum: Int32Array;
  /** The sums of its passages when they are none or several. */
  readonly sums: Int32Array[];
  readonly denseSums: Int32Array[];

  constructor(size: number) {
    this.best = new BestList(size);
    this.block = new Int32Array(size);
    this.position = new Int32Array(size);
    this.sum = new Int32Array(size);
    this.denseSum = new Int32Array(size);
    this.sums = Array.from({ length: size }, () => NO_SUMS);
    this.denseSums = Array.from({ length: size }, () => NO_SUMS);
  }
}

function lengthOf(values: Int32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
