/** One index for several threads: one builds it, the others open it on the same bytes. */
import type { CandidateIndex } from "./candidate-index.ts";
import type { TermList } from "./bilingual/term-list.ts";
import type { Meaning } from "./embed/meaning.ts";
import { openBlock } from "./index/block.ts";
import { Searcher } from "./index/search.ts";
import { type Allocate, allocateForSearch, allocateShared, type ByteRange } from "./index/sections.ts";
import { openTermTable } from "./index/term-table.ts";
import { type Model, shapeOf } from "./model.ts";
import { compareIds } from "./order.ts";
import type { CandidateText } from "./types.ts";
import { Vocabulary } from "./vocabulary.ts";
import type { Weights } from "./weights.ts";

/**
 * An index as it is posted from thread to thread: what is large lies in SharedArrayBuffers and does not move. The texts of the
 * candidates, which are strings and belong to one thread, are not in it.
 */
export interface SharedIndex {
  readonly weights: Weights;
  readonly table: ByteRange;
  readonly counted: number;
  readonly meaning: Meaning | null;
  readonly terms: TermList | null;
  readonly passageStart: Uint32Array;
  readonly passageItem: Int32Array;
  readonly blocks: readonly ByteRange[];
}

/** Copies an index to where threads can share it. */
export function shareIndex(index: CandidateIndex): SharedIndex {
  const { meaning, vocabulary } = index;
  return {
    weights: index.weights,
    table: shareRange(vocabulary.table.range, allocateShared),
    counted: vocabulary.passages,
    meaning:
      meaning === null
        ? null
        : {
            grams: { ...meaning.grams, values: shareArray(meaning.grams.values, Int8Array) },
            centre: meaning.centre,
          },
    terms: index.terms,
    passageStart: shareArray(index.passageStart, Uint32Array),
    passageItem: shareArray(index.passageItem, Int32Array),
    blocks: index.passages.blocks.map(({ range }) => shareRange(range, allocateForSearch)),
  };
}

/**
 * The index, for a thread that has the same candidates. It answers to the last bit as the one that was shared.
 *
 * @throws RangeError when the candidates are not those of the index, or its bytes were changed.
 */
export function openSharedIndex(shared: SharedIndex, candidates: readonly CandidateText[]): CandidateIndex {
  const sorted = [...candidates].sort((a, b) => compareIds(a.id, b.id));
  const table = openTermTable(shared.table.buffer, shared.table.byteOffset);
  const blocks = shared.blocks.map(openBlock);
  if (table === null || !blocks.every((block) => block !== null)) throw new RangeError("these bytes are no index");
  if (sorted.length + 1 !== shared.passageStart.length)
    throw new RangeError(`the index holds ${shared.passageStart.length - 1} candidates, not ${sorted.length}`);
  const model: Model = {
    weights: shared.weights,
    vocabulary: new Vocabulary(table, shared.counted),
    meaning: shared.meaning,
    terms: shared.terms,
  };
  const passages = {
    ...shapeOf(model),
    blocks,
    removed: new Uint32Array(Math.ceil(sorted.length / 32)),
    order: null,
  };
  return {
    ...model,
    candidates: sorted,
    passageStart: shared.passageStart,
    passageItem: shared.passageItem,
    passages,
    searcher: new Searcher(passages),
  };
}

function shareRange({ buffer, byteOffset, byteLength }: ByteRange, allocate: Allocate): ByteRange {
  const copy = allocate(byteLength);
  new Uint8Array(copy.buffer).set(new Uint8Array(buffer, byteOffset, byteLength));
  return { ...copy, byteOffset: 0, byteLength };
}

interface NumberArray extends ArrayLike<number> {
  readonly byteLength: number;
  set(from: ArrayLike<number>): void;
}

function shareArray<T extends NumberArray>(array: T, Type: new (buffer: ArrayBufferLike) => T): T {
  const copy = new Type(allocateShared(array.byteLength).buffer);
  copy.set(array);
  return copy;
}
