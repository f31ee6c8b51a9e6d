import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import type { Import, RowOutcome } from "./rules.ts";

/** Rows of one outcome, all of them, or those of which something is told. */
export type RowsShown = RowOutcome | "all" | "doubtful";

const NEWEST = 100;

/** The lists that were handed in here, the newest first: previews among them are what the page shows. */
export function importsQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["imports", scopeId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get("/api/scopes/{scopeId}/imports", {
        params: { path: { scopeId }, query: { limit: NEWEST } },
        signal,
      });
      return items;
    },
  });
}

export function importRowsQuery(held: Pick<Import, "id" | "version">, shown: RowsShown) {
  return infiniteQueryOptions({
    queryKey: ["import-rows", held.id, held.version, shown],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/imports/{importId}/rows", {
        params: {
          path: { importId: held.id },
          query: {
            limit: 50,
            ...(shown === "all" ? {} : shown === "doubtful" ? { doubtful: "true" as const } : { outcome: shown }),
            ...(pageParam === "" ? {} : { cursor: pageParam }),
          },
        },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Puts a changed import where the page shows it, ahead of the next answer of the server. */
export function putImport(queryClient: QueryClient, held: Import): void {
  queryClient.setQueryData(importsQuery(held.scopeId).queryKey, (before) => {
    const others = (before ?? []).filter(({ id }) => id !== held.id);
    const at = (before ?? []).findIndex(({ id }) => id === held.id);
    return at < 0 ? [held, ...others] : [...others.slice(0, at), held, ...others.slice(at)];
  });
}

export function dropImport(queryClient: QueryClient, { id, scopeId }: Pick<Import, "id" | "scopeId">): void {
  queryClient.setQueryData(importsQuery(scopeId).queryKey, (before) => before?.filter((each) => each.id !== id));
}
