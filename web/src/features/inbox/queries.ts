import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

const PAGE_SIZE = 50;

export const inboxQuery = infiniteQueryOptions({
  queryKey: ["inbox", "list"],
  queryFn: async ({ pageParam }) =>
    api.get("/api/me/inbox", {
      params: { query: { limit: PAGE_SIZE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }) => nextCursor,
  staleTime: 0,
  refetchOnWindowFocus: false,
});

export const unreadQuery = queryOptions({
  queryKey: ["inbox", "unread"],
  queryFn: async () => (await api.get("/api/me/inbox", { params: { query: { limit: 1, unread: "true" } } })).unread,
  refetchInterval: 60_000,
});
