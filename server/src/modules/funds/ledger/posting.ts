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
