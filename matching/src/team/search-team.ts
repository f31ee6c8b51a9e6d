/** Branch and bound over what is left of a team problem, by what a completion costs at least. */
import { type Completion, type Effort, openCompletion } from "./completion.ts";
import type { TeamCore } from "./team-core.ts";

export interface Searched {
  /** People of the core; null when no team was found. */
  readonly people: readonly number[] | null;
  readonly isProven: boolean;
  /** No team has fewer. */
  readonly sizeBound: number;
}

/**
 * The smallest team with at most `lacks` places open, of several the cheapest.
 *
 * Team sizes are tried from below, so that the first that has a team is the smallest. At each the rarest open place is filled by each
 * who can, those first who leave the least to do; who was tried is left out afterwards.
 */
export function searchTeam(core: TeamCore, lacks: number, effort: Effort): Searched {
  const places = core.requirements.reduce((sum, { times }) => sum + times, 0);
  const quick = lacks === 0 ? takeGreedily(core) : null;
  const most = Math.min(core.maxMembers, quick?.length ?? places);
  const completion = openCompletion(core, effort);
  for (let members = 0; members <= most; members++) {
    const people =
      completion.least(completion.full, members, core.seats, lacks) === Infinity
        ? null
        : searchSize(core, completion, members, lacks, effort);
    if (effort.left < 0) return { people: people ?? quick, isProven: false, sizeBound: members };
    if (people !== null) return { people, isProven: true, sizeBound: members };
  }
  return { people: null, isProven: true, sizeBound: most };
}

function searchSize(
  core: TeamCore,
  completion: Completion,
  members: number,
  mayLack: number,
  effort: Effort,
): readonly number[] | null {
  const { requirements, covers, cost, group, maxCost } = core;
  const seats = [...core.seats];
  const left = requirements.map(({ times }) => times);
  const isOut = new Uint8Array(covers.length);
  const team: number[] = [];
  let spent = 0;
  let best: number[] | null = null;
  let bestCost = Infinity;

  /** @param open the places as the completion counts them. */
  const branch = (open: number, lacks: number): void => {
    effort.left -= 1;
    if (effort.left < 0) return;
    const requirement = left.findIndex((count) => count > 0);
    if (requirement < 0) {
      best = [...team];
      bestCost = spent;
      return;
    }
    const { by, isFirm } = requirements[requirement]!;
    const ways = by.flatMap((person) => {
      if (isOut[person] === 1 || team.length === members || seats[group[person]!] === 0) return [];
      const after = completion.fill(open, person);
      const own = group[person]!;
      if (own >= 0) seats[own]! -= 1;
      const whole = spent + cost[person]! + completion.least(after, members - team.length - 1, seats, lacks);
      if (own >= 0) seats[own]! += 1;
      return [{ person, after, whole }];
    });
    ways.sort((a, b) => a.whole - b.whole);
    const tried: number[] = [];
    for (const { person, after, whole } of ways) {
      if (whole >= bestCost || whole > maxCost || effort.left < 0) break;
      join(person, 1);
      branch(after, lacks);
      join(person, -1);
      isOut[person] = 1;
      tried.push(person);
    }
    if (lacks > 0 && !isFirm) {
      const after = completion.waive(open, requirement);
      left[requirement]! -= 1;
      const whole = spent + completion.least(after, members - team.length, seats, lacks - 1);
      if (whole < bestCost && whole <= maxCost) branch(after, lacks - 1);
      left[requirement]! += 1;
    }
    for (const person of tried) isOut[person] = 0;
  };

  const join = (person: number, by: 1 | -1): void => {
    if (by === 1) team.push(person);
    else team.pop();
    isOut[person] = by === 1 ? 1 : 0;
    spent += by * cost[person]!;
    for (const requirement of covers[person]!) left[requirement]! -= by;
    const own = group[person]!;
    if (own >= 0) seats[own]! -= by;
  };

  branch(completion.full, mayLack);
  return best;
}

/** Whoever fills most open places next; null where that ends at a limit. */
function takeGreedily({ requirements, covers, cost, group, seats, maxMembers, maxCost }: TeamCore): number[] | null {
  const left = requirements.map(({ times }) => times);
  const free = [...seats];
  const isIn = new Uint8Array(covers.length);
  const team: number[] = [];
  let spent = 0;
  while (left.some((count) => count > 0)) {
    let next = -1;
    let most = 0;
    covers.forEach((own, person) => {
      if (isIn[person] === 1 || free[group[person]!] === 0 || spent + cost[person]! > maxCost) return;
      const filled = own.reduce((count, at) => (left[at]! > 0 ? count + 1 : count), 0);
      if (filled > most) [next, most] = [person, filled];
    });
    if (next < 0 || team.length === maxMembers) return null;
    isIn[next] = 1;
    team.push(next);
    spent += cost[next]!;
    for (const at of covers[next]!) left[at]! -= 1;
    if (group[next]! >= 0) free[group[next]!]! -= 1;
  }
  return team;
}
