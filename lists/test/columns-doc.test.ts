import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { fieldsOf, headersOf } from "../src/fields.ts";
import { LIST_KINDS, LIST_NAMES } from "../src/types.ts";

const PAGE = join(import.meta.dirname, "../../docs/list-columns.md");

function page(): string {
  const sections = LIST_KINDS.map((kind) => {
    const rows = Object.entries(fieldsOf(kind)).map(
      ([field, definition]) =>
        `| \`${field}\` | ${definition.label.zh} · ${definition.label.en} | ${headersOf(definition)
          .filter((header) => header !== definition.label.zh && header !== definition.label.en)
          .map((header) => header.replaceAll("|", "\\|"))
          .join("、")} |`,
    );
    return [
      `## ${LIST_NAMES[kind].zh} · ${LIST_NAMES[kind].en}`,
      "",
      "| field (`--map`) | 名称 · label | also found under · 也认这些列名 |",
      "| --- | --- | --- |",
      ...rows,
    ].join("\n");
  });
  return [
    "# 列名对照 · Columns that are recognised",
    "",
    "比较列名时不计空格、大小写、标点、编号和括号里的内容；没有完全相同的，取占列名一半左右以上的词尾。",
    "Blanks, case, punctuation, numbering and what stands in brackets do not count; where no name is the same, an ending that",
    "makes up about half of the header or more is taken. This page is written by a test from `lists/src/fields.ts`.",
    "",
    ...sections.flatMap((section) => [section, ""]),
  ].join("\n");
}

test("docs/list-columns.md says what the reader knows (write it anew with UPDATE_DOCS=1)", () => {
  if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page());
  expect(readFileSync(PAGE, "utf8")).toBe(page());
});

test("no header means two fields of one list", () => {
  for (const kind of LIST_KINDS) {
    const owners = new Map<string, string>();
    for (const [field, definition] of Object.entries(fieldsOf(kind))) {
      for (const header of headersOf(definition)) {
        const known = owners.get(header);
        expect([kind, header, known ?? field]).toEqual([kind, header, field]);
        owners.set(header, field);
      }
    }
  }
});
