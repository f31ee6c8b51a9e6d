import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOut } from "./shares.ts";

const weights = (...some: bigint[]) => some.map((weight) => ({ key: "other" as const, weight }));

test.each([
  ["what divides is divided", 100n, [60n, 20n, 20n], [60n, 20n, 20n]],
  ["one fen over goes to the largest fraction", 100n, [1n, 2n, 3n], [17n, 33n, 50n]],
  ["of equal fractions the earlier is favoured", 100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  ["what is below zero is shared likewise", -100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
  ["who put in nothing has no part", 7n, [0n, 5n], [0n, 7n]],
  ["nobody put in anything", 7n, [0n, 0n], [0n, 0n]],
])("%s", (_, amount, given, wanted) => {
  expect(shareOut(amount, weights(...given))).toEqual(wanted);
});

test("shares come to the amount, and none is a fen off its exact part", () => {
  const sizes = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), sizes, (amount, given) => {
      const total = given.reduce((sum, weight) => sum + weight, 0n);
      fc.pre(total > 0n);
      const shares = shareOut(amount, weights(...given));
      expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(amount);
      for (const [index, share] of shares.entries()) {
        const off = share * total - amount * (given[index] ?? 0n);
        expect(off < total && off > -total).toBe(true);
      }
    }),
  );
});
