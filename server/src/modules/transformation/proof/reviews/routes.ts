import { z } from "@hono/zod-openapi";
import type { Router } from "../../../../platform/http/index.ts";
import { ProjectPerson } from "../../types.ts";
import { getReviewTable, listCandidates, nameReviewer, takeReviewerOff } from "./naming.ts";
import { declareConflict, getOwnReviews, keepReview, listOwnCalls, readJudgedDocument, submitReview } from "./own.ts";
import { settleConflict } from "./settling.ts";
import {
  ConflictSettlement,
  OwnProofCall,
  OwnProofReviews,
  ProofConflictDraft,
  ProofReviewDraft,
  ProofReviewTable,
  ReviewerDraft,
} from "./types.ts";

const tag = "proof-of-concept";
const manage = { permission: "proof.manage", in: "row" } as const;
const callParams = z.object({ callId: z.uuid() });
const ownParams = z.object({ applicationId: z.uuid() });

export function reviewRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/proof-calls/{callId}/reviewer-candidates",
      access: manage,
      id: "listProofCandidates",
      tag,
      summary: "Who may be named to judge",
      params: callParams,
      answer: z.object({ items: z.array(ProjectPerson) }),
    },
    async ({ ctx, params }) => listCandidates(ctx, params.callId),
  );
  api.route(
    {
      method: "get",
      path: "/api/proof-calls/{callId}/reviews",
      access: manage,
      id: "getProofReviews",
      tag,
      summary: "Reviewers, their conflicts, and the scores that were given, with their spread",
      params: callParams,
      answer: ProofReviewTable,
    },
    async ({ ctx, params }) => getReviewTable(ctx, params.callId),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-calls/{callId}/reviewers",
      access: manage,
      id: "nameProofReviewer",
      tag,
      summary: "Name somebody to judge everything that was handed in, but for what they have a conflict with",
      params: callParams,
      body: ReviewerDraft,
      answer: ProofReviewTable,
      status: 201,
    },
    async ({ ctx, params, body }) => nameReviewer(ctx, params.callId, body),
  );
  api.route(
    {
      method: "delete",
      path: "/api/proof-calls/{callId}/reviewers/{userId}",
      access: manage,
      id: "removeProofReviewer",
      tag,
      summary: "Take a reviewer off who has given nothing",
      params: callParams.extend({ userId: z.uuid() }),
      answer: ProofReviewTable,
    },
    async ({ ctx, params }) => takeReviewerOff(ctx, params.callId, params.userId),
  );
  api.route(
    {
      method: "post",
      path: "/api/proof-calls/{callId}/reviewers/{userId}/applications/{applicationId}/settlements",
      access: manage,
      id: "settleProofConflict",
      tag,
      summary: "Clear or confirm a conflict that was found by names or units, with the reason; it stays in the record",
      params: callParams.extend({ userId: z.uuid(), applicationId: z.uuid() }),
      body: ConflictSettlement,
      answer: ProofReviewTable,
    },
    async ({ ctx, params, body }) => settleConflict(ctx, params, body),
  );
  ownRoutes(api);
}

function ownRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/me/proof-reviews",
      access: "signed_in",
      id: "listOwnProofReviews",
      tag,
      summary: "Calls for which the caller was named to judge",
      answer: z.object({ items: z.array(OwnProofCall) }),
    },
    async ({ ctx }) => listOwnCalls(ctx),
  );
  api.route(
    {
      method: "get",
      path: "/api/me/proof-reviews/{callId}",
      access: "signed_in",
      id: "getOwnProofReviews",
      tag,
      summary: "What the caller was named to judge under a call, and what they gave",
      params: callParams,
      answer: OwnProofReviews,
    },
    async ({ ctx, params }) => getOwnReviews(ctx, params.callId),
  );
  api.route(
    {
      method: "put",
      path: "/api/me/proof-reviews/applications/{applicationId}",
      access: "signed_in",
      id: "keepProofReview",
      tag,
      summary: "Keep scores so far; nobody else reads them",
      params: ownParams,
      body: ProofReviewDraft,
      answer: OwnProofReviews,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => keepReview(ctx, params.applicationId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/proof-reviews/applications/{applicationId}/submission",
      access: "signed_in",
      id: "submitProofReview",
      tag,
      summary: "Give the scores that were kept; they are final",
      params: ownParams,
      answer: OwnProofReviews,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => submitReview(ctx, params.applicationId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/proof-reviews/applications/{applicationId}/conflict",
      access: "signed_in",
      id: "declareProofConflict",
      tag,
      summary: "Say that one has a conflict of interest and does not judge it",
      params: ownParams,
      body: ProofConflictDraft,
      answer: OwnProofReviews,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => declareConflict(ctx, params.applicationId, body.fact, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/me/proof-reviews/documents/{documentId}",
      access: "signed_in",
      id: "readJudgedProofDocument",
      tag,
      summary: "A file of an application that the caller was named to judge",
      params: z.object({ documentId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params }) => readJudgedDocument(ctx, params.documentId),
  );
}
