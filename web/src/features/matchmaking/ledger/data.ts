import { ifMatch, type Schemas } from "@dual-high/client";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { changedFields, type Conflict, fieldsOf, type LineFields, mergeChange } from "./merge.ts";

export type LedgerLine = Schemas["LedgerLine"];
export type LedgerEntry = Schemas["LedgerEntry"];

export function lineQuery(lineId: string) {
  return queryOptions({
    queryKey: ["ledger", "line", lineId],
    queryFn: async ({ signal }) => api.get("/api/ledger-lines/{lineId}", { params: { path: { lineId } }, signal }),
  });
}

export function useOwners(scopeId: string): readonly Schemas["LedgerOwner"][] {
  const owners = useQuery({
    queryKey: ["ledger-owners", scopeId],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/ledger/owners", { params: { path: { scopeId } }, signal }),
    staleTime: 60_000,
  });
  return owners.data ?? [];
}

export type Saved =
  | { readonly kind: "saved"; readonly line: LedgerLine }
  /** Somebody else wrote something different into the same fields: the line as it is now, and both values. */
  | { readonly kind: "conflict"; readonly line: LedgerLine; readonly conflicts: readonly Conflict[] }
  | { readonly kind: "failed"; readonly detail: string };

/**
 * Saves a change made on a line as it was shown. Where somebody else changed other fields meanwhile, it goes through on
 * top of theirs; where they changed the same, nothing is saved and both values are told.
 */
export function useSaveLine(): (base: LedgerLine, change: Partial<LineFields>) => Promise<Saved> {
  const queryClient = useQueryClient();
  return useCallback(
    async (base, change) => {
      const send = async (line: LedgerLine, rest: Partial<LineFields>) =>
        api.patch("/api/ledger-lines/{lineId}", {
          params: { path: { lineId: line.id }, header: ifMatch(line) },
          body: rest,
        });
      let line = base;
      let rest = change;
      try {
        for (let attempt = 0; ; attempt += 1) {
          try {
            const saved = await send(line, rest);
            queryClient.setQueryData(lineQuery(saved.id).queryKey, saved);
            void queryClient.invalidateQueries({ queryKey: ["ledger"] });
            return { kind: "saved", line: saved };
          } catch (error) {
            if (!isProblem(error, 412) || attempt === 2) throw error;
            const now = await queryClient.fetchQuery({ ...lineQuery(base.id), staleTime: 0 });
            const merged = mergeChange(fieldsOf(base), fieldsOf(now), change);
            if (merged.conflicts.length > 0) return { kind: "conflict", line: now, conflicts: merged.conflicts };
            line = now;
            rest = changedFields(fieldsOf(now), { ...fieldsOf(now), ...merged.change });
            if (Object.keys(rest).length === 0) return { kind: "saved", line: now };
          }
        }
      } catch (error) {
        if (!isProblem(error)) return { kind: "failed", detail: String(error) };
        return { kind: "failed", detail: error.errors[0]?.detail ?? error.detail };
      }
    },
    [queryClient],
  );
}
