/** What a person with a list would do. The baseline that {@link assign} has to beat. */
import { countLocked, findLockConflicts } from "./assign.ts";
import { EDGE, readProblem } from "./assignment-graph.ts";
import { makePlan, refuseViolations } from "./assignment-plan.ts";
import type { AssignmentProblem, Plan } from "./assignment-types.ts";

/**
 * Goes through all pairs from the best to the worst and takes each that still fits. Never worse than half of the
 * optimum when maximising; equal pairs are taken in the order of their ids. Same rules and errors as {@link assign}.
 */
export function assignGreedy(problem: AssignmentProblem): Plan {
  const graph = readProblem(problem);
  const conflicts = findLockConflicts(graph);
  if (conflicts.length > 0) {
    return { status: "infeasible", total: 0, pairs: [], unassigned: [], givenUp: [], conflicts };
  }
  const taken = countLocked(graph);
  const used = graph.edgeState.map((state) => (state === EDGE.locked ? 1 : 0));
  const sign = graph.sense === "maximize" ? 1 : -1;
  const candidates: { edge: number; need: number; value: number }[] = [];
  graph.needIds.forEach((_, need) => {
    for (let edge = graph.edgeStart[need]!; edge < graph.edgeStart[need + 1]!; edge++) {
      const value = sign * graph.needWeight[need]! * graph.edgeScore[edge]!;
      if (graph.edgeState[edge] === EDGE.free && (sign < 0 || value > 0)) candidates.push({ edge, need, value });
    }
  });
  candidates.sort((a, b) => b.value - a.value || a.edge - b.edge);
  for (const { edge, need } of candidates) {
    const supplier = graph.edgeSupplier[edge]!;
    if (taken.needs[need]! >= graph.needMax[need]! || taken.suppliers[supplier]! >= graph.supplierMax[supplier]!)
      continue;
    used[edge] = 1;
    taken.needs[need]! += 1;
    taken.suppliers[supplier]! += 1;
  }
  const plan = makePlan(graph, used, "feasible");
  refuseViolations(problem, plan);
  return plan;
}
