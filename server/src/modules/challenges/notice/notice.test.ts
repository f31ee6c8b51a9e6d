import { describe, expect, test } from "vitest";
import { draftFromNeeds } from "./prefill.ts";
import { digestTerms, findLacks, type Publishable } from "./publishing.ts";
import { tellTimeline, type TimelineFacts } from "./timeline.ts";

const need = {
  title: "提高轴承钢的纯净度",
  content: "氧含量偏高。",
  indicators: "1. 氧含量≤6 ppm；2. 收得率不低于 92%\n外观无裂纹",
  basis: "有 RH 一套。",
  deadline: "2027-06-30",
  enterprise: "某钢铁有限公司",
  budget: { low: "100", high: "200" },
};
const NOW = "2026-11-26T00:00:00.000Z";

describe("a first draft", () => {
  test("takes indicators apart where a comparison stands, and keeps what has none", () => {
    const { terms, title, purpose } = draftFromNeeds([need]);
    expect(terms.indicators.map(({ name, target }) => [name, target])).toEqual([
      ["氧含量", "≤6 ppm"],
      ["收得率", "不低于 92%"],
      ["外观无裂纹", ""],
    ]);
    expect([title, purpose]).toEqual(["提高轴承钢的纯净度", "氧含量偏高。\n现有基础：有 RH 一套。"]);
    expect(terms.criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });
  test("of several needs adds their budgets, names their enterprises once and says whose text is whose", () => {
    const other = { ...need, title: "降低能耗", content: "电耗高。", budget: { low: "50", high: "50" } };
    const { terms, title, posterName, purpose } = draftFromNeeds([need, other]);
    expect(terms.money).toMatchObject({ kind: "budget", low: "150", high: "250" });
    expect([title, posterName]).toEqual(["提高轴承钢的纯净度等 2 项", "某钢铁有限公司"]);
    expect(purpose).toContain("【降低能耗】\n电耗高。");
  });
});

describe("what is frozen", () => {
  const base: Publishable = {
    ...draftFromNeeds([{ ...need, indicators: "氧含量≤6 ppm" }]),
    mode: "sealed",
    opensAt: null,
    closesAt: "2026-12-26T00:00:00.000Z",
    noticeDays: 5,
    quota: null,
    audience: "pair",
    namesPoster: true,
  };
  const lacksOf = (change: Partial<Publishable>) => findLacks({ ...base, ...change }, NOW).map(({ zh }) => zh);
  test.each<readonly [string, Partial<Publishable>]>([
    ["没有写题目", { title: " " }],
    ["没有写截止时间", { closesAt: null }],
    ["截止时间已过", { closesAt: "2026-11-25T00:00:00.000Z" }],
    ["截止时间早于开始时间", { opensAt: "2027-01-01T00:00:00.000Z" }],
    ["赛马制没有写考核节点", { mode: "race" }],
    ["榜金或预算没有写金额", { terms: { ...base.terms, money: { kind: "reward", low: null, high: null, note: "" } } }],
    ["金额的下限大于上限", { terms: { ...base.terms, money: { kind: "reward", low: "2", high: "1", note: "" } } }],
    ["没有评审标准", { terms: { ...base.terms, criteria: [] } }],
    [
      "榜单不公开企业名称，题目或内容里却写着“某钢铁有限公司”，请改写",
      { namesPoster: false, purpose: "某钢铁有限公司的连铸机氧含量偏高" },
    ],
  ])("is not without: %s", (lack, change) => {
    expect(lacksOf(change)).toEqual([lack]);
  });
  test("is whole", () => expect(lacksOf({})).toEqual([]));
  test("has one digest whatever the order of its fields, and another for every change", () => {
    const digest = digestTerms(base, "CHALLENGE-2026-000001");
    const turned = Object.fromEntries(Object.entries(base.terms).toReversed()) as Publishable["terms"];
    expect(digestTerms({ ...base, terms: turned }, "CHALLENGE-2026-000001")).toBe(digest);
    expect(digestTerms({ ...base, quota: 2 }, "CHALLENGE-2026-000001")).not.toBe(digest);
    expect(digestTerms(base, "CHALLENGE-2026-000002")).not.toBe(digest);
    expect(digestTerms({ ...base, posterName: "另一公司" }, "CHALLENGE-2026-000001")).not.toBe(digest);
  });
  test("says nothing of a poster who is not named, by which names could be tried", () => {
    const [one, other] = ["某钢铁有限公司", "另一公司"].map((posterName) =>
      digestTerms({ ...base, posterName, namesPoster: false }, "CHALLENGE-2026-000001"),
    );
    expect(one).toBe(other);
  });
});

describe("a timeline", () => {
  const facts: TimelineFacts = {
    mode: "sealed",
    state: "published",
    reached: { published: NOW },
    opensAt: NOW,
    closesAt: "2026-12-26T00:00:00.000Z",
    isWindowOver: false,
  };
  const told = (change: Partial<TimelineFacts>) =>
    tellTimeline({ ...facts, ...change }).map(({ text, stands }) => `${text.zh} ${stands}`);
  test("says what is now and what comes", () => {
    expect(told({})).toEqual([
      "起草 done",
      "揭榜 now",
      "开标 next",
      "评审 next",
      "决定 next",
      "公示 next",
      "授榜 next",
    ]);
  });
  test("says who has to act once the window is over", () => {
    const hint = tellTimeline({ ...facts, isWindowOver: true }).find(({ stands }) => stands === "now")?.hint;
    expect(hint?.zh).toContain("等待两名工作人员共同开标");
  });
  test("of a joint application passes over the evaluation", () => {
    const reached = { published: NOW, closed: NOW, applied: NOW, in_notice: NOW };
    expect(told({ mode: "negotiated", state: "in_notice", reached })).toEqual([
      "起草 done",
      "揭榜 done",
      "收榜 done",
      "联合申报 done",
      "评审 skipped",
      "决定 skipped",
      "公示 now",
      "授榜 next",
    ]);
  });
  test("ends where the challenge was given up", () => {
    const ended = told({ state: "cancelled", reached: { published: NOW, cancelled: NOW } });
    expect(ended).toEqual([
      "起草 done",
      "揭榜 done",
      "开标 skipped",
      "评审 skipped",
      "决定 skipped",
      "公示 skipped",
      "授榜 skipped",
      "撤榜 now",
    ]);
  });
});
