import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatchingError } from "../errors.ts";
import { findTeam } from "./find-team.ts";
import type { TeamProblem } from "./types.ts";

const limits = fc.record({ min: fc.nat(2), more: fc.nat(4) }).map(({ min, more }) => ({ min, max: min + more }));
const teamProblem: fc.Arbitrary<TeamProblem> = fc
  .record({
    required: fc.uniqueArray(
      fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), times: fc.constantFrom(1, 1, 1, 2) }),
      {
        selector: ({ id }) => id,
      },
    ),
    people: fc.array(
      fc.record({
        capabilities: fc.subarray(["a", "b", "c", "d", "e", "other"]),
        group: fc.constantFrom("U", "V", undefined),
        cost: fc.nat(5),
        wish: fc.constantFrom("", "", "", "", "include", "exclude"),
      }),
      { maxLength: 8 },
    ),
    size: fc.option(limits, { nil: undefined }),
    groupLimits: fc.option(fc.record({ U: limits, V: limits }), { nil: undefined }),
    maxCost: fc.option(fc.nat(20), { nil: undefined }),
  })
  .map(({ required, people, size, groupLimits, maxCost }) => {
    const wished = (wish: string) => people.flatMap((person, at) => (person.wish === wish ? [`p${at}`] : []));
    return {
      required,
      candidates: people.map(({ capabilities, group, cost }, at) => ({
        id: `p${at}`,
        capabilities,
        cost,
        ...(group === undefined ? {} : { group }),
      })),
      include: wished("include"),
      exclude: wished("exclude"),
      ...(size === undefined ? {} : { size }),
      ...(groupLimits === undefined ? {} : { groupLimits }),
      ...(maxCost === undefined ? {} : { maxCost }),
    };
  });

/** Missing places, size and cost of the best team, by trying all; null when no team keeps the limits. */
function bestByTrying({
  required,
  candidates,
  size,
  groupLimits,
  maxCost = Infinity,
  include = [],
  exclude = [],
}: TeamProblem) {
  let best: [number, number, number] | null = null;
  const isWithin = (count: number, { min = 0, max = Infinity } = {}) => count >= min && count <= max;
  for (let set = 0; set < 2 ** candidates.length; set++) {
    const team = candidates.filter((_, at) => (set & (1 << at)) !== 0);
    const ids = team.map(({ id }) => id);
    const cost = team.reduce((sum, member) => sum + (member.cost ?? 0), 0);
    const fits =
      include.every((id) => ids.includes(id)) &&
      !exclude.some((id) => ids.includes(id)) &&
      cost <= maxCost &&
      isWithin(team.length, size) &&
      Object.entries(groupLimits ?? {}).every(([name, range]) =>
        isWithin(team.filter(({ group }) => group === name).length, range),
      );
    if (!fits) continue;
    const missing = required.reduce(
      (sum, { id, times = 1 }) =>
        sum + Math.max(0, times - team.filter(({ capabilities }) => capabilities.includes(id)).length),
      0,
    );
    const merit: [number, number, number] = [missing, team.length, cost];
    const at = best === null ? 0 : merit.findIndex((part, place) => part !== best![place]);
    if (best === null || (at >= 0 && merit[at]! < best[at]!)) best = merit;
  }
  return best;
}

describe("findTeam", () => {
  it("finds what trying every team finds: the fewest gaps, then the fewest people, then the least cost", () => {
    fc.assert(
      fc.property(teamProblem, (problem) => {
        const best = bestByTrying(problem);
        const team = findTeam(problem);
        expect(team.status).toBe(best !== null && best[0] === 0 ? "optimal" : "infeasible");
        const lacks = team.missing.reduce((sum, gap) => sum + gap.lacks, 0);
        fc.pre(best !== null);
        expect([lacks, team.members.length, team.cost]).toEqual(best);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives the same team whatever the order of the lists", () => {
    const turned = <T>(list: readonly T[]): T[] => list.toReversed();
    fc.assert(
      fc.property(teamProblem, (problem) => {
        const other = { ...problem, required: turned(problem.required), candidates: turned(problem.candidates) };
        expect(findTeam(other)).toEqual(findTeam(problem));
      }),
      { numRuns: 300 },
    );
  });

  const candidates = [
    { id: "Li", capabilities: ["fermentation", "purification"], group: "Jiangnan", cost: 5 },
    { id: "Wang", capabilities: ["fermentation"], group: "Jiangnan", cost: 1 },
    { id: "Zhao", capabilities: ["purification", "scale-up"], group: "Tongji", cost: 2 },
  ];
  const required = ["fermentation", "purification", "scale-up"].map((id) => ({ id }));

  it("takes two who cover three, and the cheaper of two pairs", () => {
    expect(findTeam({ required, candidates })).toEqual({
      status: "optimal",
      members: ["Wang", "Zhao"],
      cost: 3,
      sizeBound: 2,
      covered: [
        { id: "fermentation", by: ["Wang"] },
        { id: "purification", by: ["Zhao"] },
        { id: "scale-up", by: ["Zhao"] },
      ],
      missing: [],
    });
  });

  it("says in both languages what no team within the limits can cover", () => {
    const team = findTeam({ required, candidates, exclude: ["Zhao"] });
    expect(team).toMatchObject({ status: "infeasible", members: ["Li"] });
    expect(team.missing).toEqual([
      {
        id: "scale-up",
        lacks: 1,
        text: {
          zh: "“scale-up”还缺 1 人，候选人中有 0 人具备；请增加候选人或放宽规模、名额、经费限制",
          en: '"scale-up" lacks 1, of the candidates 0 have it; add candidates, or relax the limits of size, groups or cost',
        },
      },
    ]);
  });

  it("says when the search ended before the proof", () => {
    const widest = { id: "Widest", capabilities: ["b", "c", "d", "e"] };
    const halves = { b: "abc", e: "def" };
    const people = [
      widest,
      ...Object.entries(halves).map(([id, letters]) => ({ id, capabilities: letters.split("") })),
      { id: "a", capabilities: ["a"] },
      { id: "f", capabilities: ["f"] },
    ];
    const six = { required: "abcdef".split("").map((id) => ({ id })), candidates: people };
    expect(findTeam(six)).toMatchObject({ status: "optimal", members: ["b", "e"] });
    expect(findTeam(six, { effort: 1 })).toMatchObject({
      status: "bound",
      members: ["Widest", "b", "e"],
      sizeBound: 2,
    });
    // The first team at hand has one member too many.
    expect(findTeam({ ...six, size: { max: 2 } }, { effort: 1 })).toMatchObject({ status: "unknown", members: [] });
  });

  it("finds the smallest team for more capabilities than fit into one word", () => {
    const ids = Array.from({ length: 40 }, (_id, at) => `c${at}`);
    const alone = ids.map((id) => ({ id: `only-${id}`, capabilities: [id] }));
    const fours = Array.from({ length: 10 }, (_four, at) => ({
      id: `four-${at}`,
      capabilities: ids.filter((_id, place) => place % 10 === at),
      cost: 3,
    }));
    const team = findTeam({ required: ids.map((id) => ({ id })), candidates: [...alone, ...fours] });
    expect(team).toMatchObject({ status: "optimal", members: fours.map(({ id }) => id), cost: 30 });
  });

  it.each<[string, Partial<TeamProblem>, string]>([
    [
      "a candidate twice",
      { candidates: [...candidates, ...candidates] },
      'the candidate id "Li" occurs more than once',
    ],
    ["a stranger wanted", { include: ["Sun"] }, 'include[0] names the candidate "Sun", which does not exist'],
    [
      "one wanted and unwanted",
      { include: ["Li"], exclude: ["Li"] },
      'include[0] is "Li", but must be a candidate who is not',
    ],
    ["limits that cross", { size: { min: 3, max: 2 } }, "size.min is 3, above the maximum 2"],
    ["half a person", { size: { max: 1.5 } }, "size.max is 1.5, but must be an integer"],
    ["a negative cost", { candidates: [{ id: "Li", capabilities: [], cost: -1 }] }, 'candidates["Li"].cost is -1'],
    ["half a time", { required: [{ id: "a", times: 0.5 }] }, 'required["a"].times is 0.5'],
  ])("refuses %s", (_, change, message) => {
    expect(() => findTeam({ required, candidates, ...change })).toThrow(message);
    expect(() => findTeam({ required, candidates, ...change })).toThrow(MatchingError);
  });
});
