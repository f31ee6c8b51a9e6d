import { percentText, readPercent, readYuan } from "../../../text/amounts.ts";
import { formatYuan } from "@dual-high/kernel";
import type { Say } from "../../../text/texts.ts";
import type { RuleKey } from "./data.ts";
import type { SharesKey } from "./texts.ts";

type Unit = RuleKey["unit"];

/** A rule's value as a person reads it. */
export function valueText(unit: Unit, value: string, t: Say<SharesKey>): string {
  if (unit === "bp") return `${percentText(Number(value))}%`;
  if (unit === "fen") return formatYuan(value);
  if (unit === "path") return t(`path.${value}` as SharesKey);
  return t(unit, { count: Number(value) });
}

/** What is typed as the server takes it; null where it cannot be read. */
export function readValue(unit: Unit, typed: string): string | null {
  const text = typed.trim();
  if (unit === "path") return text === "" ? null : text;
  if (unit === "fen") return readYuan(text);
  if (unit === "bp") return text === "" ? null : (readPercent(text)?.toString() ?? null);
  return /^\d{1,3}$/.test(text) ? text : null;
}
