/** What locked pairs take of the limits, and what they leave to decide. */
import { type AssignmentGraph, EDGE } from "./read-problem.ts";
import type { LockConflict } from "./types.ts";

/** Limits of needs (in pairs), suppliers and groups (in load). */
export interface Room {
  readonly needMin: Float64Array;
  readonly needMax: Float64Array;
  readonly supplierMin: Float64Array;
  readonly supplierMax: Float64Array;
  readonly groupMin: Float64Array;
  readonly groupMax: Float64Array;
}

/** What chosen edges take: pairs of each need, load of each supplier and group. */
export interface Usage {
  readonly needs: Float64Array;
  readonly suppliers: Float64Array;
  readonly groups: Float64Array;
}

export function loadOf(graph: AssignmentGraph, edge: number): number {
  return graph.edgeLoad === null ? 1 : graph.edgeLoad[edge]!;
}

/** What the edges for which `isUsed` says so take. */
export function countUsage(graph: AssignmentGraph, isUsed: (edge: number) => boolean): Usage {
  const needs = new Float64Array(graph.needIds.length);
  const suppliers = new Float64Array(graph.supplierIds.length);
  const groups = new Float64Array(graph.groupIds.length);
  for (let n = 0; n < needs.length; n++) {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (!isUsed(e)) continue;
      const s = graph.edgeSupplier[e]!;
      const group = graph.supplierGroup[s]!;
      const load = loadOf(graph, e);
      needs[n]! += 1;
      suppliers[s]! += load;
      if (group >= 0) groups[group]! += load;
    }
  }
  return { needs, suppliers, groups };
}

export function countLocked(graph: AssignmentGraph): Usage {
  return countUsage(graph, (edge) => graph.edgeState[edge] === EDGE.locked);
}

/** Needs and suppliers to which more is locked than they can take. */
export function findLockConflicts(graph: AssignmentGraph, locked: Usage): LockConflict[] {
  const find = (kind: "need" | "supplier", ids: readonly string[], max: Float64Array, taken: Float64Array) =>
    ids.flatMap((id, at) => (taken[at]! > max[at]! ? [{ kind, id, max: max[at]!, locked: taken[at]! }] : []));
  return [
    ...find("need", graph.needIds, graph.needMax, locked.needs),
    ...find("supplier", graph.supplierIds, graph.supplierMax, locked.suppliers),
  ];
}

/** The limits beside the locked pairs. Null when these alone exceed a maximum. */
export function leaveRoom(graph: AssignmentGraph, locked: Usage): Room | null {
  const room: Room = {
    needMin: graph.needMin.map((min, at) => Math.max(0, min - locked.needs[at]!)),
    needMax: graph.needMax.map((max, at) => max - locked.needs[at]!),
    supplierMin: graph.supplierMin.map((min, at) => Math.max(0, min - locked.suppliers[at]!)),
    supplierMax: graph.supplierMax.map((max, at) => max - locked.suppliers[at]!),
    groupMin: graph.groupMin.map((min, at) => Math.max(0, min - locked.groups[at]!)),
    groupMax: graph.groupMax.map((max, at) => max - locked.groups[at]!),
  };
  const fits = [room.needMax, room.supplierMax, room.groupMax].every((list) => list.every((max) => max >= 0));
  return fits ? room : null;
}
