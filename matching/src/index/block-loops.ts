/**
 * The loops that look at every posting of a need's terms, and at every passage of a block, for every need: adding up postings,
 * whose sums are high enough, and for these the inner products with the dense rows. Plain JavaScript takes two to ten times as
 * long, so they are a WebAssembly module of three small functions that use SIMD, put together here for the number of
 * dimensions: nothing to compile, no file.
 *
 * Memory 0 is the index, shared by all threads; memory 1 holds what one thread writes.
 */
import type { WasmFunction, WasmSource } from "../wasm.ts";
import type { Block } from "./block.ts";

/** Passages are chosen in fours. */
export const LANES = 4;
/** So many are looked at together: what is read past the last passage is of no account, but must be there. */
export const SELECT_STEP = 16;
/** Bytes of a number in the columns. */
export const WORD = 4;
/** Numbers that make a list of postings: from where, to where, the need's weight. */
export const LIST_WORDS = 3;

const DIMENSION_STEP = 8;
// Beyond, the need's numbers would not fit the registers even nearly.
const MOST_UNROLLED = 256;

/** Where each array begins in a thread's memory. */
export interface Places {
  readonly need: number;
  readonly sums: number;
  readonly denseSums: number;
  readonly fours: number;
  readonly found: number;
  readonly lists: number;
  readonly bytes: number;
}

/** What a thread writes. */
export interface Scratch {
  readonly need: Int16Array;
  readonly sums: Int32Array;
  readonly denseSums: Int32Array;
  /** The first passages of fours, and passages: of one chunk at a time. */
  readonly fours: Uint32Array;
  readonly found: Uint32Array;
  /** Lists of postings, each some. */
  readonly lists: Int32Array;
}

/** The loops over one block. */
export interface BlockLoops {
  /** Adds the first so many of `lists` to `sums`; at least one. */
  add(lists: number): void;
  /** Fills `denseSums` for the first so many passages that `found` names, at least one. */
  sumRows(found: number): void;
  /** Writes to `fours` the fours from `from` up to `end`, one of whose passages has sum x unit >= limit; returns how many. */
  select(from: number, end: number, limit: number): number;
}

/** The three in WebAssembly, or two, where a row cannot be unrolled. */
export function loopSources(places: Places, dimensions: number): Readonly<Record<string, WasmSource>> {
  const canUnroll = dimensions > 0 && dimensions % DIMENSION_STEP === 0 && dimensions <= MOST_UNROLLED;
  return {
    add: addSource(places),
    select: selectSource(places),
    ...(canUnroll ? { dense: denseSource(places, dimensions) } : {}),
  };
}

/** The loops over a block whose bytes begin `shift` bytes further in memory 0 than in its buffer. */
export function wasmLoops(
  functions: Readonly<Record<string, WasmFunction>>,
  { postingPassage, postingCode, unit, dense }: Block,
  shift: number,
  plain: BlockLoops,
): BlockLoops {
  const [passages, codes, units, rows] = [postingPassage, postingCode, unit, dense].map(
    ({ byteOffset }) => byteOffset + shift,
  ) as [number, number, number, number];
  const { add, select, dense: sumRows } = functions;
  return {
    add: (lists) => void add!(lists * LIST_WORDS * WORD, passages, codes),
    sumRows: (found) => (sumRows === undefined ? plain.sumRows(found) : void sumRows(found * WORD, rows)),
    select: (from, end, limit) => select!(from * WORD, end * WORD, limit, units + from * WORD) / WORD,
  };
}

/** The same in JavaScript, with the same result to the last bit. */
export function plainLoops({ need, sums, denseSums, fours, found, lists }: Scratch, block: Block): BlockLoops {
  const { postingPassage, postingCode, unit, dense, dimensions } = block;
  return {
    add: (count) => {
      for (let at = 0; at < count * LIST_WORDS; at += LIST_WORDS) {
        const to = lists[at + 1]!;
        const weight = lists[at + 2]!;
        for (let posting = lists[at]!; posting < to; posting++) {
          const passage = postingPassage[posting]!;
          sums[passage] = (sums[passage]! + Math.imul(weight, postingCode[posting]!)) | 0;
        }
      }
    },
    sumRows: (count) => {
      for (let at = 0; at < count; at++) {
        const passage = found[at]!;
        let sum = 0;
        for (let d = 0; d < dimensions; d++) sum = (sum + Math.imul(need[d]!, dense[passage * dimensions + d]!)) | 0;
        denseSums[passage] = sum;
      }
    },
    select: (from, end, limit) => {
      let count = 0;
      for (let passage = from; passage < end; passage++) {
        if (sums[passage]! * unit[passage]! < limit) continue;
        fours[count++] = passage - (passage % LANES);
        passage = fours[count - 1]! + LANES - 1;
      }
      return count;
    },
  };
}

/** add(bytes of lists, postings' passages, postings' codes) */
function addSource({ lists, sums }: Places): WasmSource {
  const [END, PASSAGES, CODES, AT, PASSAGE, LAST, CODE, WEIGHT, PLACE] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const [FROM_WORD, TO_WORD, WEIGHT_WORD] = [lists, lists + WORD, lists + 2 * WORD] as const;
  return {
    parameters: ["i32", "i32", "i32"],
    locals: [[6, "i32"]],
    code: `
      loop
        local.get:${AT} i32.load@1:${FROM_WORD} local.tee:${PASSAGE} local.get:${CODES} i32.add local.set:${CODE}
        local.get:${PASSAGE} i32.const:2 i32.mul local.get:${PASSAGES} i32.add local.set:${PASSAGE}
        local.get:${AT} i32.load@1:${TO_WORD} i32.const:2 i32.mul local.get:${PASSAGES} i32.add local.set:${LAST}
        local.get:${AT} i32.load@1:${WEIGHT_WORD} local.set:${WEIGHT}
        loop
          local.get:${PASSAGE} i32.load16_u:0 i32.const:${WORD} i32.mul local.tee:${PLACE}
          local.get:${PLACE} i32.load@1:${sums}
          local.get:${CODE} i32.load8_u:0 local.get:${WEIGHT} i32.mul i32.add
          i32.store@1:${sums}
          local.get:${CODE} i32.const:1 i32.add local.set:${CODE}
          local.get:${PASSAGE} i32.const:2 i32.add local.tee:${PASSAGE}
          local.get:${LAST} i32.lt_u br_if:0
        end
        local.get:${AT} i32.const:${LIST_WORDS * WORD} i32.add local.tee:${AT}
        local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/** dense(bytes of found, rows): denseSums[p] = need x rows[p] for the passages that `found` names. */
function denseSource({ need, denseSums, found }: Places, dimensions: number): WasmSource {
  const [END, ROWS, AT, PASSAGE, ROW, PARTS, NEED] = [0, 1, 2, 3, 4, 5, 6] as const;
  const steps = Array.from({ length: dimensions / DIMENSION_STEP }, (_, step) => step);
  return {
    parameters: ["i32", "i32"],
    locals: [
      [3, "i32"],
      [1 + steps.length, "v128"],
    ],
    code: `
      ${steps.map((step) => `i32.const:0 v128.load@1:${need + step * 16} local.set:${NEED + step}`).join(" ")}
      loop
        local.get:${AT} i32.load@1:${found} local.set:${PASSAGE}
        local.get:${PASSAGE} i32.const:${dimensions} i32.mul local.get:${ROWS} i32.add local.set:${ROW}
        local.get:${PASSAGE} i32.const:${WORD} i32.mul  # where to store
        ${steps
          .map(
            (step) => `local.get:${ROW} v128.load8x8_s:${step * DIMENSION_STEP} local.get:${NEED + step}
              i32x4.dot_i16x8_s ${step > 0 ? "i32x4.add" : ""}`,
          )
          .join(" ")}
        local.set:${PARTS}
        local.get:${PARTS} i32x4.extract_lane:0
        local.get:${PARTS} i32x4.extract_lane:1 i32.add
        local.get:${PARTS} i32x4.extract_lane:2 i32.add
        local.get:${PARTS} i32x4.extract_lane:3 i32.add
        i32.store@1:${denseSums}
        local.get:${AT} i32.const:${WORD} i32.add local.tee:${AT}
        local.get:${END} i32.lt_u br_if:0
      end
      i32.const:0`,
  };
}

/**
 * select(from, end, limit, units from there on), passages in steps of 4 bytes: notes in `fours` the first passages of fours,
 * one of which has sums x unit >= limit, and returns the bytes written. Four fours are looked at together, as hardly any is noted.
 */
function selectSource({ sums, fours }: Places): WasmSource {
  const [AT, END, LIMIT, UNIT, FOUND, LIMITS, REACHED] = [0, 1, 2, 3, 4, 5, 6] as const;
  const steps = Array.from({ length: SELECT_STEP / LANES }, (_, step) => step);
  const bytes = LANES * WORD;
  return {
    parameters: ["i32", "i32", "f32", "i32"],
    locals: [
      [1, "i32"],
      [1 + steps.length, "v128"],
    ],
    code: `
      local.get:${LIMIT} f32x4.splat local.set:${LIMITS}
      loop
        ${steps
          .map(
            (step) => `
              local.get:${AT} v128.load@1:${sums + step * bytes} f32x4.convert_i32x4_s
              local.get:${UNIT} v128.load:${step * bytes} f32x4.mul
              local.get:${LIMITS} f32x4.ge local.tee:${REACHED + step} ${step > 0 ? "v128.or" : ""}`,
          )
          .join(" ")}
        v128.any_true
        if
          ${steps
            .map(
              (step) => `
                local.get:${REACHED + step} v128.any_true
                if
                  local.get:${FOUND} local.get:${AT} i32.const:2 i32.shr_u i32.const:${step * LANES} i32.add i32.store@1:${fours}
                  local.get:${FOUND} i32.const:4 i32.add local.set:${FOUND}
                end`,
            )
            .join(" ")}
        end
        local.get:${UNIT} i32.const:${steps.length * bytes} i32.add local.set:${UNIT}
        local.get:${AT} i32.const:${steps.length * bytes} i32.add local.tee:${AT}
        local.get:${END} i32.lt_u br_if:0
      end
      local.get:${FOUND}`,
  };
}
