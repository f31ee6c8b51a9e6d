/**
 * What grams mean, learnt from nothing but the texts at hand: grams that keep the same company get similar vectors.
 *
 *     clauses of all texts    冷挤压模具寿命 | 提高锻造模具的耐磨性 | ...
 *     associations            锻: 挤 2.1  模 1.7  压 1.2 ...              ppmi.ts
 *     vectors of singles      the 168 strongest directions of that matrix   svd.ts
 *     vectors of pairs        锻造: its own associations, in those directions
 *     topics                  the same of frequent pairs among each other: 31 directions, which are coarser
 *
 * Singular vectors times the square root of the singular values are as good as word2vec on corpora that fit a room
 * (Levy, Goldberg, Dagan 2015). Pairs are folded in (Deerwester et al.: Indexing by Latent Semantic Analysis, 1990)
 * instead of decomposing a matrix of their own, which costs fifty times as much and ranked no better.
 */
import type { TextItem } from "../types.ts";
import { type Contexts, readContexts } from "./contexts.ts";
import { associationMatrix, associationsIn } from "./ppmi.ts";
import { RowMemory } from "./row-memory.ts";
import { decompose, type DecompositionOptions, roomToDecompose } from "./svd.ts";

/**
 * Vectors of grams: {@link FINE} numbers of what a gram means, {@link TOPICS} of what it is about, and a place that is 0. A gram
 * that was not met, or only in company that says nothing, has none.
 */
export interface GramVectors {
  /** {@link DIMENSIONS}. */
  readonly dimensions: number;
  readonly numbers: ReadonlyMap<string, number>;
  /**
   * The vector of gram number g: values g x dimensions up to (g + 1) x dimensions, times units[g]. In 8 bits, because a need
   * reads some hundred of them from all over the table: a quarter of the memory is a quarter of the time.
   */
  readonly values: Int8Array;
  readonly units: Float32Array;
}

/** How many numbers say what a gram means. */
export const FINE = 168;
/** How many say what it is about. */
const TOPICS = 31;
/** All of them, and one place that texts use and grams do not: in eights, as sums of them are formed. */
export const DIMENSIONS = FINE + TOPICS + 1;

const POWER_ITERATIONS = { fine: 3, topics: 6 };
const SEED = 1;
const LARGEST_CODE = 127;

/** What of this file an index depends on; see formula.ts. */
export const VECTOR_PARAMETERS = { FINE, TOPICS, POWER_ITERATIONS, SEED } as const;

/** Learns from texts in their order; the same texts in the same order give the same bytes. */
export function learnGramVectors(texts: readonly TextItem[]): GramVectors {
  const { all, pairs } = readContexts(texts);
  const numbers = new Map(all.grams.map((gram, at) => [gram, at]));
  const values = new Int8Array(all.grams.length * DIMENSIONS);
  const units = new Float32Array(all.grams.length);
  const topics = new Float64Array(all.grams.length * TOPICS);
  visitVectors(pairs, { rank: TOPICS, powerIterations: POWER_ITERATIONS.topics, seed: SEED }, (pair, vector) => {
    const number = numbers.get(pairs.grams[pair]!);
    if (number !== undefined) topics.set(vector, number * TOPICS);
  });

  const whole = new Float64Array(DIMENSIONS);
  visitVectors(all, { rank: FINE, powerIterations: POWER_ITERATIONS.fine, seed: SEED }, (gram, vector) => {
    whole.fill(0);
    whole.set(vector);
    whole.set(topics.subarray(gram * TOPICS, (gram + 1) * TOPICS), FINE);
    let most = 0;
    for (let at = 0; at < DIMENSIONS; at++) most = Math.max(most, Math.abs(whole[at]!));
    const unit = most / LARGEST_CODE;
    units[gram] = unit;
    if (unit === 0) return;
    for (let at = 0; at < DIMENSIONS; at++) values[gram * DIMENSIONS + at] = Math.round(whole[at]! / unit);
  });
  return { dimensions: DIMENSIONS, numbers, values, units };
}

/** Calls `visit` for every gram with its vector of at most `options.rank` numbers, which holds until the next call. */
function visitVectors(
  contexts: Contexts,
  options: DecompositionOptions,
  visit: (gram: number, vector: Float64Array) => void,
): void {
  if (contexts.contextGrams === 0) return;
  const associationsOf = associationsIn(contexts);
  const matrix = associationMatrix(contexts.contextGrams, associationsOf);
  const memory = new RowMemory(roomToDecompose(matrix, options.rank) + RowMemory.roomFor(1, options.rank));
  const { values: strengths, right } = decompose(memory, matrix, options);
  const dimensions = strengths.length;
  // A gram's associations times V / sqrt(S): for the context grams themselves this is U sqrt(S).
  const factors = strengths.map((strength) => 1 / Math.sqrt(strength));
  for (let row = 0; row < right.rows; row++) {
    for (let at = 0; at < dimensions; at++) right.values[row * right.stride + at]! *= factors[at]!;
  }
  const room = memory.take(1, dimensions);
  const sum = room.values.subarray(0, dimensions);
  for (let gram = 0; gram < contexts.grams.length; gram++) {
    sum.fill(0);
    if (gram < matrix.rows) {
      for (let at = matrix.rowStart[gram]!; at < matrix.rowStart[gram + 1]!; at++) {
        memory.addRow(room, 0, right, matrix.columns[at]!, matrix.values[at]!);
      }
    } else {
      const { contexts: company, strengths: associated } = associationsOf(gram);
      for (let at = 0; at < company.length; at++) memory.addRow(room, 0, right, company[at]!, associated[at]!);
    }
    visit(gram, sum);
  }
}
