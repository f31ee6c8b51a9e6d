import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rank, rankAll, scoreOf } from "./rank.ts";
import { candidateTexts, needText } from "../test/texts.ts";
import { buildIndex } from "./candidate-index.ts";

const motor = { title: "永磁同步电机控制", content: "" };
const membrane = { title: "纳滤膜分离提纯", content: "" };
const need = { id: "N", title: "永磁同步电机的低速控制", content: "电机低速时转矩脉动大" };

const repeat = <T>(value: T, times: number): T[] => Array.from({ length: times }, () => value);

describe("rank", () => {
  it("puts the candidate on the same matter first and leaves out those with nothing in common", () => {
    const index = buildIndex([
      { id: "A", ...membrane },
      { id: "B", ...motor },
    ]);
    expect(rank(index, need, { top: 5 }).map(({ id }) => id)).toEqual(["B"]);
  });

  it("gives the same bytes whatever the order of the candidates", () => {
    fc.assert(
      fc.property(
        candidateTexts.chain((candidates) =>
          fc.tuple(
            fc.constant(candidates),
            fc.shuffledSubarray(candidates, { minLength: candidates.length, maxLength: candidates.length }),
          ),
        ),
        needText,
        ([candidates, shuffled], text) => {
          expect(JSON.stringify(rankAll(buildIndex(shuffled), text))).toBe(
            JSON.stringify(rankAll(buildIndex(candidates), text)),
          );
        },
      ),
    );
  });

  it("shows the beginning of the whole ranking, without zeros", () => {
    fc.assert(
      fc.property(candidateTexts, needText, fc.integer({ min: 1, max: 15 }), (candidates, text, top) => {
        const index = buildIndex(candidates);
        const positive = rankAll(index, text).filter(({ score }) => score > 0);
        expect(rank(index, text, { top })).toEqual(positive.slice(0, top));
      }),
    );
  });

  it("scores from 0 to 1, and one candidate exactly as in the ranking", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, text) => {
        const index = buildIndex(candidates);
        for (const { id, score } of rankAll(index, text)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-6);
          expect(scoreOf(index, text, id)).toBe(score);
        }
      }),
    );
  });

  it("orders equal candidates by id, in code units", () => {
    const index = buildIndex(["b", "a", "B", "10", "9"].map((id) => ({ id, ...motor })));
    expect(rank(index, need, { top: 4 }).map(({ id }) => id)).toEqual(["10", "9", "B", "a"]);
  });

  it("does not let a team win by the number of its items", () => {
    const index = buildIndex([
      { id: "few", title: "", content: "", items: repeat(motor, 5) },
      { id: "many", title: "", content: "", items: [...repeat(motor, 5), ...repeat(membrane, 40)] },
      { id: "most", title: "", content: "", items: repeat(motor, 60) },
    ]);
    const scores = new Map(rankAll(index, need).map(({ id, score }) => [id, score]));
    expect(scores.get("many")).toBe(scores.get("few"));
    expect(scores.get("most")).toBe(scores.get("few"));
  });

  it("prefers the team with more work on the matter to the one with a single hit", () => {
    const index = buildIndex([
      { id: "deep", title: "", content: "", items: [motor, motor, membrane] },
      { id: "once", title: "", content: "", items: [motor, membrane, membrane] },
    ]);
    expect(rank(index, need, { top: 1 })[0]?.id).toBe("deep");
  });

  it("scores a need without content, or with generic words only, as 0 everywhere", () => {
    const index = buildIndex([{ id: "A", ...motor }]);
    expect(rankAll(index, { id: "N", title: "", content: "" })).toEqual([{ id: "A", score: 0 }]);
    expect(rankAll(index, { id: "N", title: "关键技术研究", content: "本公司需求" })).toEqual([{ id: "A", score: 0 }]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses top = %d", (top) => {
    expect(() => rank(buildIndex([]), need, { top })).toThrow("option top is");
  });

  it("names an unknown candidate", () => {
    expect(() => scoreOf(buildIndex([]), need, "X")).toThrow('no candidate with the id "X"');
  });
});
