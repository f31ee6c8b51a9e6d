import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NeedFormAnswers, writeNeedForm } from "../src/forms/write-form.ts";
import { type Need, readList, readNeedForms } from "../src/index.ts";
import { makeZip } from "../src/zip-fixture.ts";

const COUNT = 100;
const OBJECTS = [
  "冷挤压模具",
  "电池隔膜",
  "曝气膜组件",
  "伺服主轴",
  "发酵罐补料",
  "环氧涂层",
  "视觉检测工位",
  "氢气减压阀",
];
const DEFECTS = ["早期开裂", "热收缩偏大", "通量衰减快", "温升漂移", "得率波动", "附着力不足", "误检率高", "低温泄漏"];

/** Needs as different people fill them in: some parts left out, some in bullets, money and time in many spellings. */
function answers(at: number): NeedFormAnswers {
  const object = OBJECTS[at % OBJECTS.length] ?? "";
  const defect = DEFECTS[(at * 3) % DEFECTS.length] ?? "";
  return {
    enterprise: `样例企业${at + 1}号有限公司`,
    ...(at % 3 === 0 ? { creditCode: "91350100M000100Y43" } : {}),
    field: at % 2 === 0 ? "高端装备" : "新材料",
    contact: "张某",
    phone: `138000${String(at).padStart(5, "0")}`,
    title: `${object}${defect}的解决（${at + 1}）`,
    content: `${object}在连续生产中${defect}，影响交付。\n1. 查明原因\n2. 给出可在现有产线实施的办法，耐压不低于 ${at + 1} MPa。`,
    ...(at % 4 === 0 ? {} : { indicators: `• 寿命≥${at + 2}万次\n• 合格率≥9${at % 10}%` }),
    ...(at % 5 === 0 ? {} : { basis: `已购置试验台 ${at + 1} 套，做过两轮试验` }),
    ...(at % 7 === 0 ? {} : { budget: ["50-100", "80", "面议", "120万元"][at % 4] ?? "" }),
    ...(at % 6 === 0 ? {} : { deadline: ["2026年6月", "2026.6.30", "2026/6/30", "2026年底前"][at % 4] ?? "" }),
    cooperation: at % 2 === 0 ? "合作开发" : "委托开发、技术咨询",
  };
}

const HEADERS: readonly (readonly [keyof NeedFormAnswers, string])[] = [
  ["enterprise", "企业名称"],
  ["creditCode", "统一社会信用代码"],
  ["field", "所属领域"],
  ["contact", "联系人"],
  ["phone", "联系电话"],
  ["title", "需求名称"],
  ["content", "需求内容"],
  ["indicators", "主要技术指标"],
  ["basis", "现有工作基础"],
  ["budget", "预算（万元）"],
  ["deadline", "期望完成时间"],
  ["cooperation", "合作方式"],
];

let folder = "";
const forms: { name: string; bytes: Uint8Array }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dual-high-forms-"));
  for (let at = 0; at < COUNT; at++) {
    const form = {
      name: `征集表-${at + 1}.docx`,
      bytes: await writeNeedForm(answers(at), { language: "zh", sample: true }),
    };
    forms.push(form);
    await writeFile(join(folder, form.name), form.bytes);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function workbook(): Promise<readonly Need[]> {
  const rows = Array.from({ length: COUNT }, (_, at) => [
    at + 1,
    ...HEADERS.map(([field]) => answers(at)[field] ?? null),
  ]);
  const bytes = await writeXlsx({
    sheets: [{ name: "需求", rows: [["序号", ...HEADERS.map(([, header]) => header)], ...rows] }],
  });
  return (await readList("needs", { name: "needs.xlsx", bytes })).records;
}

function withoutOrigin(needs: readonly Need[]) {
  return needs.map((need) => ({ ...need, origin: undefined }));
}

test("100 filled forms in a folder give the same needs as the one workbook that holds them", async () => {
  const reading = await readNeedForms({ path: folder });
  expect(reading).toMatchObject({ read: COUNT, refused: 0 });
  expect(withoutOrigin(reading.records)).toEqual(withoutOrigin(await workbook()));
});

test("the same forms in a zip give the same needs", async () => {
  const bytes = makeZip(forms.map(({ name, bytes: content }) => ({ name: `征集表/${name}`, content })));
  const reading = await readNeedForms({ name: "征集表.zip", bytes });
  expect(withoutOrigin(reading.records)).toEqual(withoutOrigin(await workbook()));
});
