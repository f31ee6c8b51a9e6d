/** An index in a file: ids, model and blocks, read back into shared bytes. */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { builtInTerms, type TermList } from "../bilingual/term-list.ts";
import type { Meaning } from "../embed/meaning.ts";
import { MatchingError } from "../errors.ts";
import { describeFormula } from "../formula.ts";
import { type Block, openBlock } from "../index/block.ts";
import type { IndexShape } from "../index/block-builder.ts";
import { allocatePrivate, type ByteRange } from "../index/sections.ts";
import { openTermTable } from "../index/term-table.ts";
import type { Model } from "../model.ts";
import { Vocabulary } from "../vocabulary.ts";
import { NEED_WEIGHTS, type Weights } from "../weights.ts";
import { readContainer, writeContainer } from "./container.ts";
import type { StoredIndex } from "./stored-index.ts";

interface About extends IndexShape {
  /** The digest of the formula that built it. */
  readonly formula: string;
  readonly blocks: number;
  readonly passages: number;
  readonly hasMeaning: boolean;
}

/** Writes an index; the file appears whole or not at all. The list of terms in two languages is not part of it. */
export async function saveIndex(path: string, index: StoredIndex): Promise<void> {
  const { ids, blocks, frequentTerms, commonTerms, dimensions, model } = index;
  const { vocabulary, meaning, weights } = model;
  const about: About = {
    formula: digestOf(weights),
    blocks: blocks.length,
    frequentTerms,
    commonTerms,
    dimensions,
    passages: vocabulary.passages,
    hasMeaning: meaning !== null,
  };
  await writeContainer(path, [
    ["about", rangeOfJson(about)],
    ["ids", rangeOfJson(ids)],
    ["vocabulary", vocabulary.table.range],
    ...(meaning === null ? [] : partsOfMeaning(meaning)),
    ...blocks.map(({ range }, at): [string, ByteRange] => [`block ${at}`, range]),
  ]);
}

export interface LoadOptions {
  /** Chinese and English terms that needs are also looked for by; by default those that come with the engine. */
  readonly terms?: TermList | null;
  /** The weights that the index is to have been built with; by default those for needs. */
  readonly weights?: Weights;
}

/**
 * Reads an index in one go into a SharedArrayBuffer.
 *
 * @throws MatchingError `index_file_foreign`, `index_file_damaged`, `index_formula_differs` (this engine with these weights
 *   would give its passages other codes than the file holds).
 */
export async function loadIndex(path: string, options: LoadOptions = {}): Promise<StoredIndex> {
  const { terms = builtInTerms(), weights = NEED_WEIGHTS } = options;
  const parts = await readContainer(path);
  const about = jsonOf(parts.get("about")) as About | null;
  if (about !== null && about.formula !== digestOf(weights)) {
    throw new MatchingError("index_formula_differs", { file: path });
  }
  const ids = jsonOf(parts.get("ids")) as string[] | null;
  const table = openAt(parts.get("vocabulary"), ({ buffer, byteOffset }) => openTermTable(buffer, byteOffset));
  const blocks = Array.from({ length: about?.blocks ?? 0 }, (_, at) => openAt(parts.get(`block ${at}`), openBlock));
  const meaning = about?.hasMeaning === true ? openMeaning(parts) : null;
  // The digest was right, so these are the bytes that were written; but perhaps by another version.
  if (about === null || ids === null || table === null || blocks.includes(null)) {
    throw new MatchingError("index_file_foreign", { file: path });
  }
  const { frequentTerms, commonTerms, dimensions } = about;
  const model: Model = { weights, vocabulary: new Vocabulary(table, about.passages), meaning, terms };
  return { ids, blocks: blocks as Block[], frequentTerms, commonTerms, dimensions, model };
}

function digestOf(weights: Weights): string {
  return createHash("sha256").update(describeFormula(weights)).digest("hex");
}

function partsOfMeaning({ grams, centre }: Meaning): [string, ByteRange][] {
  return [
    ["grams", rangeOfJson([...grams.numbers.keys()])],
    ["vectors", grams.values],
    ["units", grams.units],
    ["centre", centre],
  ];
}

function openMeaning(parts: ReadonlyMap<string, ByteRange>): Meaning {
  const written = jsonOf(parts.get("grams")) as string[];
  const vectors = parts.get("vectors")!;
  const units = parts.get("units")!;
  const centre = parts.get("centre")!;
  return {
    grams: {
      dimensions: centre.byteLength / Float64Array.BYTES_PER_ELEMENT,
      numbers: new Map(written.map((gram, number) => [gram, number])),
      values: new Int8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength),
      units: new Float32Array(units.buffer, units.byteOffset, written.length),
    },
    centre: new Float64Array(centre.buffer, centre.byteOffset, centre.byteLength / Float64Array.BYTES_PER_ELEMENT),
  };
}

function openAt<T>(range: ByteRange | undefined, open: (range: ByteRange) => T | null): T | null {
  return range === undefined ? null : open(range);
}

function jsonOf(range: ByteRange | undefined): unknown {
  if (range === undefined) return null;
  const bytes = new Uint8Array(range.buffer, range.byteOffset, range.byteLength);
  return JSON.parse(Buffer.from(bytes).toString("utf8"));
}

function rangeOfJson(value: unknown): ByteRange {
  const bytes = Buffer.from(JSON.stringify(value));
  const { buffer } = allocatePrivate(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return { buffer, byteOffset: 0, byteLength: bytes.length };
}
