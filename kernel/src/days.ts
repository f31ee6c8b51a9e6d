import { CHINESE_NUMERAL, parseChineseNumber } from "./chinese-number.ts";

/** A calendar day, `YYYY-MM-DD`, end to end; never an instant. */
export type Day = string;

/**
 * What a date cell says. `day`: a calendar day, with `partial` when only a month, quarter or year was given and the edge
 * decided the rest. `open`: 长期. `empty`: nothing stated. `unreadable`: something else, such as a duration.
 */
export type DayReading =
  | { readonly kind: "day"; readonly day: Day; readonly partial?: true }
  | { readonly kind: "open" }
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" };

const NOTHING = /^(?:[-—–/\\无暂未定.。、*]+|暂无|未定|待定|面议|协商|null|none|n\/?a|tbd)$/i;
const OPEN = /长期|不限|无期限|常年|持续|随时|尽快|long[- ]?term|open|asap/i;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function makeDay(year: number, month: number, day: number): Day | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function partialDay(year: number, firstMonth: number, lastMonth: number, edge: "start" | "end"): DayReading {
  const month = edge === "start" ? firstMonth : lastMonth;
  const day = makeDay(year, month, edge === "start" ? 1 : daysIn(year, month));
  return day === null ? { kind: "unreadable" } : { kind: "day", day, partial: true };
}

function wholeDay(year: number, month: number, day: number): DayReading {
  const made = makeDay(year, month, day);
  return made === null ? { kind: "unreadable" } : { kind: "day", day: made };
}

/**
 * The day that an Excel serial number means (1900 date system, with its 29 February 1900 that never was), or null outside
 * 1900-2199.
 */
export function dayOfSerial(serial: number): Day | null {
  if (!(serial >= 61 && serial < 120_000)) return null;
  const at = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return makeDay(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/**
 * Reads a day as offices write it: 2026-06-30, 2026/6/30, 2026.6.30, 20260630, 2026年6月30日, 二〇二六年六月, 2026年底前,
 * 2026年三季度, 2026Q3, Jun 30, 2026.
 * @param edge which end of a month, quarter or year counts when no day is given: a deadline ends with it, a filing begins it
 */
export function parseDay(text: string, edge: "start" | "end"): DayReading {
  const compacted = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(new RegExp(CHINESE_NUMERAL, "g"), (numeral) => String(parseChineseNumber(numeral) ?? numeral))
    .replace(/(?<=\d)[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?.*$/, "")
    .replace(/(?:之?前|以前|截止|完成|止|左右|before|by|until|end of)/g, "")
    .replace(/[\s,，。;；()]/g, "");
  if (compacted === "" || NOTHING.test(compacted)) return { kind: "empty" };
  let match = /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?$/.exec(compacted);
  if (match) return wholeDay(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})(\d{2})(\d{2})$/.exec(compacted);
  if (match) return wholeDay(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{4})(?:年|[-/.])(\d{1,2})月?(底|末|初)?$/.exec(compacted);
  if (match)
    return partialDay(Number(match[1]), Number(match[2]), Number(match[2]), match[3] === "初" ? "start" : edge);
  match = /^(\d{4})[年-]?(?:第?([1-4])季度?|q([1-4]))$/.exec(compacted) ?? /^q([1-4])[-/]?(\d{4})$/.exec(compacted);
  if (match) {
    const reversed = compacted.startsWith("q");
    const year = Number(reversed ? match[2] : match[1]);
    const quarter = Number(reversed ? match[1] : (match[2] ?? match[3]));
    return partialDay(year, quarter * 3 - 2, quarter * 3, edge);
  }
  match = /^(\d{4})年?(上半年|下半年)$/.exec(compacted);
  if (match)
    return match[2] === "上半年" ? partialDay(Number(match[1]), 1, 6, edge) : partialDay(Number(match[1]), 7, 12, edge);
  match = /^(\d{4})年?(底|末|年底|年末|内|度)?$/.exec(compacted);
  if (match && Number(match[1]) >= FIRST_YEAR && Number(match[1]) <= LAST_YEAR) {
    return partialDay(Number(match[1]), 1, 12, match[2] && match[2] !== "度" ? "end" : edge);
  }
  const english = parseEnglishDay(compacted, edge);
  if (english) return english;
  return OPEN.test(compacted) ? { kind: "open" } : { kind: "unreadable" };
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function parseEnglishDay(compacted: string, edge: "start" | "end"): DayReading | null {
  const name = `(${MONTHS.join("|")})[a-z]*\\.?`;
  const monthFirst = new RegExp(`^${name}(\\d{1,2})(?:st|nd|rd|th)?(\\d{4})$`).exec(compacted);
  if (monthFirst)
    return wholeDay(Number(monthFirst[3]), MONTHS.indexOf(monthFirst[1] ?? "") + 1, Number(monthFirst[2]));
  const dayFirst = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[-/]?${name}[-/]?(\\d{4})$`).exec(compacted);
  if (dayFirst) return wholeDay(Number(dayFirst[3]), MONTHS.indexOf(dayFirst[2] ?? "") + 1, Number(dayFirst[1]));
  const monthOnly = new RegExp(`^${name}(\\d{4})$`).exec(compacted);
  if (!monthOnly) return null;
  const month = MONTHS.indexOf(monthOnly[1] ?? "") + 1;
  return partialDay(Number(monthOnly[2]), month, month, edge);
}
