import { describe, expect, test } from "vitest";
import type { BriefFigure, BriefStop } from "../../platform/ports.ts";
import { planBrief } from "./document.ts";
import { refuseUpsideDown, showFigures, tellAsks, tellMoves } from "./rules.ts";

const figure = (more: Partial<BriefFigure> = {}): BriefFigure => ({
  key: "needs",
  label: { zh: "企业需求", en: "Needs" },
  measure: { zh: "条", en: "needs" },
  unit: "count",
  inPeriod: 12n,
  inAll: 100n,
  path: "/p/x/needs",
  ...more,
});
const money = figure({
  key: "agreed",
  label: { zh: "合同金额", en: "Amount agreed" },
  unit: "fen",
  inPeriod: 120_000_000n,
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

test("the page has every figure with the address of its rows, two side by side", () => {
  const plan = planBrief(
    {
      scopeId: "x",
      name: { zh: "甲 × 乙", en: "A × B" },
      from: "2026-10-01",
      until: "2026-11-01",
      moved: [{ zh: "企业需求 12 条。", en: "" }],
      figures: showFigures([{ figures: [figure(), money, figure()], stops: [] }]),
      stops: [{ key: "a", text: { zh: "两条需求没有审核", en: "" }, count: 2, path: "/p/x/needs" }],
      asks: [],
    },
    { origin: "https://dual.example", lastDay: "2026-10-31", madeOn: "2026-11-26", sample: "合同的金额。" },
  );
  expect(plan.title).toBe("甲 × 乙（2026年10月1日至2026年10月31日）");
  expect(plan.opening).toEqual(["【样例】合同的金额。"]);
  const [table] = plan.articles[1]?.blocks ?? [];
  const link = { text: "企业需求", address: "https://dual.example/p/x/needs" };
  expect(table).toMatchObject({
    rows: [
      [link, "12 条", "100 条", link, "12 条", "100 条"],
      [{ text: "合同金额" }, "120.0 万元", "990.0 万元", "", "", ""],
    ],
  });
  expect(plan.articles[2]?.blocks).toEqual([
    ["① ", { text: "两条需求没有审核", address: "https://dual.example/p/x/needs" }, "。"],
  ]);
  expect(plan.articles[3]?.blocks).toEqual(["无。"]);
});

test("a period that ends before it begins is refused", () => {
  expect(() => refuseUpsideDown("2026-11-01", "2026-11-01")).toThrow("2026-11-01");
});
