import fc from "fast-check";
import { expect, test } from "vitest";
import { changedFields, mergeValues } from "./merge.ts";

test("what each side changed alone is kept from that side", () => {
  const base = { title: "甲", field: "酶", isOpen: false };
  const merged = mergeValues(base, { ...base, title: "甲乙" }, { ...base, field: "发酵" });
  expect(merged).toEqual({
    values: { title: "甲乙", field: "发酵", isOpen: false },
    conflicts: [],
    theirs: ["field"],
  });
});

test("a field that both changed differently is for a person to choose, and holds what was typed here until then", () => {
  const base = { title: "甲" };
  expect(mergeValues(base, { title: "我的" }, { title: "他的" })).toEqual({
    values: { title: "我的" },
    conflicts: ["title"],
    theirs: [],
  });
});

test("the same change on both sides is no conflict", () => {
  expect(mergeValues({ title: "甲" }, { title: "乙" }, { title: "乙" }).conflicts).toEqual([]);
});

test("no change of either side is lost: each is in the result or is asked about", () => {
  const side = fc.record({ a: fc.constantFrom("1", "2", "3"), b: fc.constantFrom("1", "2"), c: fc.boolean() });
  fc.assert(
    fc.property(side, side, side, (base, mine, theirs) => {
      const merged = mergeValues(base, mine, theirs);
      for (const field of changedFields(base, mine)) expect(merged.values[field]).toBe(mine[field]);
      const decided = changedFields(base, theirs).filter((field) => !merged.conflicts.includes(field));
      for (const field of decided) expect(merged.values[field]).toBe(theirs[field]);
    }),
  );
});
