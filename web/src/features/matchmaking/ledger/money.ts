import { parseMoney } from "@dual-high/kernel";

/** Reads an amount as people write it, 万元 where no unit is named; null is empty, undefined is no single amount. */
export function fenFrom(text: string): string | null | undefined {
  const reading = parseMoney(text, "wan");
  if (reading.kind === "empty") return null;
  if (reading.kind !== "amount" || reading.low !== reading.high) return undefined;
  return String(reading.low);
}

/** The amount in 万元, exactly, as it stands in the field. */
export function wanFrom(fen: string | null): string {
  if (fen === null) return "";
  const padded = fen.padStart(7, "0");
  const whole = padded.slice(0, -6);
  const rest = padded.slice(-6).replace(/0+$/, "");
  return rest === "" ? whole : `${whole}.${rest}`;
}
