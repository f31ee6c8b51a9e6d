import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export function reminderDaysQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["reminder-days", scopeId],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/reminder-days", { params: { path: { scopeId } }, signal }),
  });
}
