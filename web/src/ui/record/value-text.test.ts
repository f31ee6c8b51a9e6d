import { expect, test } from "vitest";
import { valueText } from "./value-text.ts";

test.each([
  ["budget", { low: "30000000", high: "50000000" }, "30.0 万元–50.0 万元"],
  ["owners", ["甲大学", "乙公司"], "甲大学、乙公司"],
  [
    "items",
    [
      { title: "一种酶", content: "……" },
      { title: "一种膜", content: "" },
    ],
    "一种酶、一种膜",
  ],
  ["contact", { name: "李某", phone: "138****5678" }, "李某 138****5678"],
  ["legalStatus", "lapsed", "失效"],
  ["exclusiveLicence", true, "是"],
  ["readiness", 6, "6"],
  ["field", null, ""],
])("%s is said in words", (field, value, text) => {
  expect(valueText(field, value, "zh")).toBe(text);
});
