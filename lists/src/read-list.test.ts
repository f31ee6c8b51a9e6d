import { expect, test } from "vitest";
import { readList } from "./read-list.ts";

const csv = (text: string) => ({ name: "成果.csv", bytes: new TextEncoder().encode(text) });

test("a column that is mapped to - is not read", async () => {
  const file = csv("成果编号,成果名称,摘要\nA1,甲,内部意见\n");
  const reading = await readList("achievements", file, { map: ["摘要=-"] });
  expect(reading.records).toMatchObject([{ id: "A1", title: "甲", content: "" }]);
  expect(reading.tables[0]?.columns[2]).toEqual({ header: "摘要", field: null, hidden: false });
});

test("ids that the list does not give are named", async () => {
  const reading = await readList("achievements", csv("成果编号,成果名称\nA1,甲\n,乙\nA1,丙\n"));
  expect(reading.records.map(({ id }) => [id, reading.madeIds?.has(id)])).toEqual([
    ["A1", false],
    ["A3", true],
    ["A1-4", true],
  ]);
});
