import { percentText, readParts, yuanText } from "../../text/amounts.ts";
import { formatFen } from "../../text/format.ts";
import type { Say } from "../../text/texts.ts";
import type { ContributionKind } from "./data.ts";
import type { ConsortiaKey } from "./texts.ts";

type SayConsortia = Say<ConsortiaKey>;

/** "120.0 万元", "12 人月". */
export function amountText(kind: ContributionKind, amount: string, t: SayConsortia, language: "zh" | "en"): string {
  return kind === "money" ? formatFen(amount, language) : `${amount} ${t(`unit.${kind}`)}`;
}

/** What was typed, as the API takes it; null where it is nothing of that kind. */
export function readAmount(kind: ContributionKind, text: string): string | null {
  const amount = kind === "money" ? readParts(text, { decimals: 2 }) : readParts(text, { decimals: 0 });
  return amount === "0" ? null : amount;
}

/** What is typed to mean that amount. */
export function typedAmount(kind: ContributionKind, amount: bigint): string {
  return kind === "money" ? yuanText(String(amount)) : String(amount);
}

/** In hundredths of a percent, as it is typed: "33.34". */
export function readShare(text: string): number | null {
  const parts = text.trim() === "" ? "0" : readParts(text, { decimals: 2, digits: 3 });
  return parts === null || Number(parts) > 10_000 ? null : Number(parts);
}

export function shareText(bp: number): string {
  return bp === 0 ? "" : percentText(bp);
}

/** The whole divided as evenly as it goes; what is left over goes, one each, to those who stand first. */
export function evenShares(count: number): number[] {
  const each = Math.floor(10_000 / count);
  return Array.from({ length: count }, (_, index) => each + (index < 10_000 - each * count ? 1 : 0));
}

/** Whole percent of what was promised; rounded down, so that it says 100 only when all is there. */
export function percentOf(delivered: string, promised: string): number {
  return promised === "0" ? 0 : Number((BigInt(delivered) * 100n) / BigInt(promised));
}
