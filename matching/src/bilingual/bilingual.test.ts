import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BILINGUAL_PAIRS } from "../../test/bilingual-texts.ts";
import { candidateTexts, needText } from "../../test/texts.ts";
import { rank, rankAll } from "../rank.ts";
import { buildIndex } from "../candidate-index.ts";
import { builtInTerms, compileTerms, mergeTerms, technicalTerms } from "./term-list.ts";
import { translate } from "./translate.ts";

const abstracts = BILINGUAL_PAIRS.map(({ abstract: [title, content] }, at) => ({ id: `E${at}`, title, content }));
const needs = BILINGUAL_PAIRS.map(({ need: [title, content] }, at) => ({ id: `N${at}`, title, content }));
const firstFor = (terms: Parameters<typeof buildIndex>[1]) => {
  const index = buildIndex(abstracts, terms);
  return needs.filter((need, at) => rank(index, need, { top: 1 })[0]?.id === `E${at}`).length;
};

describe("Chinese needs and English abstracts", () => {
  it("do not meet without terms, and come first for each other with those that come with the engine", () => {
    expect(firstFor({ terms: null })).toBe(0);
    expect(firstFor({})).toBe(BILINGUAL_PAIRS.length);
  });

  it("meet the other way round too", () => {
    const index = buildIndex(needs);
    const found = abstracts.filter((abstract, at) =>
      rank(index, abstract, { top: 3 }).some(({ id }) => id === `N${at}`),
    );
    expect(found).toHaveLength(BILINGUAL_PAIRS.length);
  });

  it("leave the scores of Chinese candidates for Chinese needs as they are", () => {
    const own = needs.map((need) => ({ ...need, id: `Z${need.id}` }));
    for (const need of needs) {
      const inChinese = rankAll(buildIndex(own, { terms: null }), need);
      expect(rankAll(buildIndex(own), need)).toEqual(inChinese);
    }
  });

  it("give scores that are numbers, whatever the texts", () => {
    const terms = compileTerms([
      { zh: "产业化", en: ["industrialization"] },
      { zh: "电池", en: ["battery", "research"] },
    ]);
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, need) => {
        for (const { score } of rankAll(buildIndex(candidates, { terms }), need))
          expect(score).toBeGreaterThanOrEqual(0);
      }),
    );
    const office = { id: "N", title: "产业化", content: "" };
    expect(rankAll(buildIndex(abstracts, { terms }), office).every(({ score }) => score === 0)).toBe(true);
  });
});

const found = (text: string, terms = builtInTerms()) =>
  translate(terms, [{ text, weight: 1 }]).map(({ term, text: wording }) => [term, wording]);

describe("translate", () => {
  it.each([
    [
      "永磁同步电机低速控制",
      [
        ["永磁同步电机", "permanent magnet synchronous motor"],
        ["永磁同步电机", "PMSM"],
      ],
    ],
    ["电池管理系统", [["电池管理系统", "battery management system"]]],
    ["Permanent-Magnet Motors", [["permanent magnet motors", "永磁电机"]]],
    ["a laser, cutting boards", [["laser", "激光器"]]],
    ["关于加强合作的通知", []],
    ["", []],
  ])("%j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("adds nothing that the need says itself, and translates a Chinese need into English only", () => {
    expect(found("永磁同步电机（PMSM）")).toEqual([["永磁同步电机", "permanent magnet synchronous motor"]]);
    expect(found("用于大型商场的 LED 灯")).toEqual([]);
  });

  it("sums the weights of the places where a term stands", () => {
    const texts = [
      { text: "轴承", weight: 8 },
      { text: "轴承与轴承座", weight: 1 },
    ];
    expect(translate(builtInTerms(), texts)).toEqual([{ term: "轴承", text: "bearing", weight: 10 }]);
  });
});

describe("lists of terms", () => {
  it("own terms go before those that come with the engine, and an empty one takes a term out", () => {
    const merged = mergeTerms(technicalTerms(), [
      { zh: "支架", en: ["bracket"] },
      { zh: "轴承", en: [] },
      { zh: "零碳园区", en: ["zero-carbon park"] },
    ]);
    const terms = compileTerms(merged);
    expect(found("支架轴承零碳园区", terms)).toEqual([
      ["支架", "bracket"],
      ["零碳园区", "zero-carbon park"],
    ]);
  });

  it("the built-in ones are whole: a Chinese term, one English wording at least, none twice", () => {
    const terms = technicalTerms();
    expect(terms.length).toBeGreaterThan(500);
    expect(new Set(terms.map(({ zh }) => zh)).size).toBe(terms.length);
    for (const { zh, en } of terms) {
      expect(zh).toMatch(/^[\p{Script=Han}]{2,}$/u);
      for (const wording of en) expect(wording).toMatch(/^[A-Za-z0-9][A-Za-z0-9 -]+$/);
    }
  });
});
