import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";

export type Stake = Schemas["Stake"];

/** Every stake that is shown; a change of one may stand on two pages. */
export const STAKES_KEY = ["stakes"] as const;

export function organisationStakesQuery(organisationId: string) {
  return queryOptions({
    queryKey: [...STAKES_KEY, "organisation", organisationId],
    queryFn: async ({ signal }) =>
      api.get("/api/organisations/{organisationId}/stakes", { params: { path: { organisationId } }, signal }),
  });
}

export function personStakesQuery(personId: string) {
  return queryOptions({
    queryKey: [...STAKES_KEY, "person", personId],
    queryFn: async ({ signal }) =>
      (await api.get("/api/people/{personId}/stakes", { params: { path: { personId } }, signal })).held,
  });
}
