import { expect, test } from "vitest";
import { compareRecords } from "./duplicates.ts";

test("only what differs is shown, and only what both say has to be chosen", () => {
  const kept = { title: "一种酶", unit: "甲大学", field: "", exclusiveLicence: false, grade: " A " };
  const other = { title: "一种酶及其应用", unit: "甲大学", field: "生物", exclusiveLicence: true, grade: "A" };
  expect(compareRecords(kept, other)).toEqual([
    { field: "title", kept: "一种酶", other: "一种酶及其应用", isChoice: true },
    { field: "field", kept: "", other: "生物", isChoice: false },
    { field: "exclusiveLicence", kept: "", other: "✓", isChoice: false },
  ]);
});
