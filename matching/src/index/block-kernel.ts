/**
 * Works on one block after the other for one thread: sums of postings, who passes by them, and inner products with dense rows.
 *
 * Blocks that lie in a WebAssembly memory are worked on where they are, by however many threads; one that lies elsewhere, such
 * as a small block of what was added, is copied into a memory first. Where WebAssembly cannot run, or knows no second memory,
 * the same is done in JavaScript, with the same result to the last bit.
 */
import { compileWasm, type Instantiate, makePrivateMemory, makeSharedMemory, type WasmMemory } from "../wasm.ts";
import { type Block, rankOfRareTerm } from "./block.ts";
import {
  type BlockLoops,
  LANES,
  LIST_WORDS,
  loopSources,
  type Places,
  plainLoops,
  type Scratch,
  SELECT_STEP,
  wasmLoops,
  WORD,
} from "./block-loops.ts";
import type { CodedNeed } from "./codes.ts";
import type { NeedTerms } from "./split-need.ts";

const CHUNK = 4096;
// Lists of postings that are handed over together.
const LISTS = 512;

// Fours are chosen in single precision, which errs by less than this part of what is compared.
const SLACK = 2 ** -20;

/** For blocks of what size. */
export interface KernelShape {
  /** At most. */
  readonly passages: number;
  readonly dimensions: number;
}

type Functions = ReturnType<Instantiate>;

export class BlockKernel {
  readonly #scratch: Scratch;
  /** Null where everything is done in JavaScript. */
  readonly #instantiate: ((index: WasmMemory) => Functions) | null;
  readonly #instances = new WeakMap<WasmMemory, Functions>();
  /** Where a block is copied that lies in no WebAssembly memory. */
  #copy: WasmMemory | null = null;
  #block: Block | null = null;
  #loops: BlockLoops | null = null;

  /** `compile` is another in tests alone. */
  constructor(shape: KernelShape, compile: typeof compileWasm = compileWasm) {
    const places = placeScratch(shape);
    const instantiate = compile(loopSources(places, shape.dimensions), ["shared", "private"]);
    const own = instantiate === null ? null : makePrivateMemory(places.bytes);
    this.#scratch = viewScratch(own?.buffer ?? new ArrayBuffer(places.bytes), places, shape);
    this.#instantiate = instantiate === null || own === null ? null : (index) => instantiate([index, own]);
  }

  /** For the sums of postings, by passage: zero when nobody has written to it. */
  get sums(): Int32Array {
    return this.#scratch.sums;
  }

  /** What {@link sumDense} has found, by passage, or {@link select} for the passages that it visits. */
  get denseSums(): Int32Array {
    return this.#scratch.denseSums;
  }

  /** Turns to a block; nothing happens when it is the same as before. */
  load(block: Block): void {
    if (this.#block === block) return;
    this.#block = block;
    const plain = plainLoops(this.#scratch, block);
    const memory = this.#instantiate === null ? null : (block.range.memory ?? this.#copyOf(block));
    if (memory === null) this.#loops = plain;
    else {
      const shift = memory === block.range.memory ? 0 : -block.range.byteOffset;
      this.#loops = wasmLoops(this.#functionsOver(memory), block, shift, plain);
    }
  }

  /** Adds, for every passage of the block, what these terms of a need give; all have postings. */
  addPostings({ terms, weights }: NeedTerms): void {
    const block = this.#block!;
    const { postingStart } = block;
    const { lists } = this.#scratch;
    let count = 0;
    for (let at = 0; at < terms.length; at++) {
      const rank = rankOfRareTerm(block, terms[at]!);
      if (rank < 0) continue;
      lists[count * LIST_WORDS] = postingStart[rank]!;
      lists[count * LIST_WORDS + 1] = postingStart[rank + 1]!;
      lists[count * LIST_WORDS + 2] = weights[at]!;
      count += 1;
      if (count < LISTS) continue;
      this.#loops!.add(count);
      count = 0;
    }
    if (count > 0) this.#loops!.add(count);
  }

  /** Multiplies the need with every row of the block. */
  sumDense(need: CodedNeed): void {
    const { passages } = this.#block!;
    const { found } = this.#scratch;
    this.#scratch.need.fill(0).set(need.dense);
    for (let from = 0; from < passages; from += CHUNK) {
      const count = Math.min(CHUNK, passages - from);
      for (let at = 0; at < count; at++) found[at] = from + at;
      this.#loops!.sumRows(count);
    }
  }

  /**
   * Calls `visit` with every passage, in order, whose first score, that by its postings alone, is at least `least`; its dense sum
   * is there then.
   */
  select(need: CodedNeed, least: number, visit: (passage: number) => void): void {
    const { passages } = this.#block!;
    const { found } = this.#scratch;
    this.#scratch.need.fill(0).set(need.dense);
    const limit = (least - SLACK * Math.abs(least)) * need.scale;
    for (let from = 0; from < passages; from += CHUNK) {
      const fours = this.#loops!.select(from, Math.min(passages, from + CHUNK), limit);
      const count = this.#selectAmong(fours, need, least);
      if (count > 0) this.#loops!.sumRows(count);
      for (let at = 0; at < count; at++) visit(found[at]!);
    }
  }

  /** Writes the passages of so many fours that give at least `least`, and returns how many they are. */
  #selectAmong(count: number, need: CodedNeed, least: number): number {
    const { passages, unit } = this.#block!;
    const { fours, found, sums } = this.#scratch;
    // A scale is a power of two, so multiplying the limit by it is as exact as dividing every score.
    const limit = least * need.scale;
    let written = 0;
    for (let at = 0; at < count; at++) {
      const last = Math.min(fours[at]! + LANES, passages);
      for (let passage = fours[at]!; passage < last; passage++) {
        if (sums[passage]! * unit[passage]! >= limit) found[written++] = passage;
      }
    }
    return written;
  }

  #copyOf({ range: { buffer, byteOffset, byteLength } }: Block): WasmMemory | null {
    if (this.#copy === null || this.#copy.buffer.byteLength < byteLength) this.#copy = makeSharedMemory(byteLength);
    if (this.#copy !== null) new Uint8Array(this.#copy.buffer).set(new Uint8Array(buffer, byteOffset, byteLength));
    return this.#copy;
  }

  #functionsOver(memory: WasmMemory): Functions {
    let functions = this.#instances.get(memory);
    if (functions === undefined) {
      functions = this.#instantiate!(memory);
      this.#instances.set(memory, functions);
    }
    return functions;
  }
}

function placeScratch({ passages, dimensions }: KernelShape): Places {
  const column = roundUp(passages, SELECT_STEP) * WORD;
  const sums = roundUp(dimensions * Int16Array.BYTES_PER_ELEMENT, 16);
  const denseSums = sums + column;
  const fours = denseSums + column;
  const found = fours + CHUNK * WORD;
  const lists = found + CHUNK * WORD;
  return { need: 0, sums, denseSums, fours, found, lists, bytes: lists + LISTS * LIST_WORDS * WORD };
}

function viewScratch(memory: ArrayBufferLike, places: Places, { passages, dimensions }: KernelShape): Scratch {
  const column = roundUp(passages, SELECT_STEP);
  return {
    need: new Int16Array(memory, places.need, dimensions),
    sums: new Int32Array(memory, places.sums, column),
    denseSums: new Int32Array(memory, places.denseSums, column),
    fours: new Uint32Array(memory, places.fours, CHUNK),
    found: new Uint32Array(memory, places.found, CHUNK),
    lists: new Int32Array(memory, places.lists, LISTS * LIST_WORDS),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
