interface Contribution {
  readonly kind: string;
  readonly name: string;
  readonly share: number;
}

export interface ScorePart {
  /** Place of the phrase among the shared ones, which has its colour; null for what is in no phrase. */
  readonly phrase: number | null;
  readonly name: string;
  readonly share: number;
}

/** From where a score belongs to a band; the bar shows them as marks. As in the engine's `BAND_THRESHOLDS`. */
export const BAND_MARKS = [0.17, 0.25, 0.58] as const;
const SCALE = 0.7;

/** How wide a share is, in percent of the bar. A score beyond the scale fills it. */
export function widthOf(share: number, score: number): number {
  return (share / Math.max(SCALE, score)) * 100;
}

/**
 * The parts of a score, the phrases in the order of their colours and then the rest in one. They add up to the score:
 * what rounding and phrases too small to name leave is in the rest.
 */
export function partsOf(score: number, contributions: readonly Contribution[], terms: readonly string[]): ScorePart[] {
  const named: ScorePart[] = contributions
    .filter(({ kind, share }) => kind === "term" && share > 0)
    .map(({ name, share }) => ({ phrase: terms.indexOf(name), name, share }))
    .map((part) => (part.phrase === -1 ? { ...part, phrase: null } : part))
    .toSorted((a, b) => (a.phrase ?? Infinity) - (b.phrase ?? Infinity));
  const rest = score - named.reduce((sum, { share }) => sum + share, 0);
  return rest > 0.0005 ? [...named, { phrase: null, name: "", share: rest }] : named;
}

/** Two figures behind the point, so that the shown parts still add up to the shown sum: the largest remainders round up. */
export function roundParts(shares: readonly number[], score: number): string[] {
  const sum = Math.round(score * 100);
  const floors = shares.map((share) => Math.floor(share * 100 + 1e-9));
  const open = Math.max(0, sum - floors.reduce((a, b) => a + b, 0));
  const raised = new Set(
    shares
      .map((share, at) => ({ at, remainder: share * 100 - (floors[at] ?? 0) }))
      .toSorted((a, b) => b.remainder - a.remainder)
      .slice(0, open)
      .map(({ at }) => at),
  );
  return floors.map((floor, at) => ((floor + (raised.has(at) ? 1 : 0)) / 100).toFixed(2));
}
