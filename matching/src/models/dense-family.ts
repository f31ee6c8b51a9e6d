/**
 * The vectors that a model gave to the texts of all candidates, as one more family of the score.
 *
 * Vectors of pretrained models crowd in a narrow cone: two texts that have nothing in common may have a cosine of .7. So the
 * mean of all texts is taken off each vector, and what is left is made of length 1 again (Mu, Viswanath: All-but-the-Top,
 * 2018, the first of its two steps). A cosine of 0 then means no nearer than any other.
 */
import type { CandidateText, TextItem } from "../types.ts";

/** Vectors of all texts of all candidates. Made by {@link makeDenseFamily}. */
export interface DenseFamily {
  /** Texts of candidate c: textStart[c] .. textStart[c + 1]. */
  readonly textStart: Uint32Array;
  readonly mean: Float64Array;
  /** Centred, each of length 1, or all zeros where a text has no vector. */
  readonly vectors: readonly Float32Array[];
}

// As in rank.ts: a candidate is as good as its best texts, the first counting most.
const COUNTED_TEXTS = 5;

/** The texts of a candidate, its own first; empty ones are left out. */
export function textsOf({ title, content, items = [] }: CandidateText): string[] {
  return [{ title, content }, ...items].map(oneText).filter((text) => text !== "");
}

/** Title and content as a model reads them. */
export function oneText({ title, content }: TextItem): string {
  return [title.trim(), content.trim()].filter((part) => part !== "").join("\n");
}

/** @param vectors one per text, candidate by candidate, in the order of {@link textsOf}; all zeros or empty for none */
export function makeDenseFamily(textCounts: readonly number[], vectors: readonly Float32Array[]): DenseFamily {
  const textStart = new Uint32Array(textCounts.length + 1);
  textCounts.forEach((count, c) => {
    textStart[c + 1] = textStart[c]! + count;
  });
  const known = vectors.filter(isSomething);
  const mean = new Float64Array(known[0]?.length ?? 0);
  for (const vector of known) vector.forEach((value, at) => (mean[at]! += value / known.length));
  // Of a single text nothing is left once the mean is taken off.
  const centre = known.length > 1 ? mean : new Float64Array(mean.length);
  return { textStart, mean: centre, vectors: vectors.map((vector) => centred(vector, centre)) };
}

/** How near a need is to every candidate, -1 to 1; 0 for a candidate without a vector. */
export function nearness(family: DenseFamily, need: Float32Array): Float64Array {
  const direction = centred(need, family.mean);
  const cosines = family.vectors.map((vector) => dot(direction, vector));
  return Float64Array.from({ length: family.textStart.length - 1 }, (_, c) =>
    combine(cosines.slice(family.textStart[c], family.textStart[c + 1])),
  );
}

function combine(cosines: readonly number[]): number {
  const best = [...cosines].sort((a, b) => b - a).slice(0, COUNTED_TEXTS);
  const total = best.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
  return best.reduce((sum, cosine, at) => sum + cosine / (at + 1) / total, 0);
}

function centred(vector: Float32Array, mean: Float64Array): Float32Array {
  if (!isSomething(vector)) return new Float32Array(mean.length);
  const moved = Float64Array.from(vector, (value, at) => value - mean[at]!);
  const length = Math.hypot(...moved);
  return length === 0 ? new Float32Array(mean.length) : Float32Array.from(moved, (value) => value / length);
}

function isSomething(vector: Float32Array): boolean {
  return vector.some((value) => value !== 0);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
