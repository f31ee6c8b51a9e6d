/**
 * The loops that look at every passage of a block for every need: the inner products with the leading dimensions of the
 * dense rows, which partial scores are high enough, and for these the other dimensions. That is millions of multiplications for
 * one need, more than plain JavaScript does in the time, so they are a WebAssembly module of three small functions that use SIMD, put
 * together here for the number of dimensions: nothing to compile, no file. Where it cannot run, the same is done in JavaScript,
 * with the same result to the last bit, some ten times as slowly.
 *
 * The module has a memory of its own, into which a block's rows and units are copied once for a batch of needs. So the
 * index can lie in any buffer; copying is several times as fast as one pass over what was copied.
 */
import { sumOfLeading, sumOfRest } from "./accumulate.ts";
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
  readonly restSums: Int32Array;
  readonly unit: Float32Array;
  readonly denseUnit: Float32Array;
  /** The first passages of fours, and passages: of one chunk at a time. */
  readonly fours: Uint32Array;
  readonly found: Uint32Array;
  readonly rows: Int8Array;
  readonly restRows: Int8Array;
}

/** For blocks of what size. */
export interface KernelShape {
  /** At most. */
  readonly passages: number;
  readonly dimensions: number;
  /** How many of the dimensions come first. */
  readonly leading: number;
}

export class BlockKernel {
  readonly #memory: Memory;
  readonly #leading: number;
  readonly #dense: (() => void) | null;
  readonly #rest: ((found: number) => void) | null;
  readonly #select: ((from: number, end: number, sparse: number, dense: number, least: number) => number) | null;
  #block: Block | null = null;
  #need: CodedNeed | null = null;

  /** `load` is another in tests alone. */
  constructor(shape: KernelShape, load: typeof loadWasm = loadWasm) {
    const { dimensions, leading } = shape;
    const places = placeMemory(shape);
    const sources = {
      select: selectSource(places),
      ...(canUnroll(leading) ? { dense: denseSource(places, leading) } : {}),
      ...(canUnroll(dimensions - leading) ? { rest: restSource(places, leading, dimensions - leading) } : {}),
    };
    const wasm = load(sources, places.bytes);
    this.#leading = leading;
    this.#memory = viewMemory(wasm?.memory ?? new ArrayBuffer(places.bytes), places, shape);
    const { dense, rest, select } = wasm?.exports ?? {};
    this.#dense = dense === undefined ? null : () => dense(this.#block!.dense.length);
    this.#rest = rest === undefined ? null : (found) => rest(found * 4);
    this.#select = select === undefined ? null : (from, end, ...more) => select(from * 4, end * 4, ...more) / 4;
  }

  /** For the sums of postings, by passage: zero when nobody has written to it. */
  get sums(): Int32Array {
    return this.#memory.sums;
  }

  /** What {@link sumDense} has found, by passage. */
  get denseSums(): Int32Array {
    return this.#memory.denseSums;
  }

  /** What {@link sumRest} has found, by passage, or {@link select} for the passages that it visits. */
  get restSums(): Int32Array {
    return this.#memory.restSums;
  }

  /** Turns to a block; nothing happens when it is the same as before. */
  load(block: Block): void {
    if (this.#block === block) return;
    this.#block = block;
    this.#memory.unit.fill(0).set(block.unit);
    this.#memory.denseUnit.fill(0).set(block.denseUnit);
    if (this.#dense !== null) this.#memory.rows.set(block.dense);
    if (this.#rest !== null) this.#memory.restRows.set(block.denseRest);
  }

  /** Multiplies the need with every row of the block, in the leading dimensions. */
  sumDense(need: CodedNeed): void {
    const block = this.#block!;
    const { denseSums, restSums } = this.#memory;
    this.#need = need;
    this.#memory.need.set(need.dense);
    if (need.dense.length === 0 || block.dense.length === 0) {
      denseSums.fill(0, 0, block.passages);
    } else if (this.#dense === null) {
      for (let passage = 0; passage < block.passages; passage++)
        denseSums[passage] = sumOfLeading(block, passage, need.dense);
    } else this.#dense();
    if (!this.#hasRest) restSums.fill(0, 0, block.passages);
  }

  /** A passage's score but for the other dimensions and the frequent terms. */
  firstScoreOf(need: CodedNeed, passage: number): number {
    const { sums, denseSums, unit, denseUnit } = this.#memory;
    return (
      (sums[passage]! * unit[passage]!) / need.scale + (denseSums[passage]! * denseUnit[passage]!) / need.denseScale
    );
  }

  /** The other dimensions of every row. */
  sumRest(): void {
    const { passages } = this.#block!;
    const { found } = this.#memory;
    for (let from = 0; from < passages; from += CHUNK) {
      const count = Math.min(CHUNK, passages - from);
      for (let at = 0; at < count; at++) found[at] = from + at;
      this.#sumRestOf(count);
    }
  }

  /**
   * Calls `visit` with every passage, in order, whose sums without the other dimensions give at least `least`; the sums of the
   * other dimensions are there then.
   */
  select(need: CodedNeed, least: number, visit: (passage: number) => void): void {
    const { passages } = this.#block!;
    const { found } = this.#memory;
    const size = lengthOf(need.weights) / need.scale + lengthOf(need.dense) / need.denseScale;
    const limit = least - SLACK * (Math.abs(least) + size);
    for (let from = 0; from < passages; from += CHUNK) {
      const fours = this.#selectFours(from, Math.min(passages, from + CHUNK), need, limit);
      const count = this.#selectAmong(fours, need, least);
      this.#sumRestOf(count);
      for (let at = 0; at < count; at++) visit(found[at]!);
    }
  }

  get #hasRest(): boolean {
    return this.#need!.dense.length > this.#leading && this.#block!.denseRest.length > 0;
  }

  /** For the first so many passages that `found` names. */
  #sumRestOf(count: number): void {
    if (count === 0 || !this.#hasRest) return;
    if (this.#rest !== null) {
      this.#rest(count);
      return;
    }
    const { found, restSums } = this.#memory;
    for (let at = 0; at < count; at++) restSums[found[at]!] = sumOfRest(this.#block!, found[at]!, this.#need!.dense);
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

  /** Writes the first passages of fours, one of which gives at least `limit`, and returns how many they are. */
  #selectFours(from: number, end: number, need: CodedNeed, limit: number): number {
    const sparse = 1 / need.scale;
    const dense = 1 / need.denseScale;
    if (this.#select !== null) return this.#select(from, end, sparse, dense, limit);
    const { sums, denseSums, unit, denseUnit, fours } = this.#memory;
    let count = 0;
    for (let passage = from; passage < end; passage++) {
      const partial = sums[passage]! * unit[passage]! * sparse + denseSums[passage]! * denseUnit[passage]! * dense;
      if (partial < limit) continue;
      fours[count++] = passage - (passage % LANES);
      passage = fours[count - 1]! + LANES - 1;
    }
    return count;
  }
}

function canUnroll(dimensions: number): boolean {
  return dimensions > 0 && dimensions % DIMENSION_STEP === 0 && dimensions <= MOST_UNROLLED;
}

/** Where each array begins in the memory. */
interface Places {
  readonly need: number;
  readonly sums: number;
  readonly denseSums: number;
  readonly restSums: number;
  readonly unit: number;
  readonly denseUnit: number;
  readonly fours: number;
  readonly found: number;
  readonly rows: number;
  readonly restRows: number;
  readonly bytes: number;
}

function placeMemory({ passages, dimensions, leading }: KernelShape): Places {
  const column = roundUp(passages, LANES) * 4;
  const sums = roundUp(dimensions * 2, 16);
  const fours = sums + 5 * column;
  const rows = fours + 2 * CHUNK * 4;
  const restRows = rows + passages * leading;
  return {
    need: 0,
    sums,
    denseSums: sums + column,
    restSums: sums + 2 * column,
    unit: sums + 3 * column,
    denseUnit: sums + 4 * column,
    fours,
    found: fours + CHUNK * 4,
    rows,
    restRows,
    bytes: restRows + passages * (dimensions - leading),
  };
}

function viewMemory(memory: ArrayBuffer, places: Places, { passages, dimensions, leading }: KernelShape): Memory {
  const column = roundUp(passages, LANES);
  return {
    need: new Int16Array(memory, places.need, dimensions),
    sums: new Int32Array(memory, places.sums, column),
    denseSums: new Int32Array(memory, places.denseSums, column),
    restSums: new Int32Array(memory, places.restSums, column),
    unit: new Float32Array(memory, places.unit, column),
    denseUnit: new Float32Array(memory, places.denseUnit, column),
    fours: new Uint32Array(memory, places.fours, CHUNK),
    found: new Uint32Array(memory, places.found, CHUNK),
    rows: new Int8Array(memory, places.rows, passages * leading),
    restRows: new Int8Array(memory, places.restRows, passages * (dimensions - leading)),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** Loads `count` numbers of the need into locals from `local` on. */
function loadNeed(place: number, count: number, local: number): string {
  return stepsOf(count)
    .map((step) => `i32.const:0 v128.load:${place + step * 16} local.set:${local + step}`)
    .join(" ");
}

/** Leaves the product of the need and the row at local ROW on the stack. */
function multiplyRow(rows: number, row: number, count: number, need: number, parts: number): string {
  const products = stepsOf(count)
    .map(
      (step) => `local.get:${row} v128.load8x8_s:${rows + step * DIMENSION_STEP} local.get:${need + step}
        i32x4.dot_i16x8_s ${step > 0 ? "i32x4.add" : ""}`,
    )
    .join(" ");
  return `${products} local.set:${parts}
    local.get:${parts} i32x4.extract_lane:0
    local.get:${parts} i32x4.extract_lane:1 i32.add
    local.get:${parts} i32x4.extract_lane:2 i32.add
    local.get:${parts} i32x4.extract_lane:3 i32.add`;
}

function stepsOf(count: number): number[] {
  return Array.from({ length: count / DIMENSION_STEP }, (_, step) => step);
}

/** dense(bytes of the rows): denseSums[p] = need x rows[p]. There is at least one row. */
function denseSource(places: Places, leading: number): WasmSource {
  const [END, ROW, SUM, PARTS, NEED] = [0, 1, 2, 3, 4] as const;
  return {
    parameters: ["i32"],
    locals: [
      [2, "i32"],
      [1 + leading / DIMENSION_STEP, "v128"],
    ],
    code: `
      ${loadNeed(places.need, leading, NEED)}
      loop
        local.get:${SUM}                        # where to store
        ${multiplyRow(places.rows, ROW, leading, NEED, PARTS)}
        i32.store:${places.denseSums}
        local.get:${SUM} i32.const:4 i32.add local.set:${SUM}
        local.get:${ROW} i32.const:${leading} i32.add local.set:${ROW}
        local.get:${ROW} local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/** rest(bytes of found): restSums[p] = need x restRows[p] for the passages that `found` names, at least one. */
function restSource(places: Places, leading: number, rest: number): WasmSource {
  const [END, AT, PASSAGE, ROW, PARTS, NEED] = [0, 1, 2, 3, 4, 5] as const;
  return {
    parameters: ["i32"],
    locals: [
      [3, "i32"],
      [1 + rest / DIMENSION_STEP, "v128"],
    ],
    code: `
      ${loadNeed(places.need + leading * 2, rest, NEED)}
      loop
        local.get:${AT} i32.load:${places.found} local.set:${PASSAGE}
        local.get:${PASSAGE} i32.const:${rest} i32.mul local.set:${ROW}
        local.get:${PASSAGE} i32.const:4 i32.mul  # where to store
        ${multiplyRow(places.restRows, ROW, rest, NEED, PARTS)}
        i32.store:${places.restSums}
        local.get:${AT} i32.const:4 i32.add local.set:${AT}
        local.get:${AT} local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/**
 * select(from, end, sparse, dense, limit), passages in steps of 4 bytes: notes in `fours` the first passages of fours,
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
          local.get:${FOUND} local.get:${AT} i32.const:2 i32.shr_u i32.store:${places.fours}
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
