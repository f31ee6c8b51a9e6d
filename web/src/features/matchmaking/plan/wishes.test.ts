import { expect, test } from "vitest";
import {
  countChanges,
  loadsOf,
  placingsOf,
  type Plan,
  setCapacity,
  toggleForbidden,
  toggleLock,
  type Wishes,
} from "./wishes.ts";

const none: Wishes = { locked: [], forbidden: [], capacities: {} };
const pair = { needId: "n1", supplierKey: "s1" };

test("a need is locked to one supplier only", () => {
  const once = toggleLock(none, pair);
  const twice = toggleLock(once, { needId: "n1", supplierKey: "s2" });
  expect(twice.locked).toEqual([{ needId: "n1", supplierKey: "s2" }]);
});

test("locking again lets go", () => {
  expect(toggleLock(toggleLock(none, pair), pair)).toEqual(none);
});

test("what is locked is not forbidden, and the other way round", () => {
  const forbidden = toggleForbidden(none, pair);
  const locked = toggleLock(forbidden, pair);
  expect(locked).toEqual({ locked: [pair], forbidden: [], capacities: {} });
  expect(toggleForbidden(locked, pair)).toEqual({ locked: [], forbidden: [pair], capacities: {} });
});

test("a capacity that is what the list says is no wish", () => {
  const more = setCapacity(none, "s1", 3, 2);
  expect(more.capacities).toEqual({ s1: 3 });
  expect(setCapacity(more, "s1", 2, 2).capacities).toEqual({});
});

test("changes are counted in both directions", () => {
  const wishes = setCapacity(toggleLock(none, pair), "s1", 5, 2);
  expect(countChanges(none, wishes)).toBe(2);
  expect(countChanges(wishes, none)).toBe(2);
  expect(countChanges(wishes, wishes)).toBe(0);
});

const supplier = (key: string, capacity: number) => ({ key, name: key, unit: "", capacity });
const line = (needId: string, key: string | null) => ({ needId, supplier: key === null ? null : supplier(key, 1) });
const plan = {
  lines: [line("n1", "s1"), line("n2", "s2"), line("n3", null)],
  loads: [
    { ...supplier("s1", 1), needs: ["n1"] },
    { ...supplier("s2", 1), needs: ["n2"] },
  ],
  capacities: {},
} as unknown as Plan;

test("changes show before anybody plans anew: what is locked moves, what is forbidden goes, the rest stays", () => {
  expect(placingsOf(plan, none)).toEqual([pair, { needId: "n2", supplierKey: "s2" }]);
  const edited = toggleForbidden(toggleLock(none, { needId: "n3", supplierKey: "s1" }), {
    needId: "n2",
    supplierKey: "s2",
  });
  expect(placingsOf(plan, edited)).toEqual([pair, { needId: "n3", supplierKey: "s1" }]);
  expect(loadsOf(plan, edited, undefined).map(({ key, needs }) => [key, needs])).toEqual([
    ["s1", ["n1", "n3"]],
    ["s2", []],
  ]);
});

test("a supplier who is new to the plan is among the loads once it was counted", () => {
  const edited = toggleLock(none, { needId: "n1", supplierKey: "s9" });
  const counted = { total: 1, placed: 2, loads: [{ ...supplier("s9", 4), taken: 1, locked: 1 }], broken: [] };
  expect(loadsOf(plan, edited, counted).map(({ key, needs, capacity }) => [key, needs, capacity])).toEqual([
    ["s2", ["n2"], 1],
    ["s9", ["n1"], 4],
    ["s1", [], 1],
  ]);
});
