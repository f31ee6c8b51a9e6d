import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

/** What waits, how far the pair has come and what changed: the server puts it together. */
export function workbenchQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["workbench", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/workbench", { params: { path: { scopeId } } }),
    // What waits changes with what is done on other pages, and by others.
    staleTime: 0,
    refetchInterval: 60_000,
  });
}
