import { formatMoney, type Language } from "@dual-high/kernel";

const ZONE = "Asia/Shanghai";
// Sweden writes dates as we do: 2026-11-23 14:05.
const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
const MINUTE = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });

/** The calendar day of an instant, in Shanghai. */
export function formatDay(instant: string): string {
  return DAY.format(new Date(instant));
}

/** The calendar day in Shanghai, by this machine's clock: to fill a field in, never to decide. */
export function todayHere(): string {
  return formatDay(new Date().toISOString());
}

export function formatInstant(instant: string): string {
  return MINUTE.format(new Date(instant));
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** "3 小时前", "in 2 days"; within the minute "刚刚". */
export function formatSince(instant: string, language: Language, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  if (unit === "second") return language === "zh" ? "刚刚" : "just now";
  const format = new Intl.RelativeTimeFormat(language === "zh" ? "zh-CN" : "en", { numeric: "auto" });
  return format.format(Math.trunc(seconds / size), unit);
}

/** Money comes as fen in a decimal string; null is nothing stated. */
export function formatFen(fen: string | null, language: Language): string {
  return fen === null ? "" : formatMoney(BigInt(fen), language);
}

export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** People carry their unit wherever they are named: two may share a name. */
export function formatPerson(name: string, ...unit: readonly (string | null | undefined)[]): string {
  const where = unit.filter((part) => part !== null && part !== undefined && part !== "").join(" ");
  return where === "" ? name : `${name} · ${where}`;
}
