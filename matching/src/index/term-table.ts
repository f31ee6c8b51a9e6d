/**
 * The vocabulary in typed arrays, so that threads share it and a million terms cost no strings: a hash table with open
 * addressing from 64 bits of a gram's hash to its number.
 *
 * Two grams with the same 64 bits would count as one. Among two million grams the chance that any two do is about one
 * in ten million.
 */
import {
  type Allocate,
  alignedBytes,
  type ByteRange,
  bytesOfSections,
  openSections,
  type Sections,
} from "./sections.ts";

/** Two times 32 bits of a gram's hash. */
export interface GramHash {
  low: number;
  high: number;
}

/** Hashes a gram into `hash`. FNV-1a in two variants, each mixed at the end as MurmurHash3 does. */
export function hashGram(gram: string, hash: GramHash): void {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < gram.length; at++) {
    const unit = gram.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) + unit;
  }
  hash.low = mix(low);
  hash.high = mix(high ^ gram.length);
}

function mix(bits: number): number {
  let mixed = bits ^ (bits >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Counts in how many passages each gram stands. */
export class TermCounter {
  #low = new Uint32Array(1024);
  #high = new Uint32Array(1024);
  #holders = new Uint32Array(1024);
  #size = 0;

  /** Different grams so far. */
  get size(): number {
    return this.#size;
  }

  add(low: number, high: number, holders: number): void {
    if (this.#size * 2 >= this.#low.length) this.#grow();
    const mask = this.#low.length - 1;
    let slot = (low ^ high) & mask;
    while (this.#holders[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    if (this.#holders[slot] === 0) {
      this.#low[slot] = low;
      this.#high[slot] = high;
      this.#size += 1;
    }
    this.#holders[slot]! += holders;
  }

  /** Adds what another counter, perhaps of another thread, has counted. */
  addAll({ low, high, holders }: TermCounts): void {
    for (let at = 0; at < holders.length; at++) this.add(low[at]!, high[at]!, holders[at]!);
  }

  /** All grams with their counts, in no particular order. */
  counts(): TermCounts {
    const low = new Uint32Array(this.#size);
    const high = new Uint32Array(this.#size);
    const holders = new Uint32Array(this.#size);
    let at = 0;
    for (let slot = 0; slot < this.#holders.length; slot++) {
      if (this.#holders[slot] === 0) continue;
      low[at] = this.#low[slot]!;
      high[at] = this.#high[slot]!;
      holders[at++] = this.#holders[slot]!;
    }
    return { low, high, holders };
  }

  #grow(): void {
    const { low, high, holders } = this.counts();
    this.#low = new Uint32Array(this.#low.length * 2);
    this.#high = new Uint32Array(this.#low.length);
    this.#holders = new Uint32Array(this.#low.length);
    this.#size = 0;
    for (let at = 0; at < holders.length; at++) this.add(low[at]!, high[at]!, holders[at]!);
  }
}

export interface TermCounts {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly holders: Uint32Array;
}

const SECTIONS = { low: "u32", high: "u32", term: "u32", holders: "u32" } as const;
const HEADER_WORDS = 4;
const MAGIC = 0x54484c44;
const NONE = 0xffffffff;

/** Terms numbered by falling count of holders, and among equals by their hash: the same for any order of the input. */
export interface TermTable extends Sections<typeof SECTIONS> {
  readonly terms: number;
  readonly range: ByteRange;
}

/** Numbers what was counted. `holders` of the table is by term number. */
export function freezeTerms({ low, high, holders }: TermCounts, allocate: Allocate): TermTable {
  const order = new Uint32Array(holders.length);
  for (let at = 0; at < order.length; at++) order[at] = at;
  order.sort((a, b) => holders[b]! - holders[a]! || high[a]! - high[b]! || low[a]! - low[b]!);
  // Between two fifths and four fifths of the slots are taken.
  const slots = 2 ** Math.ceil(Math.log2(Math.max(2, holders.length * 1.25)));
  const byteLength = bytesOfTable(holders.length, slots);
  const range = { ...allocate(byteLength), byteOffset: 0, byteLength };
  new Uint32Array(range.buffer, 0, HEADER_WORDS).set([MAGIC, holders.length, slots]);
  const table = viewTable(holders.length, slots, range);
  table.term.fill(NONE);
  for (let term = 0; term < order.length; term++) {
    const at = order[term]!;
    let slot = (low[at]! ^ high[at]!) & (slots - 1);
    while (table.term[slot] !== NONE) slot = (slot + 1) & (slots - 1);
    table.low[slot] = low[at]!;
    table.high[slot] = high[at]!;
    table.term[slot] = term;
    table.holders[term] = holders[at]!;
  }
  return table;
}

/** The table that lies at `byteOffset`, or null when these bytes are none. */
export function openTermTable(buffer: ArrayBufferLike, byteOffset: number): TermTable | null {
  if (byteOffset % 8 !== 0 || buffer.byteLength < byteOffset + HEADER_WORDS * 4) return null;
  const [magic, terms, slots] = new Uint32Array(buffer, byteOffset, HEADER_WORDS);
  if (magic !== MAGIC || slots! < terms!) return null;
  const byteLength = bytesOfTable(terms!, slots!);
  if (buffer.byteLength < byteOffset + byteLength) return null;
  return viewTable(terms!, slots!, { buffer, byteOffset, byteLength });
}

/** The number of a hashed gram, or -1. */
export function findTerm(table: TermTable, { low, high }: GramHash): number {
  const mask = table.term.length - 1;
  for (let slot = (low ^ high) & mask; ; slot = (slot + 1) & mask) {
    const term = table.term[slot]!;
    if (term === NONE) return -1;
    if (table.low[slot] === low && table.high[slot] === high) return term;
  }
}

function viewTable(terms: number, slots: number, range: ByteRange): TermTable {
  const lengths = { low: slots, high: slots, term: slots, holders: terms };
  const sections = openSections(SECTIONS, lengths, range.buffer, range.byteOffset + alignedBytes(HEADER_WORDS * 4));
  return { ...sections, terms, range };
}

function bytesOfTable(terms: number, slots: number): number {
  const lengths = { low: slots, high: slots, term: slots, holders: terms };
  return alignedBytes(HEADER_WORDS * 4) + bytesOfSections(SECTIONS, lengths);
}
