import { ApiProblem, createApiClient } from "@dual-high/client";
import { QueryClient } from "@tanstack/react-query";
import { currentLanguage } from "../text/texts.ts";
import { persistentFetch } from "./persistent-fetch.ts";

/** The server, through types: `api.get("/api/me")` resolves with the body or throws an `ApiProblem`. */
export const api = createApiClient({
  baseUrl: location.origin,
  fetch: persistentFetch,
  language: currentLanguage,
});

export const queryClient = new QueryClient({
  defaultOptions: {
    // Repetition is the business of persistentFetch, which knows what may be repeated.
    queries: { retry: false, staleTime: 15_000, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

export function isProblem(error: unknown, ...codesOrStatuses: readonly (string | number)[]): error is ApiProblem {
  if (!(error instanceof ApiProblem)) return false;
  return codesOrStatuses.length === 0 || codesOrStatuses.includes(error.code) || codesOrStatuses.includes(error.status);
}
