import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { convertWithLibreOffice, needsLibreOfficeWriter } from "../../test/support/libre-office.ts";
import { type DocumentPlan, writeDocument } from "./document.ts";

const PLAN: DocumentPlan = {
  title: "连铸 & 节能 <一期>",
  note: "编号：AGR-2026-000001　草稿",
  heading: "技术开发合同",
  opening: [{ widths: [60, 100], header: ["角色", "名称"], rows: [["甲方", "样例钢铁有限公司\n（盖章）"]] }],
  articles: Array.from({ length: 21 }, (_, index) => ({ heading: `约定${index + 1}`, blocks: ["第一行\n第二行"] })),
  closing: ["代表（签字）："],
};

test("the same plan gives the same bytes, and another one others", async () => {
  const [one, again, other] = await Promise.all([
    writeDocument(PLAN),
    writeDocument(PLAN),
    writeDocument({ ...PLAN, note: "" }),
  ]);
  expect(Buffer.compare(one, again)).toBe(0);
  expect(Buffer.compare(one, other)).not.toBe(0);
});

test("a printed text opens in LibreOffice with all that the plan says, articles numbered", async (context) => {
  needsLibreOfficeWriter(context);
  const files = [{ name: "agreement.docx", bytes: await writeDocument(PLAN) }];
  const [pdf] = await convertWithLibreOffice("pdf", files);
  expect(Buffer.from(pdf?.bytes.subarray(0, 5) ?? []).toString()).toBe("%PDF-");
  const [text] = await convertWithLibreOffice("txt:Text (encoded):UTF8", files);
  const printed = Buffer.from(text?.bytes ?? []).toString("utf8");
  for (const part of [
    PLAN.title,
    PLAN.note,
    "样例钢铁有限公司",
    "第一条　约定1",
    "第十条　约定10",
    "第二十一条　约定21",
  ]) {
    expect(printed).toContain(part);
  }
  expect(printed).toContain("代表（签字）：");
});
