import { ifMatch, type Schemas } from "@dual-high/client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useMe } from "../../../data/me.ts";
import { type Candidate, type Decision, type RunNeed, type RunNeedDetail, runNeedQuery } from "../data.ts";
import type { DecisionKind, RefusalReason } from "../labels.ts";
import { recount } from "./recount.ts";

export interface Wish {
  readonly decision: DecisionKind;
  readonly reason: RefusalReason | null;
  readonly comment: string;
}

export type Outcome =
  | { readonly kind: "done"; readonly decision: Decision }
  /** Somebody else decided first: what they decided, as it is now. */
  | { readonly kind: "meanwhile"; readonly theirs: Decision }
  | { readonly kind: "failed"; readonly detail: string };

interface Done {
  readonly needId: string;
  readonly candidate: Candidate;
  readonly before: Decision;
}

const NOBODY: Pick<Decision, "decidedBy" | "decidedAt" | "reason" | "comment"> = {
  decidedBy: null,
  decidedAt: null,
  reason: null,
  comment: "",
};
/** Decides at once on the screen, and for good when the server agrees; otherwise the screen goes back to what holds. */
export function useDecide(runId: string) {
  const queryClient = useQueryClient();
  const me = useMe();
  const done = useRef<Done[]>([]);

  const show = useCallback(
    (needId: string, candidateId: string, decision: Decision) => {
      let from: DecisionKind | null = null;
      queryClient.setQueryData(runNeedQuery(runId, needId).queryKey, (need: RunNeedDetail | undefined) => {
        const known = need?.suggestions.find(({ id }) => id === candidateId);
        if (need === undefined || known === undefined) return need;
        from = known.decision.decision;
        const suggestions = need.suggestions.map((each) => (each.id === candidateId ? { ...each, decision } : each));
        return recount({ ...need, suggestions }, from, decision.decision);
      });
      if (from === null) return;
      const before: DecisionKind = from;
      queryClient.setQueriesData(
        { queryKey: ["match-run", runId, "needs"] },
        (list: InfiniteData<Schemas["RunNeed"][] | { items: RunNeed[] }> | undefined) =>
          list === undefined
            ? undefined
            : {
                ...list,
                pages: list.pages.map((page) =>
                  "items" in page
                    ? {
                        ...page,
                        items: page.items.map((row) =>
                          row.id === needId ? recount(row, before, decision.decision) : row,
                        ),
                      }
                    : page,
                ),
              },
      );
    },
    [queryClient, runId],
  );

  const send = useCallback(
    async (needId: string, candidate: Candidate, before: Decision, wish: Wish): Promise<Outcome> => {
      const expected: Decision = {
        ...before,
        ...(wish.decision === "none"
          ? NOBODY
          : {
              decidedBy: { id: me.userId, name: me.displayName },
              decidedAt: new Date().toISOString(),
              reason: wish.reason,
              comment: wish.comment,
            }),
        decision: wish.decision,
      };
      show(needId, candidate.id, expected);
      try {
        const { decision } = await api.put("/api/match-runs/{runId}/candidates/{candidateId}/decision", {
          params: { path: { runId, candidateId: candidate.id }, header: ifMatch(before) },
          body: { decision: wish.decision, reason: wish.reason, comment: wish.comment },
        });
        show(needId, candidate.id, decision);
        void queryClient.invalidateQueries({ queryKey: ["match-run", runId], exact: true });
        void queryClient.invalidateQueries({ queryKey: ["ledger"] });
        return { kind: "done", decision };
      } catch (error) {
        show(needId, candidate.id, before);
        if (!isProblem(error)) throw error;
        if (error.status !== 412) return { kind: "failed", detail: error.detail };
        const now = await queryClient.fetchQuery({ ...runNeedQuery(runId, needId), staleTime: 0 });
        const theirs = now.suggestions.find(({ id }) => id === candidate.id)?.decision;
        return theirs === undefined ? { kind: "failed", detail: error.detail } : { kind: "meanwhile", theirs };
      }
    },
    [me, queryClient, runId, show],
  );

  const decide = useCallback(
    async (needId: string, candidate: Candidate, wish: Wish): Promise<Outcome> => {
      const before = candidate.decision;
      const outcome = await send(needId, candidate, before, wish);
      if (outcome.kind === "done") {
        const decided = { ...candidate, decision: outcome.decision };
        done.current.push({ needId, candidate: decided, before });
      }
      return outcome;
    },
    [send],
  );

  /** Restores what held before the last decision; null when there is none to undo. */
  const undo = useCallback(async (): Promise<{ last: Done; outcome: Outcome } | null> => {
    const last = done.current.pop();
    if (last === undefined) return null;
    const { needId, candidate, before } = last;
    // On the version that this page's own decision made: what somebody else decided since then is not overwritten.
    const { decision, reason, comment } = before;
    const outcome = await send(needId, candidate, candidate.decision, { decision, reason, comment });
    if (outcome.kind === "done") {
      done.current = done.current.map((each) =>
        each.candidate.id === candidate.id
          ? { ...each, candidate: { ...each.candidate, decision: outcome.decision } }
          : each,
      );
    }
    return { last, outcome };
  }, [send]);

  return { decide, undo };
}
