import { readParts } from "../../../text/amounts.ts";

export interface LineText {
  readonly text: string;
  readonly quantity: string;
  readonly unit: string;
  readonly yuan: string;
}

export const EMPTY_LINE: LineText = { text: "", quantity: "1", unit: "批", yuan: "" };

/** Lines as they are sent, or the number of the first that cannot be read. */
export function linesOf(
  lines: readonly LineText[],
):
  | { readonly text: string; readonly quantityThousandths: number; readonly unit: string; readonly fenEach: string }[]
  | number {
  const sent = [];
  for (const [index, { text, quantity, unit, yuan }] of lines.entries()) {
    const thousandths = readParts(quantity, { decimals: 3, isSigned: true });
    const fenEach = readParts(yuan, { decimals: 2, isSigned: true });
    if (
      text.trim() === "" ||
      unit.trim() === "" ||
      thousandths === null ||
      fenEach === null ||
      Number(thousandths) < 1
    ) {
      return index + 1;
    }
    sent.push({ text: text.trim(), quantityThousandths: Number(thousandths), unit: unit.trim(), fenEach });
  }
  return sent;
}

/** Fen as yuan with both decimals: what is agreed is shown to the fen. */
export function exactYuan(fen: string): string {
  const [, sign = "", digits = ""] = /^(-?)(\d+)$/.exec(fen) ?? [];
  const padded = digits.padStart(3, "0");
  const whole = BigInt(padded.slice(0, -2)).toLocaleString("en-US");
  return `${sign}${whole}.${padded.slice(-2)}`;
}
