// What each kind of entry does to the accounts. Pure.
import type { AccountKey } from "../types.ts";

/** An account and what it gains: debit above zero, credit below. */
export interface Line {
  readonly account: AccountKey;
  readonly amount: bigint;
}

/** From the credited account to the debited one. */
function move(amount: bigint, debit: AccountKey, credit: AccountKey): Line[] {
  return [
    { account: debit, amount },
    { account: credit, amount: -amount },
  ];
}

export const commitContribution = (amount: bigint): Line[] => move(amount, "receivable", "capital");
export const payContribution = (amount: bigint): Line[] => move(amount, "bank", "receivable");
export const receiveInterest = (amount: bigint): Line[] => move(amount, "bank", "income");
export const payFee = (amount: bigint): Line[] => move(amount, "fees", "bank");

/** The same with the signs turned: together they come to nothing on every account. */
export const reverseLines = (lines: readonly Line[]): Line[] =>
  lines.map(({ account, amount }) => ({ account, amount: -amount }));

type Aid = "grant" | "equity" | "grant_to_equity";
/** On which account money that was paid to a project stands. */
const HELD_ON: Readonly<Record<Aid, AccountKey>> = {
  grant: "grants",
  equity: "equity",
  grant_to_equity: "convertible",
};

export const payTranche = (kind: Aid, amount: bigint): Line[] => move(amount, HELD_ON[kind], "bank");
export const convert = (amount: bigint): Line[] => move(amount, "equity", "convertible");
export const receiveDividend = (amount: bigint): Line[] => move(amount, "bank", "income");

/** What comes back of a grant lessens the grants paid; of what is held, what is held. */
export const receiveRepayment = (from: "grants" | "convertible" | "equity", amount: bigint): Line[] =>
  move(amount, "bank", from);

/** Equity leaves at what it was held at; what it brought beyond that is income, what it did not bring a loss. */
export function sellEquity(proceeds: bigint, cost: bigint): Line[] {
  const gain = proceeds - cost;
  return [
    { account: "bank", amount: proceeds },
    { account: "equity", amount: -cost },
    ...(gain > 0n ? [{ account: "income" as const, amount: -gain }] : []),
    ...(gain < 0n ? [{ account: "write_offs" as const, amount: -gain }] : []),
  ];
}

export const writeOff = (from: "convertible" | "equity", amount: bigint): Line[] => move(amount, "write_offs", from);
