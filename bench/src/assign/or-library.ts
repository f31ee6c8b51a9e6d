/** Problems of the OR-Library (Beasley 1990) with known optima, read from beside the project. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AssignmentProblem, ScoredPair } from "@dual-high/matching";
import { findDataFolder } from "../shared-data.ts";

export interface Known {
  readonly name: string;
  readonly problem: AssignmentProblem;
  readonly optimum: number;
}

const SQUARE: readonly (readonly [string, number])[] = [
  ["assign100", 305],
  ["assign500", 991],
];
const GENERALIZED: readonly (readonly [string, "maximize" | "minimize", readonly number[]])[] = [
  ["gap1", "maximize", [336, 327, 339, 341, 326]],
  ["gap2", "maximize", [434, 436, 420, 419, 428]],
  ["gap3", "maximize", [580, 564, 573, 570, 564]],
  ["gap4", "maximize", [656, 644, 673, 647, 664]],
  ["gap5", "maximize", [563, 558, 564, 568, 559]],
  ["gap6", "maximize", [761, 759, 758, 752, 747]],
  ["gapa", "minimize", [1698, 3235, 1360, 2623, 1158, 2339]],
];

/** Null where the data is absent. */
export function readOrLibrary(): readonly Known[] | null {
  const folder = findDataFolder("assignment");
  if (folder === null) return null;
  const numbersOf = (name: string): number[] =>
    readFileSync(join(folder, `${name}.txt`), "utf8")
      .trim()
      .split(/\s+/)
      .map(Number);
  return [
    ...SQUARE.map(([name, optimum]) => ({ name, optimum, problem: squareProblem(numbersOf(name)) })),
    ...GENERALIZED.flatMap(([name, sense, optima]) => {
      const numbers = numbersOf(name).values();
      numbers.next();
      return optima.map((optimum, at) => ({
        name: `${name}-${at + 1}`,
        optimum,
        problem: generalizedProblem(numbers, sense),
      }));
    }),
  ];
}

/** A size, then costs row by row. */
function squareProblem([size = 0, ...costs]: readonly number[]): AssignmentProblem {
  return {
    sense: "minimize",
    needs: Array.from({ length: size }, (_, row) => ({ id: `row${row}`, min: 1 })),
    suppliers: Array.from({ length: size }, (_, column) => ({ id: `column${column}`, max: 1 })),
    edges: costs.map((cost, at): ScoredPair => [`row${Math.floor(at / size)}`, `column${at % size}`, cost]),
  };
}

/** Agents and jobs, then values and loads agent by agent, then what each agent can carry. */
function generalizedProblem(numbers: Iterator<number>, sense: "maximize" | "minimize"): AssignmentProblem {
  const take = (count: number): number[] => Array.from({ length: count }, () => Number(numbers.next().value));
  const [agents = 0, jobs = 0] = take(2);
  const values = take(agents * jobs);
  const loads = take(agents * jobs);
  const nameOf = (at: number) => [`job${at % jobs}`, `agent${Math.floor(at / jobs)}`] as const;
  return {
    sense,
    needs: Array.from({ length: jobs }, (_, job) => ({ id: `job${job}`, min: 1 })),
    suppliers: take(agents).map((max, agent) => ({ id: `agent${agent}`, max })),
    edges: values.map((value, at): ScoredPair => [...nameOf(at), value]),
    loads: Object.fromEntries(loads.map((load, at) => [nameOf(at).join("|"), load])),
  };
}
