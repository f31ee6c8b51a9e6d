/** Collects coded passages and lays them out as a block. */
import { allocateBlock, type Block, BLOCK_PASSAGES, rankOfRareTerm } from "./block.ts";
import type { CodedPassage } from "./codes.ts";
import { GrowingArray } from "./growing-array.ts";
import type { Allocate } from "./sections.ts";

/** What all blocks of an index have in common. */
export interface IndexShape {
  /** Terms with a lower number are frequent: they have no postings. */
  readonly frequentTerms: number;
  /** Terms with a lower number are common: they are listed by passage, those that are not frequent as well. At most 65,536. */
  readonly commonTerms: number;
  readonly dimensions: number;
}

/** A candidate's passage: its coded vector and which of the candidate's texts it is (-1: its own). */
export interface BlockPassage {
  readonly item: number;
  readonly coded: CodedPassage;
}

// Single precision rounds to nearest; one part in 2^22 more makes a bound of it that is never too small.
const UPWARDS = 1 + 2 ** -22;

export class BlockBuilder {
  readonly #shape: IndexShape;
  readonly #terms = new GrowingArray((length) => new Uint32Array(length));
  readonly #codes = new GrowingArray((length) => new Uint8Array(length));
  readonly #dense = new GrowingArray((length) => new Int8Array(length));
  readonly #entryStart = [0];
  readonly #passageStart = [0];
  readonly #candidates: number[] = [];
  readonly #items: number[] = [];
  readonly #units: number[] = [];
  readonly #denseUnits: number[] = [];

  constructor(shape: IndexShape) {
    this.#shape = shape;
  }

  get passages(): number {
    return this.#items.length;
  }

  hasRoomFor(passages: number): boolean {
    return this.passages + passages <= BLOCK_PASSAGES;
  }

  /** Adds a candidate by its number in the whole index. */
  add(candidate: number, passages: readonly BlockPassage[]): void {
    if (!this.hasRoomFor(passages.length)) throw new RangeError("the block is full");
    for (const { item, coded } of passages) {
      this.#terms.append(coded.terms);
      this.#codes.append(coded.codes);
      this.#dense.append(coded.dense);
      this.#entryStart.push(this.#terms.length);
      this.#items.push(item);
      this.#units.push(coded.unit);
      this.#denseUnits.push(coded.denseUnit);
    }
    this.#candidates.push(candidate);
    this.#passageStart.push(this.passages);
  }

  /** @param terms how many terms the vocabulary has by now. */
  seal(terms: number, allocate: Allocate): Block {
    const holders = new Uint32Array(terms);
    let entries = 0;
    let postings = 0;
    for (const term of this.#terms.values()) {
      if (term < this.#shape.commonTerms) entries += 1;
      if (term < this.#shape.frequentTerms) continue;
      holders[term]! += 1;
      postings += 1;
    }
    const block = allocateBlock(
      {
        passages: this.passages,
        candidates: this.#candidates.length,
        terms,
        ...this.#shape,
        rareTerms: holders.reduce((count, held) => count + (held > 0 ? 1 : 0), 0),
        postings,
        entries,
      },
      allocate,
    );
    block.passageStart.set(this.#passageStart);
    block.candidate.set(this.#candidates);
    block.passageItem.set(this.#items);
    block.unit.set(this.#units);
    block.denseUnit.set(this.#denseUnits);
    block.dense.set(this.#dense.values());
    this.#numberTerms(block, holders);
    this.#distribute(block);
    this.#measure(block);
    return block;
  }

  #numberTerms(block: Block, holders: Uint32Array): void {
    let rank = 0;
    for (let term = 0; term < holders.length; term++) {
      if ((term & 31) === 0) block.termRank[term >>> 5] = rank;
      if (holders[term] === 0) continue;
      block.termBits[term >>> 5]! |= 1 << (term & 31);
      block.postingStart[rank + 1] = block.postingStart[rank]! + holders[term]!;
      rank += 1;
    }
  }

  // Passages are visited in order, so postings come out ascending.
  #distribute(block: Block): void {
    const terms = this.#terms.values();
    const codes = this.#codes.values();
    const next = block.postingStart.slice(0, -1);
    let entry = 0;
    for (let passage = 0; passage < block.passages; passage++) {
      const end = this.#entryStart[passage + 1]!;
      for (let at = this.#entryStart[passage]!; at < end; at++) {
        const term = terms[at]!;
        if (term < this.#shape.commonTerms) {
          block.forwardTerm[entry] = term;
          block.forwardCode[entry++] = codes[at]!;
        }
        if (term < this.#shape.frequentTerms) continue;
        const posting = next[rankOfRareTerm(block, term)]!++;
        block.postingPassage[posting] = passage;
        block.postingCode[posting] = codes[at]!;
      }
      block.forwardStart[passage + 1] = entry;
    }
  }

  #measure(block: Block): void {
    for (let passage = 0; passage < block.passages; passage++) {
      let squares = 0;
      for (let at = block.forwardStart[passage]!; at < block.forwardStart[passage + 1]!; at++) {
        if (block.forwardTerm[at]! < block.frequentTerms) squares += block.forwardCode[at]! ** 2;
      }
      block.forwardLength[passage] = Math.sqrt(squares) * block.unit[passage]! * UPWARDS;
    }
  }
}

/**
 * The candidates of a block with their coded passages, in the order of the block; what was sealed comes out again to
 * the last bit.
 */
export function* readBlock(block: Block): Generator<{ candidate: number; passages: BlockPassage[] }> {
  const rare = transpose(block);
  for (let c = 0; c < block.candidates; c++) {
    const passages: BlockPassage[] = [];
    for (let passage = block.passageStart[c]!; passage < block.passageStart[c + 1]!; passage++) {
      const forward = [block.forwardStart[passage]!, block.forwardStart[passage + 1]!] as const;
      const postings = [rare.start[passage]!, rare.start[passage + 1]!] as const;
      const common = forward[1] - forward[0];
      const terms = new Uint32Array(common + postings[1] - postings[0]);
      const codes = new Uint8Array(terms.length);
      // Common terms have the lower numbers.
      terms.set(block.forwardTerm.subarray(...forward));
      codes.set(block.forwardCode.subarray(...forward));
      terms.set(rare.terms.subarray(...postings), common);
      codes.set(rare.codes.subarray(...postings), common);
      const dense = block.dense.slice(passage * block.dimensions, (passage + 1) * block.dimensions);
      const coded = { terms, codes, unit: block.unit[passage]!, dense, denseUnit: block.denseUnit[passage]! };
      passages.push({ item: block.passageItem[passage]!, coded });
    }
    yield { candidate: block.candidate[c]!, passages };
  }
}

/** The postings of terms that are not common, by passage. */
function transpose(block: Block): { start: Uint32Array; terms: Uint32Array; codes: Uint8Array } {
  const start = new Uint32Array(block.passages + 1);
  const first = firstUncommon(block);
  const from = block.postingStart[first.rank]!;
  for (let posting = from; posting < block.postings; posting++) start[block.postingPassage[posting]! + 1]! += 1;
  for (let passage = 0; passage < block.passages; passage++) start[passage + 1]! += start[passage]!;
  const next = start.slice(0, -1);
  const terms = new Uint32Array(block.postings - from);
  const codes = new Uint8Array(terms.length);
  let rank = first.rank;
  for (let term = first.term; term < block.terms; term++) {
    if ((block.termBits[term >>> 5]! & (1 << (term & 31))) === 0) continue;
    for (let posting = block.postingStart[rank]!; posting < block.postingStart[rank + 1]!; posting++) {
      const at = next[block.postingPassage[posting]!]!++;
      terms[at] = term;
      codes[at] = block.postingCode[posting]!;
    }
    rank += 1;
  }
  return { start, terms, codes };
}

function firstUncommon(block: Block): { term: number; rank: number } {
  let rank = 0;
  for (let term = 0; term < Math.min(block.commonTerms, block.terms); term++) {
    if ((block.termBits[term >>> 5]! & (1 << (term & 31))) !== 0) rank += 1;
  }
  return { term: block.commonTerms, rank };
}
