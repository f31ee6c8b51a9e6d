export interface LineText {
  readonly text: string;
  readonly quantity: string;
  readonly unit: string;
  readonly yuan: string;
}

export const EMPTY_LINE: LineText = { text: "", quantity: "1", unit: "批", yuan: "" };

/** A decimal text as a whole number of its smallest parts; null where it is none or has more decimals. */
function scaled(text: string, decimals: number): string | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  const [, sign = "", whole = "0", fraction = ""] = found ?? [];
  if (found === null || fraction.length > decimals) return null;
  return BigInt(sign + whole + fraction.padEnd(decimals, "0")).toString();
}

/** Lines as they are sent, or the number of the first that cannot be read. */
export function linesOf(
  lines: readonly LineText[],
):
  | { readonly text: string; readonly quantityThousandths: number; readonly unit: string; readonly fenEach: string }[]
  | number {
  const sent = [];
  for (const [index, { text, quantity, unit, yuan }] of lines.entries()) {
    const thousandths = scaled(quantity, 3);
    const fenEach = scaled(yuan, 2);
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
