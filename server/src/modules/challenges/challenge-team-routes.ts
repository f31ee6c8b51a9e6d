import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import type { OriginRef } from "./service/origin.ts";
import { proposeTeam, searchCandidates, suggestCapabilities } from "./service/propose.ts";
import { createFormedTeam } from "./service/teams.ts";
import {
  CandidateList,
  CandidateSearch,
  FormedTeam,
  FormedTeamDraft,
  TeamProposal,
  TeamSuggestion,
  TeamWish,
} from "./types.ts";

const tag = "formed teams";
const read = { permission: "team.read", in: "path" } as const;
const params = z.object({
  scopeId: z.uuid().describe("The pair out of whose lists people are asked"),
  challengeId: z.uuid(),
});
const of = ({ scopeId, challengeId }: z.infer<typeof params>): OriginRef => ({
  kind: "challenge",
  id: challengeId,
  scopeId,
});

/** A team for a challenge is formed as one for a need, in the pair that it comes from. */
export function challengeTeamRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/challenges/{challengeId}/team-suggestion",
      access: read,
      id: "suggestCapabilitiesForChallenge",
      tag,
      summary: "Which capabilities a challenge's notice asks for, and in which units people could be looked for",
      params,
      answer: TeamSuggestion,
    },
    async ({ ctx, params: where }) => suggestCapabilities(ctx, of(where)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/challenges/{challengeId}/team-proposals",
      access: read,
      id: "proposeTeamForChallenge",
      tag,
      summary: "The smallest team that covers what is asked for within the limits; saves nothing",
      params,
      body: TeamWish,
      answer: TeamProposal,
    },
    async ({ ctx, params: where, body }) => proposeTeam(ctx, of(where), body),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/challenges/{challengeId}/team-candidates",
      access: read,
      id: "searchCandidatesForChallenge",
      tag,
      summary: "People by name, or those who bring most of what is asked for; saves nothing",
      params,
      body: CandidateSearch,
      answer: CandidateList,
    },
    async ({ ctx, params: where, body }) => ({ items: await searchCandidates(ctx, of(where), body) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/challenges/{challengeId}/formed-teams",
      access: { permission: "team.form", in: "path" },
      id: "createFormedTeamForChallenge",
      tag,
      summary: "Keep a team for a challenge; nobody is asked by that",
      params,
      body: FormedTeamDraft,
      answer: FormedTeam,
      status: 201,
    },
    async ({ ctx, params: where, body }) => createFormedTeam(ctx, of(where), body),
  );
}
