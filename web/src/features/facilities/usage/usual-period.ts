export interface Period {
  readonly from: string;
  readonly until: string;
}

/** The month before today's and this one, where none is named: "2026-10-01" until before "2026-12-01". */
export function usualPeriod(now: number): Period {
  const month = (offset: number) => {
    const [year = 0, number = 1] = new Date(now + 8 * 3_600_000).toISOString().split("-").map(Number);
    return new Date(Date.UTC(year, number - 1 + offset, 1)).toISOString().slice(0, 10);
  };
  return { from: month(-1), until: month(1) };
}
