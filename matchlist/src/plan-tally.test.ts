import { expect, test } from "vitest";
import { relevanceOf } from "@dual-high/matching";
import { solvePlan } from "./plan.ts";
import { tallyPlacings } from "./plan-tally.ts";

const supplier = (key: string, capacity: number) => ({ key, name: `${key}组`, unit: "", contact: "", capacity });
const suppliers = new Map([supplier("甲", 1), supplier("乙", 2)].map((each) => [each.key, each]));
const planned = ["N1", "N2", "N3"].map((id) => ({
  id,
  title: `需求${id}`,
  suppliers: id === "N3" ? ["乙"] : ["甲", "乙"],
  scores: id === "N3" ? [0.5] : [0.6, 0.4],
}));

test("counts what a plan made by hand uses and is worth, as the planner counts", () => {
  const { supplierOf, total } = solvePlan(planned, suppliers);
  const tally = tallyPlacings(planned, suppliers, [...supplierOf], {});
  expect(tally.total).toBeCloseTo(total, 12);
  expect(tally.placed).toBe(3);
  expect(tally.broken).toEqual([]);
  expect(tally.loads.map(({ supplier: { key }, taken }) => [key, taken])).toEqual(
    expect.arrayContaining([
      ["甲", 1],
      ["乙", 2],
    ]),
  );
});

test("names what breaks a rule with need, supplier and what to do, in both languages", () => {
  const { broken, total, placed, loads } = tallyPlacings(
    planned,
    suppliers,
    [
      ["N1", "甲"],
      ["N2", "甲"],
      ["N3", "甲"],
      ["N3", "乙"],
    ],
    { forbidden: [["N2", "甲"]], locked: [["N1", "乙"]], capacities: new Map([["乙", 5]]) },
  );
  expect(total).toBeCloseTo(2 * relevanceOf(0.6) + relevanceOf(0.5), 12);
  expect(placed).toBe(3);
  expect(loads.map(({ supplier: { key, capacity }, taken, locked }) => [key, taken, locked, capacity])).toEqual(
    expect.arrayContaining([
      ["甲", 2, 0, 1],
      ["乙", 1, 1, 5],
    ]),
  );
  expect(broken.map(({ rule, needId, supplierKey }) => [rule, needId, supplierKey])).toEqual([
    ["unknown_pair", "N3", "甲"],
    ["forbidden", "N2", "甲"],
    ["lock_missing", "N1", "乙"],
    ["above_max", null, "甲"],
  ]);
  for (const { text } of broken) {
    expect(text.zh).toMatch(/甲组|乙组/);
    expect(text.en).toMatch(/“[甲乙]组”/);
  }
  expect(broken.at(-1)?.text.zh).toContain("承接 2 条，名额 1");
});

test("a need that is given twice is told", () => {
  const { broken } = tallyPlacings(
    planned,
    suppliers,
    [
      ["N1", "甲"],
      ["N1", "乙"],
    ],
    {},
  );
  expect(broken).toMatchObject([{ rule: "above_max", needId: "N1", supplierKey: null }]);
});
