import { expect, test } from "vitest";
import { countChanges, overLocked, setCapacity, toggleForbidden, toggleLock, type Wishes } from "./wishes.ts";

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

test("more locks than a supplier takes are noticed, by its wished capacity where there is one", () => {
  const two = toggleLock(toggleLock(none, pair), { needId: "n2", supplierKey: "s1" });
  expect(overLocked(two, () => 1)).toEqual([{ supplierKey: "s1", locked: 2, capacity: 1 }]);
  expect(overLocked(setCapacity(two, "s1", 2, 1), () => 1)).toEqual([]);
  expect(overLocked(two, () => undefined)).toEqual([]);
});
