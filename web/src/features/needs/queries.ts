import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export function needQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "one", needId],
    queryFn: async () => api.get("/api/needs/{needId}", { params: { path: { needId } } }),
  });
}

export function needHistoryQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "history", needId],
    queryFn: async () => api.get("/api/needs/{needId}/history", { params: { path: { needId } } }),
  });
}
