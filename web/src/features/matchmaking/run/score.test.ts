import fc from "fast-check";
import { expect, test } from "vitest";
import { partsOf, roundParts, widthOf } from "./score.ts";

test("phrases come in the order of their colours, what is in none last", () => {
  const parts = partsOf(
    0.4,
    [
      { kind: "wording", name: "", share: 0.1 },
      { kind: "term", name: "发酵", share: 0.1 },
      { kind: "term", name: "菌株", share: 0.2 },
    ],
    ["菌株", "发酵"],
  );
  expect(parts.map(({ phrase, name }) => [phrase, name])).toEqual([
    [0, "菌株"],
    [1, "发酵"],
    [null, ""],
  ]);
});

test("the parts add up to the score", () => {
  const share = fc.double({ min: 0, max: 0.2, noNaN: true });
  fc.assert(
    fc.property(fc.array(share, { maxLength: 6 }), share, (shares, rest) => {
      const contributions = shares.map((value, at) => ({ kind: "term", name: `t${at}`, share: value }));
      const score = shares.reduce((sum, value) => sum + value, rest);
      const parts = partsOf(
        score,
        contributions,
        contributions.map(({ name }) => name),
      );
      expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(score, 2);
      const shown = roundParts(
        parts.map((part) => part.share),
        score,
      );
      const sum = shown.reduce((total, figure) => total + Math.round(Number(figure) * 100), 0);
      expect(Math.abs(sum - Math.round(score * 100))).toBeLessThanOrEqual(1);
    }),
  );
});

test("rounded figures still add up", () => {
  expect(roundParts([0.104, 0.104, 0.104], 0.312)).toEqual(["0.11", "0.10", "0.10"]);
});

test("a score beyond the scale fills the bar", () => {
  expect(widthOf(0.8, 0.8)).toBe(100);
  expect(widthOf(0.35, 0.35)).toBe(50);
});
