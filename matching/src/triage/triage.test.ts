import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { triageNeed } from "./triage.ts";
import { TRIAGE_PARTS, type TriagePart, type TriageText } from "./types.ts";
import { askFor, describeLack, nameOfPart } from "./words.ts";

const TITLE = "冷挤压模具开裂的解决";

function quotesOf(part: TriagePart, need: TriageText): string[] {
  const found = triageNeed(need).parts.find((finding) => finding.part === part)!;
  return found.spans.map(({ field, start, end }) => (need[field] ?? "").slice(start, end));
}
const isThere = (part: TriagePart, content: string, more: Partial<TriageText> = {}) =>
  triageNeed({ title: TITLE, content, ...more }).parts.find((finding) => finding.part === part)!.isThere;

describe("indicators", () => {
  it.each([
    ["模具寿命由 2 万次提高到 5 万次以上", true],
    ["产品纯度≥99.5%", true],
    ["防护等级要求达到 IP67", true],
    ["其它性能满足 GB/T 31485 的要求", true],
    ["氧化烧损率现在为 1.5%，希望降低到 1.0% 以下", true],
    ["The error rate must be below 0.5%", true],
    ["显著提高模具寿命，达到国际先进水平", false],
    ["目前国内同类产品的合格率一般只有 85%", false],
    ["公司占地 300 亩，年销售 2 亿元", false],
    ["解决小于 3mm 厚的管类零件的变形", false],
    ["用 V2G 技术改造 304N 不锈钢丝", false],
    ["计划投入 50 万元，2027 年 6 月前完成", false],
    ["合同生效后 6 个月以内拿出方案", false],
    ["1.模具开裂\n2.尺寸偏差", false],
  ])("%s: %s", (content, expected) => {
    expect(isThere("indicators", content)).toBe(expected);
  });
});

describe("conditions", () => {
  it.each([
    ["在室外 5 级风以下的情况下工作", true],
    ["外壳为聚丙烯材质，与染色剂相容", true],
    ["小于 3mm 厚的管类零件", true],
    ["处理后不影响材料韧性", true],
    ["提高模具的使用寿命", false],
    ["近年来市场发展迅速，行业普遍采用高温处理", false],
  ])("%s: %s", (content, expected) => {
    expect(isThere("conditions", content)).toBe(expected);
  });
});

describe("the existing basis", () => {
  it.each([
    ["现有工作基础：已完成小样的图纸设计和三轮试模。", true],
    ["我公司目前采用 Cr12MoV 模具，人工上料。", true],
    ["目前国内普遍采用高速钢模具。", false],
    ["公司成立于 2003 年，占地 80 亩，员工 300 人。", false],
    ["现有基础：正在试验", false],
  ])("%s: %s", (content, expected) => {
    expect(isThere("basis", content)).toBe(expected);
  });
  it("may stand in a field of its own", () => {
    expect(isThere("basis", "模具早期开裂。", { basis: "有一台 8000 吨压力机，做过两轮渗氮试验" })).toBe(true);
  });
});

describe("money and time", () => {
  it.each([
    ["budget", "项目预算 150 万元", true],
    ["budget", "拟出资60万元寻求合作伙伴共同研发", true],
    ["budget", "预算：面议", false],
    ["budget", "目前已投入资金约 85 万元", false],
    ["budget", "现有工作基础：投资 3.5 亿元建成新基地。", false],
    ["deadline", "希望两年内实现供货", true],
    ["deadline", "2027年6月底前完成验收", true],
    ["deadline", "The line has to run by the end of 2027", true],
    ["deadline", "截止2017年底，公司已完成三轮试验", false],
    ["deadline", "样品可保存 14 天", false],
  ] as const)("%s: %s: %s", (part, content, expected) => {
    expect(isThere(part, content)).toBe(expected);
  });
  it("count where a form has them in fields of their own, without a place in the text", () => {
    const { parts } = triageNeed({ title: TITLE, content: "开裂", hasBudget: true, hasDeadline: true });
    expect(parts.slice(-2)).toEqual([
      { part: "budget", isThere: true, spans: [] },
      { part: "deadline", isThere: true, spans: [] },
    ]);
  });
});

it("says where it found what", () => {
  const need = {
    title: TITLE,
    content:
      "模具早期开裂。\n希望寿命由2万次提高到5万次。\n现有工作基础：已试过三种涂层，效果不稳定。\n项目预算30万元。",
  };
  expect(quotesOf("indicators", need)).toEqual(["希望寿命由2万次提高到5万次。"]);
  expect(quotesOf("basis", need)).toEqual(["现有工作基础：已试过三种涂层，效果不稳定。"]);
  expect(quotesOf("budget", need)).toEqual(["项目预算30万元。"]);
});

describe("topics", () => {
  const topicsOf = (title: string, content: string) =>
    triageNeed({ title, content }).topics.map(({ start, end }) => content.slice(start, end));
  it("are several where numbered tasks have nothing in common but the title", () => {
    const content = "1、环保助剂的研发；\n2、污泥的无害化处理；\n3、除尘布袋寿命的提高";
    expect(topicsOf("清洁生产", content)).toHaveLength(3);
  });
  it.each([
    [
      "parts of one thing",
      "驱动系统",
      "1、碳化硅器件的驱动电路设计；\n2、驱动电路的电磁兼容分析；\n3、从电磁兼容着手的散热设计",
    ],
    ["sections of a form", "模具", "1、需求内容\n模具开裂\n2、预期目标：寿命提高\n3、现有工作基础：已有样件"],
    ["one item", "模具", "1、模具开裂的解决"],
  ])("%s are one", (_, title, content) => {
    expect(topicsOf(title, content)).toEqual([]);
  });
});

it("scores what is there, one hundred for a need that says all", () => {
  const all = {
    title: TITLE,
    content:
      "Cr12MoV 模具在冷挤压时早期开裂。目标：寿命由2万次提高到5万次。在 300℃ 工况下使用。我公司目前采用渗氮处理，试过三种涂层。预算 50 万元。2027年6月底前完成。",
  };
  expect(triageNeed(all)).toMatchObject({ score: 100, topics: [], isTooShort: false });
  expect(triageNeed({ title: "技术合作", content: "希望对接高校" }).score).toBe(10);
});

it("takes any text in any shape: parts in order, places inside their field and in reading order", () => {
  const piece = fc.constantFrom(
    "1、",
    "（2）",
    "①",
    "。",
    "\n",
    "，",
    "预算",
    "50万元",
    "≥",
    "99%",
    "目标：",
    "现有基础：",
    "我公司",
    "已",
    "\u{2000b}",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((all) => all.join("")),
  );
  const needs = fc.record({
    title: text,
    content: text,
    indicators: fc.option(text, { nil: undefined }),
    basis: fc.option(text, { nil: undefined }),
  });
  fc.assert(
    fc.property(needs, (need) => {
      const found = triageNeed(need);
      expect(found).toEqual(triageNeed(need));
      expect(found.parts.map(({ part }) => part)).toEqual(TRIAGE_PARTS);
      expect(found.score).toBeGreaterThanOrEqual(0);
      expect(found.score).toBeLessThanOrEqual(100);
      for (const spans of [...found.parts.map((one) => one.spans), found.topics]) {
        for (const { field, start, end } of spans) {
          const { length } = need[field] ?? "";
          expect(start >= 0 && start < end && end <= length).toBe(true);
        }
      }
    }),
  );
});

it.each([
  ["spaces", " "],
  ["figures", "1 "],
  ["marks", "1、"],
  ["one long sentence", "模具在"],
])("reads the longest text there may be, all %s, as far as any other", (_, unit) => {
  const content = `预算 5${unit.repeat(50_000 / unit.length)}`;
  expect(triageNeed({ title: TITLE, content }).parts).toHaveLength(TRIAGE_PARTS.length);
});

it("has words for every part in both languages", () => {
  for (const part of TRIAGE_PARTS) {
    for (const words of [nameOfPart, describeLack, askFor]) {
      expect(words(part, "zh")).toMatch(/\p{Script=Han}/u);
      expect(words(part, "en")).not.toMatch(/\p{Script=Han}/u);
    }
  }
});
