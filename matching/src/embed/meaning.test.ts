import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rankAll } from "../rank.ts";
import type { CandidateText } from "../types.ts";
import { buildIndex } from "../candidate-index.ts";

const FIELDS = [
  ["电机", "转子", "定子", "绕组", "转矩", "磁钢"],
  ["薄膜", "过滤", "渗透", "通量", "孔径", "截留"],
  ["发酵", "菌株", "酶解", "蛋白", "培养", "提纯"],
] as const;

/** 600 titles of three words each out of one field, so that words of a field keep company, among 600 of other things. */
const candidates: CandidateText[] = Array.from({ length: 1200 }, (_, at) => {
  if (at >= 600) {
    const others = [7, 11, 13, 17].map((step) => String.fromCharCode(0x5000 + ((at * step) % 400)));
    return { id: String(at), title: others.join(""), content: "" };
  }
  const words = FIELDS[at % FIELDS.length]!;
  const title = [0, 1, 2].map((place) => words[(Math.floor(at / 3) + place * (1 + (at % 2))) % words.length]).join("");
  return { id: String(at), title, content: "" };
});

describe("meaning", () => {
  it("puts what keeps the same company before what does not, though neither shares a character with the need", () => {
    const index = buildIndex([
      ...candidates,
      { id: "near", title: "磁钢", content: "" },
      { id: "far", title: "提纯", content: "" },
    ]);
    const scores = new Map(rankAll(index, { id: "N", title: "转子", content: "" }).map(({ id, score }) => [id, score]));
    expect(scores.get("near")).toBeGreaterThan(0.1);
    expect(scores.get("far")).toBeLessThan(0.05);
  });

  it("learns the words of needs from texts that are no candidates", () => {
    const need = { id: "N", title: "驱动器", content: "" };
    const background = Array.from({ length: 240 }, (_, at) => ({
      title: `驱动器${FIELDS[0][at % 6]}`,
      content: "",
    }));
    const best = (index: ReturnType<typeof buildIndex>) => rankAll(index, need)[0]!;
    expect(best(buildIndex(candidates)).score).toBe(0);
    const { id, score } = best(buildIndex(candidates, { background }));
    expect(score).toBeGreaterThan(0);
    expect(FIELDS[0].some((word) => candidates[Number(id)]!.title.includes(word))).toBe(true);
  });

  it("gives the same bytes whatever the order of candidates and background", () => {
    const background = [
      { title: "转子", content: "绕组" },
      { title: "菌株", content: "" },
    ];
    const need = { id: "N", title: "绕组与菌株", content: "" };
    const expected = JSON.stringify(rankAll(buildIndex(candidates, { background }), need));
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: candidates.length }), (shuffled) => {
        const index = buildIndex(shuffled, { background: background.toReversed() });
        expect(JSON.stringify(rankAll(index, need))).toBe(expected);
      }),
      { numRuns: 3 },
    );
  });

  it("has nothing to say with few texts", () => {
    expect(buildIndex(candidates.slice(0, 900)).meaning).toBeNull();
  });
});
