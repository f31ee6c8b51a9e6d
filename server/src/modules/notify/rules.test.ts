import { expect, test } from "vitest";
import { oldestFirst } from "./rules.ts";

test("what has waited longest comes first, and among those that came together what is due first", () => {
  const item = (id: string, since: string, due: string | null = null) => ({ id, since, due });
  const items = [
    item("d", "2026-11-03T00:00:00.000000Z"),
    item("c", "2026-11-02T00:00:00.000000Z"),
    item("b", "2026-11-02T00:00:00.000000Z", "2026-12-01"),
    item("a", "2026-11-01T00:00:00.000000Z", "2027-01-01"),
  ];
  expect(oldestFirst(items).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  expect(oldestFirst(items.toReversed()).map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
});
