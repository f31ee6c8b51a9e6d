import { addDays } from "@dual-high/kernel";
import type { Counts, Round } from "./queries.ts";

/** Doors at which something was found out. */
export function reachedOf({ planned, open }: Counts): number {
  return planned - open;
}

/** The day before a day, both `YYYY-MM-DD`. */
export function dayBefore(day: string): string {
  return addDays(day, -1);
}

export function dayAfter(day: string): string {
  return addDays(day, 1);
}

/** First and last day, as people say it; the API says which day is the first that is no longer part of it. */
export function periodOf({ startsOn, endsBefore }: Pick<Round, "startsOn" | "endsBefore">): string {
  return `${startsOn} – ${dayBefore(endsBefore)}`;
}

export interface Part {
  readonly key: "visited" | "refused" | "movedOut" | "nobodyThere";
  /** Shares of the floor's width. */
  readonly from: number;
  readonly width: number;
}

/** How a floor fills, from the left: who was visited first, what is left stays empty. */
export function partsOf(counts: Counts): readonly Part[] {
  if (counts.planned === 0) return [];
  let from = 0;
  return (["visited", "refused", "movedOut", "nobodyThere"] as const).flatMap((key) => {
    const width = counts[key] / counts.planned;
    const part = { key, from, width };
    from += width;
    return width === 0 ? [] : [part];
  });
}
