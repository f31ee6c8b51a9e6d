import { readParts } from "../../text/amounts.ts";

/** 万元, as people write it ("1,200", "50 万元"), in fen; null is no amount. How much is too much, the server says. */
export function readWan(text: string): string | null {
  const plain = text.replaceAll(/\s/g, "").replace(/万元?$/, "");
  return readParts(plain, { decimals: 6, digits: 30 });
}

/** Something was typed, and it is no amount. */
export function isNoAmount(text: string): boolean {
  return text.trim() !== "" && readWan(text) === null;
}
