import type { Schemas } from "@dual-high/client";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import type { NeedFilters } from "./run/need-filters.ts";

export type MatchRun = Schemas["MatchRun"];
export type RunNeed = Schemas["RunNeed"];
export type RunNeedDetail = Schemas["RunNeedDetail"];
export type Candidate = Schemas["Candidate"];
export type Decision = Schemas["Decision"];

const MOST = 200;
const POLL_MS = 1000;

export const isUnderWay = ({ state }: Pick<MatchRun, "state">): boolean => state === "queued" || state === "running";

export function runsQuery(scopeId: string) {
  return infiniteQueryOptions({
    queryKey: ["match-runs", scopeId],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/scopes/{scopeId}/match-runs", {
        params: {
          path: { scopeId },
          query: { limit: 50, sort: "-number", ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: (query) =>
      query.state.data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? POLL_MS : false,
  });
}

export function runQuery(runId: string) {
  return queryOptions({
    queryKey: ["match-run", runId],
    queryFn: async () => api.get("/api/match-runs/{runId}", { params: { path: { runId } } }),
    refetchInterval: (query) => (query.state.data !== undefined && isUnderWay(query.state.data) ? POLL_MS : false),
  });
}

export function runNeedsQuery(runId: string, { search, outcome, band, undecided, sort }: NeedFilters) {
  const query = {
    ...(search === "" ? {} : { search }),
    ...(outcome === "" ? {} : { outcome }),
    ...(band === "" ? {} : { band }),
    ...(sort === "" ? {} : { sort }),
    ...(undecided ? { decision: "undecided" } : {}),
  };
  return infiniteQueryOptions({
    queryKey: ["match-run", runId, "needs", query],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/match-runs/{runId}/needs", {
        params: {
          path: { runId },
          query: {
            ...query,
            limit: MOST,
            ...(pageParam === null ? { withTotal: "true" as const } : { cursor: pageParam }),
          },
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // While the next filter is read, the list stays as it was.
    placeholderData: (previous) => previous,
  });
}

export function runNeedQuery(runId: string, needId: string) {
  return queryOptions({
    queryKey: ["match-run", runId, "need", needId],
    queryFn: async ({ signal }) =>
      api.get("/api/match-runs/{runId}/needs/{needId}", { params: { path: { runId, needId } }, signal }),
  });
}

export function planQuery(runId: string) {
  return queryOptions({
    queryKey: ["match-run", runId, "plan"],
    queryFn: async ({ signal }) => api.get("/api/match-runs/{runId}/plan", { params: { path: { runId } }, signal }),
  });
}
