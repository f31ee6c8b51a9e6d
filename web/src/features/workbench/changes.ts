import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { usePreference } from "../../data/preferences.ts";
import { useTexts } from "../../text/texts.ts";
import { workbenchTexts } from "./texts.ts";

export interface Change {
  readonly key: string;
  readonly text: string;
  readonly at: string;
  readonly path: string;
}

export interface ChangeGroup {
  readonly key: string;
  readonly title: string;
  readonly path: string;
  readonly changes: readonly Change[];
}

/** A visit lasts while its pages are opened within hours of each other. */
interface Visits {
  readonly last: string | null;
  readonly now: string;
}
const VISIT_MS = 4 * 3600 * 1000;
const WEEK_MS = 7 * 24 * 3600 * 1000;
const MOST = 5;

function useLastVisit(scopeId: string): string | null {
  const [visits, setVisits] = usePreference<Visits>(`visits:${scopeId}`);
  const now = visits?.now;
  useEffect(() => {
    if (now !== undefined && Date.now() - Date.parse(now) < VISIT_MS) return;
    setVisits({ last: now ?? null, now: new Date().toISOString() });
  }, [now, setVisits]);
  return visits?.last ?? null;
}

/** What changed in a pair since the reader was last here, or in the last week for a first visit. */
export function useChanges(scopeId: string): {
  readonly isFirstVisit: boolean;
  readonly groups: readonly ChangeGroup[];
} {
  const t = useTexts(workbenchTexts);
  const may = useMay(scopeId);
  const lastVisit = useLastVisit(scopeId);
  const [weekAgo] = useState(() => new Date(Date.now() - WEEK_MS).toISOString());
  const since = lastVisit ?? weekAgo;
  const path = { scopeId };
  const group = (key: string, title: string, to: string, permission: string, find: () => Promise<Change[]>) => ({
    queryKey: [key, scopeId, "changes", since],
    queryFn: async (): Promise<ChangeGroup> => ({
      key,
      title,
      path: `/p/${scopeId}/${to}`,
      changes: (await find()).filter(({ at }) => at > since),
    }),
    enabled: may(permission),
  });
  const results = useQueries({
    queries: [
      group("match-runs", t("runsMade"), "runs", "match.read", async () => {
        const query = { sort: "-number", limit: MOST } as const;
        const { items } = await api.get("/api/scopes/{scopeId}/match-runs", { params: { path, query } });
        return items
          .filter(({ state }) => state === "done")
          .map(({ id, number, counts, completedAt, createdAt }) => ({
            key: id,
            text: t("runLine", { number, count: counts?.matched ?? 0 }),
            at: completedAt ?? createdAt,
            path: `/p/${scopeId}/runs/${id}`,
          }));
      }),
      group("imports", t("listsIn"), "imports/history", "import.read", async () => {
        const { items } = await api.get("/api/scopes/{scopeId}/imports", { params: { path, query: { limit: MOST } } });
        return items
          .filter(({ acceptedAt }) => acceptedAt !== null)
          .map(({ id, fileName, acceptedAt, createdAt }) => ({
            key: id,
            text: fileName,
            at: acceptedAt ?? createdAt,
            path: `/p/${scopeId}/imports/history`,
          }));
      }),
      group("ledger", t("ledgerChanged"), "ledger?sort=-updatedAt", "ledger.read", async () => {
        const query = { sort: "-updatedAt", limit: MOST } as const;
        const { items } = await api.get("/api/scopes/{scopeId}/ledger", { params: { path, query } });
        return items.map(({ id, needTitle, partnerName, updatedAt }) => ({
          key: id,
          text: `${needTitle} × ${partnerName}`,
          at: updatedAt,
          path: `/p/${scopeId}/ledger?line=${id}`,
        }));
      }),
      group("needs", t("needsChanged"), "needs?sort=-updatedAt", "need.read", async () => {
        const query = { sort: "-updatedAt", limit: MOST } as const;
        const { items } = await api.get("/api/scopes/{scopeId}/needs", { params: { path, query } });
        return items.map(({ id, title, updatedAt }) => ({
          key: id,
          text: title,
          at: updatedAt,
          path: `/p/${scopeId}/needs/${id}`,
        }));
      }),
    ],
  });
  const groups = results.flatMap(({ data }) => data ?? []).filter(({ changes }) => changes.length > 0);
  return { isFirstVisit: lastVisit === null, groups };
}
