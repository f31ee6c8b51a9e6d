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

export function suggestionQuery(needId: string) {
  return queryOptions({
    queryKey: ["team-suggestion", needId],
    queryFn: async () => api.get("/api/needs/{needId}/team-suggestion", { params: { path: { needId } } }),
  });
}

export function teamQuery(teamId: string) {
  return queryOptions({
    queryKey: ["formed-teams", "one", teamId],
    queryFn: async () => api.get("/api/formed-teams/{teamId}", { params: { path: { teamId } } }),
  });
}

/** The teams of a need, the latest first. */
export function teamsOfNeedQuery(scopeId: string, needId: string) {
  return queryOptions({
    queryKey: ["formed-teams", scopeId, "of-need", needId],
    queryFn: async ({ signal }) => {
      const params = { path: { scopeId }, query: { needId, sort: "-number" as const, limit: 20 } };
      return (await api.get("/api/scopes/{scopeId}/formed-teams", { params, signal })).items;
    },
  });
}
