/** Problems of the OR-Library (Beasley 1990), https://people.brunel.ac.uk/~mastjjb/jeb/info.html; not part of this repository. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { AssignmentProblem, ScoredPair } from "../src/index.ts";

const DATA = process.env["DUAL_HIGH_DATA"] ?? resolve(import.meta.dirname, "../../../shared/data");

export function fileOf(name: string): string {
  return resolve(DATA, `assignment/${name}.txt`);
}

export function isThere(name: string): boolean {
  return existsSync(fileOf(name));
}

/** A square assignment problem: its size, then costs row by row. */
export function readAssignment(name: string): AssignmentProblem {
  const [size = 0, ...costs] = numbersOf(name);
  const ids = (prefix: string) => Array.from({ length: size }, (_, at) => ({ id: `${prefix}${at}`, max: 1 }));
  const edges = costs.map((cost, at): ScoredPair => [`r${Math.floor(at / size)}`, `c${at % size}`, cost]);
  return { sense: "minimize", needs: ids("r"), suppliers: ids("c"), edges };
}

/** Generalized assignment: how many problems, then of each the agents and jobs, values, loads, and the agents' capacities. */
export function readGeneralized(name: string, sense: "maximize" | "minimize"): AssignmentProblem[] {
  const numbers = numbersOf(name);
  let at = 0;
  const take = (count: number): number[] => numbers.slice(at, (at += count));
  const [problems = 0] = take(1);
  return Array.from({ length: problems }, () => {
    const [agents = 0, jobs = 0] = take(2);
    const values = take(agents * jobs);
    const loads = take(agents * jobs);
    const capacities = take(agents);
    const pairs = values.map((_, k) => [`job${k % jobs}`, `agent${Math.floor(k / jobs)}`] as const);
    return {
      sense,
      needs: Array.from({ length: jobs }, (_, job) => ({ id: `job${job}`, min: 1, max: 1 })),
      suppliers: capacities.map((max, agent) => ({ id: `agent${agent}`, max })),
      edges: pairs.map(([job, agent], k): ScoredPair => [job, agent, values[k]!]),
      loads: Object.fromEntries(pairs.map(([job, agent], k) => [`${job}|${agent}`, loads[k]!])),
    };
  });
}

function numbersOf(name: string): number[] {
  return readFileSync(fileOf(name), "utf8").trim().split(/\s+/).map(Number);
}
