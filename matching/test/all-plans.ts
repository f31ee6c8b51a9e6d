/** Every plan of a small assignment problem: slow, obvious, and knowing nothing of how the engine does it. */
import type { AssignmentProblem } from "../src/index.ts";

export interface Tried {
  /** The best total, or null when no plan keeps all limits. */
  readonly total: number | null;
  /** Values of needs from the weakest on, of the fairest plan. */
  readonly fairest: readonly number[] | null;
  /** The least units by which limits must change, 0 when some plan keeps all. */
  readonly fewestUnits: number;
}

/** Tries all sets of edges that are not forbidden: at most some twelve edges, please. */
export function tryAllPlans(problem: AssignmentProblem): Tried {
  const keys = (pairs: AssignmentProblem["locked"]) => new Set(pairs?.map(([n, s]) => `${n}|${s}`));
  const forbidden = keys(problem.forbidden);
  const locked = keys(problem.locked);
  const isMinimum = problem.sense === "minimize";
  const edges = problem.edges.filter(([n, s]) => !forbidden.has(`${n}|${s}`));
  const weights = new Map(problem.needs.map(({ id, weight = 1 }) => [id, weight]));
  const groups = new Map(problem.suppliers.map(({ id, group }) => [id, group]));
  let best: { asked: number; total: number } | null = null;
  let fairest: { asked: number; values: number[] } | null = null;
  let fewestUnits = Infinity;
  for (let set = 0; set < 2 ** edges.length; set++) {
    const taken: Record<string, number> = {};
    const values: Record<string, number> = {};
    let unlocked = locked.size;
    edges.forEach(([n, s, score], at) => {
      if ((set & (1 << at)) === 0) return;
      const load = problem.loads?.[`${n}|${s}`] ?? 1;
      taken[`need ${n}`] = (taken[`need ${n}`] ?? 0) + 1;
      taken[`supplier ${s}`] = (taken[`supplier ${s}`] ?? 0) + load;
      const group = groups.get(s);
      if (group !== undefined) taken[`group ${group}`] = (taken[`group ${group}`] ?? 0) + load;
      values[n] = (values[n] ?? 0) + (weights.get(n) ?? 1) * score;
      if (locked.has(`${n}|${s}`)) unlocked -= 1;
    });
    const beyond = (key: string, min: number, max: number): number =>
      Math.max(0, min - (taken[key] ?? 0), (taken[key] ?? 0) - max);
    let units = unlocked;
    for (const { id, min = 0, max = 1 } of problem.needs) units += beyond(`need ${id}`, min, max);
    for (const { id, min = 0, max } of problem.suppliers) units += beyond(`supplier ${id}`, min, max);
    for (const [id, { min = 0, max = Infinity }] of Object.entries(problem.groupLimits ?? {}))
      units += beyond(`group ${id}`, min, max);
    fewestUnits = Math.min(fewestUnits, units);
    if (units > 0) continue;

    const asked = isMinimum
      ? problem.needs.reduce((sum, { id, min }) => sum + (min === undefined ? (taken[`need ${id}`] ?? 0) : 0), 0)
      : 0;
    const merits = problem.needs.map(({ id }) => (isMinimum ? -1 : 1) * (values[id] ?? 0)).sort((a, b) => a - b);
    const total = merits.reduce((sum, value) => sum + value, 0);
    if (best === null || asked > best.asked || (asked === best.asked && total > best.total)) best = { asked, total };
    if (
      fairest === null ||
      asked > fairest.asked ||
      (asked === fairest.asked && compareLeximin(merits, fairest.values) > 0)
    )
      fairest = { asked, values: merits };
  }
  const sign = isMinimum ? -1 : 1;
  return {
    total: best === null ? null : sign * best.total + 0,
    fairest: fairest?.values.map((value) => sign * value + 0) ?? null,
    fewestUnits,
  };
}

/** Above 0 when the first list, sorted from the weakest on, is fairer. */
function compareLeximin(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) if (Math.abs(value - b[at]!) > 1e-9) return value - b[at]!;
  return 0;
}
