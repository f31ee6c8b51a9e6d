import { fenPerUnit } from "./money.ts";
import { dropThousandsSeparators } from "./thousands.ts";

/** `not_fen`: an amount, and one that ends below the fen. */
export type ExactAmount =
  | { readonly kind: "fen"; readonly fen: bigint }
  | { readonly kind: "empty" }
  | { readonly kind: "not_fen" }
  | { readonly kind: "unreadable" };

const AMOUNT = /^([-+]?)(\d{1,15})(?:\.(\d*))?((?:亿|千万|百万|万|千)?元?)$/;

/**
 * One amount as books state it, to the fen or not at all: "1,234,567.89", "￥12000.50", "12.5 万元", "-300". Estimates and ranges
 * are for `parseMoney`.
 * @param headerUnit what a bare figure counts, as the column's header names it; a unit in the cell goes before it
 */
export function readExactAmount(text: string, headerUnit = "元"): ExactAmount {
  const plain = dropThousandsSeparators(text).replaceAll(/[\s¥￥]/g, "");
  if (plain === "" || plain === "-") return { kind: "empty" };
  const [, sign, whole, decimals = "", unit = ""] = AMOUNT.exec(plain) ?? [];
  if (whole === undefined) return { kind: "unreadable" };
  const fraction = decimals.length > 2 ? decimals.replace(/0+$/, "") : decimals;
  const parts = BigInt(whole + fraction) * fenPerUnit(unit === "" ? headerUnit : unit);
  const onePart = 10n ** BigInt(fraction.length);
  if (parts % onePart !== 0n) return { kind: "not_fen" };
  const fen = parts / onePart;
  return { kind: "fen", fen: sign === "-" ? -fen : fen };
}

/** The unit in a header's brackets: 万元 of "到账金额（万元）"; the yuan where it names none. */
export function moneyUnitOfHeader(header: string): string {
  return /(?:亿|千万|百万|万|千)(?=元)/.exec(header)?.[0] ?? "元";
}
