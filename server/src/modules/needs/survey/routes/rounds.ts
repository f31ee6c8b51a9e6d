import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../../../platform/listing/index.ts";
import { Questionnaire } from "../questionnaire-shape.ts";
import {
  changeRound,
  createRound,
  getQuestionnaire,
  getRound,
  listRoundOfficers,
  listRounds,
  moveRound,
  putQuestionnaire,
} from "../service/rounds.ts";
import { getCoverage, getPackage } from "../service/sites.ts";
import {
  Coverage,
  Package,
  QuestionnaireVersion,
  Round,
  ROUND_SORTS,
  ROUND_STATES,
  RoundChange,
  RoundDraft,
  RoundTransition,
} from "../types.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const roundParams = z.object({ roundId: z.uuid() });
const tag = "surveys";
const read = { permission: "survey.read", in: "row" } as const;
const manage = { permission: "survey.manage", in: "row" } as const;

export function roundRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/survey-rounds",
      access: { permission: "survey.read", in: "path" },
      id: "listSurveyRounds",
      tag,
      summary: "The survey rounds of a pair, or of a zone",
      params: scopeParams,
      query: listQuery(ROUND_SORTS).extend({ state: anyOf(ROUND_STATES) }),
      answer: listPageSchema(Round),
    },
    async ({ ctx, params, query }) =>
      listRounds(ctx, params.scopeId, readListing("survey-rounds", query), query.state ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/survey-rounds",
      access: { permission: "survey.manage", in: "path" },
      id: "createSurveyRound",
      tag,
      summary: "Prepare a survey round",
      params: scopeParams,
      body: RoundDraft,
      answer: Round,
      status: 201,
    },
    async ({ ctx, params, body }) => createRound(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}",
      access: read,
      id: "getSurveyRound",
      tag,
      summary: "One round with how far it has come",
      params: roundParams,
      answer: Round,
    },
    async ({ ctx, params }) => getRound(ctx, params.roundId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/survey-rounds/{roundId}",
      access: manage,
      id: "changeSurveyRound",
      tag,
      summary: "Change the name, the period or the lead of a round",
      params: roundParams,
      body: RoundChange,
      answer: Round,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeRound(ctx, params.roundId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/survey-rounds/{roundId}/transitions",
      access: manage,
      id: "moveSurveyRound",
      tag,
      summary: "Open, close or reopen a round",
      params: roundParams,
      body: RoundTransition,
      answer: Round,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveRound(ctx, params.roundId, body.action, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/coverage",
      access: read,
      id: "getSurveyCoverage",
      tag,
      summary: "What was reached, by building and floor",
      params: roundParams,
      answer: Coverage,
    },
    async ({ ctx, params }) => getCoverage(ctx, params.roundId),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/officers",
      access: read,
      id: "listSurveyOfficers",
      tag,
      summary: "Who may be given floors of a round",
      params: roundParams,
      answer: z.array(z.object({ id: z.uuid(), name: z.string() })),
    },
    async ({ ctx, params }) => listRoundOfficers(ctx, params.roundId),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/questionnaire",
      access: read,
      id: "getSurveyQuestionnaire",
      tag,
      summary: "The questionnaire of a round as JSON",
      params: roundParams,
      query: z.object({ number: z.coerce.number().int().min(1).optional().describe("Version; unset: that of now") }),
      answer: QuestionnaireVersion,
    },
    async ({ ctx, params, query }) => getQuestionnaire(ctx, params.roundId, query.number),
  );
  api.route(
    {
      method: "put",
      path: "/api/survey-rounds/{roundId}/questionnaire",
      access: manage,
      id: "putSurveyQuestionnaire",
      tag,
      summary: "Put another questionnaire from now on; visits keep the version that they answered",
      params: roundParams,
      body: Questionnaire,
      answer: QuestionnaireVersion,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => putQuestionnaire(ctx, params.roundId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/survey-rounds/{roundId}/package",
      access: { permission: "survey.visit", in: "row" },
      id: "getSurveyPackage",
      tag,
      summary: "All that a phone needs of a round while it is without a network",
      params: roundParams,
      answer: Package,
    },
    async ({ ctx, params }) => getPackage(ctx, params.roundId),
  );
}
