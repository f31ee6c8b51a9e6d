import { expect, test } from "vitest";
import { amountColumn, fitAmounts } from "./fit-amounts.ts";

test("a column of amounts is as wide as its longest amount or its header, and other columns stay", () => {
  const { columns } = fitAmounts({
    name: "到款",
    heading: "",
    columns: [{ header: "名称", width: 20 }, amountColumn("到款"), amountColumn("技术交易额")],
    rows: [
      ["甲", 1_000_000_509_999.99, 0],
      ["合计", { value: 12.5, tone: "strong" }, null],
    ],
  });
  expect(columns.map(({ width }) => width)).toEqual([20, "1,000,000,509,999.99".length + 5, 12]);
});
