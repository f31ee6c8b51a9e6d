/** A stretch of days; `until` is the first that is no longer counted. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

export const USUAL = [
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "firstHalf",
  "thisYear",
  "lastYear",
] as const;
export type Usual = (typeof USUAL)[number];

const MONTHS_OF: Readonly<Record<Usual, number>> = {
  thisMonth: 1,
  lastMonth: 1,
  thisQuarter: 3,
  lastQuarter: 3,
  firstHalf: 6,
  thisYear: 12,
  lastYear: 12,
};

/** The period around a day of the calendar, `YYYY-MM-DD`. */
export function usualPeriod(usual: Usual, today: string): Period {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const length = MONTHS_OF[usual];
  const first = usual === "firstHalf" ? 0 : Math.floor((month - 1) / length) * length;
  const start = usual.startsWith("last") ? first - length : first;
  return { from: monthStart(year, start), until: monthStart(year, start + length) };
}

/** `month` counts from zero and may lie in another year. */
function monthStart(year: number, month: number): string {
  const at = year * 12 + month;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}
