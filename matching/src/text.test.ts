import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officeText } from "../test/texts.ts";
import { fold, foldWithOffsets, visitGrams } from "./text.ts";

function gramsOf(text: string): string[] {
  const grams: string[] = [];
  visitGrams(fold(text), (gram) => grams.push(gram));
  return grams;
}

describe("fold", () => {
  it.each([
    ["ＰＥＲＣ电池", "perc电池"],
    ["⽔处理", "水处理"],
    ["技\u200b术", "技术"],
    ["Al₂O₃", "al2o3"],
    ["e\u0301", "é"],
  ])("%j reads as %j", (original, folded) => {
    expect(fold(original)).toBe(folded);
  });

  it("gives the same text with and without offsets, for any Unicode text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), officeText), (text) => {
        expect(foldWithOffsets(text).text).toBe(fold(text));
      }),
    );
  });

  it("takes a stack of marks that no script has in pieces, so that it costs no more than other text", () => {
    const stack = "\u0301\u0323".repeat(200_000);
    expect(fold(`e${stack}`)).toHaveLength(stack.length);
  });

  it("changes nothing when done twice to office text", () => {
    fc.assert(
      fc.property(officeText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it("maps every unit of the folded text to the cluster it came from", () => {
    fc.assert(
      fc.property(officeText, (original) => {
        const { text, starts, ends } = foldWithOffsets(original);
        expect(starts).toHaveLength(text.length);
        for (let at = 0; at < text.length; at++) {
          expect(fold(original.slice(starts[at], ends[at]))).toContain(text.charAt(at));
        }
      }),
    );
  });
});

describe("visitGrams", () => {
  it("cuts Han runs into single characters and neighbouring pairs, and keeps other words whole", () => {
    expect(gramsOf("永磁电机 42CrMo")).toEqual(["永", "永磁", "磁", "磁电", "电", "电机", "机", "42crmo"]);
  });

  it("never joins what stands left and right of a removed phrase", () => {
    expect(gramsOf("挤压关键技术研究膜")).toEqual(["挤", "挤压", "压", "膜"]);
  });

  it("keeps a technical term that contains a generic phrase", () => {
    expect(gramsOf("基础油")).toContain("础油");
  });

  it("drops bare numbers, units and English office words", () => {
    expect(gramsOf("research on 20 mm membrane systems")).toEqual(["membran"]);
  });

  it("takes English words without their endings, and neighbours as pairs, but not across generic words and marks", () => {
    expect(gramsOf("ceramic membranes for lithium-extraction, filters")).toEqual([
      "ceram",
      "membran",
      "ceram membran",
      "lithium",
      "extract",
      "lithium extract",
      "filter",
    ]);
  });

  it("takes a character outside the basic plane as one", () => {
    expect(gramsOf("𬭊膜")).toEqual(["𬭊", "𬭊膜", "膜"]);
  });

  it("finds nothing in empty text, control characters and punctuation", () => {
    expect(gramsOf("")).toEqual([]);
    expect(gramsOf("\u0000\u0007，。——\n\t")).toEqual([]);
  });
});
