/** An index in a file: vocabulary, ids and blocks, read back into shared bytes. */
import { Buffer } from "node:buffer";
import { MatchingError } from "../errors.ts";
import { type Block, openBlock } from "../index/block.ts";
import type { IndexShape } from "../index/block-builder.ts";
import type { IndexBase } from "../index/live-index.ts";
import { allocatePrivate, type ByteRange } from "../index/sections.ts";
import { openTermTable, type TermTable } from "../index/term-table.ts";
import { readContainer, writeContainer } from "./container.ts";

/** What is needed to search, and to add to, an index. */
export interface StoredIndex extends IndexBase {
  readonly vocabulary: TermTable;
}

interface About extends IndexShape {
  readonly blocks: number;
}

/** Writes an index; the file appears whole or not at all. */
export async function saveIndex(path: string, index: StoredIndex): Promise<void> {
  const about: About = {
    blocks: index.blocks.length,
    frequentTerms: index.frequentTerms,
    dimensions: index.dimensions,
    leading: index.leading,
  };
  await writeContainer(path, [
    ["about", rangeOf(Buffer.from(JSON.stringify(about)))],
    ["ids", rangeOf(Buffer.from(JSON.stringify(index.ids)))],
    ["vocabulary", index.vocabulary.range],
    ...index.blocks.map(({ range }, at): [string, ByteRange] => [`block ${at}`, range]),
  ]);
}

/**
 * Reads an index in one go into a SharedArrayBuffer.
 *
 * @throws MatchingError `index_file_foreign`, `index_file_damaged`.
 */
export async function loadIndex(path: string): Promise<StoredIndex> {
  const parts = await readContainer(path);
  const textOf = (name: string): string => {
    const { buffer, byteOffset, byteLength } = parts.get(name)!;
    return Buffer.from(new Uint8Array(buffer, byteOffset, byteLength)).toString("utf8");
  };
  const about = JSON.parse(textOf("about")) as About;
  const vocabulary = openAt(parts.get("vocabulary"), openTermTable);
  const blocks = Array.from({ length: about.blocks }, (_, at) => openAt(parts.get(`block ${at}`), openBlock));
  // The digest was right, so these are the bytes that were written; but perhaps by another version.
  if (vocabulary === null || blocks.includes(null)) throw new MatchingError("index_file_foreign", { file: path });
  return {
    ids: JSON.parse(textOf("ids")) as string[],
    vocabulary,
    blocks: blocks as Block[],
    frequentTerms: about.frequentTerms,
    dimensions: about.dimensions,
    leading: about.leading,
  };
}

function openAt<T>(
  range: ByteRange | undefined,
  open: (buffer: ArrayBufferLike, byteOffset: number) => T | null,
): T | null {
  return range === undefined ? null : open(range.buffer, range.byteOffset);
}

function rangeOf(bytes: Uint8Array): ByteRange {
  const buffer = allocatePrivate(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return { buffer, byteOffset: 0, byteLength: bytes.length };
}
