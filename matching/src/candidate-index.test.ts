import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MatchingError } from "./errors.ts";
import { vectoriseNeed } from "./need-vector.ts";
import { scorePassagesOf } from "./rank.ts";
import { candidateTexts, needText } from "../test/texts.ts";
import { fold, visitGrams } from "./text.ts";
import type { TextItem } from "./types.ts";
import { buildIndex } from "./candidate-index.ts";
import { NEED_WEIGHTS } from "./weights.ts";

/** The slow, obvious way: one map for each text, no index. Returns the cosine of a need's weights with each passage. */
function cosinesByHand(passages: readonly TextItem[], needCounts: ReadonlyMap<string, number>): number[] {
  const titleWeight = 2;
  const bags = passages.map(({ title, content }) => {
    const bag = new Map<string, number>();
    visitGrams(fold(title), (gram) => bag.set(gram, (bag.get(gram) ?? 0) + titleWeight));
    visitGrams(fold(content), (gram) => bag.set(gram, (bag.get(gram) ?? 0) + 1));
    return bag;
  });
  const filled = bags.filter((bag) => bag.size > 0);
  const idf = (gram: string): number =>
    Math.log((1 + filled.length) / (1 + filled.filter((bag) => bag.has(gram)).length)) + 1;
  const normalise = (weights: Map<string, number>): Map<string, number> => {
    const length = Math.hypot(...weights.values());
    return new Map([...weights].map(([gram, weight]) => [gram, weight / length]));
  };
  const need = normalise(new Map([...needCounts].map(([gram, count]) => [gram, count * idf(gram)])));
  return filled.map((bag) => {
    const passage = normalise(new Map([...bag].map(([gram, count]) => [gram, (1 + Math.log(count)) * idf(gram)])));
    return [...need].reduce((sum, [gram, weight]) => sum + weight * (passage.get(gram) ?? 0), 0);
  });
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof MatchingError ? error.code : String(error);
  }
}

describe("buildIndex", () => {
  it("scores every passage as a cosine computed by hand", () => {
    fc.assert(
      fc.property(candidateTexts, needText, (candidates, need) => {
        const titleOnly = { ...need, content: "" };
        const counts = new Map<string, number>();
        visitGrams(fold(need.title), (gram) => counts.set(gram, (counts.get(gram) ?? 0) + 3));
        const sorted = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
        const index = buildIndex(candidates, { terms: null });
        const expected = cosinesByHand(
          sorted.flatMap((candidate) => [candidate, ...(candidate.items ?? [])]),
          counts,
        );
        const vector = vectoriseNeed(index, titleOnly);
        const cosines = sorted.flatMap((_, c) => [...scorePassagesOf(index, vector, c)]);
        expect(cosines).toHaveLength(expected.length);
        // The index keeps weights to half of a 255th of the passage's largest.
        expected.forEach((cosine, passage) => expect(Math.abs(cosines[passage]! - cosine)).toBeLessThan(0.004));
      }),
    );
  });

  it("names an id that occurs twice", () => {
    const twice = [
      { id: "A-1", title: "膜", content: "" },
      { id: "A-1", title: "电机", content: "" },
    ];
    expect(() => buildIndex(twice)).toThrow('the candidate id "A-1" occurs more than once');
  });

  it("names a text that is missing", () => {
    const broken = [{ id: "T1", title: "膜", content: "", items: [{ title: "膜" }] }];
    // @ts-expect-error: what a JSON file may hold
    expect(() => buildIndex(broken)).toThrow('the items[0].content of "T1" is not a text');
  });

  it("accepts no candidates and empty texts", () => {
    expect(buildIndex([]).candidates).toEqual([]);
    expect(buildIndex([{ id: "E", title: "", content: "", items: [] }]).passageItem).toHaveLength(0);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the title weight %d", (candidateTitle) => {
    expect(codeOf(() => buildIndex([], { weights: { ...NEED_WEIGHTS, candidateTitle } }))).toBe("invalid_option");
  });

  it("refuses more meaning than there is score, and says what it expects", () => {
    expect(() => buildIndex([], { weights: { ...NEED_WEIGHTS, meaning: 1.5 } })).toThrow(
      "option weights.meaning is 1.5, but must be a number from 0 to 1",
    );
  });
});
