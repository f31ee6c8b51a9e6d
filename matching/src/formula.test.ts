import { describe, expect, it } from "vitest";
import { describeFormula } from "./formula.ts";
import { NEED_WEIGHTS, PAPER_WEIGHTS } from "./weights.ts";

describe("the line that describes a formula", () => {
  it("differs with every weight, and does not depend on their order", () => {
    const line = describeFormula(NEED_WEIGHTS);
    for (const field of Object.keys(NEED_WEIGHTS) as (keyof typeof NEED_WEIGHTS)[]) {
      expect(describeFormula({ ...NEED_WEIGHTS, [field]: NEED_WEIGHTS[field] / 2 })).not.toBe(line);
    }
    const backwards = Object.fromEntries(Object.entries(NEED_WEIGHTS).reverse()) as unknown as typeof NEED_WEIGHTS;
    expect(describeFormula(backwards)).toBe(line);
    expect(describeFormula(PAPER_WEIGHTS)).not.toBe(line);
  });
});
