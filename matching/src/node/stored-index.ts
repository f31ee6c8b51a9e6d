/** An index that lies in shared bytes: its model and its blocks, as threads are given them. */
import type { TermList } from "../bilingual/term-list.ts";
import type { Meaning } from "../embed/meaning.ts";
import { type Block, openBlock } from "../index/block.ts";
import type { CodedNeed } from "../index/codes.ts";
import type { IndexBase } from "../index/live-index.ts";
import type { PassageIndex } from "../index/search.ts";
import type { ByteRange } from "../index/sections.ts";
import { openTermTable } from "../index/term-table.ts";
import type { Model } from "../model.ts";
import type { NeedText } from "../types.ts";
import { Vocabulary } from "../vocabulary.ts";
import type { Weights } from "../weights.ts";

/** What {@link buildStoredIndex} makes and an index file holds. */
export interface StoredIndex extends IndexBase {
  readonly model: Model;
}

/** A model as it travels between threads: bytes that are shared, and a few that are copied. */
export interface SharedModel {
  readonly weights: Weights;
  readonly passages: number;
  readonly table: ByteRange;
  readonly meaning: Meaning | null;
  readonly terms: TermList | null;
}

/** A stored index as it is posted to the threads that search it: shared bytes do not move. */
export interface PostedIndex {
  readonly index: PassageIndex;
  readonly blocks: readonly ByteRange[];
  readonly model: SharedModel;
}

/** A need in words, or one that was weighed and coded before. */
export type AskedNeed = NeedText | CodedNeed;

export function shareModel({ weights, vocabulary, meaning, terms }: Model): SharedModel {
  return { weights, passages: vocabulary.passages, table: vocabulary.table.range, meaning, terms };
}

export function openModel({ table, passages, ...rest }: SharedModel): Model {
  return { ...rest, vocabulary: new Vocabulary(openTermTable(table.buffer, table.byteOffset)!, passages) };
}

export function openBlocks(ranges: readonly ByteRange[]): Block[] {
  return ranges.map((range) => openBlock(range)!);
}

/** The index as threads search it. */
export function viewOf(index: StoredIndex): PassageIndex {
  const { blocks, frequentTerms, commonTerms, dimensions } = index;
  return {
    blocks,
    frequentTerms,
    commonTerms,
    dimensions,
    removed: new Uint32Array((index.ids.length >>> 5) + 1),
    order: null,
  };
}
