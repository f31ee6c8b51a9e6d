import { describe, expect, test } from "vitest";
import { isHeaderWord, isKnownLabel, matchHeader, unitOfHeader } from "./headers.ts";

const fieldOf = (header: string, kind: Parameters<typeof matchHeader>[1] = "needs") =>
  matchHeader(header, kind)?.field ?? null;

describe("a header means the field", () => {
  test.each([
    // Word for word, whatever stands around and between.
    ["需求名称", "title"],
    [" 需 求 名 称 ", "title"],
    ["*需求名称：", "title"],
    ["３、需求名称", "title"],
    ["（三）需求名称", "title"],
    ["一、企业名称", "enterprise"],
    ["ＮＥＥＤ　ＴＩＴＬＥ", "title"],
    ["Need-Title", "title"],
    ["E-mail", "email"],
    ["No.", "serial"],
    // Without what stands in brackets, and without a unit behind it.
    ["拟投入资金（万元）", "budget"],
    ["需求内容（不少于200字，请写明应用场景）", "content"],
    ["投入预算/万元", "budget"],
    ["项目预算：亿元", "budget"],
    ["Budget (RMB 10,000)", "budget"],
    // In two languages.
    ["需求名称 Need title", "title"],
    ["企业名称/Company", "enterprise"],
    ["序号No.", "serial"],
    ["联系电话 Phone", "phone"],
    // By its end, which is the head of a Chinese compound.
    ["企业联系电话", "phone"],
    ["企业技术需求内容", "content"],
    ["技术需求方单位名称", "enterprise"],
    ["项目期望完成时间", "deadline"],
    // By its beginning, before a word that describes.
    ["需求内容描述及要求", "content"],
    ["主要技术指标及要求", "indicators"],
    ["企业名称全称", "enterprise"],
  ])("%s: %s", (header, field) => {
    expect(fieldOf(header)).toBe(field);
  });

  test.each([
    ["标题（中文）", "title"],
    ["摘要（中文）", "content"],
    ["申请号", "patentNumber"],
    ["公开（公告）号", "patentNumber"],
    ["[标]当前申请(专利权)人", "owners"],
    ["当前权利人", "owners"],
    ["简单法律状态", "legalStatus"],
    ["IPC主分类号", "ipc"],
    ["TRL等级", "readiness"],
    ["发明创造名称", "title"],
    ["预估到期日", "expiry"],
  ])("of an export of patents, %s: %s", (header, field) => {
    expect(fieldOf(header, "achievements")).toBe(field);
  });

  test.each([
    ["instruments", "仪器设备名称", "name"],
    ["instruments", "收费标准(元/小时)", "price"],
    ["teams", "可承接需求数（个）", "capacity"],
    ["teams", "ORCID编号", "orcid"],
  ] as const)("of %s, %s: %s", (kind, header, field) => {
    expect(fieldOf(header, kind)).toBe(field);
  });
});

describe("a header that only begins like a field means none", () => {
  test.each([
    ["needs", "技术需求类别"],
    ["needs", "企业性质"],
    ["needs", "企业规模"],
    ["needs", "联系人职务"],
    ["achievements", "申请人地址"],
    ["achievements", "申请人国别代码"],
    ["achievements", "专利价值评估"],
    ["needs", "备注"],
    ["needs", "走访人"],
    ["needs", ""],
    ["needs", "2026-06-30"],
    ["needs", "进水含盐5%，通量≥20 LMH，运行90天衰减≤15%"],
    ["needs", "需求名称".repeat(40)],
  ] as const)("%s: %s", (kind, header) => {
    expect(fieldOf(header, kind)).toBeNull();
  });
});

test("a surer match goes before a longer way round", () => {
  const [exact, bare, ending] = ["需求名称", "需求名称（必填）", "企业的需求名称"].map(
    (header) => matchHeader(header, "needs")?.confidence ?? 0,
  );
  expect(exact).toBe(1);
  expect(bare).toBeLessThan(1);
  expect(ending).toBeLessThan(bare ?? 0);
});

test("of two columns for one field, the more exact word ranks first", () => {
  const rank = (header: string) => matchHeader(header, "achievements")?.rank ?? -1;
  expect(rank("申请号")).toBeLessThan(rank("公开(公告)号"));
  expect(rank("当前权利人")).toBeLessThan(rank("申请人"));
  expect(rank("简单法律状态")).toBeLessThan(rank("法律状态"));
});

describe("the unit of money in a header", () => {
  test.each([
    ["拟投入资金（万元）", { unit: "wan" }],
    ["预算/万", { unit: "wan" }],
    ["Budget (10k CNY)", { unit: "wan" }],
    ["Budget (RMB 10,000)", { unit: "wan" }],
    ["Budget in wan", { unit: "wan" }],
    ["预算（元）", { unit: "yuan" }],
    ["Budget (CNY)", { unit: "yuan" }],
    ["预算（百万元）", { suffix: "百万元" }],
    ["预算(千元)", { suffix: "千元" }],
    ["预算：亿元", { suffix: "亿元" }],
    ["Budget (million CNY)", { suffix: "百万元" }],
    ["预算", {}],
    ["Budget", {}],
    ["Swansea", {}],
  ])("%s", (header, unit) => {
    expect(unitOfHeader(header)).toEqual(unit);
  });
});

test("a label of a form is known when it means a field for sure", () => {
  expect(["需求名称", "企业名称", "盖章处", "2026年"].map((label) => isKnownLabel(label, "needs"))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("a header's word betrays a header where a title should stand", () => {
  expect(["需求名称", "企业名称*", "高盐废水膜分离"].map((text) => isHeaderWord(text, "needs"))).toEqual([
    true,
    true,
    false,
  ]);
});
