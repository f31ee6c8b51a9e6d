// What a reviewer sees and gives. They may hold no scope of the pair: their own row is the key to everything.
import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import type { FileAnswer } from "../../../../platform/http/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { requireFound } from "../../service/found.ts";
import {
  type ApplicationRow,
  findApplication,
  findDocument,
  listApplications,
  listDocuments,
} from "../applications/queries.ts";
import { auditOfCall, requireCall } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import {
  declareRow,
  findReviewRow,
  keepScores,
  listOwnReviewerRows,
  listReviewRows,
  type ProofReviewRow,
  type ReviewerRow,
  submitScores,
} from "./queries.ts";
import { isStanding, refuseIncompleteScores, refuseUnknownScores, reviewError } from "./rules.ts";
import type { OwnProofCall, OwnProofReviews, ProofReviewDraft } from "./types.ts";

/** Under row-level security: where they were not named, there is nothing. */
async function getOwnRow(ctx: Ctx, callId: string): Promise<ReviewerRow> {
  const own = await transact(ctx, async (tx) => listOwnReviewerRows(tx, ctx.caller.userId));
  return requireFound(own.find((row) => row.callId === callId));
}

export async function listOwnCalls(ctx: Ctx): Promise<{ items: OwnProofCall[] }> {
  const own = await transact(ctx, async (tx) => listOwnReviewerRows(tx, ctx.caller.userId));
  return transactAsSystem(ctx, async (tx) => {
    const items: OwnProofCall[] = [];
    for (const { callId, dueOn } of own) {
      const call = await requireCall(tx, callId);
      const reviews = (await listReviewRows(tx, callId)).filter(({ reviewerId }) => reviewerId === ctx.caller.userId);
      const count = (state: string) => reviews.filter((review) => review.state === state).length;
      const { number, title } = call;
      const isOver = call.state !== "closed";
      items.push({ callId, number, title, dueOn, open: count("open"), submitted: count("submitted"), isOver });
    }
    return { items };
  });
}

export async function getOwnReviews(ctx: Ctx, callId: string): Promise<OwnProofReviews> {
  const own = await getOwnRow(ctx, callId);
  return transactAsSystem(ctx, async (tx) => {
    const call = await requireCall(tx, callId);
    const reviews = (await listReviewRows(tx, callId)).filter(({ reviewerId }) => reviewerId === ctx.caller.userId);
    const rows = await listApplications(tx, callId);
    const applications = [];
    for (const review of reviews) {
      const row = rows.find(({ id }) => id === review.applicationId);
      if (row !== undefined) applications.push(await showJudged(tx, ctx, { call, row, review }));
    }
    return {
      callId,
      number: call.number,
      title: call.title,
      purpose: call.terms.purpose,
      dueOn: own.dueOn,
      isOver: call.state !== "closed",
      criteria: [...call.terms.criteria],
      documents: [...call.terms.documents],
      applications,
    };
  });
}

/** A reviewer in conflict no longer sees what the application says. */
async function showJudged(
  tx: Tx,
  ctx: Ctx,
  { call, row, review }: { readonly call: CallRow; readonly row: ApplicationRow; readonly review: ProofReviewRow },
) {
  const isSeen = review.state !== "conflict";
  const documents = [];
  for (const { id, key, fileId } of isSeen ? await listDocuments(tx, row.id) : []) {
    if (!isAsked(call, key)) continue;
    const { name, sizeBytes } = await ctx.files.getFile(tx, fileId);
    documents.push({ id, key, name, sizeBytes });
  }
  return {
    id: row.id,
    title: row.title,
    content: isSeen ? row.content : null,
    documents,
    state: review.state,
    scores: [...review.scores],
    comment: review.comment,
    conflicts: review.conflicts.filter(isStanding).map(({ kind, fact }) => ({ kind, fact })),
    submittedAt: review.submittedAt,
    version: review.version,
  };
}

interface Held {
  readonly call: CallRow;
  readonly application: ApplicationRow;
  readonly review: ProofReviewRow;
}

/** In step with who names reviewers and who decides: the call is held. */
async function changingReview(
  ctx: Ctx,
  applicationId: string,
  version: number,
  work: (tx: Tx, held: Held) => Promise<void>,
): Promise<OwnProofReviews> {
  const reviewerId = ctx.caller.userId;
  await transact(ctx, async (tx) => requireFound(await findReviewRow(tx, applicationId, reviewerId)));
  const callId = await transactAsSystem(ctx, async (tx) => {
    const seen = requireFound(await findApplication(tx, applicationId));
    const call = await requireCall(tx, seen.callId, "held");
    const application = requireFound(await findApplication(tx, applicationId));
    const review = requireFound(await findReviewRow(tx, applicationId, reviewerId));
    const { title } = application;
    if (call.state !== "closed") throw reviewError("transformation.naming_early", { number: call.number });
    if (application.state !== "submitted") throw reviewError("transformation.review_decided", { title });
    if (review.state === "submitted") throw reviewError("transformation.review_given", { title });
    if (review.state === "conflict") throw reviewError("transformation.reviewer_in_conflict", { title });
    expectVersion(review, version);
    await work(tx, { call, application, review });
    return call.id;
  });
  return getOwnReviews(ctx, callId);
}

export async function keepReview(
  ctx: Ctx,
  applicationId: string,
  draft: ProofReviewDraft,
  version: number,
): Promise<OwnProofReviews> {
  return changingReview(ctx, applicationId, version, async (tx, { call }) => {
    refuseUnknownScores(call.terms.criteria, draft.scores);
    await keepScores(tx, { applicationId, reviewerId: ctx.caller.userId }, draft);
  });
}

/** Gives the scores that were kept; they are final. */
export async function submitReview(ctx: Ctx, applicationId: string, version: number): Promise<OwnProofReviews> {
  return changingReview(ctx, applicationId, version, async (tx, { call, review }) => {
    refuseIncompleteScores(call.terms.criteria, review.scores);
    await submitScores(tx, { applicationId, reviewerId: ctx.caller.userId });
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.review_submitted",
      details: { number: call.number, applicationId },
    });
  });
}

export async function declareConflict(
  ctx: Ctx,
  applicationId: string,
  fact: string,
  version: number,
): Promise<OwnProofReviews> {
  return changingReview(ctx, applicationId, version, async (tx, { call }) => {
    const conflict = { kind: "declared" as const, fact: { zh: fact, en: fact } };
    await declareRow(tx, { applicationId, reviewerId: ctx.caller.userId }, conflict);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.conflict_declared",
      details: { number: call.number, applicationId },
      personal: { fact },
    });
  });
}

/** Reports come under the same application later, and are not judged here. */
function isAsked({ terms }: CallRow, key: string): boolean {
  return terms.documents.some((asked) => asked.key === key);
}

/** A file that the call asked for, of an application that the caller was named to judge and is not in conflict with. */
export async function readJudgedDocument(ctx: Ctx, documentId: string): Promise<FileAnswer> {
  const found = await transactAsSystem(ctx, async (tx) => requireFound(await findDocument(tx, documentId)));
  const { applicationId, key, fileId } = found;
  const review = await transact(ctx, async (tx) =>
    requireFound(await findReviewRow(tx, applicationId, ctx.caller.userId)),
  );
  return transactAsSystem(ctx, async (tx) => {
    const { callId, title } = requireFound(await findApplication(tx, applicationId));
    const call = await requireCall(tx, callId);
    requireFound(isAsked(call, key) ? found : null);
    if (review.state === "conflict") throw reviewError("transformation.reviewer_in_conflict", { title });
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, fileId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.document_read",
      details: { applicationId, documentId },
    });
    return { name, mediaType, bytes };
  });
}
