import { expect, test } from "vitest";
import { type FieldSpec, findFieldAt } from "./fields.ts";

const text = (key: string, more: Partial<FieldSpec> = {}): FieldSpec => ({ key, label: key, kind: "text", ...more });
const fields = [
  text("on"),
  text("amount", { pointer: "amountFen" }),
  text("trigger", { partOf: ["terms", "trigger"] }),
  text("teamShare", { partOf: ["terms", "teamShareBp"] }),
];

test.each([
  ["/on", "on"],
  ["/amountFen", "amount"],
  ["/amount", undefined],
  ["/terms/teamShareBp", "teamShare"],
  ["/terms", "trigger"],
  ["/terms/other", "trigger"],
  ["/on/0", "on"],
  ["/once", undefined],
  ["", undefined],
])("what is said of %s stands at %s", (pointer, key) => {
  expect(findFieldAt(fields, pointer)?.key).toBe(key);
});
