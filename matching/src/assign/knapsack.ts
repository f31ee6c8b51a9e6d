/** What a supplier would choose for itself: the best set of items whose load lies between two limits. */

export interface Choice {
  /** The value of the best set; where `isExact` is false, no set has more than this. -Infinity: no set fits. */
  readonly value: number;
  readonly chosen: readonly number[];
  /** Steps taken, the unit in which searches count their work. */
  readonly work: number;
}

/** What it costs to take a total load; Infinity where that is not allowed. */
export type LoadCost = (load: number) => number;

// Beyond so many entries the table is not worth its memory, and the items' own bound has to do.
const LARGEST_TABLE = 4_000_000;

/**
 * Exact, by dynamic programming over loads (Bellman 1957): O(items x most). Where that table would be too large: the bound
 * of the fractional knapsack (Dantzig 1957) and the set without its fraction, which ignores costs of small loads.
 *
 * @param most no set may load more.
 */
export function chooseItems(profit: Float64Array, load: Float64Array, most: number, costOf: LoadCost): Choice {
  const all = load.reduce((sum, amount) => sum + amount, 0);
  const size = Math.min(most, all);
  if (size < 0) return { value: -Infinity, chosen: [], work: 1 };
  if ((size + 1) * load.length > LARGEST_TABLE) return chooseFractions(profit, load, most);

  const best = new Float64Array(size + 1).fill(-Infinity);
  best[0] = 0;
  const takes = new Uint8Array((size + 1) * load.length);
  let reached = 0;
  for (let item = 0; item < load.length; item++) {
    const gain = profit[item]!;
    const amount = load[item]!;
    const row = item * (size + 1);
    reached = Math.min(size, reached + amount);
    for (let at = reached; at >= amount; at--) {
      const value = best[at - amount]! + gain;
      if (value <= best[at]!) continue;
      best[at] = value;
      takes[row + at] = 1;
    }
  }
  let value = -Infinity;
  let at = 0;
  for (let total = 0; total <= reached; total++) {
    const net = best[total]! - costOf(total);
    if (net > value) {
      value = net;
      at = total;
    }
  }
  const chosen: number[] = [];
  if (value > -Infinity) {
    for (let item = load.length - 1; item >= 0; item--) {
      if (takes[item * (size + 1) + at] === 0) continue;
      chosen.push(item);
      at -= load[item]!;
    }
  }
  return { value, chosen, work: (size + 1) * (load.length + 1) };
}

function chooseFractions(profit: Float64Array, load: Float64Array, most: number): Choice {
  const items = [...profit.keys()].filter((item) => profit[item]! > 0 && load[item]! <= most);
  items.sort((a, b) => profit[b]! * load[a]! - profit[a]! * load[b]! || a - b);
  const chosen: number[] = [];
  let left = most;
  let value = 0;
  let isFull = false;
  for (const item of items) {
    if (load[item]! <= left) {
      chosen.push(item);
      left -= load[item]!;
      value += profit[item]!;
    } else if (!isFull) {
      value += (profit[item]! * left) / load[item]!;
      isFull = true;
      break;
    }
  }
  return { value, chosen, work: profit.length };
}
