// Dividing a receipt, exactly to the fen. Pure.
import type { LineKind } from "./types.ts";

export interface SplitLine {
  readonly kind: LineKind;
  readonly name: string;
  readonly unit: string;
  readonly shareBp: number | null;
  readonly amount: bigint;
}

const WHOLE = 10_000n;

/** So much of a base, what is below one fen left where it is. */
const partOf = (base: bigint, shareBp: number) => (base * BigInt(shareBp)) / WHOLE;

/**
 * A commissioned project's receipt: overheads of the receipt, each rounded down, and the rest, less what is taken off, to the
 * project's account, which so takes what does not divide. It may come to less than nothing, which is the caller's to refuse.
 */
export function splitCommissioned(
  receipt: bigint,
  shares: { readonly overheadBp: number; readonly unitBp: number },
  names: { readonly account: string; readonly unit: string; readonly institution: string },
  off: readonly SplitLine[] = [],
): SplitLine[] {
  const line = (kind: LineKind, name: string, shareBp: number | null, amount: bigint): SplitLine => ({
    kind,
    name,
    unit: "",
    shareBp,
    amount,
  });
  const overhead = partOf(receipt, shares.overheadBp);
  const unit = partOf(receipt, shares.unitBp);
  return [
    ...off,
    line("overhead", names.institution, shares.overheadBp, overhead),
    ...(shares.unitBp === 0 ? [] : [line("unit", names.unit, shares.unitBp, unit)]),
    line("account", names.account, null, receipt - overhead - unit - sumOf(off)),
  ];
}

export interface Inventor {
  readonly name: string;
  readonly unit: string;
  readonly shareBp: number;
}

/** Tax by a rate, half a fen upwards, as a line of its own. */
export function taxOf(receipt: bigint, taxBp: number): bigint {
  return (receipt * BigInt(taxBp) + WHOLE / 2n) / WHOLE;
}

/**
 * Net income to inventors, unit and institution. Unit and institution are rounded down and the inventors have the rest, so
 * that a floor for inventors is never missed by a fen; among the inventors each is rounded down and the fen left over go, one
 * each, to those who stand first.
 * @param inventors shares of the inventors' part, together 10,000
 */
export function splitNetIncome(
  net: bigint,
  shares: { readonly inventorsBp: number; readonly unitBp: number; readonly institutionBp: number },
  names: { readonly unit: string; readonly institution: string },
  inventors: readonly Inventor[],
): SplitLine[] {
  const unit = partOf(net, shares.unitBp);
  const institution = partOf(net, shares.institutionBp);
  const theirs = net - unit - institution;
  const whole = inventors.map(({ shareBp }) => partOf(theirs, shareBp));
  let over = theirs - whole.reduce((sum, amount) => sum + amount, 0n);
  const persons = inventors.map(({ name, unit: from, shareBp }, index): SplitLine => {
    // Whoever has no share of the part has none of what is left over.
    const extra = over > 0n && shareBp > 0 ? 1n : 0n;
    over -= extra;
    return { kind: "inventor", name, unit: from, shareBp, amount: (whole[index] ?? 0n) + extra };
  });
  const rest = (kind: LineKind, name: string, shareBp: number, amount: bigint): SplitLine[] =>
    shareBp === 0 ? [] : [{ kind, name, unit: "", shareBp, amount }];
  return [
    ...persons,
    ...rest("unit", names.unit, shares.unitBp, unit),
    ...rest("institution", names.institution, shares.institutionBp, institution),
  ];
}

export function sumOf(lines: readonly SplitLine[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}
