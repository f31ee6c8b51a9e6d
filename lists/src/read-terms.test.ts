import { expect, test } from "vitest";
import { readTerms } from "./read-terms.ts";

const read = (text: string) => readTerms({ name: "terms.tsv", bytes: new TextEncoder().encode(text) });

test("columns are found by their headers, wordings are separated by semicolons", async () => {
  const { terms, problems } = await read(
    "备注\t英文\t中文\n一\tproof of concept; PoC\t概念验证\n\t\t\n二\tzero-carbon park\t零碳园区\n",
  );
  expect(terms).toEqual([
    { zh: "概念验证", en: ["proof of concept", "PoC"] },
    { zh: "零碳园区", en: ["zero-carbon park"] },
  ]);
  expect(problems).toEqual([]);
});

test("without headers the first two columns are read, and an empty English takes a term out", async () => {
  const { terms } = await read("概念验证\tproof of concept\n支架\t\n");
  expect(terms).toEqual([
    { zh: "概念验证", en: ["proof of concept"] },
    { zh: "支架", en: [] },
  ]);
});

test.each([
  ["水\twater", "lists.term_not_chinese", "第 2 行", "水"],
  ["pump\twater pump", "lists.term_not_chinese", "第 2 行", "pump"],
  ["水泵\t水泵", "lists.term_not_english", "第 2 行", "水泵"],
])("%j is told with its row, the others are used", async (row, code, _place, value) => {
  const { terms, problems } = await read(`电机\tmotor\n${row}\n`);
  expect(terms).toEqual([{ zh: "电机", en: ["motor"] }]);
  expect(problems).toMatchObject([{ code, level: "refused", origin: { file: "terms.tsv", row: 2 } }]);
  expect(problems[0]?.text("zh")).toContain(value);
  expect(problems[0]?.text("en")).toContain(value);
});

test("of a term that stands there twice the later row counts, and it is told", async () => {
  const { terms, problems } = await read("电机\tmotor\n电机\telectric motor\n");
  expect(terms).toEqual([{ zh: "电机", en: ["electric motor"] }]);
  expect(problems).toMatchObject([{ code: "lists.term_repeated", level: "warning", origin: { row: 2 } }]);
});
