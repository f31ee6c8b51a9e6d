/** A team problem as HiGHS takes it: one binary for each candidate. */
import type { TeamProblem } from "@dual-high/matching";
import { loadHighs } from "../highs.ts";

export interface SolvedTeam {
  /** Null where no team covers all. */
  readonly best: { readonly size: number; readonly cost: number } | null;
  readonly ms: number;
}

/** Null, with a word why, where it cannot be installed. Costs must be whole, so that both aims fit into one sum. */
export async function loadTeamHighs(): Promise<((problem: TeamProblem) => SolvedTeam) | null> {
  const solve = await loadHighs();
  if (solve === null) return null;
  return (problem) => {
    const person = 1 + problem.candidates.reduce((sum, { cost = 0 }) => sum + cost, 0);
    const model = writeModel(problem, person);
    if (model === null) return { best: null, ms: 0 };
    // Its usual tolerance of a ten-thousandth would let a dearer team of the same size pass.
    const { status, value, ms } = solve(model, { mip_rel_gap: 0, mip_abs_gap: 0.5 });
    if (status === "Infeasible") return { best: null, ms };
    if (status !== "Optimal") throw new Error(`HiGHS ended with the status ${status}.`);
    const whole = Math.round(value);
    return { best: { size: Math.floor(whole / person), cost: whole % person }, ms };
  };
}

/** @param person what one more member costs: more than any difference of costs. Null where a requirement has no candidate. */
function writeModel({ required, candidates, exclude = [], groupLimits = {} }: TeamProblem, person: number) {
  const out = new Set(exclude);
  const names = candidates.map((candidate, at) => ({ ...candidate, name: `x${at}` })).filter(({ id }) => !out.has(id));
  const namesOf = (isOne: (candidate: (typeof names)[number]) => boolean) =>
    names.filter(isOne).map(({ name }) => name);
  const rows: string[] = [];
  for (const { id, times = 1 } of required) {
    const by = namesOf(({ capabilities }) => capabilities.includes(id));
    if (by.length < times) return null;
    rows.push(`${by.join("\n + ")} >= ${times}`);
  }
  for (const [group, { min = 0, max = Infinity }] of Object.entries(groupLimits)) {
    const by = namesOf((candidate) => candidate.group === group);
    if (by.length < min) return null;
    if (by.length > 0 && min > 0) rows.push(`${by.join("\n + ")} >= ${min}`);
    if (by.length > 0 && max < Infinity) rows.push(`${by.join("\n + ")} <= ${max}`);
  }
  const objective = names.map(({ name, cost = 0 }) => `${person + cost} ${name}`).join("\n + ");
  const all = names.map(({ name }) => name).join("\n");
  return `Minimize\n${objective}\nSubject To\n${rows.join("\n")}\nBinary\n${all}\nEnd\n`;
}
