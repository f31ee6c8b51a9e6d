import { expect, test } from "vitest";
import { exactYuan, linesOf } from "./quote-lines.ts";

test("quantities and prices are read exactly, and the first line that cannot be is named", () => {
  const line = { text: "5 吨罐", quantity: "2.5", unit: "批", yuan: "120000.05" };
  expect(linesOf([line, { ...line, yuan: "-0.29" }])).toEqual([
    { text: "5 吨罐", quantityThousandths: 2500, unit: "批", fenEach: "12000005" },
    { text: "5 吨罐", quantityThousandths: 2500, unit: "批", fenEach: "-29" },
  ]);
  expect(linesOf([line, { ...line, quantity: "0" }])).toBe(2);
  expect(linesOf([{ ...line, yuan: "1.234" }])).toBe(1);
  expect(linesOf([{ ...line, text: " " }])).toBe(1);
});

test("agreed sums are shown to the fen", () => {
  expect(["42100005", "-2000000", "5", "0"].map(exactYuan)).toEqual(["421,000.05", "-20,000.00", "0.05", "0.00"]);
});
