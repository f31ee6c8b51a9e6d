import type { Schemas } from "@dual-high/client";
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "./api.ts";

export type Me = Schemas["Me"];

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => api.get("/api/me"),
  staleTime: 60_000,
});

/** Who I am and what I may do. Only beneath the signed-in frame. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether I may do this here, as far as the page can tell; the server decides. No scope asks for anywhere at all. */
export function mayDo(me: Me, permission: string, scopeId?: string): boolean {
  return me.permissions.some(
    (held) =>
      held.permission === permission &&
      // What lies beneath a scope of mine is not listed; a page of it was opened, so it is readable.
      (scopeId === undefined || held.reach !== "own" || held.scopeId === null || held.scopeId === scopeId),
  );
}

export function useMay(scopeId?: string): (permission: string) => boolean {
  const me = useMe();
  return (permission) => mayDo(me, permission, scopeId);
}
