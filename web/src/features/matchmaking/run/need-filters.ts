/** What the list of needs is narrowed to; each stands in the address. */
export interface NeedFilters {
  readonly search: string;
  readonly outcome: string;
  readonly band: string;
  readonly undecided: boolean;
  readonly sort: NeedSort | "";
}

/** Orders of the list that people choose from; the list's own where none is chosen. */
export const NEED_SORTS = ["band", "-undecided", "enterprise"] as const;
type NeedSort = (typeof NEED_SORTS)[number];
