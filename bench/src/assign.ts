/** Assignment: known optima, time beside HiGHS and LEMON on the same problems, and what fairness costs. */
import { assign, type AssignmentProblem, type Plan } from "@dual-high/matching";
import { loadAssignmentHighs } from "./assign/highs.ts";
import { type Instance, makeInstance, type Shape, toProblem, UNIT } from "./assign/instance.ts";
import { loadLemon } from "./assign/lemon.ts";
import { readOrLibrary } from "./assign/or-library.ts";
import type { Benchmark, Figures } from "./benchmark.ts";
import { printTable } from "./table.ts";

const SEED = 7;
const RUNS = 5;
const THREE_EACH: Shape = { needs: 1000, suppliers: 800, needMax: 3, supplierMax: 6, edges: 20 };
// As many seats as needs: the hardest case for all three solvers.
const MIDDLE: Shape = { needs: 5000, suppliers: 1000, needMax: 1, supplierMax: 5, edges: 20 };
const PROVINCE: Shape = { needs: 100_000, suppliers: 20_000, needMax: 1, supplierMax: 5, edges: 20 };
const FAIR: Shape = { needs: 1000, suppliers: 800, needMax: 1, supplierMax: 2, edges: 20 };

interface Measured {
  readonly plan: Plan;
  /** Reading, solving, proving and checking; milliseconds of each run. */
  readonly ms: readonly number[];
}

export const assignBenchmark: Benchmark = {
  name: "assign",
  describe: "plans: OR-Library optima, time beside HiGHS and LEMON, fair beside total",
  async run() {
    const library = solveLibrary();
    const times = await compareTimes();
    return { ...library, ...times, ...compareFairness() };
  },
};

function solveLibrary(): Figures {
  const known = readOrLibrary();
  if (known === null) {
    console.log("OR-Library problems are left out: no ../shared/data/assignment (or DUAL_HIGH_DATA).\n");
    return { optimaMatched: 0, optimaKnown: 0 };
  }
  const solved = known.map(({ name, problem, optimum }) => {
    const { plan, ms } = measure(problem, 1);
    return { name, optimum, plan, ms: median(ms), isMatched: plan.status === "optimal" && plan.total === optimum };
  });
  printTable(
    ["OR-Library", "optimum", "found", "status", "ms"],
    solved.map(({ name, optimum, plan, ms }) => [name, optimum, plan.total, plan.status, Math.round(ms)]),
  );
  return { optimaMatched: solved.filter(({ isMatched }) => isMatched).length, optimaKnown: known.length };
}

async function compareTimes(): Promise<Figures> {
  const lemon = loadLemon();
  const highs = await loadAssignmentHighs();
  const rows: (string | number)[][] = [];
  const report = (name: string, solver: string, value: number, ms: readonly number[]): void => {
    rows.push([name, solver, Math.round(value / UNIT), Math.round(median(ms)), ms.map(Math.round).join(" ")]);
  };
  const lemonBeside = (name: string, instance: Instance, ours: Measured, times: number): number => {
    const runs = lemon?.(instance, times) ?? [];
    if (runs.length === 0) return 0;
    refuseUnequal(name, "LEMON", ours.plan, runs[0]!.value * UNIT);
    const ms = runs.map((run) => run.ms);
    report(name, "LEMON", runs[0]!.value * UNIT, ms);
    return median(ours.ms) / median(ms);
  };

  const threeEach = measure(toProblem(makeInstance(THREE_EACH, SEED)), RUNS);
  report("1,000 x 800 x 20", "Dual-High", threeEach.plan.total, threeEach.ms);
  lemonBeside("1,000 x 800 x 20", makeInstance(THREE_EACH, SEED), threeEach, RUNS);
  const all = measure(toProblem(makeInstance({ ...THREE_EACH, edges: THREE_EACH.suppliers }, SEED)), RUNS);
  report("1,000 x 800, all pairs", "Dual-High", all.plan.total, all.ms);

  const middle = makeInstance(MIDDLE, SEED);
  const ours = measure(toProblem(middle), RUNS);
  report("5,000 x 1,000 x 20", "Dual-High", ours.plan.total, ours.ms);
  const lemonRatio = lemonBeside("5,000 x 1,000 x 20", middle, ours, RUNS);
  const theirs = highs?.(middle);
  if (theirs !== undefined) {
    refuseUnequal("5,000 x 1,000 x 20", "HiGHS", ours.plan, theirs.value * UNIT);
    report("5,000 x 1,000 x 20", "HiGHS", theirs.value * UNIT, [theirs.ms]);
  }

  const province = makeInstance(PROVINCE, SEED);
  const whole = measure(toProblem(province), 3);
  report("100,000 x 20,000 x 20", "Dual-High", whole.plan.total, whole.ms);
  const lemonRatioProvince = lemonBeside("100,000 x 20,000 x 20", province, whole, 1);

  printTable(["problem", "solver", "value", "ms", "runs"], rows);
  return {
    ms1000x800: median(threeEach.ms),
    ms1000x800All: median(all.ms),
    ms5000x1000: median(ours.ms),
    sProvince: median(whole.ms) / 1000,
    // 0 where a peer could not be had.
    highsRatio: theirs === undefined ? 0 : theirs.ms / median(ours.ms),
    lemonRatio,
    lemonRatioProvince,
  };
}

function compareFairness(): Figures {
  const compare = (shape: Shape) => {
    const problem = toProblem(makeInstance(shape, SEED));
    return { total: measure(problem, 1), fair: measure({ ...problem, objective: "fair" }, 1) };
  };
  const rowOf = (name: string, { plan, ms }: Measured) => [
    name,
    plan.weakest ?? 0,
    plan.total,
    `${plan.status}${plan.status === "bound" ? `, gap ${plan.gap}` : ""}`,
    Math.round(median(ms)),
  ];
  const one = compare(FAIR);
  const large = compare({ ...FAIR, needs: 5000, suppliers: 1000, supplierMax: 6 });
  const three = compare(THREE_EACH);
  printTable(
    ["fair beside total, 20 edges a need", "weakest need", "total", "status", "ms"],
    [
      rowOf("1,000 x 800, one each: total", one.total),
      rowOf("fair", one.fair),
      rowOf("5,000 x 1,000, one each: total", large.total),
      rowOf("fair", large.fair),
      rowOf("1,000 x 800, three each: total", three.total),
      rowOf("fair", three.fair),
    ],
  );
  return {
    fairWeakestGain: (one.fair.plan.weakest ?? 0) - (one.total.plan.weakest ?? 0),
    fairPrice: 1 - one.fair.plan.total / one.total.plan.total,
    msFair: median(one.fair.ms),
    msFair5000: median(large.fair.ms),
  };
}

function measure(problem: AssignmentProblem, times: number): Measured {
  const ms: number[] = [];
  let plan: Plan | undefined;
  for (let run = 0; run < times; run++) {
    const started = performance.now();
    plan = assign(problem);
    ms.push(performance.now() - started);
  }
  return { plan: plan as Plan, ms };
}

/** Another optimum means that one of the two is wrong: nothing is worth measuring then. */
function refuseUnequal(name: string, solver: string, { total }: Plan, value: number): void {
  if (Math.abs(total - value) > UNIT / 2) throw new Error(`${name}: ours has ${total}, ${solver} has ${value}.`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
