import fc from "fast-check";
import { expect, it } from "vitest";
import { diffTexts } from "./text-diff.ts";

it("tells word by word what became of a text", () => {
  expect(
    diffTexts("提高模具的使用寿命。", "把模具的使用寿命提高到5万次。").filter(({ kind }) => kind === "kept"),
  ).toEqual(expect.arrayContaining([{ text: expect.stringContaining("模具的使用寿命"), kind: "kept" }]));
  expect(diffTexts("reduce the noise", "reduce all the noise")).toEqual([
    { text: "reduce ", kind: "kept" },
    { text: "all ", kind: "added" },
    { text: "the noise", kind: "kept" },
  ]);
  expect(diffTexts("同样的话", "同样的话")).toEqual([{ text: "同样的话", kind: "kept" }]);
});

it("adds up to both texts", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom("模具", "寿命", " ", "\n", "5", "%")).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffTexts(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join("");
      expect([without("added"), without("removed")]).toEqual([before, after]);
    }),
  );
});

it("gives texts up that have nothing in common, however long", () => {
  const [before, after] = ["甲 ".repeat(20_000), "乙 ".repeat(20_000)];
  expect(diffTexts(before, after).map(({ kind }) => kind)).toEqual(["removed", "added"]);
});
