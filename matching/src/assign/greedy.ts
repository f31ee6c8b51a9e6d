/** What a person with a list would do. The baseline that {@link assign} has to beat. */
import { makeInfeasible, makePlan } from "./plan.ts";
import { EDGE, readProblem } from "./read-problem.ts";
import { countLocked, findLockConflicts, leaveRoom, loadOf } from "./room.ts";
import type { AssignmentProblem, Plan } from "./types.ts";

/**
 * Goes through all pairs from the best to the worst and takes each that still fits. Never worse than half of the
 * optimum when maximising without loads; equal pairs are taken in the order of their ids. It keeps maximums, locked and
 * forbidden pairs, and knows nothing of minimums. Same errors as `assign`.
 */
export function assignGreedy(problem: AssignmentProblem): Plan {
  const graph = readProblem(problem);
  const taken = countLocked(graph);
  if (leaveRoom(graph, taken) === null) return makeInfeasible({ conflicts: findLockConflicts(graph, taken) });
  const used = graph.edgeState.map((state) => (state === EDGE.locked ? 1 : 0));
  const sign = graph.sense === "maximize" ? 1 : -1;
  const candidates: { edge: number; need: number; value: number }[] = [];
  graph.needIds.forEach((_, need) => {
    for (let edge = graph.edgeStart[need]!; edge < graph.edgeStart[need + 1]!; edge++) {
      const value = sign * graph.needWeight[need]! * graph.edgeScore[edge]!;
      if (graph.edgeState[edge] === EDGE.free && (graph.needAsks[need] === 1 || value > 0))
        candidates.push({ edge, need, value });
    }
  });
  candidates.sort((a, b) => b.value - a.value || a.edge - b.edge);
  for (const { edge, need } of candidates) {
    const supplier = graph.edgeSupplier[edge]!;
    const group = graph.supplierGroup[supplier]!;
    const load = loadOf(graph, edge);
    const isFull =
      taken.needs[need]! + 1 > graph.needMax[need]! ||
      taken.suppliers[supplier]! + load > graph.supplierMax[supplier]! ||
      (group >= 0 && taken.groups[group]! + load > graph.groupMax[group]!);
    if (isFull) continue;
    used[edge] = 1;
    taken.needs[need]! += 1;
    taken.suppliers[supplier]! += load;
    if (group >= 0) taken.groups[group]! += load;
  }
  return { ...makePlan(graph, used, null), status: "feasible" };
}
