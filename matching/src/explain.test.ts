import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain, whyNot } from "./explain.ts";
import { rank, rankAll, scoreOf } from "./rank.ts";
import { candidateTexts, needText } from "../test/texts.ts";
import { fold } from "./text.ts";
import { buildIndex } from "./candidate-index.ts";

const index = buildIndex([
  { id: "A1", title: "电动汽车驱动用永磁同步电机", content: "永磁同步电机的控制器与电动滚筒" },
  { id: "A2", title: "高效 PERC 电池的制备方法", content: "" },
  {
    id: "T1",
    title: "智能控制团队",
    content: "",
    items: [
      { title: "矿用隔爆型永磁同步电机", content: "" },
      { title: "母乳低聚糖的发酵", content: "" },
    ],
  },
  { id: "E1", title: "Nanofiltration membrane for lithium extraction", content: "A ceramic membrane" },
]);
const need = {
  id: "N",
  title: "矿用隔爆型永磁同步电动滚筒研究与应用",
  content: "需求内容：解决永磁同步电机低速控制问题。PERC电池不涉及。",
};

const wordsOf = (id: string, text = need): string[] => explain(index, text, id).terms.map(({ term }) => term);

describe("explain", () => {
  it("shows shared phrases as a reader would write them, heaviest first", () => {
    expect(wordsOf("A1")).toEqual(["永磁同步电机", "电动滚筒", "控制"]);
    expect(wordsOf("T1")).toEqual(["矿用隔爆型永磁同步", "永磁同步电机", "控制"]);
  });

  it("keeps the writing of the need, and generic words and single characters out", () => {
    expect(wordsOf("A2")).toEqual(["电池", "PERC"]);
  });

  it("joins neighbouring English words", () => {
    const english = { id: "N", title: "Lithium extraction with a Nanofiltration Membrane", content: "" };
    expect(wordsOf("E1", english)).toEqual(["Nanofiltration Membrane", "Lithium extraction"]);
  });

  it("says which items of a team counted", () => {
    const { evidence } = explain(index, need, "T1");
    expect(evidence.map(({ item }) => item)).toEqual([0, null, 1]);
    expect(evidence.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("accounts for the whole score: terms and rest, features, evidence", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id, score } of rankAll(random, text)) {
          const { terms, rest, features, evidence, ...explained } = explain(random, text, id);
          expect(explained.score).toBe(score);
          expect(Math.abs(terms.reduce((sum, { share }) => sum + share, rest) - score)).toBeLessThan(1e-9);
          expect(Math.abs(features.reduce((sum, { contribution }) => sum + contribution, 0) - score)).toBeLessThan(
            1e-9,
          );
          expect(Math.abs(evidence.reduce((sum, part) => sum + part.cosine * part.share, 0) - score)).toBeLessThan(
            1e-9,
          );
        }
      }),
    );
  });

  it("points at the terms in both original texts", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id, terms } of rank(random, text, { top: 3 }).map((found) => explain(random, text, found.id))) {
          const candidate = candidates.find((other) => other.id === id)!;
          for (const { term, share, needSpans, candidateSpans } of terms) {
            expect(share).toBeGreaterThan(0);
            expect(needSpans.length).toBeGreaterThan(0);
            expect(candidateSpans.length).toBeGreaterThan(0);
            for (const { field, start, end } of needSpans) {
              expect(fold(text[field].slice(start, end))).toBe(fold(term));
            }
            for (const { item, field, start, end } of candidateSpans) {
              const source = item === null ? candidate : candidate.items![item]!;
              expect(fold(source[field].slice(start, end))).toBe(fold(term));
            }
          }
        }
      }),
    );
  });
});

describe("spans", () => {
  it("mark a short phrase only where it does not stand inside a longer one", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const random = buildIndex(candidates);
        for (const { id } of rank(random, text, { top: 3 })) {
          const spans = explain(random, text, id).terms.flatMap(({ needSpans }) => needSpans);
          for (const inner of spans) {
            const around = spans.filter(
              ({ field, start, end }) => field === inner.field && start <= inner.start && inner.end <= end,
            );
            expect(around).toEqual([inner]);
          }
        }
      }),
    );
  });
});

describe("whyNot", () => {
  it("says where the candidate stands and which words of the need it lacks", () => {
    const best = rank(index, need, { top: 2 });
    const answer = whyNot(index, need, "A2", { top: 2 });
    expect(answer.rank).toBe(3);
    expect(answer.gap).toBeCloseTo(best[1]!.score - scoreOf(index, need, "A2"), 12);
    expect(answer.lacks.map(({ term }) => term)).toContain("永磁同步");
  });

  it("gives the place that the ranking gives, and no gap to a candidate that is shown", () => {
    fc.assert(
      fc.property(candidateTexts, needText, fc.integer({ min: 1, max: 5 }), (candidates, text, top) => {
        const random = buildIndex(candidates);
        for (const [at, { id, score }] of rankAll(random, text).entries()) {
          const answer = whyNot(random, text, id, { top });
          expect(answer).toMatchObject({ rank: at + 1, score });
          expect(at < top ? -answer.gap : answer.gap).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
