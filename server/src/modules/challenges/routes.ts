import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Config, sealingKeyFileOf } from "../../platform/config.ts";
import type { Router } from "../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../platform/listing/index.ts";
import { bidRoutes } from "./bids/routes.ts";
import { challengeTeamRoutes } from "./challenge-team-routes.ts";
import { SealingKeys } from "./bids/sealing.ts";
import { noticeRoutes } from "./notice/routes.ts";
import { evaluationRoutes } from "./evaluation/routes.ts";
import { changePersonCapabilities, getPersonCapabilities } from "./service/capabilities.ts";
import { answerInvitation, inviteToTeam, noteMemberAnswer, viewInvitation } from "./service/invitations.ts";
import { proposeTeam, searchCandidates, suggestCapabilities } from "./service/propose.ts";
import {
  changeFormedTeam,
  createFormedTeam,
  dissolveFormedTeam,
  getFormedTeam,
  listFormedTeams,
} from "./service/teams.ts";
import {
  CandidateList,
  CandidateSearch,
  FormedTeam,
  FormedTeamChange,
  FormedTeamDraft,
  FormedTeamSummary,
  MemberAnswer,
  PersonCapabilities,
  PersonCapabilitiesChange,
  TEAM_SORTS,
  TEAM_STATES,
  TeamInvitationAnswer,
  TeamInvitationDraft,
  TeamInvitationMade,
  TeamInvitationToken,
  TeamInvitationView,
  TeamProposal,
  TeamSuggestion,
  TeamWish,
} from "./types.ts";

const tag = "formed teams";
const read = { permission: "team.read", in: "row" } as const;
const form = { permission: "team.form", in: "row" } as const;
const scopeParams = z.object({ scopeId: z.uuid() });
const needParams = z.object({ needId: z.uuid() });
const teamParams = z.object({ teamId: z.uuid() });
const memberParams = teamParams.extend({ memberId: z.uuid() });
const forNeed = ({ needId }: { readonly needId: string }) => ({ kind: "need" as const, id: needId });

export function challengesRoutes(api: Router, config: Config): void {
  proposalRoutes(api);
  challengeTeamRoutes(api);
  teamRoutes(api);
  // Links lead to where people reach us; a server that has not been told is asked where it was reached.
  memberRoutes(api, (c) => config.PUBLIC_URL ?? new URL(c.req.url).origin);
  capabilityRoutes(api);
  visitorRoutes(api, config);
  const keys = new SealingKeys(sealingKeyFileOf(config));
  noticeRoutes(api, keys);
  bidRoutes(api, keys);
  evaluationRoutes(api);
}

function proposalRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/team-suggestion",
      access: read,
      id: "suggestTeamCapabilities",
      tag,
      summary: "Which capabilities a need's text asks for, and in which units people could be looked for",
      params: needParams,
      answer: TeamSuggestion,
    },
    async ({ ctx, params }) => suggestCapabilities(ctx, forNeed(params)),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/team-proposals",
      access: read,
      id: "proposeTeam",
      tag,
      summary: "The smallest team that covers what is asked for within the limits; saves nothing",
      params: needParams,
      body: TeamWish,
      answer: TeamProposal,
    },
    async ({ ctx, params, body }) => proposeTeam(ctx, forNeed(params), body),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/team-candidates",
      access: read,
      id: "searchTeamCandidates",
      tag,
      summary: "People by name, or those who bring most of what is asked for; saves nothing",
      params: needParams,
      body: CandidateSearch,
      answer: CandidateList,
    },
    async ({ ctx, params, body }) => ({ items: await searchCandidates(ctx, forNeed(params), body) }),
  );
}

const TeamListQuery = listQuery(TEAM_SORTS).extend({
  state: anyOf(TEAM_STATES),
  originId: z.uuid().optional().describe("The need or challenge that they were formed for"),
});

function teamRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/formed-teams",
      access: form,
      id: "createFormedTeam",
      tag,
      summary: "Keep a team for a need; nobody is asked by that",
      params: needParams,
      body: FormedTeamDraft,
      answer: FormedTeam,
      status: 201,
    },
    async ({ ctx, params, body }) => createFormedTeam(ctx, forNeed(params), body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/formed-teams",
      access: { permission: "team.read", in: "path" },
      id: "listFormedTeams",
      tag,
      summary: "The teams of a pair that were formed, and how far they have come",
      params: scopeParams,
      query: TeamListQuery,
      answer: listPageSchema(FormedTeamSummary),
    },
    async ({ ctx, params, query }) =>
      listFormedTeams(ctx, params.scopeId, readListing("formed-teams", query), {
        states: query.state ?? null,
        originId: query.originId ?? null,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/formed-teams/{teamId}",
      access: read,
      id: "getFormedTeam",
      tag,
      summary: "A team with its members, what it lacks, and every step with name and time",
      params: teamParams,
      answer: FormedTeam,
    },
    async ({ ctx, params }) => getFormedTeam(ctx, params.teamId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/formed-teams/{teamId}",
      access: form,
      id: "changeFormedTeam",
      tag,
      summary: "Swap members, or change what is asked for; who is taken off loses their link",
      params: teamParams,
      body: FormedTeamChange,
      answer: FormedTeam,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeFormedTeam(ctx, params.teamId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/formed-teams/{teamId}/dissolution",
      access: form,
      id: "dissolveFormedTeam",
      tag,
      summary: "Give a team up; open links end",
      params: teamParams,
      body: z.strictObject({ comment: z.string().trim().max(2000).default("") }),
      answer: FormedTeam,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => dissolveFormedTeam(ctx, params.teamId, body.comment, version),
  );
}

function memberRoutes(api: Router, originOf: (c: Pick<Context, "req">) => string): void {
  api.route(
    {
      method: "post",
      path: "/api/formed-teams/{teamId}/members/{memberId}/invitation",
      access: form,
      id: "inviteToTeam",
      tag,
      summary: "Ask a member: a text and a link for which no account is needed; the link is shown once",
      params: memberParams,
      body: TeamInvitationDraft,
      answer: TeamInvitationMade,
      status: 201,
      once: true,
      ifMatch: true,
    },
    async ({ ctx, params, body, version, c }) => inviteToTeam(ctx, params, body, originOf(c), version),
  );
  api.route(
    {
      method: "post",
      path: "/api/formed-teams/{teamId}/members/{memberId}/answer",
      access: form,
      id: "noteMemberAnswer",
      tag,
      summary: "Write down what a member answered by telephone, under one's own name",
      params: memberParams,
      body: MemberAnswer,
      answer: FormedTeam,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => noteMemberAnswer(ctx, params, body, version),
  );
}

function capabilityRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/person-capabilities",
      access: { permission: "team.read", in: "path" },
      id: "getPersonCapabilities",
      tag,
      summary: "What people say of somebody's capabilities, beside what the lists show",
      params: scopeParams,
      query: z.object({ key: z.string().min(2).max(500) }),
      answer: PersonCapabilities,
    },
    async ({ ctx, params, query }) => getPersonCapabilities(ctx, params.scopeId, query.key),
  );
  api.route(
    {
      method: "put",
      path: "/api/scopes/{scopeId}/person-capabilities",
      access: { permission: "team.form", in: "path" },
      id: "changePersonCapabilities",
      tag,
      summary: "Add to, or take from, what the lists show that somebody can do; seniority, other projects",
      params: scopeParams,
      body: PersonCapabilitiesChange,
      answer: PersonCapabilities,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changePersonCapabilities(ctx, params.scopeId, body, version),
  );
}

function visitorRoutes(api: Router, config: Config): void {
  api.route(
    {
      method: "post",
      path: "/api/team-invitations/view",
      access: "open",
      id: "viewTeamInvitation",
      tag,
      summary: "What a link into a team is about",
      body: TeamInvitationToken,
      answer: TeamInvitationView,
    },
    async ({ db, body, network }) => viewInvitation({ db, config, network }, body.token),
  );
  api.route(
    {
      method: "post",
      path: "/api/team-invitations/answer",
      access: "open",
      id: "answerTeamInvitation",
      tag,
      summary: "Accept or decline, once",
      body: TeamInvitationAnswer,
      answer: null,
    },
    async ({ db, outbox, body, network }) => {
      await answerInvitation({ db, config, network }, outbox, body);
    },
  );
}
