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

test.each([
  ["是", true],
  ["内部", true],
  ["秘密★", true],
  ["看情况", true],
  ["", undefined],
  ["否", undefined],
  ["公开", undefined],
  ["不保密", undefined],
])("a need whose restriction is %j: %j", async (mark, expected) => {
  const file = csv(`需求名称,是否保密\n冷挤压模具寿命提升,${mark}\n`);
  const { records } = await readList("needs", { ...file, name: "needs.csv" });
  expect(records[0]?.restricted).toBe(expected);
});
