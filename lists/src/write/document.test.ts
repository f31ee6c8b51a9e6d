import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { convertWithLibreOffice, needsLibreOfficeWriter } from "../../test/support/libre-office.ts";
import { writeDocument } from "./document.ts";
import type { DocumentPlan } from "./document-plan.ts";

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

test("a brief that says all it can stays on one page in LibreOffice, and leads to the rows", async (context) => {
  needsLibreOfficeWriter(context);
  const link = (text: string, path: string) => ({ text, address: `https://dual.example/p/x/${path}` });
  const rows = (text: string) => link(text, "brief/rows?figure=agreed&from=2026-10-01&until=2027-01-01");
  const row = (at: number) => [
    link(at === 0 ? "项目进入新阶段" : "联合体资金到位", "consortia?look=needed"),
    rows("12720.0 万元"),
    rows("12720.0 万元"),
    "+12720.0 万元",
    rows("12720.0 万元"),
    "−12720.0 万元",
    "212720.0 万元",
  ];
  const lines = (count: number) => Array.from({ length: count }, (_, at) => at);
  const plan: DocumentPlan = {
    look: "brief",
    note: "2026年11月26日编",
    heading: "双高协同工作专报",
    title: "样例国家高新技术产业开发区 × 样例大学（2026年10月1日至2026年12月31日）",
    opening: [],
    articles: [
      {
        heading: "本期进展",
        blocks: [
          lines(8)
            .map(() => "签订合同 2 份，合同金额 270.0 万元，到账金额 55.9 万元。")
            .join(""),
        ],
      },
      {
        heading: "主要数据",
        blocks: [
          {
            widths: [29, 23, 23, 24, 23, 24, 24],
            figuresFrom: 1,
            header: ["指标", "本期", "上期", "比上期", "去年同期", "比去年", "累计"],
            rows: lines(23).map(row),
          },
          "注：本期 2026-10-01 至 12-31，上期 2026-07-01 至 09-30，去年同期 2025-10-01 至 12-31。",
        ],
      },
      {
        heading: "卡点问题",
        blocks: [lines(15).flatMap((at) => ["① ", link(`${at} 份合同起草超过 30 天没有签署`, "agreements"), "；"])],
      },
      {
        heading: "请协调事项",
        blocks: [
          lines(10)
            .map(() => "请联合体牵头单位：督促成员完成逾期任务；落实承诺的资金、人员和设备。")
            .join(""),
        ],
      },
    ],
    closing: [],
  };
  const files = [{ name: "brief.docx", bytes: await writeDocument(plan) }];
  const [pdf] = await convertWithLibreOffice("pdf", files);
  expect(
    Buffer.from(pdf?.bytes ?? [])
      .toString("latin1")
      .match(/\/Type\s*\/Page\b/g),
  ).toHaveLength(1);
  const [flat] = await convertWithLibreOffice("fodt", files);
  const written = Buffer.from(flat?.bytes ?? []).toString("utf8");
  expect(written.match(/xlink:href="https:\/\/dual\.example\/p\/x\/agreements"/g)).toHaveLength(15);
  expect(written.match(/xlink:href="https:\/\/dual\.example\/p\/x\/consortia\?look=needed"/g)).toHaveLength(23);
  for (const part of ["一、本期进展", "四、请协调事项"]) expect(written).toContain(part);
});
