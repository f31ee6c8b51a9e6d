import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { announceResult, awardChallenge, decideAward, reconsiderResult } from "./service/decide.ts";
import {
  beginEvaluation,
  checkConflicts,
  closeScoring,
  getEvaluation,
  inviteExpert,
  listExpertCandidates,
  reportConflict,
  setEvaluationDue,
} from "./service/experts.ts";
import {
  answerObjection,
  getBidResult,
  objectAsBidder,
  objectInPublic,
  viewPublicNotice,
} from "./service/objections.ts";
import { stepDown, withdrawExpert } from "./service/leave.ts";
import { clearNamesake } from "./service/namesake.ts";
import { declareInterests, getOwnEvaluation, keepReview, listOwnEvaluations, submitReview } from "./service/review.ts";
import {
  AwardDecision,
  BidResult,
  ConflictClearing,
  ConflictReport,
  Declaration,
  Evaluation,
  EvaluationBegin,
  EvaluationDue,
  ExpertCandidates,
  ExpertEvaluation,
  ExpertEvaluations,
  ExpertInvitation,
  ExpertWithdrawal,
  ObjectionAnswer,
  ObjectionDraft,
  PublicNotice,
  PublicNoticeDraft,
  PublicObjectionDraft,
  Reconsideration,
  ReviewDraft,
  ScoringClosing,
} from "./types.ts";

const tag = "evaluations";
const manage = { permission: "evaluation.manage", in: "row" } as const;
const decide = { permission: "challenge.decide", in: "row" } as const;
const score = { permission: "evaluation.score", in: "row" } as const;
const bid = { permission: "bid.write", in: "row" } as const;
const challengeParams = z.object({ challengeId: z.uuid() });
const bidParams = z.object({ bidId: z.uuid() });
const reviewParams = challengeParams.extend({ bidId: z.uuid() });

export function evaluationRoutes(api: Router): void {
  officeRoutes(api);
  decisionRoutes(api);
  expertRoutes(api);
  bidderRoutes(api);
  publicRoutes(api);
}

function officeRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}/evaluation",
      access: { permission: "evaluation.read", in: "row" },
      id: "getEvaluation",
      tag,
      summary:
        "Experts with their conflicts, progress, scores once the scoring is closed, decision, notice, objections",
      params: challengeParams,
      answer: Evaluation,
    },
    async ({ ctx, params }) => getEvaluation(ctx, params.challengeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation",
      access: decide,
      id: "beginEvaluation",
      tag,
      summary: "Begin to have the bids judged; If-Match takes the challenge's version",
      params: challengeParams,
      body: EvaluationBegin,
      answer: Evaluation,
      status: 201,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => beginEvaluation(ctx, params.challengeId, body, version),
  );
  api.route(
    {
      method: "put",
      path: "/api/challenges/{challengeId}/evaluation/due",
      access: manage,
      id: "setEvaluationDue",
      tag,
      summary: "Until when experts are asked to have scored; people are reminded, nothing closes by it",
      params: challengeParams,
      body: EvaluationDue,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => setEvaluationDue(ctx, params.challengeId, body.dueOn, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/challenges/{challengeId}/evaluation/candidates",
      access: manage,
      id: "listExpertCandidates",
      tag,
      summary: "Accounts of experts in the pair that can be asked",
      params: challengeParams,
      answer: ExpertCandidates,
    },
    async ({ ctx, params }) => ({ items: await listExpertCandidates(ctx, params.challengeId) }),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/experts",
      access: manage,
      id: "inviteExpert",
      tag,
      summary: "Ask an expert; conflicts that the directory shows are found at once",
      params: challengeParams,
      body: ExpertInvitation,
      answer: Evaluation,
      status: 201,
    },
    async ({ ctx, params, body }) => inviteExpert(ctx, params.challengeId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/conflicts",
      access: manage,
      id: "reportExpertConflict",
      tag,
      summary: "Record a conflict; scores that were given are set aside",
      params: challengeParams,
      body: ConflictReport,
      answer: Evaluation,
      status: 201,
    },
    async ({ ctx, params, body }) => reportConflict(ctx, params.challengeId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/experts/{expertId}/withdrawal",
      access: manage,
      id: "withdrawExpert",
      tag,
      summary: "An expert no longer judges; scores that were given are set aside",
      params: challengeParams.extend({ expertId: z.uuid() }),
      body: ExpertWithdrawal,
      answer: Evaluation,
    },
    async ({ ctx, params, body }) => withdrawExpert(ctx, params, body.reason),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/conflicts/{conflictId}/clearing",
      access: manage,
      id: "clearExpertConflict",
      tag,
      summary: "A computed conflict is that of a namesake, and why; scores that it alone had set aside count again",
      params: challengeParams.extend({ conflictId: z.uuid() }),
      body: ConflictClearing,
      answer: Evaluation,
    },
    async ({ ctx, params, body }) => clearNamesake(ctx, params, body.reason),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/conflict-check",
      access: manage,
      id: "checkExpertConflicts",
      tag,
      summary: "Look for conflicts again in what the directory holds now",
      params: challengeParams,
      answer: Evaluation,
    },
    async ({ ctx, params }) => checkConflicts(ctx, params.challengeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/closing",
      access: manage,
      id: "closeScoring",
      tag,
      summary: "Close the scoring; from then on the office reads the scores",
      params: challengeParams,
      body: ScoringClosing,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => closeScoring(ctx, params.challengeId, body.reason, version),
  );
}

function decisionRoutes(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/decision",
      access: decide,
      id: "decideAward",
      tag,
      summary: "Choose, and say why; each bidder is given a reason",
      params: challengeParams,
      body: AwardDecision,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => decideAward(ctx, params.challengeId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/notice",
      access: decide,
      id: "announceResult",
      tag,
      summary: "Begin the public notice, and tell the bidders",
      params: challengeParams,
      body: PublicNoticeDraft,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => announceResult(ctx, params.challengeId, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/reconsideration",
      access: decide,
      id: "reconsiderResult",
      tag,
      summary: "Evaluate again, with a reason",
      params: challengeParams,
      body: Reconsideration,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => reconsiderResult(ctx, params.challengeId, body.reason, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/challenges/{challengeId}/evaluation/award",
      access: decide,
      id: "awardChallenge",
      tag,
      summary: "Award, after the notice, by somebody other than who decided",
      params: challengeParams,
      answer: Evaluation,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => awardChallenge(ctx, params.challengeId, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/notice-objections/{objectionId}/answer",
      access: manage,
      id: "answerObjection",
      tag,
      summary: "Answer an objection, as somebody other than who decided",
      params: z.object({ objectionId: z.uuid() }),
      body: ObjectionAnswer,
      answer: Evaluation,
    },
    async ({ ctx, params, body }) => answerObjection(ctx, params.objectionId, body),
  );
}

function expertRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/me/evaluations",
      access: "signed_in",
      id: "listOwnEvaluations",
      tag,
      summary: "Challenges whose bids the caller is asked to judge",
      answer: ExpertEvaluations,
    },
    async ({ ctx }) => ({ items: await listOwnEvaluations(ctx) }),
  );
  api.route(
    {
      method: "get",
      path: "/api/me/evaluations/{challengeId}",
      access: score,
      id: "getOwnEvaluation",
      tag,
      summary: "What the caller judges: criteria, bids without those in conflict, and the caller's own scores",
      params: challengeParams,
      answer: ExpertEvaluation,
    },
    async ({ ctx, params }) => getOwnEvaluation(ctx, params.challengeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/evaluations/{challengeId}/declaration",
      access: score,
      id: "declareInterests",
      tag,
      summary: "Take part or decline, and name the bids not to be judged; once",
      params: challengeParams,
      body: Declaration,
      answer: ExpertEvaluation,
    },
    async ({ ctx, params, body }) => declareInterests(ctx, params.challengeId, body),
  );
  api.route(
    {
      method: "put",
      path: "/api/me/evaluations/{challengeId}/bids/{bidId}",
      access: score,
      id: "keepReview",
      tag,
      summary: "Keep scores as far as they are written; If-Match 0 at first",
      params: reviewParams,
      body: ReviewDraft,
      answer: ExpertEvaluation,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => keepReview(ctx, params, body, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/evaluations/{challengeId}/bids/{bidId}/submission",
      access: score,
      id: "submitReview",
      tag,
      summary: "Give the scores that were kept; final",
      params: reviewParams,
      answer: ExpertEvaluation,
      ifMatch: true,
    },
    async ({ ctx, params, version }) => submitReview(ctx, params, version),
  );
  api.route(
    {
      method: "post",
      path: "/api/me/evaluations/{challengeId}/withdrawal",
      access: score,
      id: "stepDownAsExpert",
      tag,
      summary: "Step down; scores that were given are set aside",
      params: challengeParams,
      body: ExpertWithdrawal,
      answer: ExpertEvaluation,
    },
    async ({ ctx, params, body }) => stepDown(ctx, params.challengeId, body.reason),
  );
}

function bidderRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/bids/{bidId}/result",
      access: bid,
      id: "getBidResult",
      tag,
      summary: "What became of the caller's bid, and why; objections of the caller with their answers",
      params: bidParams,
      answer: BidResult,
    },
    async ({ ctx, params }) => getBidResult(ctx, params.bidId),
  );
  api.route(
    {
      method: "post",
      path: "/api/bids/{bidId}/objections",
      access: bid,
      id: "objectToResult",
      tag,
      summary: "Object to the result within the notice",
      params: bidParams,
      body: ObjectionDraft,
      answer: BidResult,
      status: 201,
    },
    async ({ ctx, params, body }) => objectAsBidder(ctx, params.bidId, body.body),
  );
}

function publicRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/public-notices/{challengeId}",
      access: "open",
      id: "viewPublicNotice",
      tag,
      summary: "A result in public notice, where it was announced for everybody",
      params: challengeParams,
      answer: PublicNotice,
    },
    async ({ db, params }) => viewPublicNotice(db, params.challengeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/public-notices/{challengeId}/objections",
      access: "open",
      id: "objectInPublic",
      tag,
      summary: "Object to a result in public notice, with a name and how to be reached",
      params: challengeParams,
      body: PublicObjectionDraft,
      answer: null,
    },
    async ({ db, outbox, params, body }) => objectInPublic({ db, outbox }, params.challengeId, body),
  );
}
