import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BAND_THRESHOLDS, BANDS, bandOf, relevanceOf } from "../bands.ts";
import type { CandidateFacts, NeedFacts } from "./facts.ts";
import { EVIDENCE, EVIDENCE_WEIGHTS, type Evidence, judgeEvidence } from "./judge.ts";
import { weighEvidence } from "./weigh.ts";

const TODAY = "2026-06-01";
const valueOf = (name: Evidence, need: NeedFacts, candidate: CandidateFacts) =>
  judgeEvidence(need, candidate, TODAY).find((judged) => judged.name === name)?.value;
const money = (low: bigint, high = low) => ({ low, high });

describe("chain", () => {
  const need = { chain: [["合成生物", "发酵", "纯化"]] };
  it.each<[string, string[][] | undefined, number | null]>([
    ["the same node", [["合成生物", "发酵", "纯化"]], 1],
    ["its parent", [["合成生物", "发酵"]], 0.5],
    ["a sibling", [["合成生物", "发酵", "菌种"]], 0],
    ["another branch", [["合成生物", "检测", "仪器"]], -1],
    ["another chain", [["新材料"]], null],
    ["the nearest of several", [["新材料"], ["合成生物"], ["合成生物", "发酵"]], 0.5],
    ["none", [], null],
    ["nothing known", undefined, null],
  ])("%s", (_name, chain, expected) => {
    expect(valueOf("chain", need, chain === undefined ? {} : { chain })).toBe(expected);
  });
});

describe("readiness against the deadline", () => {
  it.each([
    [9, "2026-06-01", 0],
    [9, "2027-06-01", 1],
    [6, "2027-12-01", 0],
    [6, "2027-06-01", -0.5],
    [3, "2027-06-01", -1],
    [3, "2030-06-01", 1],
  ])("level %i by %s", (readiness, deadline, expected) => {
    expect(valueOf("readiness", { deadline }, { readiness })).toBeCloseTo(expected, 10);
  });

  it("is not known without either", () => {
    expect(valueOf("readiness", { deadline: "2027-06-01" }, {})).toBeNull();
    expect(valueOf("readiness", {}, { readiness: 6 })).toBeNull();
  });
});

describe("budget", () => {
  it.each<[string, bigint, bigint, bigint, number | null]>([
    ["covers all", 200n, 100n, 150n, 1],
    ["covers half of the range", 125n, 100n, 150n, 0.5],
    ["reaches the lower end", 100n, 100n, 150n, 0],
    ["is a quarter short", 75n, 100n, 150n, -0.5],
    ["is far short", 10n, 100n, 150n, -1],
    ["meets a cost of nothing", 10n, 0n, 0n, null],
  ])("%s", (_name, budget, low, high, expected) => {
    expect(valueOf("budget", { budget: money(budget) }, { cost: money(low, high) })).toBe(expected);
  });
});

describe("place", () => {
  const need = { place: { pair: "P1", city: "无锡", province: "江苏" } };
  it.each([
    ["the same pair, wherever the university is", { pair: "P1", city: "南京" }, 1],
    ["the same city", { pair: "P2", city: "无锡", province: "江苏" }, 0.5],
    ["the same province", { city: "南京", province: "江苏" }, 0],
    ["elsewhere", { city: "合肥", province: "安徽" }, -0.5],
    ["another city of an unknown province", { city: "合肥" }, null],
    ["nothing known", {}, null],
  ])("%s", (_name, place, expected) => {
    expect(valueOf("place", need, { place })).toBe(expected);
  });
});

describe("record and load", () => {
  it.each([
    [0, 0, null],
    [1, 0, 1 / 3],
    [8, 0, 0.8],
    [0, 2, -0.5],
    [3, 3, 0],
  ])("%i contracts fulfilled, %i failed", (fulfilled, failed, expected) => {
    expect(valueOf("record", {}, { record: { fulfilled, failed } })).toBe(expected);
  });

  it.each([
    [0, 4, 0],
    [2, 4, 0],
    [3, 4, -0.5],
    [4, 4, -1],
    [9, 4, -1],
    [0, 0, -1],
  ])("%i needs of %i", (current, capacity, expected) => {
    expect(valueOf("load", {}, { load: { current, capacity } })).toBeCloseTo(expected, 10);
  });
});

describe("all evidence", () => {
  it("counts nothing while nothing is known", () => {
    expect(judgeEvidence({}, {}, TODAY)).toEqual(EVIDENCE.map((name) => ({ name, value: null, logOdds: 0 })));
  });

  it("stays between -1 and 1, times its weight, whatever the facts", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const range = fc.tuple(amount, amount).map(([a, b]) => ({ low: a < b ? a : b, high: a < b ? b : a }));
    const node = fc.array(fc.constantFrom("甲", "乙", "丙"), { maxLength: 4 });
    const count = fc.nat(100);
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const place = fc.record({ pair: fc.constantFrom("1", "2"), city: fc.constantFrom("1", "2") }, { requiredKeys: [] });
    const need = fc.record({ chain: fc.array(node), deadline: day, budget: range, place }, { requiredKeys: [] });
    const candidate = fc.record(
      {
        chain: fc.array(node),
        readiness: fc.integer({ min: 1, max: 9 }),
        cost: range,
        place,
        record: fc.record({ fulfilled: count, failed: count }),
        load: fc.record({ current: count, capacity: count }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(need, candidate, (needFacts, candidateFacts) => {
        for (const { name, value, logOdds } of judgeEvidence(needFacts, candidateFacts, TODAY)) {
          expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1);
          expect(logOdds).toBe(value === null ? 0 : EVIDENCE_WEIGHTS[name] * value);
        }
      }),
    );
  });
});

describe("evidence and the score of the texts", () => {
  const pieces = (...logOdds: readonly number[]) =>
    logOdds.map((value, at) => ({ name: EVIDENCE[at % EVIDENCE.length]!, value, logOdds: value }));
  const believable = fc.double({ min: BAND_THRESHOLDS.weak, max: 1, noNaN: true });
  const small = fc.double({ min: -0.4, max: 0.4, noNaN: true });
  const odds = (score: number) => Math.log(relevanceOf(score) / (1 - relevanceOf(score)));

  it("adds up: the contributions are what the score changes by, and the odds change by what was judged", () => {
    fc.assert(
      fc.property(believable, fc.array(small, { maxLength: 4 }), (text, logOdds) => {
        const { score, evidence } = weighEvidence(text, pieces(...logOdds));
        const sum = evidence.reduce((all, { contribution }) => all + contribution, 0);
        expect(score - text).toBeCloseTo(sum, 12);
        // At the end of its band a score goes no further.
        fc.pre(!Object.values(BAND_THRESHOLDS).some((end) => text < end && end - 1e-5 < score));
        expect(odds(score) - odds(text)).toBeCloseTo(
          logOdds.reduce((all, value) => all + value, 0),
          8,
        );
      }),
    );
  });

  it("gives each piece the sign of its judgement, also when others outweigh it", () => {
    const { evidence } = weighEvidence(0.2, pieces(0.3, -0.3));
    expect(evidence[0]!.contribution).toBeGreaterThan(0);
    expect(evidence[1]!.contribution).toBeCloseTo(-evidence[0]!.contribution, 12);
  });

  it("lifts nobody into another band, and may lower into one", () => {
    fc.assert(
      fc.property(believable, fc.array(small, { maxLength: 4 }), (text, logOdds) => {
        const { score, evidence } = weighEvidence(text, pieces(...logOdds));
        expect(BANDS.indexOf(bandOf(score))).toBeGreaterThanOrEqual(BANDS.indexOf(bandOf(text)));
        const sum = evidence.reduce((all, { contribution }) => all + contribution, 0);
        expect(score - text).toBeCloseTo(sum, 12);
      }),
    );
    expect(bandOf(weighEvidence(0.49, pieces(0.4, 0.4)).score)).toBe("possible");
    expect(bandOf(weighEvidence(0.51, pieces(-0.4)).score)).toBe("possible");
  });

  it("makes no suggestion of what the texts do not support", () => {
    const below = BAND_THRESHOLDS.weak - 1e-9;
    expect(weighEvidence(below, pieces(1, 1, 1))).toMatchObject({ score: below });
    expect(weighEvidence(0, pieces(1)).evidence[0]!.contribution).toBe(0);
  });
});
