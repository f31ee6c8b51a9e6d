import { describe, expect, it } from "vitest";
import { binsOf, drawReliability } from "./reliability-diagram.ts";

const pairs = Array.from({ length: 40 }, (_, at) => ({ probability: at / 100, relevant: at % 4 === 0 }));

describe("a reliability diagram", () => {
  it("has bins of equally many pairs, from the least to the most probable", () => {
    const bins = binsOf(pairs.toReversed(), 4);
    expect(bins.map(({ pairs: members }) => members)).toEqual([10, 10, 10, 10]);
    expect(bins.map(({ predicted }) => Number(predicted.toFixed(3)))).toEqual([0.045, 0.145, 0.245, 0.345]);
    expect(bins.map(({ observed }) => observed)).toEqual([0.3, 0.2, 0.3, 0.2]);
  });

  it("draws one dot and one interval for each bin, all inside the frame", () => {
    const svg = drawReliability(binsOf(pairs, 4));
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(dots).toHaveLength(4);
    for (const [x, y] of dots) {
      expect(x).toBeGreaterThan(62);
      expect(x).toBeLessThan(402);
      expect(y).toBeGreaterThan(40);
      expect(y).toBeLessThan(380);
    }
  });
});
