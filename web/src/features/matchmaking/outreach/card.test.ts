import { expect, test } from "vitest";
import { wrap } from "./card.ts";

const measure = (text: string) => [...text].reduce((sum, letter) => sum + (letter > "\u02ff" ? 2 : 1), 0);

test("Chinese breaks anywhere, words stay whole", () => {
  expect(wrap("高密度发酵罐的 DO control 优化", 14, 9, measure)).toEqual(["高密度发酵罐的", "DO control 优", "化"]);
});

test("a word wider than the card is broken", () => {
  expect(wrap("abcdefghij", 4, 9, measure)).toEqual(["abcd", "efgh", "ij"]);
});

test("what does not fit ends in an ellipsis within the width", () => {
  const lines = wrap("一二三四五六七八九十", 6, 2, measure);
  expect(lines).toEqual(["一二三", "四五…"]);
  expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(6);
});

test("what just fits is left alone", () => {
  expect(wrap("一二三四五六", 6, 2, measure)).toEqual(["一二三", "四五六"]);
});
