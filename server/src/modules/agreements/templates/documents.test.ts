import { fillTemplate, readTemplate, writeDocument } from "@dual-high/lists";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { AGREEMENT_BODY } from "../../../../test/agreements.ts";
import { needsPrinting, printPages } from "../../../../test/libre-office.ts";
import { planAmendment } from "../amendments/document.ts";
import { type Gathered, planDueDiligence } from "../approval/due-diligence-plan.ts";
import { planDocument, planStarter } from "../document.ts";
import type { AnyDetails } from "../approval/types.ts";
import { AGREEMENT_KINDS, AgreementDraft } from "../types.ts";
import { AGREEMENT_FIELDS } from "./fields.ts";
import { fillAgreement } from "./service.ts";
import { valuesOf } from "./values.ts";

const { needId: _, ...CONTENT } = AgreementDraft.parse(AGREEMENT_BODY);
const LARGE: typeof CONTENT = {
  ...CONTENT,
  title: "面向极端工况的高性能轴承钢全流程超低氧冶炼与连铸保护浇注成套技术联合开发及工业化应用示范",
  amountFen: "0",
  parties: Array.from({ length: 12 }, (_unused, at) => ({
    role: at === 0 ? ("buyer" as const) : ("partner" as const),
    name: `样例第${at + 1}先进材料与智能制造技术创新研究院（集团）股份有限公司`,
    representative: "欧阳某某",
    creditCode: "91320200MA1ABCDE2X",
    shareBp: at === 0 ? 0 : at === 1 ? 910 : 909,
  })),
  milestones: Array.from({ length: 20 }, (_unused, at) => ({
    title: `第 ${at + 1} 阶段：工艺试验与参数优化`,
    deliverable: "试验报告、数据集和第三方检测报告各一份，样件十件。".repeat(2),
    dueOn: "2027-06-30",
    id: null,
  })),
};
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

test("draft, template, amendment and index of due diligence open and print in LibreOffice", async (context) => {
  needsPrinting(context);
  const starter = { name: "starter.docx", bytes: await writeDocument(planStarter("development")) };
  const content = { ...CONTENT, amountFen: "150000000", endsOn: "2028-06-30", otherTerms: "数据由双方各存一份。" };
  const amendment = { number: 1, state: "draft", reason: "设备到货推迟。", signedOn: null, content } as const;
  const plans = {
    draft: await writeDocument(planDocument(ROW, CONTENT)),
    filled: await fillAgreement(starter, valuesOf(ROW, CONTENT)),
    amendment: await writeDocument(planAmendment({ number: ROW.number, signedOn: "2026-11-20" }, amendment, CONTENT)),
    index: await writeDocument(planDueDiligence(GATHERED)),
    large: await writeDocument(planDocument(ROW, LARGE)),
  };
  const files = Object.entries(plans).map(([name, bytes]) => ({ name: `${name}.docx`, bytes }));
  const [draft = [], filled = [], amended = [], index = [], large = []] = await printPages(files);
  expect(filled).toEqual(draft);
  expect(draft.length).toBeLessThanOrEqual(3);
  for (const part of [
    "技术开发合同",
    "1,200,000.00元（大写：壹佰贰拾万元整）",
    "样例大学（盖章）：",
    "第八条其他约定",
  ]) {
    expect(draft.join("")).toContain(part);
  }
  for (const part of ["补充协议", "设备到货推迟。", "2028-06-30"]) expect(amended.join("")).toContain(part);
  for (const part of ["尽职免责材料索引", "评估定价：评估价120万元", "一、审批过程", "定价依据评估报告.pdf"]) {
    expect(index.join("")).toContain(part);
  }
  // Twelve parties sign beneath their names and not overleaf; every page says which of how many it is.
  expect(large.length).toBeGreaterThan(4);
  for (const [at, page] of large.entries()) expect(page).toContain(`第${at + 1}页，共${large.length}页`);
  for (const { name } of LARGE.parties) {
    expect(large.filter((page) => page.includes(`${name}（盖章）：代表（签字）：`))).toHaveLength(1);
  }
});

const PERSON = { id: "0197b2c0-0000-7000-8000-000000000001", name: "张某" };
const PAPER = {
  id: PERSON.id,
  kind: "pricing",
  kindName: { zh: "定价依据", en: "Pricing basis" },
  subjectId: null,
  name: "评估报告.pdf",
  sha256: "0123456789abcdef".repeat(4),
  sizeBytes: 1024,
  addedBy: PERSON,
  addedAt: "2026-11-20T02:00:00.000Z",
  fileName: "材料/01 定价依据 评估报告.pdf",
} as const;
const step = (name: string, zh: string, details: AnyDetails) => ({
  id: PERSON.id,
  name,
  kind: details.kind,
  kindName: { zh, en: zh },
  roles: [],
  minDays: 0,
  entry: {
    outcome: "done" as const,
    reasons: "条款齐全，同意。",
    details,
    doneBy: PERSON,
    role: { zh: "专班负责人", en: "Head of the pair office" },
    doneAt: "2026-11-20T02:00:00.000Z",
  },
  papers: details.kind === "pricing" ? [PAPER] : [],
  isNext: false,
  mayDo: false,
  why: null,
});
const GATHERED: Gathered = {
  agreement: {
    ...CONTENT,
    ...ROW,
    id: PERSON.id,
    scopeId: PERSON.id,
    kindName: { zh: "技术开发（委托开发）", en: "Technology development (commissioned)" },
    origin: null,
    createdAt: "2026-11-18T02:00:00.000Z",
    updatedAt: "2026-11-18T02:00:00.000Z",
    version: 1,
    sampleNote: null,
    stateReason: null,
    sentAt: null,
    endedOn: null,
    createdBy: PERSON,
    lacks: [],
    rests: [],
    steps: [
      { at: "2026-11-18T02:00:00.000Z", actor: PERSON, action: "drafted", text: { zh: "起草", en: "Drew it up" } },
    ],
    mayChange: false,
    actions: [],
  },
  approvals: [
    {
      id: PERSON.id,
      amendmentId: null,
      institution: "样例大学",
      flowVersion: 2,
      state: "through",
      startedBy: PERSON,
      startedAt: "2026-11-18T03:00:00.000Z",
      steps: [
        step("业务审核", "审批", { kind: "review" }),
        step("利益冲突声明", "利益冲突声明", { kind: "statement", hasRelation: true, text: "负责人持股 5%，已回避" }),
        step("定价依据", "定价依据", { kind: "pricing", method: "appraised", text: "评估价 120 万元" }),
        step("价格公示", "价格公示", {
          kind: "publicity",
          from: "2026-10-20",
          until: "2026-11-04",
          place: "学校网站",
          objections: "",
          handling: "",
        }),
        step("用印", "用印", { kind: "seal", seal: "合同专用章", copies: 4, on: "2026-11-20" }),
      ],
      mayWithdraw: false,
    },
  ],
  milestones: [],
  amendments: [],
  papers: [PAPER],
  madeAt: "2026-11-26 10:00",
  madeBy: "张某",
};
