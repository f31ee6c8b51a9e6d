/**
 * What grams mean, learnt from nothing but the texts at hand: grams that keep the same company get similar vectors.
 *
 *     clauses of all texts    冷挤压模具寿命 | 提高锻造模具的耐磨性 | ...
 *     associations            锻: 挤 2.1  模 1.7  压 1.2 ...              ppmi.ts
 *     vectors of singles      the 200 strongest directions of that matrix   svd.ts
 *     vectors of pairs        锻造: its own associations, in those directions
 *
 * Singular vectors times the square root of the singular values are as good as word2vec on corpora that fit a room
 * (Levy, Goldberg, Dagan 2015). Pairs are folded in (Deerwester et al.: Indexing by Latent Semantic Analysis, 1990)
 * instead of decomposing a matrix of their own, which costs fifty times as much and ranked no better.
 */
import type { TextItem } from "../types.ts";
import { readContexts } from "./contexts.ts";
import { associationMatrix, associationsIn } from "./ppmi.ts";
import { RowMemory } from "./row-memory.ts";
import { decompose, roomToDecompose } from "./svd.ts";

/** Vectors of grams. A gram that was not met, or only in company that says nothing, has none. */
export interface GramVectors {
  readonly dimensions: number;
  readonly numbers: ReadonlyMap<string, number>;
  /**
   * The vector of gram number g: values g x dimensions up to (g + 1) x dimensions, times units[g]. In 8 bits, because a need
   * reads some hundred of them from all over the table: a quarter of the memory is a quarter of the time.
   */
  readonly values: Int8Array;
  readonly units: Float32Array;
}

const DIMENSIONS = 200;
const POWER_ITERATIONS = 2;
const SEED = 1;
const LARGEST_CODE = 127;

/** Learns from texts in their order; the same texts in the same order give the same bytes. */
export function learnGramVectors(texts: readonly TextItem[]): GramVectors {
  const contexts = readContexts(texts);
  const associationsOf = associationsIn(contexts);
  const matrix = associationMatrix(contexts.contextGrams, associationsOf);
  const memory = new RowMemory(roomToDecompose(matrix, DIMENSIONS) + RowMemory.roomFor(1, DIMENSIONS));
  const { values: strengths, right } = decompose(memory, matrix, {
    rank: DIMENSIONS,
    powerIterations: POWER_ITERATIONS,
    seed: SEED,
  });
  const dimensions = strengths.length;
  // A gram's associations times V / sqrt(S): for the context grams themselves this is U sqrt(S).
  const factors = strengths.map((strength) => 1 / Math.sqrt(strength));
  for (let row = 0; row < right.rows; row++) {
    for (let at = 0; at < dimensions; at++) right.values[row * right.stride + at]! *= factors[at]!;
  }

  const values = new Int8Array(contexts.grams.length * dimensions);
  const units = new Float32Array(contexts.grams.length);
  const room = memory.take(1, dimensions);
  const sum = room.values.subarray(0, dimensions);
  contexts.grams.forEach((_, gram) => {
    const associations = associationsOf(gram);
    sum.fill(0);
    associations.contexts.forEach((context, at) => memory.addRow(room, 0, right, context, associations.strengths[at]!));
    let most = 0;
    for (let at = 0; at < dimensions; at++) most = Math.max(most, Math.abs(sum[at]!));
    const unit = most / LARGEST_CODE;
    units[gram] = unit;
    if (unit === 0) return;
    for (let at = 0; at < dimensions; at++) values[gram * dimensions + at] = Math.round(sum[at]! / unit);
  });
  return { dimensions, numbers: new Map(contexts.grams.map((gram, at) => [gram, at])), values, units };
}
