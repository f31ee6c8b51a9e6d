import { describe, expect, test } from "vitest";
import type { BriefFigure, BriefStop } from "../../platform/ports.ts";
import { planBrief } from "./document.ts";
import { comparePeriods } from "./periods.ts";
import { keepKnown, refuseUpsideDown, showFigures, tellAsks, tellMoves } from "./rules.ts";

const figure = (more: Partial<BriefFigure> = {}): BriefFigure => ({
  key: "needs",
  label: { zh: "企业需求", en: "Needs" },
  measure: { zh: "条", en: "needs" },
  unit: "count",
  inPeriod: 12n,
  before: 9n,
  yearBefore: 0n,
  inAll: 100n,
  since: "2026-01-05",
  path: "/p/x/needs",
  ...more,
});
const money = figure({
  key: "agreed",
  label: { zh: "合同金额", en: "Amount agreed" },
  unit: "fen",
  inPeriod: 120_000_000n,
  before: 120_000_000n,
  yearBefore: 240_000_000n,
  inAll: 990_000_000n,
});
const stop = (key: string, whom: string, ask: string): BriefStop => ({
  key,
  text: { zh: `${key}超过 14 天`, en: key },
  count: 2,
  path: `/p/x/${key}`,
  whom: { zh: whom, en: whom },
  ask: { zh: ask, en: ask },
});

describe("what moved", () => {
  test("is a sentence for each part, without what did not move", () => {
    const hours = figure({ unit: "minutes", measure: { zh: "小时", en: "hours" }, label: { zh: "机时", en: "h" } });
    const parts = [
      { figures: [figure(), figure({ inPeriod: 0n })], stops: [] },
      { figures: [money], stops: [] },
      { figures: [{ ...hours, inPeriod: 59n }], stops: [] },
      { figures: [{ ...hours, inPeriod: 150n }], stops: [] },
    ];
    expect(tellMoves(parts)).toEqual([
      { zh: "企业需求 12 条。", en: "12 needs." },
      { zh: "合同金额 120.0 万元。", en: expect.stringMatching(/^Amount agreed .*1,200,000/) as string },
      { zh: "机时 2 小时。", en: "2 hours." },
    ]);
  });
  test("is said where it is nothing", () => {
    expect(tellMoves([{ figures: [figure({ inPeriod: 0n })], stops: [] }])).toMatchObject([
      { zh: "本期没有新的进展。" },
    ]);
  });
});

test("what is asked of the same people stands together, once", () => {
  const asks = tellAsks([
    stop("a", "专班", "审核"),
    stop("b", "企业", "付款"),
    stop("c", "专班", "公示"),
    stop("d", "专班", "审核"),
  ]);
  expect(asks.map(({ whom, what }) => [whom.zh, what.map(({ zh }) => zh)])).toEqual([
    ["专班", ["审核", "公示"]],
    ["企业", ["付款"]],
  ]);
});

const october = { from: "2026-10-01", until: "2026-11-01" };
const september = { from: "2026-09-01", until: "2026-10-01" };
const octoberBefore = { from: "2025-10-01", until: "2025-11-01" };

describe("a period is compared", () => {
  test.each([
    ["a month with the month before, and with it a year ago", october, october, september, octoberBefore],
    [
      "a month that is not over with as many days of the others",
      { from: "2026-11-01", until: "2026-12-01" },
      { from: "2026-11-01", until: "2026-11-27" },
      { from: "2026-10-01", until: "2026-10-27" },
      { from: "2025-11-01", until: "2025-11-27" },
    ],
    [
      "a quarter with the three months before",
      { from: "2026-07-01", until: "2026-10-01" },
      { from: "2026-07-01", until: "2026-10-01" },
      { from: "2026-04-01", until: "2026-07-01" },
      { from: "2025-07-01", until: "2025-10-01" },
    ],
    [
      "days with as many days before",
      { from: "2026-03-01", until: "2026-03-11" },
      { from: "2026-03-01", until: "2026-03-11" },
      { from: "2026-02-19", until: "2026-03-01" },
      { from: "2025-03-01", until: "2025-03-11" },
    ],
    [
      "a year with the year before, once",
      { from: "2025-01-01", until: "2026-01-01" },
      { from: "2025-01-01", until: "2026-01-01" },
      { from: "2024-01-01", until: "2025-01-01" },
      null,
    ],
  ] as const)("%s", (_, period, now, before, yearBefore) => {
    expect(comparePeriods(period, "2026-11-26")).toEqual({ now, before, yearBefore });
  });

  test("with no stretch before anything was entered", () => {
    const compared = { now: october, before: september, yearBefore: octoberBefore };
    const known = (since: string | null) => keepKnown([{ figures: [figure({ since })], stops: [] }], compared);
    expect(known("2025-10-31")).toEqual({ before: september, yearBefore: octoberBefore });
    expect(known("2025-11-01")).toEqual({ before: september, yearBefore: null });
    expect(known("2026-10-01")).toEqual({ before: null, yearBefore: null });
    expect(known(null)).toEqual({ before: null, yearBefore: null });
  });

  test("by what it has more or less, and parts in which nothing ever counted are left out", () => {
    const never = figure({ key: "fundsPaidIn", since: null });
    const parts = [
      { figures: [figure(), money], stops: [] },
      { figures: [never], stops: [] },
    ];
    const shown = showFigures(parts, { before: september, yearBefore: octoberBefore });
    expect(
      shown.map(({ key, before, yearBefore }) => [key, before?.shown.change.zh, yearBefore?.shown.change.zh]),
    ).toEqual([
      ["needs", "+3 条", "+12 条"],
      ["agreed", "持平", "−120.0 万元"],
    ]);
  });
});

function planned({ lines = 1, compared = { before: september, yearBefore: octoberBefore } as const } = {}) {
  const many = <T>(one: T) => Array.from({ length: lines }, () => one);
  return planBrief(
    {
      scopeId: "x",
      name: { zh: "甲 × 乙", en: "A × B" },
      ...october,
      compared: { now: october, ...compared },
      moved: many({ zh: "企业需求 12 条。", en: "" }),
      figures: showFigures([{ figures: [figure(), money], stops: [] }], compared),
      stops: many({ key: "a", text: { zh: "两条需求没有审核", en: "" }, count: 2, path: "/p/x/needs" }),
      asks: [],
    },
    { origin: "https://dual.example", madeOn: "2026-11-26", sample: "合同的金额。" },
  );
}

test("the page has every figure with what it was before, each leading to the rows of its own days", () => {
  const plan = planned();
  expect(plan.title).toBe("甲 × 乙（2026年10月1日至2026年10月31日）");
  expect(plan.opening).toEqual(["【样例】合同的金额。"]);
  const [table, note] = plan.articles[1]?.blocks ?? [];
  const rows = (text: string, { from, until }: typeof october) => ({
    text,
    address: `https://dual.example/p/x/brief/rows?figure=needs&from=${from}&until=${until}`,
  });
  expect(table).toMatchObject({
    header: ["指标", "本期", "上期", "比上期", "去年同期", "比去年", "累计"],
    rows: [
      [
        { text: "企业需求", address: "https://dual.example/p/x/needs" },
        rows("12 条", october),
        rows("9 条", september),
        "+3 条",
        rows("0 条", octoberBefore),
        "+12 条",
        "100 条",
      ],
      [{ text: "合同金额" }, { text: "120.0 万元" }, { text: "120.0 万元" }, "持平", {}, "−120.0 万元", "990.0 万元"],
    ],
  });
  expect(note).toContain("上期 2026-09-01 至 09-30");
  expect(plan.articles[2]?.blocks).toEqual([
    ["① ", { text: "两条需求没有审核", address: "https://dual.example/p/x/needs" }, "。"],
  ]);
  expect(plan.articles[3]?.blocks).toEqual(["无。"]);
});

test("where much is said, sentences run on, so that all of it stays on the page", () => {
  const plan = planned({ lines: 20 });
  expect(plan.articles[0]?.blocks).toHaveLength(1);
  expect(plan.articles[2]?.blocks).toHaveLength(1);
});

test("a period that ends before it begins is refused", () => {
  expect(() => refuseUpsideDown("2026-11-01", "2026-11-01")).toThrow("2026-11-01");
});
