/**
 * Adds up rows of 8-bit codes, each times a whole number: for one passage some hundred rows out of tens of thousands. A
 * WebAssembly function that uses SIMD, put together for the length of the rows, over a memory of its own with a copy of them;
 * where it cannot run the same is done in JavaScript, with the same result.
 */
import { loadKernel, type loadWasm, type WasmFunction, type WasmSource } from "../wasm.ts";

/** Rows of codes: row r is `values` from r x dimensions up to (r + 1) x dimensions. */
interface Rows {
  readonly dimensions: number;
  readonly values: Int8Array;
}

const STEP = 8;
// Beyond, the code of the function would not fit the processor's cache even nearly.
const MOST_UNROLLED = 512;

export class SumKernel {
  readonly #sums: Int32Array;
  readonly #entries: Int32Array;
  readonly #place: Places;
  readonly #sum: WasmFunction;

  /** For sums of at most so many rows. `load` is another in tests alone. */
  constructor({ dimensions, values }: Rows, most: number, load?: typeof loadWasm) {
    const place = placesFor(dimensions, most);
    const count = dimensions === 0 ? 0 : values.length / dimensions;
    const canUnroll = dimensions > 0 && dimensions <= MOST_UNROLLED;
    const { memory, functions } = loadKernel<"sum">(
      canUnroll ? { sum: sourceOf(place) } : {},
      place.rows + count * place.stride,
      (plain) => ({ sum: (end) => sumPlainly(plain, place, end) }),
      load,
    );
    this.#place = place;
    this.#sums = new Int32Array(memory, 0, place.stride);
    this.#entries = new Int32Array(memory, place.entries, 2 * most);
    this.#sum = functions.sum;
    const copy = new Int8Array(memory, place.rows);
    if (place.stride === dimensions) copy.set(values);
    else {
      for (let row = 0; row < count; row++) {
        copy.set(values.subarray(row * dimensions, (row + 1) * dimensions), row * place.stride);
      }
    }
  }

  /**
   * The sum of the rows `numbers[at]`, each times `factors[at]`, for `from` <= at < `to`; the sums must fit 32 bits. What it
   * returns holds until the next call.
   */
  sum(numbers: ArrayLike<number>, factors: ArrayLike<number>, from: number, to: number): Int32Array {
    this.#sums.fill(0);
    if (from >= to) return this.#sums;
    for (let at = from, entry = 0; at < to; at++) {
      this.#entries[entry++] = this.#place.rows + numbers[at]! * this.#place.stride;
      this.#entries[entry++] = factors[at]!;
    }
    this.#sum(this.#place.entries + (to - from) * ENTRY_BYTES);
    return this.#sums;
  }
}

function sumPlainly(memory: ArrayBuffer, { stride, entries }: Places, end: number): number {
  const sums = new Int32Array(memory, 0, stride);
  const rows = new Int8Array(memory);
  const words = new Int32Array(memory, entries, (end - entries) / Int32Array.BYTES_PER_ELEMENT);
  for (let entry = 0; entry < words.length; entry += 2) {
    const row = words[entry]!;
    for (let d = 0; d < stride; d++) sums[d]! += Math.imul(words[entry + 1]!, rows[row + d]!);
  }
  return 0;
}

// A row's place and its factor.
const ENTRY_BYTES = 8;

/** Where each array begins in the memory, and the bytes from row to row; sums come first. */
interface Places {
  readonly stride: number;
  readonly entries: number;
  readonly rows: number;
}

function placesFor(dimensions: number, most: number): Places {
  const stride = Math.ceil(dimensions / STEP) * STEP;
  const entries = stride * Int32Array.BYTES_PER_ELEMENT;
  return { stride, entries, rows: entries + most * ENTRY_BYTES };
}

/** sum(end of the entries): sums += factor x row, for every entry. There is at least one. */
function sourceOf({ stride, entries }: Places): WasmSource {
  const [END, ENTRY, ROW, FACTOR, CODES] = [0, 1, 2, 3, 4] as const;
  const half = (name: string, sum: number): string =>
    `i32.const:0 local.get:${CODES} i32x4.extend_${name}_i16x8_s local.get:${FACTOR} i32x4.mul
     i32.const:0 v128.load:${sum} i32x4.add v128.store:${sum}`;
  const steps = Array.from({ length: stride / STEP }, (_, step) => step);
  return {
    parameters: ["i32"],
    locals: [
      [2, "i32"],
      [2, "v128"],
    ],
    code: `
      i32.const:${entries} local.set:${ENTRY}
      loop
        local.get:${ENTRY} i32.load:0 local.set:${ROW}
        local.get:${ENTRY} v128.load32_splat:4 local.set:${FACTOR}
        ${steps
          .map(
            (step) => `local.get:${ROW} v128.load8x8_s:${step * STEP} local.set:${CODES}
              ${half("low", step * 32)}
              ${half("high", step * 32 + 16)}`,
          )
          .join(" ")}
        local.get:${ENTRY} i32.const:${ENTRY_BYTES} i32.add local.set:${ENTRY}
        local.get:${ENTRY} local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}
