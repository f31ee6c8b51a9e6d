/**
 * Dense matrices that lie in one memory, for the one operation on which learning spends its time: a row, times a factor,
 * is added to another. Products of matrices, sparse or dense, are made of it. It is a WebAssembly function of a few
 * instructions that use SIMD; where that cannot run the same is done in JavaScript, with the same result to the last bit.
 */
import { loadKernel, type loadWasm, type WasmFunction, type WasmSource } from "../wasm.ts";

/** Row r is `values` from r x stride up to r x stride + columns; what is left of a stride is zeros. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly values: Float64Array;
}

// Rows begin at multiples of so many numbers: what one turn of the loop adds.
const STEP = 4;
const NUMBER_BYTES = Float64Array.BYTES_PER_ELEMENT;

export class RowMemory {
  readonly #memory: ArrayBuffer;
  readonly #add: WasmFunction;
  #used = 0;

  /** With room for so many numbers; see {@link roomFor}. `load` is another in tests alone. */
  constructor(room: number, load?: typeof loadWasm) {
    const { memory, functions } = loadKernel({ add: ADD }, room * NUMBER_BYTES, plainOver, load);
    this.#memory = memory;
    this.#add = functions.add;
  }

  /** The room that a matrix takes, in numbers. */
  static roomFor(rows: number, columns: number): number {
    return rows * strideOf(columns);
  }

  /** Takes room that is free for a matrix of zeros. */
  take(rows: number, columns: number): DenseMatrix {
    const from = this.#used;
    this.#used += RowMemory.roomFor(rows, columns);
    return this.#view(from, rows, columns);
  }

  /** The same room for another matrix that needs no more of it. What it held is lost: it is all zeros. */
  reuse(old: DenseMatrix, rows: number, columns: number): DenseMatrix {
    return this.#view(old.values.byteOffset / NUMBER_BYTES, rows, columns);
  }

  /** target[row] += factor x source[sourceRow], in the columns of the target up to, not including, `columns`. */
  addRow(
    target: DenseMatrix,
    row: number,
    source: DenseMatrix,
    sourceRow: number,
    factor: number,
    columns: number = target.columns,
  ): void {
    const start = target.values.byteOffset + row * target.stride * NUMBER_BYTES;
    const from = source.values.byteOffset + sourceRow * source.stride * NUMBER_BYTES;
    this.#add(start, from, factor, start + strideOf(columns) * NUMBER_BYTES);
  }

  #view(from: number, rows: number, columns: number): DenseMatrix {
    const stride = strideOf(columns);
    const values = new Float64Array(this.#memory, from * NUMBER_BYTES, rows * stride).fill(0);
    return { rows, columns, stride, values };
  }
}

function strideOf(columns: number): number {
  return Math.ceil(columns / STEP) * STEP;
}

const TWO =
  "local.get:1 v128.load:OFFSET local.get:2 f64x2.splat f64x2.mul local.get:0 v128.load:OFFSET f64x2.add v128.store:OFFSET";

function plainOver(memory: ArrayBuffer): { readonly add: WasmFunction } {
  const numbers = new Float64Array(memory, 0, Math.floor(memory.byteLength / NUMBER_BYTES));
  return {
    add: (target, source, factor, end) => {
      const away = (source - target) / NUMBER_BYTES;
      for (let at = target / NUMBER_BYTES; at < end / NUMBER_BYTES; at++) numbers[at]! += factor * numbers[at + away]!;
      return 0;
    },
  };
}

/** add(target, source, factor, end of the target): all places in bytes. There is at least one number. */
const ADD: WasmSource = {
  parameters: ["i32", "i32", "f64", "i32"],
  locals: [],
  code: `
    loop
      local.get:0 ${TWO.replaceAll("OFFSET", "0")}
      local.get:0 ${TWO.replaceAll("OFFSET", "16")}
      local.get:1 i32.const:32 i32.add local.set:1
      local.get:0 i32.const:32 i32.add local.set:0
      local.get:0 local.get:3 i32.lt_u br_if:0
    end
    i32.const:0`,
};
