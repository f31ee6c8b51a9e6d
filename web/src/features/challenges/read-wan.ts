import { readParts } from "../../text/amounts.ts";

/** 万元, as people write it, in fen; null is no amount. How much is too much, the server says. */
export function readWan(text: string): string | null {
  return readParts(text, { decimals: 6, digits: 30 });
}
