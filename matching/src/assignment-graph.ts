/** From a problem as it is written to sorted arrays, refusing everything that is not clear. */
import type { AssignmentProblem } from "./assignment-types.ts";
import { MatchingError } from "./errors.ts";
import { compareIds } from "./order.ts";

/** What a plan may do with an edge. */
export const EDGE = { free: 0, forbidden: 1, locked: 2 } as const;

/**
 * A checked problem. Needs, suppliers and edges are in the order of their ids, so that whatever is computed from here
 * does not depend on how the problem was written down. The edges of need n are edgeStart[n] .. edgeStart[n + 1].
 */
export interface AssignmentGraph {
  readonly sense: "maximize" | "minimize";
  readonly needIds: readonly string[];
  readonly needMax: Float64Array;
  readonly needWeight: Float64Array;
  readonly supplierIds: readonly string[];
  readonly supplierMax: Float64Array;
  readonly edgeStart: Uint32Array;
  readonly edgeSupplier: Uint32Array;
  readonly edgeScore: Float64Array;
  /** One of {@link EDGE} for each edge. */
  readonly edgeState: Uint8Array;
}

// Keeps products and sums of weights and scores far from the end of the number range.
const LARGEST = 1e12;
const PROBLEM_FIELDS = ["sense", "objective", "needs", "suppliers", "edges", "forbidden", "locked"];

/**
 * Checks and sorts a problem.
 *
 * @throws MatchingError naming the place: `problem_not_an_object`, `problem_not_a_list`, `unknown_field`,
 * `invalid_value`, `duplicate_id`, `unknown_reference`, `duplicate_pair`, `locked_without_edge`,
 * `locked_and_forbidden`.
 */
export function readProblem(problem: AssignmentProblem): AssignmentGraph {
  const fields = readObject(problem, "problem", PROBLEM_FIELDS);
  const sense = readChoice(fields["sense"], "sense", ["maximize", "minimize"]);
  readChoice(fields["objective"], "objective", ["total"]);
  const needs = readNodes(fields["needs"], "needs", ["id", "max", "weight"]);
  const suppliers = readNodes(fields["suppliers"], "suppliers", ["id", "max"]);
  const edges = readEdges(fields["edges"], needs, suppliers);
  const graph: AssignmentGraph = {
    sense,
    needIds: needs.ids,
    needMax: Float64Array.from(needs.rows, ({ at, row }) => readMax(row["max"] ?? 1, `needs[${at}].max`)),
    needWeight: Float64Array.from(needs.rows, ({ at, row }) =>
      readNumber(row["weight"] ?? 1, `needs[${at}].weight`, 0),
    ),
    supplierIds: suppliers.ids,
    supplierMax: Float64Array.from(suppliers.rows, ({ at, row }) => readMax(row["max"], `suppliers[${at}].max`)),
    ...edges,
    edgeState: new Uint8Array(edges.edgeSupplier.length),
  };
  markPairs(graph, fields["forbidden"], "forbidden", needs, suppliers);
  markPairs(graph, fields["locked"], "locked", needs, suppliers);
  return graph;
}

interface Nodes {
  readonly ids: readonly string[];
  readonly position: ReadonlyMap<string, number>;
  readonly rows: readonly { readonly at: number; readonly row: Readonly<Record<string, unknown>> }[];
}

function readNodes(value: unknown, where: "needs" | "suppliers", allowed: readonly string[]): Nodes {
  const rows = readList(value, where).map((entry, at) => {
    const row = readObject(entry, `${where}[${at}]`, allowed);
    return { at, row, id: readId(row["id"], `${where}[${at}].id`) };
  });
  rows.sort((a, b) => compareIds(a.id, b.id));
  rows.forEach(({ id }, position) => {
    if (rows[position - 1]?.id === id) {
      throw new MatchingError("duplicate_id", { what: where === "needs" ? "need" : "supplier", id });
    }
  });
  const ids = rows.map(({ id }) => id);
  return { ids, rows, position: new Map(ids.map((id, position) => [id, position])) };
}

function readEdges(
  value: unknown,
  needs: Nodes,
  suppliers: Nodes,
): Pick<AssignmentGraph, "edgeStart" | "edgeSupplier" | "edgeScore"> {
  const list = readList(value, "edges");
  const need = new Uint32Array(list.length);
  const supplier = new Uint32Array(list.length);
  const score = new Float64Array(list.length);
  const edgeStart = new Uint32Array(needs.ids.length + 1);
  list.forEach((entry, at) => {
    const where = `edges[${at}]`;
    if (!Array.isArray(entry) || entry.length !== 3)
      throw invalid(where, entry, "[需求, 供方, 分数]", "[need, supplier, score]");
    const n = readReference(entry[0], where, "need", needs);
    need[at] = n;
    supplier[at] = readReference(entry[1], where, "supplier", suppliers);
    score[at] = readNumber(entry[2], `${where}[2]`, -LARGEST);
    edgeStart[n + 1]! += 1;
  });
  for (let n = 0; n < needs.ids.length; n++) edgeStart[n + 1]! += edgeStart[n]!;

  // A counting sort by need, then a small sort within each need: far cheaper than sorting all edges by comparison.
  const order = new Uint32Array(list.length);
  const next = edgeStart.slice();
  for (let at = 0; at < list.length; at++) order[next[need[at]!]!++] = at;
  for (let n = 0; n < needs.ids.length; n++) {
    order.subarray(edgeStart[n], edgeStart[n + 1]).sort((a, b) => supplier[a]! - supplier[b]! || a - b);
  }
  order.forEach((at, place) => {
    const before = order[place - 1];
    if (before !== undefined && need[before] === need[at] && supplier[before] === supplier[at]) {
      throw new MatchingError("duplicate_pair", {
        where: `edges[${at}]`,
        need: needs.ids[need[at]!]!,
        supplier: suppliers.ids[supplier[at]!]!,
      });
    }
  });
  return {
    edgeStart,
    edgeSupplier: order.map((at) => supplier[at]!),
    edgeScore: Float64Array.from(order, (at) => score[at]!),
  };
}

function markPairs(
  graph: AssignmentGraph,
  value: unknown,
  kind: "forbidden" | "locked",
  needs: Nodes,
  suppliers: Nodes,
): void {
  readList(value ?? [], kind).forEach((entry, at) => {
    const where = `${kind}[${at}]`;
    if (!Array.isArray(entry) || entry.length !== 2) throw invalid(where, entry, "[需求, 供方]", "[need, supplier]");
    const n = readReference(entry[0], where, "need", needs);
    const s = readReference(entry[1], where, "supplier", suppliers);
    const edge = findEdge(graph, n, s);
    const names = { need: needs.ids[n]!, supplier: suppliers.ids[s]! };
    if (edge === undefined) {
      // Forbidding a pair that nobody proposed is common (a conflict register) and changes nothing.
      if (kind === "locked") throw new MatchingError("locked_without_edge", names);
      return;
    }
    if (kind === "locked" && graph.edgeState[edge] === EDGE.forbidden) {
      throw new MatchingError("locked_and_forbidden", names);
    }
    graph.edgeState[edge] = EDGE[kind];
  });
}

function findEdge(graph: AssignmentGraph, n: number, s: number): number | undefined {
  let low = graph.edgeStart[n]!;
  const end = graph.edgeStart[n + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (graph.edgeSupplier[middle]! < s) low = middle + 1;
    else high = middle;
  }
  return low < end && graph.edgeSupplier[low] === s ? low : undefined;
}

function readReference(value: unknown, where: string, kind: "need" | "supplier", nodes: Nodes): number {
  const position = typeof value === "string" ? nodes.position.get(value) : undefined;
  if (position === undefined) {
    const what = kind === "need" ? { what_zh: "需求", what_en: "need" } : { what_zh: "供方", what_en: "supplier" };
    throw new MatchingError("unknown_reference", {
      where,
      id: typeof value === "string" ? value : show(value),
      ...what,
    });
  }
  return position;
}

function readObject(value: unknown, where: string, allowed: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MatchingError("problem_not_an_object", { where });
  }
  for (const field of Object.keys(value)) {
    // A misspelt "forbiden" must not pass silently: its pairs would be used.
    if (!allowed.includes(field)) throw new MatchingError("unknown_field", { where, field });
  }
  return value as Record<string, unknown>;
}

function readList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MatchingError("problem_not_a_list", { where });
  return value;
}

function readId(value: unknown, where: string): string {
  // `|` separates the two ids of a pair wherever a pair is written as one key.
  if (typeof value !== "string" || value === "" || value.includes("|")) {
    throw invalid(where, value, "不含“|”的非空文字", "a non-empty text without |");
  }
  return value;
}

function readMax(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw invalid(where, value, "不小于 0 的整数", "an integer of at least 0");
  }
  return value;
}

function readNumber(value: unknown, where: string, least: number): number {
  if (typeof value !== "number" || !(value >= least && value <= LARGEST)) {
    throw invalid(where, value, `${least} 到 ${LARGEST} 之间的数`, `a number from ${least} to ${LARGEST}`);
  }
  return value;
}

/** The first choice is the default. */
function readChoice<Choice extends string>(
  value: unknown,
  where: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const choice = value === undefined ? choices[0] : choices.find((candidate) => candidate === value);
  if (choice === undefined) throw invalid(where, value, choices.join(" / "), choices.join(" or "));
  return choice;
}

function invalid(where: string, value: unknown, expected_zh: string, expected_en: string): MatchingError {
  return new MatchingError("invalid_value", { where, value: show(value), expected_zh, expected_en });
}

// JSON.stringify would show NaN, the very value worth naming, as null.
function show(value: unknown): string {
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "undefined").slice(0, 60);
}
