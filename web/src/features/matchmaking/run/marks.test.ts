import fc from "fast-check";
import { expect, test } from "vitest";
import { markText } from "../../../text/marks.ts";
import { needMarks, partnerMarks } from "./marks.ts";

test("a text without marks is one plain piece", () => {
  expect(markText("发酵工艺", [])).toEqual([{ text: "发酵工艺", phrases: [] }]);
  expect(markText("", [{ start: 0, end: 2, phrase: 0 }])).toEqual([]);
});

test("a phrase within another belongs to both", () => {
  const pieces = markText("高效发酵工艺优化", [
    { start: 2, end: 6, phrase: 0 },
    { start: 2, end: 4, phrase: 1 },
  ]);
  expect(pieces).toEqual([
    { text: "高效", phrases: [] },
    { text: "发酵", phrases: [0, 1] },
    { text: "工艺", phrases: [0] },
    { text: "优化", phrases: [] },
  ]);
});

test("neighbouring marks of one phrase are one piece", () => {
  const spans = [
    { start: 0, end: 2, phrase: 0 },
    { start: 2, end: 4, phrase: 0 },
  ];
  expect(markText("发酵工艺", spans)).toEqual([{ text: "发酵工艺", phrases: [0] }]);
});

test("the pieces add up to the text, and a character is marked by the spans that cover it and no other", () => {
  const span = fc.record({
    start: fc.integer({ min: -3, max: 30 }),
    end: fc.integer({ min: -3, max: 30 }),
    phrase: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 24 }), fc.array(span, { maxLength: 8 }), (text, spans) => {
      const pieces = markText(text, spans);
      expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      let at = 0;
      for (const piece of pieces) {
        for (let index = at; index < at + piece.text.length; index += 1) {
          const covering = spans.filter(({ start, end }) => start <= index && index < end).map(({ phrase }) => phrase);
          expect(new Set(piece.phrases)).toEqual(new Set(covering));
        }
        at += piece.text.length;
      }
    }),
  );
});

test("marks of the need and of the partner's items are kept apart by field and item", () => {
  const terms = [
    {
      needSpans: [
        { field: "title", start: 0, end: 2 },
        { field: "content", start: 5, end: 7 },
      ],
      partnerSpans: [
        { field: "title", start: 1, end: 3, item: null },
        { field: "title", start: 4, end: 6, item: 2 },
      ],
    },
  ];
  expect(needMarks(terms, "title")).toEqual([{ start: 0, end: 2, phrase: 0 }]);
  expect(needMarks(terms, "content")).toEqual([{ start: 5, end: 7, phrase: 0 }]);
  expect(partnerMarks(terms, "title", null)).toEqual([{ start: 1, end: 3, phrase: 0 }]);
  expect(partnerMarks(terms, "title", 2)).toEqual([{ start: 4, end: 6, phrase: 0 }]);
  expect(partnerMarks(terms, "content", null)).toEqual([]);
});
