/** What a plan uses, breaks and is worth, whoever made it: the counters beside a plan that is edited by hand. */
import { type AssignmentGraph, EDGE, readProblem } from "./read-problem.ts";
import { countUsage } from "./room.ts";
import type { AssignmentProblem, Pair, Wording } from "./types.ts";

export interface Counter {
  readonly id: string;
  /** Pairs of a need; load of a supplier or group. */
  readonly taken: number;
  readonly min: number;
  /** Null where there is no limit. */
  readonly max: number | null;
}

export interface NeedCounter extends Counter {
  readonly value: number;
}

export const BROKEN_RULES = ["unknown_pair", "twice", "forbidden", "lock_missing", "above_max", "below_min"] as const;

export interface BrokenRule {
  readonly rule: (typeof BROKEN_RULES)[number];
  readonly kind: "pair" | "need" | "supplier" | "group";
  /** The need, supplier or group; of a pair both ids. */
  readonly id: string | Pair;
  readonly text: Wording;
}

export interface Tally {
  /** Sum of weight x score over the pairs that have an edge, forbidden ones included. */
  readonly total: number;
  readonly weakest: number | null;
  readonly needs: readonly NeedCounter[];
  readonly suppliers: readonly Counter[];
  readonly groups: readonly Counter[];
  /** Empty when the plan keeps all rules. */
  readonly broken: readonly BrokenRule[];
}

/**
 * Counts pairs against a problem. Pairs without an edge count nowhere and are named in `broken`. O(edges).
 *
 * @throws MatchingError when the problem is malformed, as `assign` does.
 */
export function tallyPlan(problem: AssignmentProblem, pairs: readonly Pair[]): Tally {
  const graph = readProblem(problem);
  const edgeOf = indexEdges(graph);
  const used = new Uint8Array(graph.edgeState.length);
  const broken: BrokenRule[] = [];
  const report = (rule: BrokenRule["rule"], pair: Pair): void => {
    broken.push({ rule, kind: "pair", id: pair, text: pairText(rule, pair) });
  };
  for (const [need, supplier] of pairs) {
    const edge = edgeOf.get(`${need}|${supplier}`);
    if (edge === undefined) report("unknown_pair", [need, supplier]);
    else if (used[edge] === 1) report("twice", [need, supplier]);
    else {
      used[edge] = 1;
      if (graph.edgeState[edge] === EDGE.forbidden) report("forbidden", [need, supplier]);
    }
  }
  for (const [need, supplier] of problem.locked ?? []) {
    if (used[edgeOf.get(`${need}|${supplier}`)!] === 0) report("lock_missing", [need, supplier]);
  }

  const usage = countUsage(graph, (edge) => used[edge] === 1);
  const values = graph.needIds.map((_, n) => {
    let value = 0;
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      if (used[e] === 1) value += graph.needWeight[n]! * graph.edgeScore[e]!;
    }
    return value;
  });
  const count = (
    kind: "need" | "supplier" | "group",
    ids: readonly string[],
    [min, max]: readonly [Float64Array, Float64Array],
    taken: Float64Array,
  ): Counter[] =>
    ids.map((id, at) => {
      const counter = { id, taken: taken[at]!, min: min[at]!, max: Number.isFinite(max[at]) ? max[at]! : null };
      const rule = taken[at]! > max[at]! ? "above_max" : taken[at]! < min[at]! ? "below_min" : null;
      if (rule !== null) broken.push({ rule, kind, id, text: limitText(rule, kind, counter) });
      return counter;
    });
  const needs = count("need", graph.needIds, [graph.needMin, graph.needMax], usage.needs);
  return {
    total: values.reduce((sum, value) => sum + value, 0),
    weakest:
      values.length === 0
        ? null
        : values.reduce((a, b) => (graph.sense === "minimize" ? Math.max(a, b) : Math.min(a, b))),
    needs: needs.map((counter, at) => ({ ...counter, value: values[at]! })),
    suppliers: count("supplier", graph.supplierIds, [graph.supplierMin, graph.supplierMax], usage.suppliers),
    groups: count("group", graph.groupIds, [graph.groupMin, graph.groupMax], usage.groups),
    broken,
  };
}

/** The edge of each pair, by `need|supplier`. */
export function indexEdges(graph: AssignmentGraph): Map<string, number> {
  const edges = new Map<string, number>();
  graph.needIds.forEach((id, n) => {
    for (let e = graph.edgeStart[n]!; e < graph.edgeStart[n + 1]!; e++) {
      edges.set(`${id}|${graph.supplierIds[graph.edgeSupplier[e]!]!}`, e);
    }
  });
  return edges;
}

function pairText(rule: BrokenRule["rule"], [need, supplier]: Pair): Wording {
  const pair = { zh: `“${need}”—“${supplier}”`, en: `"${need}" - "${supplier}"` };
  switch (rule) {
    case "unknown_pair":
      return {
        zh: `${pair.zh} 没有分数，不计入；请换成有分数的供方`,
        en: `${pair.en} has no score and is not counted; choose a supplier that has one`,
      };
    case "twice":
      return {
        zh: `${pair.zh} 出现了不止一次，请删去多余的`,
        en: `${pair.en} occurs more than once; remove the others`,
      };
    case "forbidden":
      return { zh: `${pair.zh} 应当回避，请删去`, en: `${pair.en} is forbidden; remove it` };
    default:
      return {
        zh: `${pair.zh} 已锁定，计划中却没有；请加回或解除锁定`,
        en: `${pair.en} is locked but missing; add it or unlock it`,
      };
  }
}

const KINDS = {
  need: { zh: "需求", en: "the need" },
  supplier: { zh: "供方", en: "the supplier" },
  group: { zh: "组", en: "the group" },
} as const satisfies Record<string, Wording>;

function limitText(
  rule: "above_max" | "below_min",
  kind: keyof typeof KINDS,
  { id, taken, min, max }: Counter,
): Wording {
  const { zh, en } = KINDS[kind];
  return rule === "above_max"
    ? {
        zh: `${zh}“${id}”占用 ${taken}，超过上限 ${max}；请减去 ${taken - (max ?? 0)}`,
        en: `${en} "${id}" has ${taken}, above its maximum ${max}; take away ${taken - (max ?? 0)}`,
      }
    : {
        zh: `${zh}“${id}”只有 ${taken}，不足下限 ${min}；还差 ${min - taken}`,
        en: `${en} "${id}" has ${taken}, below its minimum ${min}; add ${min - taken}`,
      };
}
