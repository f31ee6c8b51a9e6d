import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export function userQuery(userId: string) {
  return queryOptions({
    queryKey: ["user", userId],
    queryFn: async () => api.get("/api/users/{userId}", { params: { path: { userId } } }),
  });
}
