import { partOf } from "@dual-high/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Payment } from "../types.ts";
import { followPayments, standOf } from "./stand.ts";

const pay = (amount: bigint | null, dueOn: string | null = null, more: Partial<Payment> = {}): Payment => ({
  kind: amount === null ? "royalty" : "instalment",
  condition: "",
  amountFen: amount === null ? null : String(amount),
  royaltyBp: amount === null ? 150 : null,
  dueOn,
  ...more,
});
const got = (amountFen: number, paymentPosition: number | null = null, more = {}) => ({
  amountFen: String(amountFen),
  paymentPosition,
  isRoyalty: false,
  isReversed: false,
  ...more,
});
const TODAY = { today: "2026-11-26", isRunning: true };

describe("how an agreement stands", () => {
  const payments = [pay(500n, "2026-11-01"), pay(300n, "2026-11-26"), pay(200n, "2027-01-01"), pay(null)];
  test.each([
    ["nothing has come", [], { received: 0n, open: 1000n, due: 800n, overdue: 500n }, [1]],
    ["the late payment has come in part", [got(200, 1)], { received: 200n, open: 800n, overdue: 300n }, [1]],
    ["a later payment has come, which is not the late one", [got(200, 3)], { overdue: 500n, open: 800n }, [1]],
    ["money is here that nobody has matched", [got(500)], { overdue: 0n, loose: 500n, open: 500n }, []],
    ["a receipt was reversed", [got(500, 1, { isReversed: true })], { received: 0n, overdue: 500n }, [1]],
    ["a royalty stands beside the amount", [got(900, 4, { isRoyalty: true })], { royalty: 900n, open: 1000n }, [1]],
  ] as const)("%s", (_, receipts, expected, late) => {
    const stand = standOf({ amountFen: "1000", payments }, receipts, TODAY);
    expect(stand).toMatchObject(expected);
    expect(stand.lines.filter(({ isOverdue }) => isOverdue).map(({ position }) => position)).toEqual(late);
  });
  test("an agreement that was ended owes nothing by its schedule", () => {
    expect(standOf({ amountFen: "1000", payments }, [], { ...TODAY, isRunning: false }).overdue).toBe(0n);
  });
  test("without an amount the payments say what is agreed, and without either nothing is", () => {
    expect(standOf({ amountFen: null, payments }, [], TODAY).agreed).toBe(1000n);
    expect(standOf({ amountFen: null, payments: [pay(null)] }, [], TODAY).agreed).toBeNull();
  });
  test("received and open are what is agreed, as long as no more came than was agreed", () => {
    const amount = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        fc.array(amount, { maxLength: 6 }),
        (plan, came) => {
          const planned = plan.map((each) => pay(BigInt(each), "2026-01-01"));
          const stand = standOf(
            { amountFen: null, payments: planned },
            came.map((each) => got(each)),
            TODAY,
          );
          const [agreed, received] = [stand.agreed ?? 0n, stand.received];
          expect(received + (stand.open ?? 0n)).toBe(received > agreed ? received : agreed);
          expect(stand.overdue).toBe(stand.open);
        },
      ),
    );
  });
});

test("a royalty is reckoned from its sales, half a fen upwards", () => {
  expect(partOf(10_000n, 150)).toBe(150n);
  expect(partOf(33n, 150)).toBe(0n);
  expect(partOf(34n, 150)).toBe(1n);
});

describe("receipts follow their payment", () => {
  const [a, b, c] = ["签订后", "中期", "验收"].map((condition) => pay(100n, null, { condition }));
  const lines = (...some: (Payment | undefined)[]) => some.filter((each) => each !== undefined);
  test.each([
    ["when nothing moved", lines(a, b), lines(a, b), [1, 2]],
    ["when one was put before them", lines(a, b), lines(c, a, b), [2, 3]],
    ["when they changed places", lines(a, b), lines(b, a), [2, 1]],
    ["when its words changed and it stayed where it was", lines(a, b), lines(a, c), [1, 2]],
    ["unless it is gone", lines(a, b), lines(a), [1, null]],
  ])("%s", (_, before, after, expected) => {
    const moves = followPayments(before, after);
    expect(before.map((__, index) => moves.get(index + 1))).toEqual(expected);
  });
});
