import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocatePrivate } from "./sections.ts";
import { findTerm, freezeTerms, hashGram, openTermTable, TermCounter } from "./term-table.ts";

const gram = fc.string({ unit: fc.constantFrom("膜", "电", "机", "永", "磁", "a", "b", "1"), maxLength: 4 });
const texts = fc.array(fc.array(gram, { maxLength: 20 }), { maxLength: 20 });

const hashOf = (written: string) => {
  const hash = { low: 0, high: 0 };
  hashGram(written, hash);
  return hash;
};

const count = (passages: readonly (readonly string[])[]): TermCounter => {
  const counter = new TermCounter();
  for (const passage of passages) {
    for (const { low, high } of passage.map(hashOf)) counter.add(low, high, 1);
  }
  return counter;
};

describe("the vocabulary", () => {
  it("counts as a map of strings does, and numbers by falling count", () => {
    fc.assert(
      fc.property(texts, (passages) => {
        const expected = Map.groupBy(passages.flat(), (written) => written);
        const table = freezeTerms(count(passages).counts(), allocatePrivate);
        expect(table.terms).toBe(expected.size);
        for (const grams of expected.values()) {
          expect(table.holders[findTerm(table, hashOf(grams[0]!))]).toBe(grams.length);
        }
        expect([...table.holders]).toEqual([...table.holders].sort((a, b) => b - a));
      }),
    );
  });

  it("does not depend on the order, nor on how many counted", () => {
    fc.assert(
      fc.property(texts, (passages) => {
        const parts = [passages.filter((_, at) => at % 2 === 1), passages.filter((_, at) => at % 2 === 0)];
        const together = new TermCounter();
        for (const part of parts) together.addAll(count(part).counts());
        const bytes = (counter: TermCounter) =>
          new Uint8Array(freezeTerms(counter.counts(), allocatePrivate).range.buffer);
        expect(bytes(together)).toEqual(bytes(count(passages)));
      }),
    );
  });

  it("does not know what was not counted", () => {
    const table = freezeTerms(count([["电机"]]).counts(), allocatePrivate);
    expect(findTerm(table, hashOf("电机"))).toBe(0);
    expect(findTerm(table, hashOf("机电"))).toBe(-1);
    expect(findTerm(freezeTerms(new TermCounter().counts(), allocatePrivate), hashOf("膜"))).toBe(-1);
  });

  it("is found again in its bytes, and only there", () => {
    const { range } = freezeTerms(count([["膜"]]).counts(), allocatePrivate);
    expect(findTerm(openTermTable(range.buffer, 0)!, hashOf("膜"))).toBe(0);
    expect(openTermTable(range.buffer.slice(0, -8), 0)).toBeNull();
    expect(openTermTable(new ArrayBuffer(64), 0)).toBeNull();
  });
});
