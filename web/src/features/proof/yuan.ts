import { readParts } from "../../text/amounts.ts";

/** Yuan as typed, with thousands or without, in fen; null where it is no amount: three decimals are none. */
export function readYuan(text: string): string | null {
  return readParts(text.replaceAll(/[,，\s]/g, ""), { decimals: 2 });
}

/** The sum of what can be read, and whether all of it could. */
export function sumYuan(texts: readonly string[]): { readonly fen: bigint; readonly isWhole: boolean } {
  const read = texts.map(readYuan);
  return { fen: read.reduce((sum, fen) => sum + BigInt(fen ?? "0"), 0n), isWhole: !read.includes(null) };
}
