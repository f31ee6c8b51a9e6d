import { readYuan } from "../../text/amounts.ts";

/** The sum of what can be read, and whether all of it could. */
export function sumYuan(texts: readonly string[]): { readonly fen: bigint; readonly isWhole: boolean } {
  const read = texts.map(readYuan);
  return { fen: read.reduce((sum, fen) => sum + BigInt(fen ?? "0"), 0n), isWhole: !read.includes(null) };
}
