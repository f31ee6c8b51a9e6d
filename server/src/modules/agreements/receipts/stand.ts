// How an agreement stands: agreed, received, due, late. Pure.
import type { Payment } from "../types.ts";

/** What of a receipt counts here. */
export interface CountedReceipt {
  readonly amountFen: string;
  readonly paymentPosition: number | null;
  readonly isRoyalty: boolean;
  readonly isReversed: boolean;
}

export function countedOf({
  amountFen,
  paymentPosition,
  isRoyalty,
  reversedAt,
}: Omit<CountedReceipt, "isReversed"> & { readonly reversedAt: string | null }): CountedReceipt {
  return { amountFen, paymentPosition, isRoyalty, isReversed: reversedAt !== null };
}

export interface Stand {
  /** Null where neither an amount nor a payment with one is agreed. */
  readonly agreed: bigint | null;
  readonly received: bigint;
  readonly royalty: bigint;
  readonly open: bigint | null;
  readonly due: bigint;
  readonly overdue: bigint;
  readonly loose: bigint;
  readonly lines: readonly StandLine[];
}

export interface StandLine {
  readonly position: number;
  readonly payment: Payment;
  readonly received: bigint;
  readonly open: bigint | null;
  readonly isOverdue: boolean;
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const atLeastNothing = (amount: bigint) => (amount > 0n ? amount : 0n);

/**
 * Of an agreement with its receipts on a day. Royalties stand beside the amount. What is held against no payment yet makes
 * up for the payments that are late, the earliest first, so that nobody is reminded of money that is here.
 * @param isRunning whether payments still fall due: an agreement that was ended owes nothing by its schedule
 */
export function standOf(
  { amountFen, payments }: { readonly amountFen: string | null; readonly payments: readonly Payment[] },
  receipts: readonly CountedReceipt[],
  { today, isRunning }: { readonly today: string; readonly isRunning: boolean },
): Stand {
  const kept = receipts.filter(({ isReversed }) => !isReversed);
  const amountsOf = (some: readonly CountedReceipt[]) => sum(some.map((receipt) => BigInt(receipt.amountFen)));
  const received = amountsOf(kept.filter(({ isRoyalty }) => !isRoyalty));
  const loose = amountsOf(kept.filter(({ paymentPosition, isRoyalty }) => paymentPosition === null && !isRoyalty));
  const fixed = payments.filter((payment) => payment.amountFen !== null);
  const planned = fixed.length === 0 ? null : sum(fixed.map((payment) => BigInt(payment.amountFen ?? 0)));
  const agreed = amountFen === null ? planned : BigInt(amountFen);
  const lines = payments.map((payment, index): StandLine & { readonly missing: bigint } => {
    const position = index + 1;
    const got = amountsOf(kept.filter(({ paymentPosition }) => paymentPosition === position));
    const open = payment.amountFen === null ? null : atLeastNothing(BigInt(payment.amountFen) - got);
    const isLate = isRunning && payment.dueOn !== null && payment.dueOn < today;
    return { position, payment, received: got, open, isOverdue: false, missing: isLate ? (open ?? 0n) : 0n };
  });
  const late = new Set<number>();
  let left = loose;
  for (const { position, missing } of lines.toSorted((a, b) => compareDue(a.payment, b.payment))) {
    if (missing > left) late.add(position);
    left = atLeastNothing(left - missing);
  }
  const short = sum(lines.map(({ missing }) => missing));
  const isDue = ({ dueOn }: Payment) => isRunning && dueOn !== null && dueOn <= today;
  return {
    agreed,
    received,
    royalty: amountsOf(kept.filter(({ isRoyalty }) => isRoyalty)),
    open: agreed === null ? null : atLeastNothing(agreed - received),
    due: sum(fixed.filter(isDue).map((payment) => BigInt(payment.amountFen ?? 0))),
    overdue: atLeastNothing(short - loose),
    loose,
    lines: lines.map(({ position, payment, received: got, open }) => {
      return { position, payment, received: got, open, isOverdue: late.has(position) };
    }),
  };
}

function compareDue(a: Payment, b: Payment): number {
  return (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999");
}

/**
 * Where receipts stand after the schedule has changed: a payment of the same kind and condition is the same payment,
 * wherever it moved; one that is gone leaves its receipts without a payment.
 */
export function followPayments(
  before: readonly Payment[],
  after: readonly Payment[],
): ReadonlyMap<number, number | null> {
  const isSame = (a: Payment, b: Payment | undefined) =>
    b !== undefined && a.kind === b.kind && a.condition === b.condition;
  const taken = new Set<number>();
  const moves = new Map<number, number | null>();
  const settle = (from: number, to: number) => {
    taken.add(to);
    moves.set(from + 1, to + 1);
  };
  before.forEach((payment, index) => {
    if (isSame(payment, after[index])) settle(index, index);
  });
  before.forEach((payment, index) => {
    if (moves.has(index + 1)) return;
    const to = after.findIndex((other, at) => !taken.has(at) && isSame(payment, other));
    if (to >= 0) settle(index, to);
    else if (after[index]?.kind === payment.kind && !taken.has(index)) settle(index, index);
    else moves.set(index + 1, null);
  });
  return moves;
}
