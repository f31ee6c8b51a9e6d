import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import { exportQuery, listPageSchema, readListing, wholeListing } from "../../platform/listing/index.ts";
import type { NeedTraces } from "../../platform/ports.ts";
import { filterOf, NeedListQuery } from "./list-query.ts";
import { exportNeeds } from "./service/export.ts";
import {
  changeNeed,
  checkDraft,
  createNeed,
  getNeed,
  listNeedHistory,
  listNeedOffices,
  listNeeds,
  moveNeed,
} from "./service/needs.ts";
import { surveyRoutes } from "./survey/routes.ts";
import { mergeNeed } from "./service/merge.ts";
import { listNeedMerges, undoNeedMerge } from "./service/unmerge.ts";
import { decideRewrite, listRewrites, proposeRewrite } from "./service/rewrites.ts";
import { triageStored } from "./service/triage.ts";
import {
  Need,
  NeedChange,
  NeedClarity,
  NeedDraft,
  NeedMerge,
  NeedMergeShown,
  NeedMergeUndone,
  NeedOffices,
  NeedRevision,
  NeedRewrite,
  NeedSummary,
  NeedTransition,
  NeedTriage,
  RewriteDecision,
  RewriteDraft,
} from "./types.ts";
import { visibilityRoutes } from "./visibility-routes.ts";

const scopeParams = z.object({ scopeId: z.uuid() });
const needParams = z.object({ needId: z.uuid() });
const tag = "needs";

/** `traces`: what modules below know came of a need. */
export function needsRoutes(api: Router, traces: readonly NeedTraces[] = []): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/needs",
      access: { permission: "need.read", in: "path" },
      id: "listNeeds",
      tag,
      summary: "The needs of a pair, or of an enterprise",
      params: scopeParams,
      query: NeedListQuery,
      answer: listPageSchema(NeedSummary),
    },
    async ({ ctx, params, query }) => listNeeds(ctx, params.scopeId, readListing("needs", query), filterOf(query)),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/needs",
      access: { permission: "need.create", in: "path" },
      id: "createNeed",
      tag,
      summary: "Write a need down in a pair, or state it as an enterprise; as a draft or submitted at once",
      params: scopeParams,
      query: z.object({
        submit: z.enum(["true", "false"]).default("false"),
        visibility: z
          .enum(["pair", "restricted"])
          .default("pair")
          .describe("Opening it to the province is a step of its own"),
        officeId: z
          .uuid()
          .optional()
          .describe("The pair that is to look after it, where an enterprise states it and there are several"),
      }),
      body: NeedDraft,
      answer: Need,
      status: 201,
    },
    async ({ ctx, params, query, body }) =>
      createNeed(ctx, params.scopeId, body, { ...query, isSubmitted: query.submit === "true" }),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/need-offices",
      access: { permission: "need.create", in: "path" },
      id: "listNeedOffices",
      tag,
      summary: "The pairs that a need stated in a scope can go to",
      params: scopeParams,
      answer: NeedOffices,
    },
    async ({ ctx, params }) => listNeedOffices(ctx, params.scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/needs/clarity",
      access: { permission: "need.read", in: "path" },
      id: "checkNeedClarity",
      tag,
      summary: "What a need, as written so far, does not say; saves nothing",
      params: scopeParams,
      body: NeedDraft,
      answer: NeedClarity,
    },
    async ({ ctx, params, body }) => checkDraft(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/needs/export",
      access: { permission: "need.export", in: "path" },
      id: "exportNeeds",
      tag,
      summary: "The list of needs as a file",
      params: scopeParams,
      query: exportQuery(NeedListQuery),
      answer: "file",
    },
    async ({ ctx, params, query, language }) =>
      exportNeeds(ctx, params.scopeId, wholeListing("needs", query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}",
      access: { permission: "need.read", in: "row" },
      id: "getNeed",
      tag,
      summary: "One need",
      params: needParams,
      answer: Need,
    },
    async ({ ctx, params }) => getNeed(ctx, params.needId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/needs/{needId}",
      access: { permission: "need.update", in: "row" },
      id: "changeNeed",
      tag,
      summary: "Change what a need says",
      params: needParams,
      body: NeedChange,
      answer: Need,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeNeed(ctx, params.needId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/transitions",
      access: { permission: "need.move", in: "row" },
      id: "moveNeed",
      tag,
      summary: "Move a need on: submit, judge, match, talk, sign, deliver, close",
      params: needParams,
      body: NeedTransition,
      answer: Need,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => moveNeed(ctx, params.needId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/history",
      access: { permission: "need.read", in: "row" },
      id: "listNeedHistory",
      tag,
      summary: "Every change of a need, the newest first",
      params: needParams,
      answer: z.array(NeedRevision),
    },
    async ({ ctx, params }) => listNeedHistory(ctx, params.needId),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/triage",
      access: { permission: "need.read", in: "row" },
      id: "triageNeed",
      tag,
      summary: "What a need says and where, what it lacks, and how to ask for it",
      params: needParams,
      answer: NeedTriage,
    },
    async ({ ctx, params }) => triageStored(ctx, params.needId),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/rewrites",
      access: { permission: "need.read", in: "row" },
      id: "listNeedRewrites",
      tag,
      summary: "The wordings that the office proposed for a need, the newest first",
      params: needParams,
      answer: z.array(NeedRewrite),
    },
    async ({ ctx, params }) => listRewrites(ctx, params.needId),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/rewrites",
      access: { permission: "need.triage", in: "row" },
      id: "proposeNeedRewrite",
      tag,
      summary: "Propose another wording, which the enterprise confirms or not; takes the place of one that waits",
      params: needParams,
      body: RewriteDraft,
      answer: z.array(NeedRewrite),
      status: 201,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => proposeRewrite(ctx, params.needId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/rewrites/decision",
      access: { permission: "need.update", in: "row" },
      id: "decideNeedRewrite",
      tag,
      summary:
        "Confirm, decline or withdraw the wording that waits; the office may confirm for the enterprise and says how it agreed",
      params: needParams,
      body: RewriteDecision,
      answer: Need,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => decideRewrite(ctx, params.needId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/needs/{needId}/merge",
      access: { permission: "need.triage", in: "row" },
      id: "mergeNeed",
      tag,
      summary: "Merge a need into another that says the same; its address leads there from then on",
      params: needParams,
      body: NeedMerge,
      answer: Need,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => mergeNeed(ctx, params.needId, body, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/needs/{needId}/merges",
      access: { permission: "need.triage", in: "row" },
      id: "listNeedMerges",
      tag,
      summary: "What was merged into a need, and whether that can be undone",
      params: needParams,
      answer: z.object({ items: z.array(NeedMergeShown) }),
    },
    async ({ ctx, params }) => ({ items: await listNeedMerges(ctx, params.needId) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/need-merges/{mergeId}/undo",
      access: { permission: "need.triage", in: "row" },
      id: "undoNeedMerge",
      tag,
      summary: "Take a merge apart; refused with the reason where something came of it since",
      params: z.object({ mergeId: z.uuid() }),
      answer: NeedMergeUndone,
    },
    async ({ ctx, params }) => undoNeedMerge(ctx, params.mergeId),
  );
  visibilityRoutes(api, traces);
  surveyRoutes(api);
}
