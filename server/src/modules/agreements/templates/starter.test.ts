import { fillTemplate, readTemplate, writeDocument } from "@dual-high/lists";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { planDocument, planStarter } from "../document.ts";
import { AGREEMENT_KINDS, AgreementDraft } from "../types.ts";
import { AGREEMENT_FIELDS } from "./fields.ts";
import { fillAgreement } from "./service.ts";
import { valuesOf } from "./values.ts";

const { needId: _, ...CONTENT } = AgreementDraft.parse(AGREEMENT_BODY);
const ROW = {
  number: "AGR-2026-000001",
  state: "draft",
  signedOn: null,
  originNumber: null,
  originTitle: null,
} as const;

const paragraphsOf = (docx: Uint8Array) =>
  new TextDecoder()
    .decode(unzipSync(docx)["word/document.xml"])
    .split("</w:p>")
    .map((paragraph) => paragraph.replaceAll(/<[^>]+>/g, ""));

describe.each(AGREEMENT_KINDS)("the starter template of %s", (kind) => {
  test("asks only for fields that there are, and filled in is the built-in text word for word", async () => {
    const starter = { name: "起步模板.docx", bytes: await writeDocument(planStarter(kind)) };
    expect((await readTemplate(starter, AGREEMENT_FIELDS)).problems).toEqual([]);
    const content = { ...CONTENT, kind, subKind: null };
    const filled = await fillAgreement(starter, valuesOf(ROW, content));
    expect(paragraphsOf(filled)).toEqual(paragraphsOf(await writeDocument(planDocument(ROW, content))));
  });
});

test("every field and every row of a list has a value, and what nobody filled in is a line to write on", async () => {
  const empty = { ...CONTENT, amountFen: null, startsOn: null, subject: "", parties: [], milestones: [], payments: [] };
  for (const content of [CONTENT, empty]) {
    const { texts, rows } = valuesOf(ROW, content);
    for (const { key } of AGREEMENT_FIELDS.fields) expect(texts).toHaveProperty(key);
    for (const { key, fields } of AGREEMENT_FIELDS.lists) {
      for (const row of rows[key as keyof typeof rows]) {
        expect(Object.keys(row)).toEqual(fields.map((field) => field.key));
      }
    }
  }
  const starter = { name: "起步模板.docx", bytes: await writeDocument(planStarter("development")) };
  const blank = paragraphsOf(await fillAgreement(starter, valuesOf(ROW, empty)));
  expect(blank).toContain("自 ____年__月__日 起，至 2027年11月30日 止。");
  expect(blank).toContain("合同金额：人民币 ________________ 元（大写：________________）。");
  expect(blank.filter((text) => text === "________")).toHaveLength(6 + 4 + 5);
});

test("names of fields are told apart in both languages, within a list and outside", () => {
  for (const fields of [AGREEMENT_FIELDS.fields, ...AGREEMENT_FIELDS.lists.map((list) => list.fields)]) {
    const names = fields.flatMap(({ names: { zh, en } }) => [zh, en]);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("a filled template never runs what stands in a value", async () => {
  const starter = { name: "起步模板.docx", bytes: await writeDocument(planStarter("development")) };
  const { texts, rows } = valuesOf(ROW, { ...CONTENT, title: "{{number}} <w:t>${1+1}" });
  const filled = await fillTemplate(starter, AGREEMENT_FIELDS, { texts, rows });
  expect(paragraphsOf(filled)).toContain("{{number}} &lt;w:t&gt;${1+1}");
});
