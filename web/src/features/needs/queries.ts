import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export function needQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "one", needId],
    queryFn: async ({ signal }) => api.get("/api/needs/{needId}", { params: { path: { needId } }, signal }),
  });
}

export function needHistoryQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "history", needId],
    queryFn: async ({ signal }) => api.get("/api/needs/{needId}/history", { params: { path: { needId } }, signal }),
  });
}
