// Exact amounts in fields: what is typed as decimals is kept as a whole number of the smallest parts, in a decimal string.

import { dropThousandsSeparators } from "@dual-high/kernel";

interface Shape {
  readonly decimals: number;
  /** Before the point, at most. */
  readonly digits?: number;
  readonly isSigned?: boolean;
}

/**
 * "120.5" with two decimals as "12050", "1,200" as "120000"; null where it is no number of this shape, or where a comma parts
 * anything but thousands.
 */
export function readParts(text: string, { decimals, digits = 12, isSigned = false }: Shape): string | null {
  const plain = dropThousandsSeparators(text.trim());
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? [];
  if (whole === "" || whole.length > digits || fraction.length > decimals || (sign !== "" && !isSigned)) return null;
  return BigInt(sign + whole + fraction.padEnd(decimals, "0")).toString();
}

/** Yuan as they are typed, in fen; null where it is no amount: three decimals are none. */
export function readYuan(text: string): string | null {
  return readParts(text, { decimals: 2, digits: 15 });
}

/** 万元 as they are typed, in fen; null where it is no amount. */
export function readWan(text: string): string | null {
  return readParts(text, { decimals: 6, digits: 11 });
}

function split(fen: string, decimals: number): readonly [whole: string, rest: string] {
  const padded = fen.padStart(decimals + 1, "0");
  return [padded.slice(0, -decimals), padded.slice(-decimals)];
}

/** Fen as 万元 without idle zeros: "38.5"; nothing for null. */
export function wanText(fen: string | null): string {
  if (fen === null) return "";
  const [whole, rest] = split(fen, 6);
  const shown = rest.replace(/0+$/, "");
  return shown === "" ? whole : `${whole}.${shown}`;
}

/** Fen as yuan, with both decimals or none: "120.50"; nothing for null. */
export function yuanText(fen: string | null): string {
  if (fen === null) return "";
  const [whole, rest] = split(fen, 2);
  return rest === "00" ? whole : `${whole}.${rest}`;
}

/** A share in percent as it is typed, in basis points; null where it is none. */
export function readPercent(text: string): number | null {
  const parts = readParts(text.replace(/[%％\s]/g, ""), { decimals: 2, digits: 3 });
  const points = Number(parts);
  return parts === null || points > 10_000 ? null : points;
}

export function percentText(points: number | null): string {
  if (points === null) return "";
  return points % 100 === 0 ? String(points / 100) : (points / 100).toFixed(2);
}
