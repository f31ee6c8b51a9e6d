/** How two yes-or-no judgements of the same cases compare. */

export interface Tally {
  /** Both say yes, only the first, only the second, neither. */
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

export function tallyOf(pairs: readonly (readonly [first: boolean, second: boolean])[]): Tally {
  const count = (first: boolean, second: boolean) => pairs.filter(([a, b]) => a === first && b === second).length;
  return {
    both: count(true, true),
    first: count(true, false),
    second: count(false, true),
    neither: count(false, false),
  };
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { both: sum("both"), first: sum("first"), second: sum("second"), neither: sum("neither") };
}

/** Share of the cases that both judge alike. */
export function agreementOf({ both, first, second, neither }: Tally): number {
  return (both + neither) / (both + first + second + neither);
}

/** Cohen's kappa: agreement beyond what the same counts would give by chance; NaN where there is only one kind of answer. */
export function kappaOf(tally: Tally): number {
  const { both, first, second, neither } = tally;
  const all = both + first + second + neither;
  const chance = ((both + first) * (both + second) + (second + neither) * (first + neither)) / all ** 2;
  return (agreementOf(tally) - chance) / (1 - chance);
}

/** Of what the first says yes to, the share to which the second does; NaN when it never does. */
export function precisionOf({ both, first }: Tally): number {
  return both / (both + first);
}

/** Of what the second says yes to, the share to which the first does. */
export function recallOf({ both, second }: Tally): number {
  return both / (both + second);
}
