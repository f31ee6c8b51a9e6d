import { parseMoney } from "@dual-high/kernel";

/** Reads an amount as people write it, 万元 where no unit is named; null is empty, undefined is no single amount. */
export function fenFrom(text: string): string | null | undefined {
  const reading = parseMoney(text, "wan");
  if (reading.kind === "empty") return null;
  if (reading.kind !== "amount" || reading.low !== reading.high) return undefined;
  return String(reading.low);
}
