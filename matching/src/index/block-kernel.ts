/**
 * The loops that look at every passage of a block for every need: whose sums of postings are high enough, and for these the inner
 * products with the dense rows. Plain JavaScript takes some ten times as long, so they are a WebAssembly module of two small
 * functions that use SIMD, put together here for the number of dimensions: nothing to compile, no file. Where it cannot run,
 * the same is done in JavaScript, with the same result to the last bit.
 *
 * The module has a memory of its own, into which a block's rows and units are copied once for a batch of needs. So the
 * index can lie in any buffer; copying is several times as fast as one pass over what was copied.
 */
import type { Block } from "./block.ts";
import type { CodedNeed } from "./codes.ts";
import { loadKernel, type loadWasm, type WasmFunction, type WasmSource } from "../wasm.ts";

const DIMENSION_STEP = 8;

// Beyond, the need's numbers would not fit the registers even nearly.
const MOST_UNROLLED = 256;
// Passages are looked at in fours.
const LANES = 4;
const CHUNK = 1024;
// Bytes of a number in the columns.
const WORD = 4;

// Fours are chosen in single precision, which errs by less than this part of what is compared.
const SLACK = 2 ** -20;

interface Memory {
  readonly need: Int16Array;
  readonly sums: Int32Array;
  readonly denseSums: Int32Array;
  readonly unit: Float32Array;
  /** The first passages of fours, and passages: of one chunk at a time. */
  readonly fours: Uint32Array;
  readonly found: Uint32Array;
  readonly rows: Int8Array;
}

/** For blocks of what size. */
export interface KernelShape {
  /** At most. */
  readonly passages: number;
  readonly dimensions: number;
}

export class BlockKernel {
  readonly #memory: Memory;
  readonly #dense: WasmFunction;
  readonly #select: WasmFunction;
  #block: Block | null = null;

  /** `load` is another in tests alone. */
  constructor(shape: KernelShape, load?: typeof loadWasm) {
    const places = placeMemory(shape);
    const sources = {
      select: selectSource(places),
      ...(canUnroll(shape.dimensions) ? { dense: denseSource(places, shape.dimensions) } : {}),
    };
    const view = (memory: ArrayBuffer): Memory => viewMemory(memory, places, shape);
    const plain = (memory: ArrayBuffer): PlainFunctions => plainFunctions(view(memory), shape.dimensions);
    const { memory, functions } = loadKernel(sources, places.bytes, plain, load);
    this.#memory = view(memory);
    this.#dense = functions.dense;
    this.#select = functions.select;
  }

  /** For the sums of postings, by passage: zero when nobody has written to it. */
  get sums(): Int32Array {
    return this.#memory.sums;
  }

  /** What {@link sumDense} has found, by passage, or {@link select} for the passages that it visits. */
  get denseSums(): Int32Array {
    return this.#memory.denseSums;
  }

  /** Turns to a block; nothing happens when it is the same as before. */
  load(block: Block): void {
    if (this.#block === block) return;
    this.#block = block;
    this.#memory.unit.fill(0).set(block.unit);
    this.#memory.rows.set(block.dense);
  }

  /** Multiplies the need with every row of the block. */
  sumDense(need: CodedNeed): void {
    const { passages } = this.#block!;
    const { found } = this.#memory;
    this.#memory.need.fill(0).set(need.dense);
    for (let from = 0; from < passages; from += CHUNK) {
      const count = Math.min(CHUNK, passages - from);
      for (let at = 0; at < count; at++) found[at] = from + at;
      this.#sumRows(count);
    }
  }

  /** A passage's score by its postings alone. */
  firstScoreOf(need: CodedNeed, passage: number): number {
    return (this.#memory.sums[passage]! * this.#memory.unit[passage]!) / need.scale;
  }

  /** Calls `visit` with every passage, in order, whose first score is at least `least`; its dense sum is there then. */
  select(need: CodedNeed, least: number, visit: (passage: number) => void): void {
    const { passages } = this.#block!;
    const { found } = this.#memory;
    this.#memory.need.fill(0).set(need.dense);
    for (let from = 0; from < passages; from += CHUNK) {
      const fours = this.#selectFours(from, Math.min(passages, from + CHUNK), need, least);
      const count = this.#selectAmong(fours, need, least);
      this.#sumRows(count);
      for (let at = 0; at < count; at++) visit(found[at]!);
    }
  }

  /** For the first so many passages that `found` names. */
  #sumRows(count: number): void {
    if (count > 0) this.#dense(count * WORD);
  }

  /** Writes the passages of so many fours that give at least `least`, and returns how many they are. */
  #selectAmong(count: number, need: CodedNeed, least: number): number {
    const { passages } = this.#block!;
    const { fours, found } = this.#memory;
    let written = 0;
    for (let at = 0; at < count; at++) {
      const last = Math.min(fours[at]! + LANES, passages);
      for (let passage = fours[at]!; passage < last; passage++) {
        if (this.firstScoreOf(need, passage) >= least) found[written++] = passage;
      }
    }
    return written;
  }

  /** Writes the first passages of fours, one of which may give `least`, and returns how many they are. */
  #selectFours(from: number, end: number, need: CodedNeed, least: number): number {
    const limit = (least - SLACK * Math.abs(least)) * need.scale;
    return this.#select(from * WORD, end * WORD, limit) / WORD;
  }
}

type PlainFunctions = Readonly<Record<"dense" | "select", WasmFunction>>;

/** What the two WebAssembly functions do, in JavaScript. */
function plainFunctions(
  { need, sums, denseSums, unit, fours, found, rows }: Memory,
  dimensions: number,
): PlainFunctions {
  return {
    dense: (end) => {
      for (let at = 0; at < end / WORD; at++) {
        const passage = found[at]!;
        let sum = 0;
        for (let d = 0; d < dimensions; d++) sum = (sum + Math.imul(need[d]!, rows[passage * dimensions + d]!)) | 0;
        denseSums[passage] = sum;
      }
      return 0;
    },
    select: (from, end, limit) => {
      let count = 0;
      for (let passage = from / WORD; passage < end / WORD; passage++) {
        if (sums[passage]! * unit[passage]! < limit) continue;
        fours[count++] = passage - (passage % LANES);
        passage = fours[count - 1]! + LANES - 1;
      }
      return count * WORD;
    },
  };
}

function canUnroll(dimensions: number): boolean {
  return dimensions > 0 && dimensions % DIMENSION_STEP === 0 && dimensions <= MOST_UNROLLED;
}

/** Where each array begins in the memory. */
interface Places {
  readonly need: number;
  readonly sums: number;
  readonly denseSums: number;
  readonly unit: number;
  readonly fours: number;
  readonly found: number;
  readonly rows: number;
  readonly bytes: number;
}

function placeMemory({ passages, dimensions }: KernelShape): Places {
  const column = roundUp(passages, LANES) * 4;
  const sums = roundUp(dimensions * 2, 16);
  const fours = sums + 3 * column;
  const rows = fours + 2 * CHUNK * 4;
  return {
    need: 0,
    sums,
    denseSums: sums + column,
    unit: sums + 2 * column,
    fours,
    found: fours + CHUNK * 4,
    rows,
    bytes: rows + passages * dimensions,
  };
}

function viewMemory(memory: ArrayBuffer, places: Places, { passages, dimensions }: KernelShape): Memory {
  const column = roundUp(passages, LANES);
  return {
    need: new Int16Array(memory, places.need, dimensions),
    sums: new Int32Array(memory, places.sums, column),
    denseSums: new Int32Array(memory, places.denseSums, column),
    unit: new Float32Array(memory, places.unit, column),
    fours: new Uint32Array(memory, places.fours, CHUNK),
    found: new Uint32Array(memory, places.found, CHUNK),
    rows: new Int8Array(memory, places.rows, passages * dimensions),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** dense(bytes of found): denseSums[p] = need x rows[p] for the passages that `found` names, at least one. */
function denseSource(places: Places, dimensions: number): WasmSource {
  const [END, AT, PASSAGE, ROW, PARTS, NEED] = [0, 1, 2, 3, 4, 5] as const;
  const steps = Array.from({ length: dimensions / DIMENSION_STEP }, (_, step) => step);
  return {
    parameters: ["i32"],
    locals: [
      [3, "i32"],
      [1 + steps.length, "v128"],
    ],
    code: `
      ${steps.map((step) => `i32.const:0 v128.load:${places.need + step * 16} local.set:${NEED + step}`).join(" ")}
      loop
        local.get:${AT} i32.load:${places.found} local.set:${PASSAGE}
        local.get:${PASSAGE} i32.const:${dimensions} i32.mul local.set:${ROW}
        local.get:${PASSAGE} i32.const:4 i32.mul  # where to store
        ${steps
          .map(
            (step) => `local.get:${ROW} v128.load8x8_s:${places.rows + step * DIMENSION_STEP} local.get:${NEED + step}
              i32x4.dot_i16x8_s ${step > 0 ? "i32x4.add" : ""}`,
          )
          .join(" ")}
        local.set:${PARTS}
        local.get:${PARTS} i32x4.extract_lane:0
        local.get:${PARTS} i32x4.extract_lane:1 i32.add
        local.get:${PARTS} i32x4.extract_lane:2 i32.add
        local.get:${PARTS} i32x4.extract_lane:3 i32.add
        i32.store:${places.denseSums}
        local.get:${AT} i32.const:4 i32.add local.set:${AT}
        local.get:${AT} local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/**
 * select(from, end, limit), passages in steps of 4 bytes: notes in `fours` the first passages of fours, one of which has
 * sums x unit >= limit, and returns the bytes written.
 */
function selectSource(places: Places): WasmSource {
  const [AT, END, LIMIT, FOUND] = [0, 1, 2, 3] as const;
  return {
    parameters: ["i32", "i32", "f32"],
    locals: [[1, "i32"]],
    code: `
      loop
        local.get:${AT} v128.load:${places.sums} f32x4.convert_i32x4_s local.get:${AT} v128.load:${places.unit} f32x4.mul
        local.get:${LIMIT} f32x4.splat f32x4.ge v128.any_true
        if
          local.get:${FOUND} local.get:${AT} i32.const:2 i32.shr_u i32.store:${places.fours}
          local.get:${FOUND} i32.const:4 i32.add local.set:${FOUND}
        end
        local.get:${AT} i32.const:16 i32.add local.set:${AT}
        local.get:${AT} local.get:${END} i32.lt_u br_if:0
      end
      local.get:${FOUND}`,
  };
}
