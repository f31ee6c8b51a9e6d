import type { Schemas } from "@dual-high/client";
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../data/api.ts";

export type Candidate = Schemas["TeamCandidate"];
export type FormedTeam = Schemas["FormedTeam"];
export type FormedTeamSummary = Schemas["FormedTeamSummary"];
export type Member = FormedTeam["members"][number];
export type Proposal = Schemas["TeamProposal"];
export type Suggestion = Schemas["TeamSuggestion"];

/** What is asked for, as it is edited. */
export interface Wish {
  readonly capabilities: readonly FormedTeam["capabilities"][number][];
  readonly limits: FormedTeam["limits"];
  readonly units: readonly string[];
}

/** As the API takes it. */
export function wishBody({ capabilities, limits, units }: Wish) {
  return { capabilities: [...capabilities], limits, units: [...units] };
}

export function teamQuery(teamId: string) {
  return queryOptions({
    queryKey: ["formed-teams", "one", teamId],
    queryFn: async () => api.get("/api/formed-teams/{teamId}", { params: { path: { teamId } } }),
  });
}
