import { expect, test } from "vitest";
import { changedFields, type LineFields, mergeChange } from "./merge.ts";

const base: LineFields = {
  ownerId: null,
  state: "contacted",
  outcome: "",
  nextStep: "约时间",
  nextOn: "2026-12-01",
  contractNumber: "",
  amountFen: null,
};

test("what the other person left alone goes through", () => {
  const now = { ...base, outcome: "双方愿意再谈" };
  expect(mergeChange(base, now, { nextStep: "寄样品" })).toEqual({ change: { nextStep: "寄样品" }, conflicts: [] });
});

test("the same field with another value is a conflict with both values", () => {
  const now = { ...base, nextOn: "2026-12-05" };
  expect(mergeChange(base, now, { nextOn: "2026-12-09", outcome: "好" })).toEqual({
    change: { outcome: "好" },
    conflicts: [{ field: "nextOn", theirs: "2026-12-05", mine: "2026-12-09" }],
  });
});

test("the same value written by both is neither a change nor a conflict", () => {
  const now = { ...base, nextOn: "2026-12-05" };
  expect(mergeChange(base, now, { nextOn: "2026-12-05" })).toEqual({ change: {}, conflicts: [] });
});

test("emptying a field that somebody changed is a conflict too", () => {
  const now = { ...base, nextOn: "2026-12-05" };
  expect(mergeChange(base, now, { nextOn: null }).conflicts).toEqual([
    { field: "nextOn", theirs: "2026-12-05", mine: null },
  ]);
});

test("only what differs is sent", () => {
  expect(changedFields(base, { ...base, nextOn: null, outcome: "好" })).toEqual({ nextOn: null, outcome: "好" });
});
