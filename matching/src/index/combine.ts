/** From the scores of a candidate's passages to the candidate's score. */

/**
 * A candidate is as good as its best work on the matter, the first counting most: 1, 1/2, 1/3, 1/4, 1/5, divided by the
 * sum of those in use. More passages than five neither help nor harm, so a long list does not win by its length.
 */
export const COUNTED_PASSAGES = 5;

/** The share of the passage at `place` (0 the best) in a candidate's score; the shares of `counted` passages sum to 1. */
export function shareOfPlace(place: number, counted: number): number {
  return SHARES[counted]![place]!;
}

const SHARES = Array.from({ length: COUNTED_PASSAGES + 1 }, (_, counted) => {
  const parts = Array.from({ length: counted }, (__, place) => 1 / (place + 1));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
});

const best = new Float64Array(COUNTED_PASSAGES);

/** The score of a candidate whose passages score `scores[from]` .. `scores[to - 1]`; without passages it is 0. */
export function combineScores(scores: Float64Array, from: number, to: number): number {
  const count = to - from;
  if (count === 1) return scores[from]!;
  const counted = Math.min(count, COUNTED_PASSAGES);
  let kept = 0;
  for (let at = from; at < to; at++) {
    const score = scores[at]!;
    let place = kept;
    while (place > 0 && best[place - 1]! < score) place--;
    if (place === counted) continue;
    if (kept < counted) kept++;
    for (let lower = kept - 1; lower > place; lower--) best[lower] = best[lower - 1]!;
    best[place] = score;
  }
  let sum = 0;
  for (let place = 0; place < counted; place++) sum += best[place]! * SHARES[counted]![place]!;
  return sum;
}
