// Whose money it was. A fund has one account at the bank, so a payment is everybody's, by what each put in. Pure.
import type { Source } from "../types.ts";

export interface SourceWeight {
  readonly key: Source;
  readonly weight: bigint;
}

/**
 * An amount in fen among sources by their weights, to the fen: each gets the whole fen of its part, and what is left goes one
 * fen each to those with the largest fraction, the earlier in the list first (method of the largest remainder, Hamilton).
 * Without any weight nobody gets anything.
 */
export function shareOut(amount: bigint, sources: readonly SourceWeight[]): bigint[] {
  const total = sources.reduce((sum, { weight }) => sum + weight, 0n);
  if (total === 0n) return sources.map(() => 0n);
  const size = amount < 0n ? -amount : amount;
  const parts = sources.map(({ weight }, index) => ({
    index,
    whole: (size * weight) / total,
    rest: (size * weight) % total,
  }));
  const left = Number(size - parts.reduce((sum, { whole }) => sum + whole, 0n));
  const favoured = new Set(
    parts
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map(({ index, whole }) => (amount < 0n ? -1n : 1n) * (favoured.has(index) ? whole + 1n : whole));
}
