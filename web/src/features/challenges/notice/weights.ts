/** Percentages in the proportion of the old ones that add up to 100: what rounding leaves goes to the largest rests. */
export function scaleWeights(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, each) => all + each, 0);
  if (weights.length === 0) return [];
  const exact = weights.map((each) => (sum === 0 ? 100 / weights.length : (each * 100) / sum));
  const whole = exact.map((each) => Math.max(1, Math.floor(each)));
  const byRest = exact
    .map((each, at) => ({ at, rest: each - Math.floor(each) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  let left = 100 - whole.reduce((all, each) => all + each, 0);
  for (let turn = 0; left > 0; turn += 1, left -= 1) {
    const { at } = byRest[turn % byRest.length] ?? { at: 0 };
    whole[at] = (whole[at] ?? 0) + 1;
  }
  while (left < 0) {
    const at = whole.indexOf(Math.max(...whole));
    whole[at] = (whole[at] ?? 0) - 1;
    left += 1;
  }
  return whole;
}
