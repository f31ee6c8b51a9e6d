import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastDayOf } from "../days.ts";
import { isValueOf, ruleOn } from "./rules.ts";
import { splitCommissioned, splitNetIncome, sumOf, taxOf } from "./split.ts";

const NAMES = { account: "横向经费", unit: "生物工程学院", institution: "样例大学" };
const fen = fc.bigInt({ min: 0n, max: 10n ** 15n });

/** Shares that come to 10,000. */
const shares = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 1_000 }), { minLength: count, maxLength: count })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      const scaled = parts.map((part) => Math.floor((part * 10_000) / whole));
      const over = 10_000 - scaled.reduce((sum, part) => sum + part, 0);
      const first = scaled.findIndex((part) => part > 0);
      return scaled.map((part, index) => (index === Math.max(first, 0) ? part + over : part));
    });

describe("a receipt is divided exactly to the fen", () => {
  test("between overheads and the project's account, which takes what does not divide", () => {
    fc.assert(
      fc.property(fen, shares(3), (receipt, [overheadBp = 0, unitBp = 0]) => {
        const lines = splitCommissioned(receipt, { overheadBp, unitBp }, NAMES);
        expect(sumOf(lines)).toBe(receipt);
        const ideal = (receipt * BigInt(10_000 - overheadBp - unitBp)) / 10_000n;
        const account = lines.at(-1)?.amount ?? 0n;
        expect(account >= ideal && account <= ideal + 2n).toBe(true);
      }),
    );
    expect(
      splitCommissioned(101n, { overheadBp: 1_000, unitBp: 500 }, NAMES).map(({ kind, amount }) => [kind, amount]),
    ).toEqual([
      ["overhead", 10n],
      ["unit", 5n],
      ["account", 86n],
    ]);
  });

  test("with what is taken off borne by the project's account alone", () => {
    const line = (kind: "vat" | "recognition_fee", amount: bigint) => ({
      kind,
      name: kind,
      unit: "",
      shareBp: null,
      amount,
    });
    fc.assert(
      fc.property(fen, shares(3), fen, fen, (receipt, [overheadBp = 0, unitBp = 0], vat, fee) => {
        const off = [line("recognition_fee", fee), line("vat", vat)];
        const lines = splitCommissioned(receipt, { overheadBp, unitBp }, NAMES, off);
        const without = splitCommissioned(receipt, { overheadBp, unitBp }, NAMES);
        expect(sumOf(lines)).toBe(receipt);
        expect(lines.slice(0, -1)).toEqual([...off, ...without.slice(0, -1)]);
        expect(lines.at(-1)?.amount).toBe((without.at(-1)?.amount ?? 0n) - vat - fee);
      }),
    );
  });

  test("between inventors, unit and institution: inventors never have a fen less than their share", () => {
    const people = fc.integer({ min: 1, max: 9 }).chain((count) => shares(count));
    fc.assert(
      fc.property(fen, shares(3), people, (net, [inventorsBp = 0, unitBp = 0, institutionBp = 0], parts) => {
        const inventors = parts.map((shareBp, index) => ({ name: `完成人${index}`, unit: "", shareBp }));
        const lines = splitNetIncome(net, { inventorsBp, unitBp, institutionBp }, NAMES, inventors);
        expect(sumOf(lines)).toBe(net);
        const persons = lines.filter(({ kind }) => kind === "inventor");
        const theirs = sumOf(persons);
        expect(theirs * 10_000n >= net * BigInt(inventorsBp)).toBe(true);
        for (const [index, { amount }] of persons.entries()) {
          const ideal = (theirs * BigInt(parts[index] ?? 0)) / 10_000n;
          expect(amount === ideal || amount === ideal + 1n).toBe(true);
        }
      }),
    );
  });

  test("with what is left over going to those who stand first", () => {
    const inventors = [3_334, 3_333, 3_333].map((shareBp, index) => ({ name: `${index}`, unit: "", shareBp }));
    const lines = splitNetIncome(100n, { inventorsBp: 7_000, unitBp: 1_500, institutionBp: 1_500 }, NAMES, inventors);
    expect(lines.map(({ amount }) => amount)).toEqual([24n, 23n, 23n, 15n, 15n]);
  });

  test("after tax by a rate, half a fen upwards", () => {
    expect([taxOf(100n, 600), taxOf(108n, 600), taxOf(109n, 600), taxOf(0n, 600)]).toEqual([6n, 6n, 7n, 0n]);
  });
});

describe("the version of a rule that holds", () => {
  const version = (value: string, inForceFrom: string) => ({ key: "a.b", value, inForceFrom });
  const versions = [version("1", "2026-01-01"), version("2", "2026-06-01"), version("3", "2026-06-01")];
  test.each([
    ["before any began", "2025-12-31", null],
    ["while the first holds", "2026-05-31", "1"],
    ["of two from one day the one entered last", "2026-06-01", "3"],
  ])("%s", (_, day, value) => {
    expect(ruleOn(versions, "a.b", day)?.value ?? null).toBe(value);
  });
});

test.each([
  ["bp", "10000", true],
  ["bp", "10001", false],
  ["bp", "7.5", false],
  ["days", "0", true],
  ["path", "transformation", true],
  ["path", "elsewhere", false],
  ["fen", "500000000", true],
] as const)("a value of %s may be %s: %s", (unit, value, isFit) => {
  expect(isValueOf(unit, value)).toBe(isFit);
});

test("a notice of fifteen days that begins on the first ends on the fifteenth", () => {
  expect(lastDayOf("2026-11-01", 15)).toBe("2026-11-15");
});
