import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import {
  anyOf,
  exportQuery,
  listPageSchema,
  listQuery,
  readListing,
  wholeListing,
} from "../../../platform/listing/index.ts";
import type { SealingKeys } from "../bids/sealing.ts";
import type { ChallengeFilter } from "./queries.ts";
import { acceptConfidentiality, changeConfidentialPart, getConfidentialPart } from "./service/confidential.ts";
import { changeChallenge, createChallenge } from "./service/drafts.ts";
import { confirmAndOpen, endChallenge } from "./service/end.ts";
import { exportChallenges } from "./service/export.ts";
import { importChallenges } from "./service/import.ts";
import { publishAddendum, publishChallenge } from "./service/publish.ts";
import { getChallenge, listChallenges, listChallengeSteps } from "./service/read.ts";
import {
  AddendumDraft,
  AUDIENCES,
  Challenge,
  CHALLENGE_MODES,
  CHALLENGE_SORTS,
  CHALLENGE_STATES,
  ChallengeChange,
  ChallengeDraft,
  ChallengeEnd,
  ChallengeImport,
  ChallengeStepShown,
  ChallengeSummary,
  ConfidentialAcceptance,
  ConfidentialPart,
  ConfidentialPartChange,
} from "./types.ts";

const tag = "challenges";
const scopeParams = z.object({ scopeId: z.uuid() });
const params = z.object({ challengeId: z.uuid() });
const read = { permission: "challenge.read", in: "row" } as const;
const write = { permission: "challenge.write", in: "row" } as const;
const publish = { permission: "challenge.publish", in: "row" } as const;

const ListQuery = listQuery(CHALLENGE_SORTS).extend({
  state: anyOf(CHALLENGE_STATES),
  mode: anyOf(CHALLENGE_MODES),
  audience: anyOf(AUDIENCES),
  closesBefore: z.iso.date().optional().describe("The window ends before this day"),
});

function filterOf(
  query: Pick<z.output<typeof ListQuery>, "state" | "mode" | "audience" | "closesBefore">,
): ChallengeFilter {
  return {
    states: query.state ?? null,
    modes: query.mode ?? null,
    audiences: query.audience ?? null,
    closesBefore: query.closesBefore ?? null,
  };
}

export function noticeRoutes(api: Router, keys: SealingKeys): void {
  listRoutes(api);
  draftRoutes(api, keys);
  courseRoutes(api, keys);
  confidentialRoutes(api);
}

function listRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/challenges",
      access: { permission: "challenge.read", in: "path" },
      id: "listChallenges",
      tag,
      summary: "The challenges of a pair; of another scope, those that its people may read",
      params: scopeParams,
      query: ListQuery,
      answer: listPageSchema(ChallengeSummary),
    },
    async ({ ctx, params: { scopeId }, query }) =>
      listChallenges(ctx, scopeId, readListing("challenges", query), filterOf(query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/challenges/export",
      access: { permission: "challenge.read", in: "path" },
      id: "exportChallenges",
      tag,
      summary: "The list of challenges in a file",
      params: scopeParams,
      query: exportQuery(ListQuery),
      answer: "file",
    },
    async ({ ctx, params: { scopeId }, query, language }) =>
      exportChallenges(ctx, scopeId, wholeListing("challenges", query), filterOf(query), { ...query, language }),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/challenges/import",
      access: { permission: "challenge.write", in: "path" },
      id: "importChallenges",
      tag,
      summary: "Draft challenges out of a register in a file; looks first, and drafts where it is applied",
      params: scopeParams,
      query: z.object({ apply: z.enum(["true", "false"]).default("false") }),
      body: "file",
      answer: ChallengeImport,
    },
    async ({ ctx, params: { scopeId }, query, file }) => importChallenges(ctx, scopeId, file, query.apply === "true"),
  );
}

function draftRoutes(api: Router, keys: SealingKeys): void {
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/challenges",
      access: { permission: "challenge.write", in: "path" },
      id: "createChallenge",
      tag,
      summary: "Draft a challenge from one need or several; they move into it when it is published",
      params: scopeParams,
      body: ChallengeDraft,
      answer: Challenge,
      status: 201,
    },
    async ({ ctx, params: { scopeId }, body }) => createChallenge(ctx, scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}",
      access: read,
      id: "getChallenge",
      tag,
      summary: "A challenge as its notice tells it, with its addenda and its timeline",
      params,
      answer: Challenge,
    },
    async ({ ctx, params: { challengeId } }) => getChallenge(ctx, challengeId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/challenges/{challengeId}",
      access: write,
      id: "changeChallenge",
      tag,
      summary: "Change a draft; from the publication on its terms are frozen",
      params,
      body: ChallengeChange,
      answer: Challenge,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, body, version }) => changeChallenge(ctx, challengeId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/publication",
      access: publish,
      id: "publishChallenge",
      tag,
      summary: "Publish a draft: its terms are frozen, its needs are in the challenge",
      params,
      answer: Challenge,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, version }) => publishChallenge(keys, ctx, challengeId, version),
  );
}

function courseRoutes(api: Router, keys: SealingKeys): void {
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/addenda",
      access: publish,
      id: "publishAddendum",
      tag,
      summary: "Explain or change something after the publication, or give more time; every bidder is told",
      params,
      body: AddendumDraft,
      answer: Challenge,
      status: 201,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, body, version }) => publishAddendum(ctx, challengeId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/end",
      access: publish,
      id: "endChallenge",
      tag,
      summary: "Close the window after its end, declare the challenge failed, or cancel it",
      params,
      body: ChallengeEnd,
      answer: Challenge,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, body, version }) => endChallenge(ctx, challengeId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/opening",
      access: { permission: "bid.open", in: "row" },
      id: "openChallenge",
      tag,
      summary: "Confirm that the bids of a sealed challenge be opened; the second person opens them",
      params,
      answer: Challenge,
      ifMatch: true,
    },
    async ({ ctx, params: { challengeId }, version }) => confirmAndOpen(keys, ctx, challengeId, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}/steps",
      access: read,
      id: "listChallengeSteps",
      tag,
      summary: "Who did what with a challenge, for its office and its poster",
      params,
      answer: z.object({ items: z.array(ChallengeStepShown) }),
    },
    async ({ ctx, params: { challengeId } }) => ({ items: await listChallengeSteps(ctx, challengeId) }),
  );
}

function confidentialRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/confidential-readings",
      access: read,
      id: "readConfidentialPart",
      tag,
      summary: "Read the confidential part, where its statement was accepted; every reading is logged",
      params,
      answer: ConfidentialPart,
    },
    async ({ ctx, params: { challengeId } }) => getConfidentialPart(ctx, challengeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/confidential-acceptances",
      access: read,
      id: "acceptChallengeConfidentiality",
      tag,
      summary: "Accept the confidentiality statement that was shown, and read",
      params,
      body: ConfidentialAcceptance,
      answer: ConfidentialPart,
    },
    async ({ ctx, params: { challengeId }, body }) => acceptConfidentiality(ctx, challengeId, body.digest),
  );
  api.route(
    {
      method: "put",
      path: "/api/challenges/{challengeId}/confidential-part",
      access: write,
      id: "changeConfidentialPart",
      tag,
      summary: "Write the confidential part of a draft",
      params,
      body: ConfidentialPartChange,
      answer: ConfidentialPart,
    },
    async ({ ctx, params: { challengeId }, body }) => changeConfidentialPart(ctx, challengeId, body.body),
  );
}
