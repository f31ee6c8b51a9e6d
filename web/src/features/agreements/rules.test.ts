import { expect, test } from "vitest";
import { changeOf, EMPTY, KIND_CHOICES } from "./rules.ts";

test("a change of the kind sends its division with it, and nothing else", () => {
  const values = { ...EMPTY, kind: "service/training", amount: "10" };
  expect(changeOf(values, ["kind"])).toEqual({ kind: "service", subKind: "training" });
  expect(changeOf(values, ["amount"])).toEqual({ amountFen: "1000" });
  expect(changeOf({ ...EMPTY, kind: "framework" }, ["kind"])).toEqual({ kind: "framework", subKind: null });
  expect(KIND_CHOICES).toContain("transfer/patent_application");
});
