/**
 * The smallest team that covers what a need requires, within limits of size, groups and cost; of several the cheapest. Set cover
 * with multiplicities and side constraints (NP-hard), exact: whoever others can stand for is left out, then branch and bound goes by
 * the least cost of completing a team, which dynamic programming over sets of open places gives. With 20 capabilities there are
 * 2^20 sets at most, of which few are met, so that 2,000 people take a fraction of a second.
 */
import { readTeam, type TeamPool } from "./read-team.ts";
import { searchTeam } from "./search-team.ts";
import { readCore } from "./team-core.ts";
import type { Team, TeamProblem } from "./types.ts";

/** Sets of open places; some ten seconds of one core at two thousand candidates. */
const USUAL_EFFORT = 2_000_000;

/**
 * The answer depends on ids and numbers only, not on the order of the lists.
 *
 * @param options.effort how many sets of open places to look into before the proof is given up.
 * @throws MatchingError where the problem is malformed, naming the record and field.
 */
export function findTeam(problem: TeamProblem, { effort = USUAL_EFFORT }: { readonly effort?: number } = {}): Team {
  const pool = readTeam(problem);
  const core = readCore(pool);
  if (core === null) return describe(pool, [], "infeasible", 0);
  const found = (people: readonly number[], status: Team["status"], size: number): Team => {
    const members = [...core.included, ...people.map((person) => core.positions[person]!)];
    return describe(
      pool,
      members.sort((a, b) => a - b),
      status,
      core.included.length + size,
    );
  };
  const lost = core.requirements.map(({ times, by }) => Math.max(0, times - by.length));
  if (core.requirements.some(({ isFirm }, at) => isFirm && lost[at]! > 0)) return describe(pool, [], "infeasible", 0);
  // Places for which there are too few people stay open in every team.
  const leastLack = lost.reduce((sum, count) => sum + count, 0);
  const places = core.requirements.reduce((sum, { times, isFirm }) => sum + (isFirm ? 0 : times), 0);
  let sizeBound = 0;
  if (leastLack === 0) {
    const whole = searchTeam(core, 0, { left: effort });
    sizeBound = whole.sizeBound;
    if (whole.people !== null) return found(whole.people, whole.isProven ? "optimal" : "bound", sizeBound);
    if (!whole.isProven) return describe(pool, [], "unknown", core.included.length + sizeBound);
  }
  // What lacks least: allow one place more to stay open until some team keeps the limits.
  const rest = { left: effort };
  for (let lacks = Math.max(1, leastLack); lacks <= places && rest.left > 0; lacks++) {
    const { people } = searchTeam(core, lacks, rest);
    if (people !== null) return found(people, "infeasible", sizeBound);
  }
  return describe(pool, [], "infeasible", sizeBound);
}

function describe(pool: TeamPool, members: readonly number[], status: Team["status"], sizeBound: number): Team {
  const holders = pool.capabilityIds.map((_, capability) =>
    members.filter((member) => pool.has[member]!.includes(capability)),
  );
  return {
    status,
    members: members.map((member) => pool.ids[member]!),
    cost: members.reduce((sum, member) => sum + pool.cost[member]!, 0),
    sizeBound,
    covered: pool.capabilityIds.flatMap((id, capability) =>
      holders[capability]!.length === 0 ? [] : [{ id, by: holders[capability]!.map((member) => pool.ids[member]!) }],
    ),
    missing: pool.capabilityIds.flatMap((id, capability) => {
      const lacks = pool.times[capability]! - holders[capability]!.length;
      return lacks > 0 ? [{ id, lacks, text: wordMissing(pool, capability, lacks) }] : [];
    }),
  };
}

function wordMissing({ capabilityIds, has }: TeamPool, capability: number, lacks: number) {
  const id = capabilityIds[capability]!;
  const holders = has.filter((list) => list.includes(capability)).length;
  return {
    zh: `“${id}”还缺 ${lacks} 人，候选人中有 ${holders} 人具备；请增加候选人或放宽规模、名额、经费限制`,
    en: `"${id}" lacks ${lacks}, of the candidates ${holders} have it; add candidates, or relax the limits of size, groups or cost`,
  };
}
