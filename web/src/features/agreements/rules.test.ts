import { expect, test } from "vitest";
import { yuanText } from "../../text/amounts.ts";
import { changeOf, EMPTY, KIND_CHOICES, readYuan } from "./rules.ts";

test.each([
  ["1200000", "120000000"],
  ["1,200,000.5", "120000050"],
  ["0.01", "1"],
  ["12.345", null],
  ["面议", null],
  ["", null],
])("yuan typed as %j are %j fen", (text, fen) => {
  expect(readYuan(text)).toBe(fen);
  expect(readYuan(yuanText(fen))).toBe(fen);
});

test("a change of the kind sends its division with it, and nothing else", () => {
  const values = { ...EMPTY, kind: "service/training", amount: "10" };
  expect(changeOf(values, ["kind"])).toEqual({ kind: "service", subKind: "training" });
  expect(changeOf(values, ["amount"])).toEqual({ amountFen: "1000" });
  expect(changeOf({ ...EMPTY, kind: "framework" }, ["kind"])).toEqual({ kind: "framework", subKind: null });
  expect(KIND_CHOICES).toContain("transfer/patent_application");
});
