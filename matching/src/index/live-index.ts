/**
 * An index that changes without being built again. What is new gathers in a small block that is laid out afresh when
 * next searched; what is gone is marked. From time to time small blocks are merged, and what is gone is dropped.
 *
 *     base blocks (65,536 passages each) | later blocks (from 4,096) | what is new
 *     removed: one bit for each candidate
 *
 * Codes of passages are moved, never computed anew, so a change leaves every other score as it is, to the last bit.
 */
import { MatchingError } from "../errors.ts";
import { compareIds } from "../order.ts";
import { BLOCK_PASSAGES, type Block } from "./block.ts";
import { BlockBuilder, type BlockPassage, type IndexShape, readBlock } from "./block-builder.ts";
import type { PassageIndex } from "./search.ts";
import type { Allocate } from "./sections.ts";

const FRESH_PASSAGES = 4096;
const MOST_SMALL_BLOCKS = 8;

/** What an index is made of before anything changes. */
export interface IndexBase extends IndexShape {
  /** In ascending order; a candidate's number is its place here. */
  readonly ids: readonly string[];
  readonly blocks: readonly Block[];
}

interface Entry {
  readonly candidate: number;
  readonly passages: readonly BlockPassage[];
}

export class LiveIndex {
  readonly #base: IndexBase;
  readonly #allocate: Allocate;
  readonly #addedIds: string[] = [];
  /** Numbers of the added candidates that are there, by id. */
  readonly #added = new Map<string, number>();
  readonly #fresh = new Map<number, Entry>();
  #blocks: Block[];
  #removed: Uint32Array;
  #terms: number;
  #changes = 0;
  #view: PassageIndex | null = null;

  constructor(base: IndexBase, allocate: Allocate) {
    this.#base = base;
    this.#allocate = allocate;
    this.#blocks = [...base.blocks];
    this.#removed = new Uint32Array(Math.ceil(base.ids.length / 32) + 1);
    this.#terms = base.blocks.reduce((most, { terms }) => Math.max(most, terms), 0);
  }

  /** The id of a candidate's number. */
  idOf(candidate: number): string {
    return this.#base.ids[candidate] ?? this.#addedIds[candidate - this.#base.ids.length]!;
  }

  /** The number of a candidate that is there, or null. */
  findNumber(id: string): number | null {
    const added = this.#added.get(id);
    if (added !== undefined) return added;
    const place = placeOf(id, this.#base.ids);
    return this.#base.ids[place] === id && !this.#isRemoved(place) ? place : null;
  }

  /** @throws MatchingError `duplicate_id`. */
  add(id: string, passages: readonly BlockPassage[]): void {
    if (this.findNumber(id) !== null) throw new MatchingError("duplicate_id", { what: "candidate", id });
    const candidate = this.#base.ids.length + this.#addedIds.length;
    this.#addedIds.push(id);
    this.#added.set(id, candidate);
    this.#fresh.set(candidate, { candidate, passages });
    for (const { coded } of passages) this.#terms = Math.max(this.#terms, (coded.terms.at(-1) ?? -1) + 1);
    this.#note();
  }

  /** @throws MatchingError `unknown_candidate`. */
  remove(id: string): void {
    const candidate = this.findNumber(id);
    if (candidate === null) throw new MatchingError("unknown_candidate", { id });
    this.#added.delete(id);
    if (!this.#fresh.delete(candidate)) {
      this.#growRemoved();
      this.#removed[candidate >>> 5]! |= 1 << (candidate & 31);
    }
    this.#note();
  }

  /** The index as it is now. It stays as it is whatever changes later. */
  view(): PassageIndex {
    if (this.#view !== null) return this.#view;
    this.#growRemoved();
    const { frequentTerms, commonTerms, dimensions } = this.#base;
    this.#view = {
      frequentTerms,
      commonTerms,
      dimensions,
      blocks: [...this.#blocks, ...this.#lay([...this.#fresh.values()])],
      removed: this.#removed.slice(),
      order: this.#added.size === 0 ? null : this.#orderByIds(),
    };
    return this.#view;
  }

  #note(): void {
    this.#view = null;
    this.#changes += 1;
    if (this.#changes >= FRESH_PASSAGES) this.#tidy();
  }

  #tidy(): void {
    this.#changes = 0;
    this.#blocks.push(...this.#lay([...this.#fresh.values()]));
    this.#fresh.clear();
    this.#growRemoved();
    const small = this.#blocks.filter((block) => this.#countLive(block) < BLOCK_PASSAGES / 2);
    if (small.length <= MOST_SMALL_BLOCKS) return;
    const isSmall = new Set(small);
    const live = small.flatMap((block) => [...readBlock(block)].filter(({ candidate }) => !this.#isRemoved(candidate)));
    this.#blocks = [...this.#blocks.filter((block) => !isSmall.has(block)), ...this.#lay(live)];
  }

  #countLive(block: Block): number {
    let live = 0;
    for (let c = 0; c < block.candidates; c++) {
      if (!this.#isRemoved(block.candidate[c]!)) live += block.passageStart[c + 1]! - block.passageStart[c]!;
    }
    return live;
  }

  #lay(entries: readonly Entry[]): Block[] {
    const blocks: Block[] = [];
    let builder = new BlockBuilder(this.#base);
    for (const { candidate, passages } of entries) {
      if (!builder.hasRoomFor(passages.length)) {
        blocks.push(builder.seal(this.#terms, this.#allocate));
        builder = new BlockBuilder(this.#base);
      }
      builder.add(candidate, passages);
    }
    if (entries.length > 0) blocks.push(builder.seal(this.#terms, this.#allocate));
    return blocks;
  }

  // Base candidates keep their numbers; those added between two of them share the distance between the two.
  #orderByIds(): Float64Array {
    const { ids } = this.#base;
    const order = new Float64Array(ids.length + this.#addedIds.length);
    for (let candidate = 0; candidate < ids.length; candidate++) order[candidate] = candidate;
    const added = [...this.#added].sort(([a], [b]) => compareIds(a, b));
    const places = added.map(([id]) => placeOf(id, ids));
    for (let from = 0; from < added.length; ) {
      let to = from + 1;
      while (to < added.length && places[to] === places[from]) to++;
      for (let at = from; at < to; at++) {
        order[added[at]![1]] = places[from]! - 1 + (at - from + 1) / (to - from + 1);
      }
      from = to;
    }
    return order;
  }

  #isRemoved(candidate: number): boolean {
    return (this.#removed[candidate >>> 5]! & (1 << (candidate & 31))) !== 0;
  }

  #growRemoved(): void {
    const words = Math.ceil((this.#base.ids.length + this.#addedIds.length) / 32) + 1;
    if (words <= this.#removed.length) return;
    const grown = new Uint32Array(words * 2);
    grown.set(this.#removed);
    this.#removed = grown;
  }
}

/** How many of the ascending ids are before this one. */
function placeOf(id: string, ids: readonly string[]): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareIds(ids[middle]!, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
