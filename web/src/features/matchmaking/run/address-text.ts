import { NEED_SORTS, type NeedFilters } from "./need-filters.ts";

export const RUN_TABS = ["match", "plan", "clarify", "unmatched"] as const;
export type RunTab = (typeof RUN_TABS)[number];

/** All that the run page shows stands in its address, so that it can be sent to a colleague. */
export interface RunAddress {
  readonly tab: RunTab;
  readonly need: string | null;
  readonly partner: string | null;
  readonly filters: NeedFilters;
}

export function readAddress(search: Readonly<Record<string, unknown>>): RunAddress {
  const text = (name: string) => (typeof search[name] === "string" ? search[name] : "");
  return {
    tab: RUN_TABS.find((tab) => tab === text("tab")) ?? "match",
    need: text("need") || null,
    partner: text("partner") || null,
    filters: {
      search: text("search"),
      outcome: text("outcome"),
      band: text("band"),
      undecided: text("undecided") === "true",
      sort: NEED_SORTS.find((sort) => sort === text("sort")) ?? "",
    },
  };
}

export function writeAddress({ tab, need, partner, filters }: RunAddress): Record<string, string | undefined> {
  return {
    tab: tab === "match" ? undefined : tab,
    need: need ?? undefined,
    partner: partner ?? undefined,
    search: filters.search || undefined,
    outcome: filters.outcome || undefined,
    band: filters.band || undefined,
    undecided: filters.undecided ? "true" : undefined,
    sort: filters.sort || undefined,
  };
}
