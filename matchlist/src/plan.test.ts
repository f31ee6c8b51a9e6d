import { describe, expect, test } from "vitest";
import { composeMatchList } from "./compose.ts";
import { gatherPartners } from "./partners.ts";
import { planNeeds, solvePlan } from "./plan.ts";
import { achievement, lists, need, OPTIONS } from "./test-lists.ts";
import type { PlanWishes } from "./types.ts";

const pair = lists({
  needs: [need({ id: "N1" }), need({ id: "N2", title: "冷挤压模具涂层开裂" })],
  achievements: [
    achievement({ id: "A1", inventors: "李某" }),
    achievement({ id: "A2", inventors: "王某", title: "冷挤压模具寿命预测" }),
  ],
});
const made = composeMatchList(pair, OPTIONS);
const suppliers = gatherPartners(pair, OPTIONS).suppliers;

function plan(wishes: PlanWishes) {
  const { lines, conflicts } = planNeeds(made.matches, made.offers, suppliers, wishes);
  return { takers: Object.fromEntries(lines.map(({ match, supplier }) => [match.need.id, supplier?.key])), conflicts };
}

describe("a plan", () => {
  test("holds what is locked, whatever it scores", () => {
    for (const taker of ["person 李某 ", "person 王某 "]) {
      expect(plan({ locked: [["N1", taker]] }).takers["N1"]).toBe(taker);
    }
  });

  test("never holds what is forbidden", () => {
    const forbidden = ["person 李某 ", "person 王某 "].map((key) => ["N1", key] as const);
    expect(plan({ forbidden }).takers["N1"]).toBeUndefined();
  });

  test("takes a capacity that someone set in place of the list's", () => {
    const capacities = new Map([
      ["person 李某 ", 0],
      ["person 王某 ", 1],
    ]);
    expect(Object.values(plan({ capacities }).takers).filter((taker) => taker !== undefined)).toEqual(["person 王某 "]);
  });

  test("names who has more locked to them than they can take", () => {
    const key = "person 李某 ";
    const { conflicts, takers } = plan({
      capacities: new Map([[key, 1]]),
      locked: [
        ["N1", key],
        ["N2", key],
      ],
    });
    expect(conflicts).toEqual([{ kind: "supplier", id: key, name: "李某", max: 1, locked: 2 }]);
    expect(Object.values(takers)).toEqual([undefined, undefined]);
  });
});

test("of very many needs a plan looks at the best ways of each, and at those that are locked", () => {
  const keys = Array.from({ length: 25 }, (_, at) => `person ${at}`);
  const all = new Map(keys.map((key) => [key, { key, name: key, unit: "", contact: "", capacity: 1 }]));
  const scores = keys.map((_, at) => 0.9 - at / 100);
  const needs = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `N${at}`, title: "", suppliers: keys, scores }));
  const placed = (count: number, wishes: PlanWishes) => [...solvePlan(needs(count), all, wishes).supplierOf];
  expect(placed(10_000, {})).toHaveLength(25);
  expect(placed(10_001, {})).toHaveLength(20);
  const held = placed(10_001, { locked: [["N7", "person 24"]] });
  expect(held).toHaveLength(21);
  expect(held).toContainEqual(["N7", "person 24"]);
});

describe("a plan that is to change little", () => {
  // Ten needs, each best served by the supplier of its number, and nearly as well by the next.
  const keys = Array.from({ length: 10 }, (_, at) => `team ${at}`);
  const teams = new Map(keys.map((key) => [key, { key, name: key, unit: "", contact: "", capacity: 1 }]));
  const planned = keys.map((key, at) => ({
    id: `N${at}`,
    title: `需求 ${at}`,
    suppliers: [key, keys[(at + 1) % 10] ?? ""],
    scores: [0.6, 0.5],
  }));
  const placedBy = (way: number) => planned.map((each) => [each.id, each.suppliers[way] ?? ""] as const);
  const shifted = placedBy(1);
  const solveKeeping = (changeAtMost: number, wishes: PlanWishes = {}) =>
    solvePlan(planned, teams, { ...wishes, keep: { previous: shifted, changeAtMost } });

  test("stays as it was where nothing may go, and is the best one where all may", () => {
    const same = solveKeeping(0);
    expect(same.supplierOf).toEqual(new Map(shifted));
    expect(same.revision).toEqual({ kept: 10, dropped: 0, added: 0, isWithinLimit: true });
    const best = solveKeeping(1);
    expect(best.supplierOf).toEqual(new Map(placedBy(0)));
    expect(best.revision).toMatchObject({ kept: 0, dropped: 10, isWithinLimit: true });
    expect(solvePlan(planned, teams).revision).toBe(null);
  });

  test("holds what is locked first, gives up as little as that takes, and says when it was more than asked", () => {
    // Giving N3 its own team frees another and pushes N2 off it, all the way round.
    const { supplierOf, revision } = solveKeeping(0.1, { locked: [["N3", "team 3"]] });
    expect(supplierOf.get("N3")).toBe("team 3");
    expect(revision?.kept).toBe(8);
    expect(revision?.isWithinLimit).toBe(false);
    const wider = solveKeeping(0.2, { locked: [["N3", "team 3"]] });
    expect(wider.revision).toMatchObject({ dropped: 2, isWithinLimit: true });
  });
});

test("of very many needs the pairs of the plan before stay within reach, however low they score", () => {
  const keys = Array.from({ length: 25 }, (_, at) => `person ${at}`);
  const all = new Map(keys.map((key) => [key, { key, name: key, unit: "", contact: "", capacity: 1 }]));
  const scores = keys.map((_, at) => 0.9 - at / 100);
  const needs = Array.from({ length: 10_001 }, (_, at) => ({ id: `N${at}`, title: "", suppliers: keys, scores }));
  const { supplierOf } = solvePlan(needs, all, { keep: { previous: [["N7", "person 24"]], changeAtMost: 0 } });
  expect(supplierOf.get("N7")).toBe("person 24");
});
