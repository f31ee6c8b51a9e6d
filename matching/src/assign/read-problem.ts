/** From a problem as it is written to sorted arrays, refusing everything that is not clear. */
import type { AssignmentProblem } from "./types.ts";
import { MatchingError } from "../errors.ts";
import { compareIds } from "../order.ts";
import {
  invalid,
  readList,
  readNumber,
  readObject,
  readPlainObject,
  readWhole,
  refuseMinAboveMax,
  show,
} from "../read-values.ts";

/** What a plan may do with an edge. */
export const EDGE = { free: 0, forbidden: 1, locked: 2 } as const;

/**
 * A checked problem. Needs, suppliers, groups and edges are in the order of their ids, so that whatever is computed from
 * here does not depend on how the problem was written down. The edges of need n are edgeStart[n] .. edgeStart[n + 1].
 */
export interface AssignmentGraph {
  readonly sense: "maximize" | "minimize";
  readonly objective: "total" | "fair";
  readonly seed: number;
  readonly needIds: readonly string[];
  readonly needMin: Float64Array;
  readonly needMax: Float64Array;
  readonly needWeight: Float64Array;
  /** 1 for needs that ask to be served though no minimum says so, see `NeedCapacity.min`. */
  readonly needAsks: Uint8Array;
  readonly supplierIds: readonly string[];
  readonly supplierMin: Float64Array;
  readonly supplierMax: Float64Array;
  /** Position in groupIds; -1 for suppliers without a group that has limits. */
  readonly supplierGroup: Int32Array;
  readonly groupIds: readonly string[];
  readonly groupMin: Float64Array;
  /** Infinity where there is no limit. */
  readonly groupMax: Float64Array;
  readonly edgeStart: Uint32Array;
  readonly edgeSupplier: Uint32Array;
  readonly edgeScore: Float64Array;
  /** What each edge takes of its supplier's capacity; null when it is 1 for all. */
  readonly edgeLoad: Float64Array | null;
  /** One of {@link EDGE} for each edge. */
  readonly edgeState: Uint8Array;
}

// Keeps products and sums of weights and scores far from the end of the number range.
const LARGEST = 1e12;
const LARGEST_LOAD = 1e9;
const PROBLEM_FIELDS = [
  "sense",
  "objective",
  "needs",
  "suppliers",
  "edges",
  "forbidden",
  "locked",
  "groupLimits",
  "loads",
  "seed",
];

/**
 * Checks and sorts a problem.
 *
 * @throws MatchingError naming the place: `problem_not_an_object`, `problem_not_a_list`, `unknown_field`,
 * `invalid_value`, `min_above_max`, `duplicate_id`, `unknown_reference`, `duplicate_pair`, `locked_without_edge`,
 * `locked_and_forbidden`.
 */
export function readProblem(problem: AssignmentProblem): AssignmentGraph {
  const fields = readObject(problem, "problem", PROBLEM_FIELDS);
  const sense = readChoice(fields["sense"], "sense", ["maximize", "minimize"]);
  const objective = readChoice(fields["objective"], "objective", ["total", "fair"]);
  const seed = readWhole(fields["seed"] ?? 1, "seed");
  const needs = readNodes(fields["needs"], "needs", ["id", "min", "max", "weight"]);
  const suppliers = readNodes(fields["suppliers"], "suppliers", ["id", "min", "max", "group"]);
  const needLimits = readLimits(needs, "needs", 1);
  const supplierLimits = readLimits(suppliers, "suppliers", undefined);
  const groups = readGroups(fields["groupLimits"] ?? {});
  const edges = readEdges(fields["edges"], needs, suppliers);
  const graph: AssignmentGraph = {
    sense,
    objective,
    seed,
    needIds: needs.ids,
    needMin: needLimits.min,
    needMax: needLimits.max,
    needWeight: Float64Array.from(needs.rows, ({ at, row }) =>
      readNumber(row["weight"] ?? 1, placeOf("needs", at, row, "weight"), 0, LARGEST),
    ),
    needAsks: Uint8Array.from(needs.rows, ({ row }) => (sense === "minimize" && row["min"] === undefined ? 1 : 0)),
    supplierIds: suppliers.ids,
    supplierMin: supplierLimits.min,
    supplierMax: supplierLimits.max,
    supplierGroup: Int32Array.from(suppliers.rows, ({ at, row }) => {
      if (row["group"] === undefined) return -1;
      return groups.position.get(readId(row["group"], placeOf("suppliers", at, row, "group"))) ?? -1;
    }),
    groupIds: groups.ids,
    groupMin: groups.min,
    groupMax: groups.max,
    ...edges,
    edgeLoad: fields["loads"] === undefined ? null : new Float64Array(edges.edgeSupplier.length).fill(1),
    edgeState: new Uint8Array(edges.edgeSupplier.length),
  };
  if (graph.edgeLoad !== null) setLoads(graph, graph.edgeLoad, fields["loads"], needs, suppliers);
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
      const what = where === "needs" ? { what: "need", what_zh: "需求" } : { what: "supplier", what_zh: "供方" };
      throw new MatchingError("duplicate_id", { ...what, id });
    }
  });
  const ids = rows.map(({ id }) => id);
  return { ids, rows, position: new Map(ids.map((id, position) => [id, position])) };
}

interface Limits {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/** @param defaultMax undefined where a maximum must be stated. */
function readLimits(nodes: Nodes, list: "needs" | "suppliers", defaultMax: number | undefined): Limits {
  const min = new Float64Array(nodes.ids.length);
  const max = new Float64Array(nodes.ids.length);
  nodes.rows.forEach(({ at, row }, position) => {
    min[position] = readWhole(row["min"] ?? 0, placeOf(list, at, row, "min"));
    max[position] = readWhole(row["max"] ?? defaultMax, placeOf(list, at, row, "max"));
    refuseMinAboveMax(min[position], max[position], placeOf(list, at, row, "min"));
  });
  return { min, max };
}

function readGroups(value: unknown): Limits & { ids: readonly string[]; position: ReadonlyMap<string, number> } {
  const entries = Object.entries(readPlainObject(value, "groupLimits")).sort(([a], [b]) => compareIds(a, b));
  const min = new Float64Array(entries.length);
  const max = new Float64Array(entries.length).fill(Infinity);
  entries.forEach(([id, limit], position) => {
    const where = `groupLimits["${id}"]`;
    const row = readObject(limit, where, ["min", "max"]);
    min[position] = readWhole(row["min"] ?? 0, `${where}.min`);
    if (row["max"] !== undefined) max[position] = readWhole(row["max"], `${where}.max`);
    refuseMinAboveMax(min[position], max[position] ?? Infinity, `${where}.min`);
  });
  const ids = entries.map(([id]) => id);
  return { ids, min, max, position: new Map(ids.map((id, position) => [id, position])) };
}

/** Where a value stands, with the id of its record: people look for the id, programs for the position. */
function placeOf(list: string, at: number, row: Readonly<Record<string, unknown>>, field: string): string {
  return `${list}[${at}].${field} ("${String(row["id"])}")`;
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
  const positions = new Uint32Array(list.length);
  let lastNeed: unknown;
  for (let at = 0; at < list.length; at++) {
    positions[at] = at;
    const entry: unknown = list[at];
    if (!Array.isArray(entry) || entry.length !== 3) {
      throw invalid(`edges[${at}]`, entry, "[需求, 供方, 分数]", "[need, supplier, score]");
    }
    // Edges of one need usually stand together.
    const isSame = at > 0 && entry[0] === lastNeed;
    lastNeed = entry[0];
    need[at] = isSame
      ? need[at - 1]!
      : (needs.position.get(entry[0]) ?? refuseReference(entry[0], `edges[${at}]`, "need"));
    supplier[at] = suppliers.position.get(entry[1]) ?? refuseReference(entry[1], `edges[${at}]`, "supplier");
    const worth: unknown = entry[2];
    // The place is worded for what is refused only: there may be millions of edges.
    score[at] = isWithin(worth, -LARGEST)
      ? worth
      : readNumber(worth, `edges[${at}][2] ("${String(entry[0])}" - "${String(entry[1])}")`, -LARGEST, LARGEST);
  }
  // Two counting sorts, by supplier and then by need: far cheaper than sorting by comparison, and stable.
  const bySupplier = sortByCount(positions, supplier, startsOf(supplier, suppliers.ids.length));
  const edgeStart = startsOf(need, needs.ids.length);
  const order = sortByCount(bySupplier, need, edgeStart);
  const edgeSupplier = new Uint32Array(list.length);
  const edgeScore = new Float64Array(list.length);
  for (let place = 0; place < order.length; place++) {
    const at = order[place]!;
    const before = place === 0 ? at : order[place - 1]!;
    if (before !== at && need[before] === need[at] && supplier[before] === supplier[at]) {
      throw new MatchingError("duplicate_pair", {
        where: `edges[${at}]`,
        need: needs.ids[need[at]!]!,
        supplier: suppliers.ids[supplier[at]!]!,
      });
    }
    edgeSupplier[place] = supplier[at]!;
    edgeScore[place] = score[at]!;
  }
  return { edgeStart, edgeSupplier, edgeScore };
}

/** Where each key begins when the keys are sorted; one more entry for their end. */
function startsOf(keys: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const key of keys) starts[key + 1]! += 1;
  for (let key = 0; key < count; key++) starts[key + 1]! += starts[key]!;
  return starts;
}

function sortByCount(items: Uint32Array, keys: Uint32Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const sorted = new Uint32Array(items.length);
  for (const item of items) sorted[next[keys[item]!]!++] = item;
  return sorted;
}

function setLoads(
  graph: AssignmentGraph,
  edgeLoad: Float64Array,
  value: unknown,
  needs: Nodes,
  suppliers: Nodes,
): void {
  for (const [key, load] of Object.entries(readPlainObject(value, "loads"))) {
    const where = `loads["${key}"]`;
    const [need, supplier, ...rest] = key.split("|");
    if (supplier === undefined || rest.length > 0) {
      throw invalid(where, key, "“需求|供方”形式的键", 'a key of the form "need|supplier"');
    }
    const edge = findEdge(
      graph,
      readReference(need, where, "need", needs),
      readReference(supplier, where, "supplier", suppliers),
    );
    const amount = readWhole(load, where, LARGEST_LOAD);
    if (edge !== undefined) edgeLoad[edge] = amount;
  }
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
  return nodes.position.get(value as string) ?? refuseReference(value, where, kind);
}

function refuseReference(value: unknown, where: string, kind: "need" | "supplier"): never {
  const what = kind === "need" ? { what_zh: "需求", what_en: "need" } : { what_zh: "供方", what_en: "supplier" };
  throw new MatchingError("unknown_reference", {
    where,
    id: typeof value === "string" ? value : show(value),
    ...what,
  });
}

function readId(value: unknown, where: string): string {
  // `|` separates the two ids of a pair wherever a pair is written as one key.
  if (typeof value !== "string" || value === "" || value.includes("|")) {
    throw invalid(where, value, "不含“|”的非空文字", "a non-empty text without |");
  }
  return value;
}

function isWithin(value: unknown, least: number): value is number {
  return typeof value === "number" && value >= least && value <= LARGEST;
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
