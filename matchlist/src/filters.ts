import type { Band } from "@dual-high/matching";
import type { Caution, Partner } from "./types.ts";

/** What a partner has to pass to be suggested (`believable`) and to be planned with (the others). */
export interface Filter {
  readonly name: "believable" | "right_in_force" | "not_exclusive";
  readonly passed: boolean;
}

/** The filters in the order in which they are looked at. Teams have no right that could have lapsed. */
export function filtersOf(partner: Partner, band: Band): Filter[] {
  const isWithout = (caution: Caution) => !partner.cautions.includes(caution);
  const believable: Filter = { name: "believable", passed: band !== "none" };
  if (partner.kind === "team") return [believable];
  return [
    believable,
    { name: "right_in_force", passed: isWithout("lapsed") },
    { name: "not_exclusive", passed: isWithout("exclusive") },
  ];
}
