import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officeText } from "../../test/texts.ts";
import { fold, visitGrams } from "../text.ts";
import { readContexts } from "./contexts.ts";
import { associationsIn } from "./ppmi.ts";

/** The slow, obvious way: every clause as a set of grams, every pair of grams counted by looking at all clauses. */
function strengthByHand(clauses: readonly Set<string>[], contexts: readonly string[], gram: string, context: string) {
  const together = (a: string, b: string): number =>
    a === b ? 0 : clauses.filter((clause) => clause.has(a) && clause.has(b)).length;
  const total = (of: string): number => contexts.reduce((sum, other) => sum + together(of, other), 0);
  const power = (of: string): number => total(of) ** 0.85;
  const chance = power(context) / contexts.reduce((sum, other) => sum + power(other), 0);
  if (together(gram, context) === 0 || total(context) === 0) return 0;
  return Math.max(0, Math.log(together(gram, context) / (total(gram) * chance)) - 1);
}

describe("associationsIn", () => {
  it("gives what counting by hand gives", () => {
    fc.assert(
      fc.property(fc.array(officeText, { maxLength: 12 }), (lines) => {
        const { all: contexts } = readContexts(lines.map((title) => ({ title, content: "" })));
        const associationsOf = associationsIn(contexts);
        const clauses = lines
          .flatMap((line) => fold(line).split(/[,;:.!?()[\]、。\n]+/u))
          .map((clause) => {
            const grams = new Set<string>();
            visitGrams(clause, (gram) => grams.add(gram));
            return grams;
          });
        const singles = contexts.grams.slice(0, contexts.contextGrams);
        contexts.grams.forEach((gram, at) => {
          const found = associationsOf(at);
          singles.forEach((single, context) => {
            const strength = found.strengths[found.contexts.indexOf(context)] ?? 0;
            expect(strength).toBeCloseTo(strengthByHand(clauses, singles, gram, single), 9);
          });
        });
      }),
      { numRuns: 30 },
    );
  });
});
