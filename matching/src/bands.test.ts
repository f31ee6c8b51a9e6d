import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BAND_THRESHOLDS, BANDS, bandOf, relevanceOf } from "./bands.ts";

const score = fc.double({ min: 0, max: 1, noNaN: true });

describe("bands", () => {
  it.each([
    [BAND_THRESHOLDS.strong, "strong"],
    [BAND_THRESHOLDS.possible, "possible"],
    [BAND_THRESHOLDS.weak, "weak"],
    [0, "none"],
  ])("a score of %d begins the band %s", (threshold, band) => {
    expect(bandOf(threshold)).toBe(band);
  });

  it("a higher score never means a lower band or a lower probability", () => {
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(BANDS.indexOf(bandOf(high))).toBeLessThanOrEqual(BANDS.indexOf(bandOf(low)));
        expect(relevanceOf(high)).toBeGreaterThanOrEqual(relevanceOf(low));
      }),
    );
  });

  it("a strong match is more likely relevant than not, and nothing in common hardly ever is", () => {
    expect(relevanceOf(BAND_THRESHOLDS.strong)).toBeGreaterThan(0.5);
    expect(relevanceOf(0)).toBeLessThan(0.05);
  });
});
