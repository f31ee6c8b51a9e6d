import type { Schemas } from "@dual-high/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { placingsOf, type Wishes } from "./wishes.ts";

export type Tally = Schemas["PlanTally"];

/** What the plan uses, is worth and breaks as it is edited; undefined while there is nothing to count. */
export function useTally(
  plan: Schemas["MatchPlan"],
  wishes: Wishes,
  useDecisions: boolean,
  isEdited: boolean,
): Tally | undefined {
  const body = {
    pairs: placingsOf(plan, wishes),
    locked: [...wishes.locked],
    forbidden: [...wishes.forbidden],
    capacities: { ...wishes.capacities },
    useDecisions,
  };
  const { data } = useQuery({
    queryKey: ["match-run", plan.runId, "tally", plan.version, body],
    queryFn: async ({ signal }) =>
      api.post("/api/match-runs/{runId}/plan/tally", { params: { path: { runId: plan.runId } }, body, signal }),
    enabled: isEdited,
    // The last count stands until the next is there.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return isEdited ? data : undefined;
}
