import { authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import type { Role } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listHolders } from "../../identity/index.ts";
import { findPair } from "../../pairs/index.ts";
import { readinessApplied, readinessDecided } from "../events.ts";
import { updateReadiness } from "../queries.ts";
import { projectError } from "../rules.ts";
import { changing, type Done } from "../service/changing.ts";
import { aboutOf, auditBy, getProjectRow, requireFound } from "../service/found.ts";
import type { Project, ProjectPerson } from "../types.ts";
import {
  closeReview,
  EVIDENCE_FILE,
  findEvidence,
  findReviewProject,
  insertEvidence,
  insertReview,
  listEvidence,
  listReviews,
  listVerdicts,
  putVerdict,
  type ReviewRow,
  withdrawEvidence,
} from "./queries.ts";
import { admitApplication, isStanding, outcomeOf, readinessError } from "./rules.ts";
import {
  EVIDENCE_KIND_NAMES,
  type EvidenceQuery,
  LEVELS,
  type ReadinessApplication,
  type ReadinessVerdict,
  STANDARD,
} from "./types.ts";

/** The nine levels with what each requires. */
export function describeScale() {
  return {
    standard: STANDARD,
    levels: LEVELS.map(({ name, requires }, index) => ({
      level: index + 1,
      name,
      requires: requires.map((kind) => ({ kind, name: EVIDENCE_KIND_NAMES[kind] })),
    })),
  };
}

/** A file that shows something of a project. The company's people bring it in their own scope, and the pair reads it. */
export async function addEvidence(
  ctx: Ctx,
  projectId: string,
  { kind, title, shownOn, classification }: EvidenceQuery,
  { name, bytes }: UploadedFile,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.evidence" }, async (tx, project) => {
    if (shownOn > (await findToday(tx))) {
      throw projectError("transformation.day_to_come", { number: project.number, on: shownOn });
    }
    const { enterpriseId, scopeId } = project;
    const isOffice = mayIn(ctx.caller, "project.evidence", scopeId);
    const owner = isOffice || enterpriseId === null ? scopeId : enterpriseId;
    const sharedWith = [scopeId, enterpriseId].filter((id) => id !== null && id !== owner) as string[];
    const id = newId();
    const draft = { scopeId: owner, ownerKind: EVIDENCE_FILE, ownerId: id, name, bytes, classification, sharedWith };
    const file = await ctx.files.putFile(tx, draft);
    await insertEvidence(tx, project, { id, kind, title, shownOn, fileId: file.id, addedBy: ctx.caller.userId });
    return {
      step: "evidence_added",
      details: { kind, title },
      audited: { action: "project.evidence_added", details: { evidenceId: id, kind, sha256: file.sha256 } },
    };
  });
}

export async function readEvidence(ctx: Ctx, evidenceId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    const { projectId, fileId } = requireFound(await findEvidence(tx, evidenceId));
    const project = await getProjectRow(tx, ctx.caller, "project.read", projectId);
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, fileId);
    await audit(tx, {
      ...auditBy(ctx.caller, project),
      action: "project.evidence_read",
      details: { number: project.number, evidenceId },
    });
    return { name, mediaType, bytes };
  });
}

export async function takeEvidenceBack(ctx: Ctx, evidenceId: string, reason: string): Promise<Project> {
  const projectId = await transact(ctx, async (tx) => requireFound(await findEvidence(tx, evidenceId)).projectId);
  return changing(ctx, projectId, { permission: "project.write" }, async (tx) => {
    const { title, withdrawnAt } = requireFound(await findEvidence(tx, evidenceId));
    if (withdrawnAt !== null) throw readinessError("transformation.evidence_gone", { title });
    const use = (await listReviews(tx, projectId)).find(
      (review) => isStanding(review) && review.evidenceIds.includes(evidenceId),
    );
    if (use !== undefined) throw readinessError("transformation.evidence_used", { title, level: use.level });
    await withdrawEvidence(tx, evidenceId, ctx.caller.userId, reason);
    return {
      step: "evidence_withdrawn",
      details: { title, reason },
      audited: { action: "project.evidence_withdrawn", details: { evidenceId } },
    };
  });
}

const JUDGES: readonly Role[] = ["pair_lead", "pair_officer"];

/** Who may judge a level: of the office, and of both sides as far as the caller sees who they are. */
export async function listReviewers(ctx: Ctx, scopeId: string): Promise<{ items: ProjectPerson[] }> {
  authorize(ctx.caller, "project.write", scopeId);
  return transact(ctx, async (tx) => ({ items: await findReviewers(tx, scopeId) }));
}

async function findReviewers(tx: Tx, scopeId: string): Promise<ProjectPerson[]> {
  const pair = await findPair(tx, scopeId);
  const sides: readonly (readonly [string | undefined, readonly Role[]])[] = [
    [scopeId, JUDGES],
    [pair?.zone.id, ["zone_officer"]],
    [pair?.university.id, ["transfer_officer"]],
  ];
  const found = new Map<string, ProjectPerson>();
  for (const [id, roles] of sides) {
    for (const person of id === undefined ? [] : await listHolders(tx, id, roles)) found.set(person.id, person);
  }
  return [...found.values()];
}

export async function applyForLevel(
  ctx: Ctx,
  projectId: string,
  { level, evidenceIds, reviewerIds, statement }: ReadinessApplication,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    const evidence = (await listEvidence(tx, projectId)).map((piece) => ({
      ...piece,
      isWithdrawn: piece.withdrawnAt !== null,
    }));
    const hasOpen = (await listReviews(tx, projectId)).some(({ state }) => state === "open");
    const reviewers = await findReviewers(tx, project.scopeId);
    const wanted = { level, evidenceIds, reviewerIds: [...new Set(reviewerIds)], applicantId: ctx.caller.userId };
    const chosen = admitApplication(wanted, { held: project.readinessLevel, hasOpen, evidence, reviewers });
    const review = {
      id: newId(),
      level,
      standard: STANDARD,
      statement,
      evidenceIds: [...new Set(evidenceIds)],
      reachedOn:
        chosen
          .map(({ shownOn }) => shownOn)
          .toSorted()
          .at(-1) ?? "",
      appliedBy: ctx.caller.userId,
    };
    await insertReview(tx, project, review, wanted.reviewerIds);
    await ctx.outbox.emit(tx, readinessApplied, {
      aggregate: `project:${projectId}`,
      scopeId: project.scopeId,
      payload: { ...aboutOf(project), level, reviewerIds: wanted.reviewerIds },
    });
    return {
      step: "level_applied",
      details: { level },
      audited: {
        action: "project.level_applied",
        details: { reviewId: review.id, level, evidenceIds: review.evidenceIds },
      },
    };
  });
}

async function getReview(tx: Tx, projectId: string, reviewId: string): Promise<ReviewRow> {
  return requireFound((await listReviews(tx, projectId)).find(({ id }) => id === reviewId));
}

async function projectOf(ctx: Ctx, reviewId: string): Promise<string> {
  return transact(ctx, async (tx) => requireFound(await findReviewProject(tx, reviewId)));
}

/** What a named reviewer says; with the last of them the level is granted, with one refusal it is not. */
export async function judgeLevel(ctx: Ctx, reviewId: string, { verdict, reason }: ReadinessVerdict): Promise<Project> {
  const projectId = await projectOf(ctx, reviewId);
  return changing(ctx, projectId, { permission: "project.grant" }, async (tx, project) => {
    const { level, state, appliedBy } = await getReview(tx, projectId, reviewId);
    if (state !== "open") throw readinessError("transformation.review_closed", { level });
    const verdicts = (await listVerdicts(tx, projectId)).filter((each) => each.reviewId === reviewId);
    const by = ctx.caller.userId;
    const own = verdicts.find(({ reviewerId }) => reviewerId === by);
    if (own === undefined || own.verdict !== null) throw readinessError("transformation.not_reviewer", { level });
    if (verdict === "refuse" && reason === "") throw readinessError("transformation.refusal_unreasoned", {});
    await putVerdict(tx, { reviewId, reviewerId: by, verdict, reason });
    const outcome = outcomeOf(verdicts.map((each) => (each.reviewerId === by ? verdict : each.verdict)));
    if (outcome !== "open") await closeReview(tx, reviewId, outcome);
    if (outcome === "granted") await updateReadiness(tx, projectId, level);
    if (outcome !== "open") {
      await ctx.outbox.emit(tx, readinessDecided, {
        aggregate: `project:${projectId}`,
        scopeId: project.scopeId,
        payload: { ...aboutOf(project), level, outcome, appliedBy },
      });
    }
    return {
      step: outcome === "granted" ? "level_granted" : verdict === "refuse" ? "level_refused" : "level_seconded",
      details: { level, reason },
      audited: { action: "project.level_judged", details: { reviewId, level, verdict, outcome } },
    };
  });
}

export async function withdrawApplication(ctx: Ctx, reviewId: string): Promise<Project> {
  const projectId = await projectOf(ctx, reviewId);
  return changing(ctx, projectId, { permission: "project.write" }, async (tx): Promise<Done> => {
    const { level, state } = await getReview(tx, projectId, reviewId);
    if (state !== "open") throw readinessError("transformation.review_closed", { level });
    await closeReview(tx, reviewId, "withdrawn");
    return {
      step: "level_withdrawn",
      details: { level },
      audited: { action: "project.level_withdrawn", details: { reviewId, level } },
    };
  });
}
