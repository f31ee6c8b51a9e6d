/**
 * The two loops that look at every passage of a block for every need: the inner products with the leading dimensions of
 * the dense rows, and which partial scores are high enough. That is tens of millions of multiplications for one need, more than plain JavaScript
 * does in the time, so they are a WebAssembly module of two small functions that use SIMD, put together here for the
 * number of dimensions: nothing to compile, no file. Where it cannot run, the same is done in JavaScript, with the same
 * result to the last bit, some ten times as slowly.
 *
 * The module has a memory of its own, into which a block's rows and units are copied once for a batch of needs. So the
 * index can lie in any buffer; copying is several times as fast as one pass over what was copied.
 */
import { sumOfLeading } from "./accumulate.ts";
import type { Block } from "./block.ts";
import type { CodedNeed } from "./codes.ts";
import { loadWasm, type WasmSource } from "../wasm.ts";

const DIMENSION_STEP = 8;

// Beyond, the need's numbers would not fit the registers even nearly.
const MOST_UNROLLED = 256;
// Passages are looked at in fours.
const LANES = 4;
const CHUNK = 1024;

// Fours are chosen in single precision, which errs by less than this part of what is added up.
const SLACK = 2 ** -18;

interface Memory {
  readonly need: Int16Array;
  readonly sums: Int32Array;
  readonly denseSums: Int32Array;
  readonly unit: Float32Array;
  readonly denseUnit: Float32Array;
  readonly found: Uint32Array;
  readonly rows: Int8Array;
}

export class BlockKernel {
  readonly #memory: Memory;
  readonly #dense: (() => void) | null;
  readonly #select: ((from: number, end: number, sparse: number, dense: number, least: number) => number) | null;
  #block: Block | null = null;

  /** For blocks of up to so many passages. `load` is another in tests alone. */
  constructor(passages: number, leading: number, load: typeof loadWasm = loadWasm) {
    const places = placeMemory(passages, leading);
    const canUnroll = leading % DIMENSION_STEP === 0 && leading <= MOST_UNROLLED;
    const wasm = canUnroll
      ? load({ dense: denseSource(places, leading), select: selectSource(places) }, places.bytes)
      : null;
    this.#memory = viewMemory(wasm?.memory ?? new ArrayBuffer(places.bytes), places, passages, leading);
    const { dense, select } = wasm?.exports ?? {};
    this.#dense = dense === undefined ? null : () => dense(this.#block!.dense.length);
    this.#select = select === undefined ? null : (from, end, ...rest) => select(from * 4, end * 4, ...rest) / 4;
  }

  /** For the sums of postings, by passage: zero when nobody has written to it. */
  get sums(): Int32Array {
    return this.#memory.sums;
  }

  /** What {@link sumDense} has found, by passage. */
  get denseSums(): Int32Array {
    return this.#memory.denseSums;
  }

  /** Turns to a block; nothing happens when it is the same as before. */
  load(block: Block): void {
    if (this.#block === block) return;
    this.#block = block;
    this.#memory.unit.fill(0).set(block.unit);
    this.#memory.denseUnit.fill(0).set(block.denseUnit);
    if (this.#dense !== null) this.#memory.rows.set(block.dense);
  }

  /** Multiplies the need with every row of the block, in the leading dimensions. */
  sumDense(need: CodedNeed): void {
    const block = this.#block!;
    const { denseSums } = this.#memory;
    if (need.dense.length === 0 || block.dense.length === 0) {
      denseSums.fill(0, 0, block.passages);
    } else if (this.#dense === null) {
      for (let passage = 0; passage < block.passages; passage++)
        denseSums[passage] = sumOfLeading(block, passage, need.dense);
    } else {
      this.#memory.need.set(need.dense.subarray(0, block.leading));
      this.#dense();
    }
  }

  /**
   * Calls `visit` with every passage, in order, whose sums give at least `least()`, and with some that give a little
   * less. `least` may rise meanwhile.
   */
  select(need: CodedNeed, least: () => number, visit: (passage: number) => void): void {
    const { passages } = this.#block!;
    const { found } = this.#memory;
    const size = lengthOf(need.weights) / need.scale + lengthOf(need.dense) / need.denseScale;
    for (let from = 0; from < passages; from += CHUNK) {
      const end = Math.min(passages, from + CHUNK);
      const limit = least();
      const count = this.#selectFours(from, end, need, limit - SLACK * (Math.abs(limit) + size));
      for (let at = 0; at < count; at++) {
        const last = Math.min(found[at]! + LANES, passages);
        for (let passage = found[at]!; passage < last; passage++) visit(passage);
      }
    }
  }

  /** Writes the first passages of fours, one of which gives at least `limit`, and returns how many they are. */
  #selectFours(from: number, end: number, need: CodedNeed, limit: number): number {
    const sparse = 1 / need.scale;
    const dense = 1 / need.denseScale;
    if (this.#select !== null) return this.#select(from, end, sparse, dense, limit);
    const { sums, denseSums, unit, denseUnit, found } = this.#memory;
    let count = 0;
    for (let passage = from; passage < end; passage++) {
      const partial = sums[passage]! * unit[passage]! * sparse + denseSums[passage]! * denseUnit[passage]! * dense;
      if (partial < limit) continue;
      found[count++] = passage - (passage % LANES);
      passage = found[count - 1]! + LANES - 1;
    }
    return count;
  }
}

/** Where each array begins in the memory. */
interface Places {
  readonly need: number;
  readonly sums: number;
  readonly denseSums: number;
  readonly unit: number;
  readonly denseUnit: number;
  readonly found: number;
  readonly rows: number;
  readonly bytes: number;
}

function placeMemory(passages: number, leading: number): Places {
  const column = Math.ceil(passages / LANES) * LANES * 4;
  const sums = Math.ceil((leading * 2) / 16) * 16;
  const rows = sums + 5 * column;
  return {
    need: 0,
    sums,
    denseSums: sums + column,
    unit: sums + 2 * column,
    denseUnit: sums + 3 * column,
    found: sums + 4 * column,
    rows,
    bytes: rows + passages * leading,
  };
}

function viewMemory(memory: ArrayBuffer, places: Places, passages: number, leading: number): Memory {
  const column = Math.ceil(passages / LANES) * LANES;
  return {
    need: new Int16Array(memory, places.need, leading),
    sums: new Int32Array(memory, places.sums, column),
    denseSums: new Int32Array(memory, places.denseSums, column),
    unit: new Float32Array(memory, places.unit, column),
    denseUnit: new Float32Array(memory, places.denseUnit, column),
    found: new Uint32Array(memory, places.found, column),
    rows: new Int8Array(memory, places.rows, passages * leading),
  };
}

/** dense(bytes of the rows): denseSums[p] = need x rows[p]. There is at least one row. */
function denseSource(places: Places, leading: number): WasmSource {
  const [END, ROW, SUM, PARTS, NEED] = [0, 1, 2, 3, 4] as const;
  const steps = Array.from({ length: leading / DIMENSION_STEP }, (_, step) => step);
  return {
    parameters: ["i32"],
    locals: [
      [2, "i32"],
      [1 + steps.length, "v128"],
    ],
    code: `
      ${steps.map((step) => `i32.const:0 v128.load:${places.need + step * 16} local.set:${NEED + step}`).join(" ")}
      loop
        ${steps
          .map(
            (step) => `local.get:${ROW} v128.load8x8_s:${places.rows + step * DIMENSION_STEP} local.get:${NEED + step}
              i32x4.dot_i16x8_s ${step > 0 ? "i32x4.add" : ""}`,
          )
          .join(" ")}
        local.set:${PARTS}
        local.get:${SUM}                        # where to store
        local.get:${PARTS} i32x4.extract_lane:0
        local.get:${PARTS} i32x4.extract_lane:1 i32.add
        local.get:${PARTS} i32x4.extract_lane:2 i32.add
        local.get:${PARTS} i32x4.extract_lane:3 i32.add
        i32.store:${places.denseSums}
        local.get:${SUM} i32.const:4 i32.add local.set:${SUM}
        local.get:${ROW} i32.const:${leading} i32.add local.set:${ROW}
        local.get:${ROW} local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/**
 * select(from, end, sparse, dense, limit), passages in steps of 4 bytes: notes in `found` the first passages of fours,
 * one of which has sums x unit x sparse + denseSums x denseUnit x dense >= limit, and returns the bytes written.
 */
function selectSource(places: Places): WasmSource {
  const [AT, END, SPARSE, DENSE, LIMIT, FOUND] = [0, 1, 2, 3, 4, 5] as const;
  const term = (sums: number, unit: number, factor: number): string =>
    `local.get:${AT} v128.load:${sums} f32x4.convert_i32x4_s local.get:${AT} v128.load:${unit} f32x4.mul
     local.get:${factor} f32x4.splat f32x4.mul`;
  return {
    parameters: ["i32", "i32", "f32", "f32", "f32"],
    locals: [[1, "i32"]],
    code: `
      loop
        ${term(places.sums, places.unit, SPARSE)}
        ${term(places.denseSums, places.denseUnit, DENSE)}
        f32x4.add local.get:${LIMIT} f32x4.splat f32x4.ge v128.any_true
        if
          local.get:${FOUND} local.get:${AT} i32.const:2 i32.shr_u i32.store:${places.found}
          local.get:${FOUND} i32.const:4 i32.add local.set:${FOUND}
        end
        local.get:${AT} i32.const:16 i32.add local.set:${AT}
        local.get:${AT} local.get:${END} i32.lt_u br_if:0
      end
      local.get:${FOUND}`,
  };
}

function lengthOf(values: Int32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
