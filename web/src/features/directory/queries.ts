import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import type { DuplicateKind } from "./mergeable.ts";
import type { DirectoryRecord, RecordCalls } from "./kinds.ts";

export function recordQuery<R extends DirectoryRecord>(calls: RecordCalls<R>, id: string) {
  return queryOptions({
    queryKey: [calls.plural, "one", id],
    queryFn: async ({ signal }) => calls.get(id, signal),
  });
}

export function historyQuery<R extends DirectoryRecord>(calls: RecordCalls<R>, id: string) {
  return queryOptions({
    queryKey: [calls.plural, "history", id],
    queryFn: async ({ signal }) => (await calls.history(id, signal)).items,
  });
}

export function chainNodesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["chain-nodes", scopeId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get("/api/scopes/{scopeId}/chain-nodes", { params: { path: { scopeId } }, signal });
      return items;
    },
  });
}

export function duplicatesQuery(scopeId: string, kind: DuplicateKind) {
  return queryOptions({
    queryKey: ["duplicates", scopeId, kind],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { kind } };
      return (await api.get("/api/scopes/{scopeId}/duplicates", { params, signal })).items;
    },
  });
}

export function mergesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["merges", scopeId],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { limit: 50 } };
      return (await api.get("/api/scopes/{scopeId}/merges", { params, signal })).items;
    },
  });
}
