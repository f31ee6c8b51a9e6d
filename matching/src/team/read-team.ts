/** From a team problem as it is written to sorted arrays, refusing what is not clear. */
import { MatchingError } from "../errors.ts";
import { compareIds } from "../order.ts";
import { invalid, readNumber, readWhole, refuseMinAboveMax } from "../read-values.ts";
import type { Range, TeamCandidate, TeamProblem } from "./types.ts";

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Candidates in the order of their ids, without those who are excluded. */
export interface TeamPool {
  readonly capabilityIds: readonly string[];
  readonly times: readonly number[];
  readonly ids: readonly string[];
  /** Positions of the required capabilities that each candidate has. */
  readonly has: readonly (readonly number[])[];
  readonly groupIds: readonly string[];
  readonly groups: readonly Limits[];
  /** Position of each candidate's group among those with limits; -1 without. */
  readonly groupOf: readonly number[];
  readonly cost: readonly number[];
  readonly isIncluded: readonly boolean[];
  readonly size: Limits;
  readonly maxCost: number;
}

/** @throws MatchingError `duplicate_id`, `invalid_value`, `min_above_max`, `unknown_reference`, naming the place. */
export function readTeam(problem: TeamProblem): TeamPool {
  const { required, candidates, size = {}, groupLimits = {}, maxCost, include = [], exclude = [] } = problem;
  const capabilities = sortById(required, "required", ["能力", "capability"]);
  const sorted = sortById(candidates, "candidates", ["候选人", "candidate"]);
  const known = new Set(sorted.map(({ id }) => id));
  for (const [field, ids] of [
    ["include", include],
    ["exclude", exclude],
  ] as const) {
    ids.forEach((id, at) => {
      if (!known.has(id)) {
        throw new MatchingError("unknown_reference", {
          where: `${field}[${at}]`,
          id,
          what_zh: "候选人",
          what_en: "candidate",
        });
      }
    });
  }
  const out = new Set(exclude);
  const both = include.findIndex((id) => out.has(id));
  if (both >= 0) {
    throw invalid(`include[${both}]`, include[both], "未被排除的候选人", "a candidate who is not excluded");
  }
  const pool = sorted.filter(({ id }) => !out.has(id));
  const position = new Map(capabilities.map(({ id }, at) => [id, at]));
  const groupIds = Object.keys(groupLimits).sort(compareIds);
  return {
    capabilityIds: capabilities.map(({ id }) => id),
    times: capabilities.map(({ id, times = 1 }) => readWhole(times, `required["${id}"].times`)),
    ids: pool.map(({ id }) => id),
    has: pool.map((candidate) =>
      [...new Set(candidate.capabilities.flatMap((id) => position.get(id) ?? []))].sort((a, b) => a - b),
    ),
    groupIds,
    groups: groupIds.map((id) => readRange(groupLimits[id]!, `groupLimits["${id}"]`)),
    groupOf: pool.map(({ group }) => (group === undefined ? -1 : groupIds.indexOf(group))),
    cost: pool.map(readCost),
    isIncluded: pool.map(({ id }) => include.includes(id)),
    size: readRange(size, "size"),
    maxCost: maxCost === undefined ? Infinity : readNumber(maxCost, "maxCost", 0),
  };
}

function sortById<Row extends { readonly id: string }>(
  rows: readonly Row[],
  field: string,
  [zh, en]: readonly [string, string],
): Row[] {
  const sorted = rows.toSorted((a, b) => compareIds(a.id, b.id));
  sorted.forEach(({ id }, at) => {
    if (typeof id !== "string" || id === "") {
      throw invalid(`${field}.id`, id, "非空文字", "a non-empty text");
    }
    if (sorted[at - 1]?.id === id) throw new MatchingError("duplicate_id", { what: en, what_zh: zh, id });
  });
  return sorted;
}

function readRange({ min = 0, max = Infinity }: Range, where: string): Limits {
  readWhole(min, `${where}.min`);
  if (max !== Infinity) readWhole(max, `${where}.max`);
  refuseMinAboveMax(min, max, `${where}.min`);
  return { min, max };
}

function readCost({ id, cost = 0 }: TeamCandidate): number {
  return readNumber(cost, `candidates["${id}"].cost`, 0);
}
