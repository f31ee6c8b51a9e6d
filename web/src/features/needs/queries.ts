import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, isProblem } from "../../data/api.ts";

export function needQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "one", needId],
    queryFn: async () => api.get("/api/needs/{needId}", { params: { path: { needId } } }),
  });
}

/** The need that a new one is filled in from, if any. */
export function copiedNeedQuery(needId: string | undefined) {
  return queryOptions({
    queryKey: ["needs", "copied", needId ?? ""],
    queryFn: async () =>
      needId === undefined ? null : api.get("/api/needs/{needId}", { params: { path: { needId } } }),
  });
}

export function sharedMatchesQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "shared-matches", needId],
    queryFn: async ({ signal }) =>
      api.get("/api/needs/{needId}/shared-matches", { params: { path: { needId } }, signal }),
  });
}

export function needOfficesQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["needs", "offices", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/need-offices", { params: { path: { scopeId } } }),
  });
}

export function needHistoryQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "history", needId],
    queryFn: async () => api.get("/api/needs/{needId}/history", { params: { path: { needId } } }),
  });
}

export function needMergesQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "merges", needId],
    queryFn: async ({ signal }) =>
      (await api.get("/api/needs/{needId}/merges", { params: { path: { needId } }, signal })).items,
  });
}

/** What was read by the address of a merged need was the one that stayed: after the merge is undone it is read anew. */
export function forgetNeeds(queryClient: QueryClient): void {
  for (const what of ["one", "history"]) queryClient.removeQueries({ queryKey: ["needs", what], type: "inactive" });
}

export function visibilityQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "visibility", needId],
    queryFn: async () => api.get("/api/needs/{needId}/visibility", { params: { path: { needId } } }),
  });
}

export function readersQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "readers", needId],
    queryFn: async () => api.get("/api/needs/{needId}/readers", { params: { path: { needId } } }),
  });
}

export function readingsQuery(needId: string) {
  return infiniteQueryOptions({
    queryKey: ["needs", "readings", needId],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return api.get("/api/needs/{needId}/readings", { params: { path: { needId }, query }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** As those read it who do not work with it; null while a statement is to be accepted first. */
export function readingQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "reading", needId],
    queryFn: async () => {
      try {
        return await api.get("/api/needs/{needId}/reading", { params: { path: { needId } } });
      } catch (error) {
        if (isProblem(error, 403)) return null;
        throw error;
      }
    },
  });
}

export function invitationQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "invitation", needId],
    queryFn: async () => api.get("/api/needs/{needId}/invitation", { params: { path: { needId } } }),
  });
}

export function statementQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["confidentiality", scopeId],
    queryFn: async () => api.get("/api/scopes/{scopeId}/confidentiality-statement", { params: { path: { scopeId } } }),
  });
}

/** What the checker finds in a need as it is in this version. */
export function needTriageQuery(needId: string, version: number) {
  return queryOptions({
    queryKey: ["needs", "triage", needId, version],
    queryFn: async () => api.get("/api/needs/{needId}/triage", { params: { path: { needId } } }),
  });
}

export function needRewritesQuery(needId: string) {
  return queryOptions({
    queryKey: ["needs", "rewrites", needId],
    queryFn: async () => api.get("/api/needs/{needId}/rewrites", { params: { path: { needId } } }),
  });
}

/** The newest match run that came to its end; null when there is none. */
export function lastRunQuery(scopeId: string) {
  return queryOptions({
    queryKey: ["match-runs", scopeId, "last"],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { limit: 10, sort: "-number" as const } };
      const { items } = await api.get("/api/scopes/{scopeId}/match-runs", { params, signal });
      return items.find(({ state }) => state === "done") ?? null;
    },
  });
}

/** A need as a run sees it; null when the run knows nothing of it, for it came in later. */
export function needInRunQuery(runId: string, needId: string) {
  return queryOptions({
    queryKey: ["match-run", runId, "of-need", needId],
    queryFn: async ({ signal }) => {
      try {
        return await api.get("/api/match-runs/{runId}/needs/{needId}", { params: { path: { runId, needId } }, signal });
      } catch (error) {
        if (isProblem(error, 404)) return null;
        throw error;
      }
    },
  });
}

export function ledgerOfNeedQuery(scopeId: string, needId: string) {
  return queryOptions({
    queryKey: ["ledger", scopeId, "of-need", needId],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { needId, limit: 50 } };
      return (await api.get("/api/scopes/{scopeId}/ledger", { params, signal })).items;
    },
  });
}

const BANDS_PER_PAGE = 200;

/** How well each need came off in the last run: its best band, by the need's id. */
export function bandsQuery(runId: string) {
  return queryOptions({
    queryKey: ["match-run", runId, "bands"],
    queryFn: async ({ signal }) => {
      const bands = new Map<string, "strong" | "possible" | "weak" | "none">();
      for (let cursor: string | null = ""; cursor !== null; ) {
        const query: { limit: number; cursor?: string } =
          cursor === "" ? { limit: BANDS_PER_PAGE } : { limit: BANDS_PER_PAGE, cursor };
        const page: {
          items: readonly { id: string; bestBand: "strong" | "possible" | "weak" | "none" }[];
          nextCursor: string | null;
        } = await api.get("/api/match-runs/{runId}/needs", { params: { path: { runId }, query }, signal });
        for (const { id, bestBand } of page.items) bands.set(id, bestBand);
        cursor = page.nextCursor;
      }
      return bands;
    },
  });
}
