import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decision, trainMeaning } from "./train.ts";

const part = fc.double({ min: 0, max: 1, noNaN: true });
const decision = fc.record({
  needId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  wording: part,
  meaning: part,
  accepted: fc.boolean(),
});

/** 40 needs whose people accept what means the same, and refuse what is only written alike. */
const readers: Decision[] = Array.from({ length: 40 }, (_, at) => at).flatMap((at) => [
  { needId: `N${at}`, wording: 0.2, meaning: 0.5 + at / 200, accepted: true },
  { needId: `N${at}`, wording: 0.4, meaning: 0.1, accepted: false },
]);

describe("trainMeaning", () => {
  it("gives meaning more weight where people follow it, and is better on what was held back", () => {
    const { meaning, pairs, before, after } = trainMeaning(readers, 0.25);
    expect(meaning).toBeGreaterThan(0.35);
    expect(pairs).toBe(40);
    expect(before).toBe(0);
    expect(after).toBe(1);
  });

  it("stays near the present weight with few decisions", () => {
    expect(trainMeaning(readers.slice(0, 4), 0.25).meaning).toBeLessThan(0.35);
  });

  it("keeps the present weight where nothing was both accepted and refused", () => {
    const accepted = readers.filter((one) => one.accepted);
    expect(trainMeaning(accepted, 0.25)).toEqual({ meaning: 0.25, pairs: 0, before: null, after: null });
  });

  it("does not depend on the order of the decisions, and stays within its bounds", () => {
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 30 }), (decisions) => {
        const trained = trainMeaning(decisions, 0.25);
        const turned = trainMeaning(decisions.toReversed(), 0.25);
        expect(turned.pairs).toBe(trained.pairs);
        expect(turned.meaning).toBeCloseTo(trained.meaning, 6);
        expect(trained.meaning).toBeGreaterThanOrEqual(0);
        expect(trained.meaning).toBeLessThanOrEqual(0.8);
        const shares = [trained.before ?? 0, trained.after ?? 0];
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });
});
