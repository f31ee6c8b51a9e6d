/** Teams: the same optimum as HiGHS on generated problems, and the time of both. */
import { findTeam } from "@dual-high/matching";
import type { Benchmark } from "./benchmark.ts";
import { printTable } from "./table.ts";
import { loadTeamHighs, type SolvedTeam } from "./team/highs.ts";
import { makeTeamInstances, type TeamInstance } from "./team/instance.ts";

const SEED = 11;
const INSTANCES = 200;

interface Compared extends TeamInstance {
  readonly status: string;
  readonly size: number;
  readonly cost: number;
  readonly ms: number;
  readonly theirs: SolvedTeam | undefined;
}

export const team: Benchmark = {
  name: "team",
  describe:
    "teams: the optimum of HiGHS on 200 problems of up to 20 capabilities and 2,000 people, and the time of both",
  async run() {
    const solve = await loadTeamHighs();
    const compared = makeTeamInstances(INSTANCES, SEED).map((instance): Compared => {
      const started = performance.now();
      const { status, members, cost } = findTeam(instance.problem);
      const ms = performance.now() - started;
      return { ...instance, status, size: members.length, cost, ms, theirs: solve?.(instance.problem) };
    });
    const sizes = [...new Set(compared.map(({ people }) => people))];
    printTable(
      ["people", "problems", "no team", "same optimum", "ms", "largest ms", "HiGHS ms", "largest HiGHS ms"],
      sizes.map((people) => {
        const some = compared.filter((one) => one.people === people);
        const theirs = some.map((one) => one.theirs?.ms ?? 0);
        return [
          String(people),
          some.length,
          some.filter(({ status }) => status === "infeasible").length,
          some.filter(isSame).length,
          sumOf(some.map(({ ms }) => ms)) / some.length,
          Math.max(...some.map(({ ms }) => ms)),
          sumOf(theirs) / some.length,
          Math.max(...theirs),
        ];
      }),
    );
    const ours = sumOf(compared.map(({ ms }) => ms));
    const largest = compared.filter(({ capabilities, people }) => capabilities === 20 && people === 2000);
    const ratios = compared.flatMap(({ ms, theirs }) =>
      theirs === undefined || theirs.ms === 0 ? [] : [theirs.ms / ms],
    );
    return {
      instances: compared.length,
      proven: compared.filter(({ status }) => status === "optimal" || status === "infeasible").length,
      infeasible: compared.filter(({ status }) => status === "infeasible").length,
      sameOptimum: solve === null ? 0 : compared.filter(isSame).length,
      // 0 where HiGHS could not be had.
      ratio: sumOf(compared.map(({ theirs }) => theirs?.ms ?? 0)) / ours,
      ratioMedian: ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0,
      ratioWorst: ratios.length === 0 ? 0 : Math.min(...ratios),
      ms: ours / compared.length,
      msWorst: Math.max(...compared.map(({ ms }) => ms)),
      msWorst20x2000: Math.max(...largest.map(({ ms }) => ms)),
    };
  },
};

function isSame({ status, size, cost, theirs }: Compared): boolean {
  if (theirs === undefined) return false;
  if (theirs.best === null) return status === "infeasible";
  return status === "optimal" && size === theirs.best.size && cost === theirs.best.cost;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
