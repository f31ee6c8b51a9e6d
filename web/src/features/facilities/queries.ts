import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export function instrumentQuery(instrumentId: string) {
  return queryOptions({
    queryKey: ["instruments", "one", instrumentId],
    queryFn: async ({ signal }) =>
      api.get("/api/instruments/{instrumentId}", { params: { path: { instrumentId } }, signal }),
  });
}

export function facilityQuery(facilityId: string) {
  return queryOptions({
    queryKey: ["facilities", "one", facilityId],
    queryFn: async ({ signal }) =>
      api.get("/api/facilities/{facilityId}", { params: { path: { facilityId } }, signal }),
  });
}

const MOST = 100;

/** The platforms that an instrument of the pair may belong to. */
export function facilitiesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["facilities", scopeId, "choices"],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { limit: MOST, sort: "name" as const } };
      return (await api.get("/api/scopes/{scopeId}/facilities", { params, signal })).items;
    },
  });
}
