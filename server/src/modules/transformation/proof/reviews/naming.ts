// The office names who judges, and sees what they gave.
import { type Ctx, transact, transactAsSystem } from "../../../../platform/access/index.ts";
import type { Role } from "../../../../platform/access/matrix.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { spreadOf, weightedTotal } from "../../../challenges/index.ts";
import { loadAchievements } from "../../../directory/index.ts";
import { findDisplayNames, listHolders } from "../../../identity/index.ts";
import { requireFound } from "../../service/found.ts";
import type { ProjectPerson } from "../../types.ts";
import { isOfTeam, isSealedFor } from "../applications/found.ts";
import { isInTeam, listInTeams } from "../applications/origin-queries.ts";
import { listApplications } from "../applications/queries.ts";
import { aboutCall, auditOfCall, changingCall, getCallRow, mayInCall, requireCall } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { proofReviewerNamed } from "../events.ts";
import { findReviewerConflicts } from "./conflicts.ts";
import { deleteReviewer, insertReview, insertReviewer, listReviewerRows, listReviewRows } from "./queries.ts";
import { isInferred, isStanding, reviewError } from "./rules.ts";
import type { ProofReviewTable, ReviewerDraft } from "./types.ts";

const IN_PAIR: readonly Role[] = ["expert", "pair_lead", "pair_officer", "technology_manager"];

/** Experts and people of the pair, of its zone, and of the centre. As the system: experts are seen by nobody else. */
async function findCandidates(tx: Tx, { scopeId, zoneId, centreId }: CallRow): Promise<ProjectPerson[]> {
  const places: readonly (readonly [string | null, readonly Role[]])[] = [
    [scopeId, IN_PAIR],
    [zoneId, ["zone_officer"]],
    [centreId, ["facility_manager"]],
  ];
  const found = new Map<string, ProjectPerson>();
  for (const [id, roles] of places) {
    for (const person of id === null ? [] : await listHolders(tx, id, roles)) {
      if (!found.has(person.id)) found.set(person.id, person);
    }
  }
  return [...found.values()];
}

/** Nobody who applies under the call; who does is not told before its close. */
export async function listCandidates(ctx: Ctx, callId: string): Promise<{ items: ProjectPerson[] }> {
  const call = await transact(ctx, async (tx) => getCallRow(tx, ctx.caller, "proof.manage", callId));
  refuseEarly(call);
  return transactAsSystem(ctx, async (tx) => {
    const named = (await listReviewerRows(tx, callId)).map(({ userId }) => userId);
    const barred = [...named, ...(await listInTeams(tx, callId))];
    return { items: (await findCandidates(tx, call)).filter(({ id }) => !barred.includes(id)) };
  });
}

function refuseEarly({ number, state }: CallRow): void {
  if (state !== "closed") throw reviewError("transformation.naming_early", { number });
}

/** For everything that was handed in; what they must not judge is found at once, with the fact that shows it. */
export async function nameReviewer(
  ctx: Ctx,
  callId: string,
  { userId, unit, dueOn }: ReviewerDraft,
): Promise<ProofReviewTable> {
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    refuseEarly(call);
    const person = (await findCandidates(tx, call)).find(({ id }) => id === userId);
    if (person === undefined) throw reviewError("transformation.proof_reviewer_unfit", {});
    const { name } = person;
    if (await isInTeam(tx, callId, userId)) throw reviewError("transformation.reviewer_applies", { name });
    const isKnown = (await listReviewerRows(tx, callId)).some((each) => each.userId === userId);
    if (isKnown) throw reviewError("transformation.reviewer_known", { name });
    const by = ctx.caller.userId;
    await insertReviewer(tx, call, { userId, name, unit, dueOn }, by);
    const achievements = await loadAchievements(tx, call.scopeId);
    let conflicted = 0;
    for (const application of await listApplications(tx, callId)) {
      if (application.state !== "submitted") continue;
      const conflicts = findReviewerConflicts({ userId, name, unit }, application, achievements);
      if (conflicts.length > 0) conflicted += 1;
      await insertReview(tx, call, { applicationId: application.id, reviewerId: userId, conflicts });
    }
    await audit(tx, {
      ...auditOfCall(call, by),
      action: "proof.reviewer_named",
      details: { number: call.number, reviewerId: userId, conflicts: conflicted },
    });
    await ctx.outbox.emit(tx, proofReviewerNamed, {
      aggregate: `proof_call:${callId}`,
      scopeId: call.scopeId,
      payload: { ...aboutCall(call), reviewerId: userId, dueOn },
    });
  });
  return getReviewTable(ctx, callId);
}

export async function takeReviewerOff(ctx: Ctx, callId: string, userId: string): Promise<ProofReviewTable> {
  await changingCall(ctx, callId, "proof.manage", async (tx, call) => {
    const { name } = requireFound((await listReviewerRows(tx, callId)).find((each) => each.userId === userId));
    const given = (await listReviewRows(tx, callId)).some(
      ({ reviewerId, state }) => reviewerId === userId && state === "submitted",
    );
    if (given) throw reviewError("transformation.reviewer_has_judged", { name });
    await deleteReviewer(tx, callId, userId);
    await audit(tx, {
      ...auditOfCall(call, ctx.caller.userId),
      action: "proof.reviewer_taken_off",
      details: { number: call.number, reviewerId: userId },
    });
  });
  return getReviewTable(ctx, callId);
}

/** Criteria by reviewers for each application; nobody sees how their own was judged, nor scores that are not given yet. */
export async function getReviewTable(ctx: Ctx, callId: string): Promise<ProofReviewTable> {
  await transact(ctx, async (tx) => getCallRow(tx, ctx.caller, "proof.manage", callId));
  return transactAsSystem(ctx, async (tx) => {
    const call = await requireCall(tx, callId);
    const reviewers = await listReviewerRows(tx, callId);
    const reviews = await listReviewRows(tx, callId);
    const { criteria } = call.terms;
    const isSealed = await isSealedFor(tx, ctx.caller, call);
    const applications = (isSealed ? [] : await listApplications(tx, callId)).filter(
      (row) => ["submitted", "granted", "refused"].includes(row.state) && !isOfTeam(ctx.caller, row),
    );
    const isOpen = call.state === "closed" && mayInCall(ctx.caller, "proof.manage", call);
    const maySettle = isOpen && !(await isInTeam(tx, callId, ctx.caller.userId));
    const names = await findDisplayNames(
      tx,
      reviews.flatMap(({ conflicts }) => conflicts.flatMap(({ settlements = [] }) => settlements.map(({ by }) => by))),
    );
    const count = (userId: string, state: string) =>
      reviews.filter((review) => review.reviewerId === userId && review.state === state).length;
    return {
      reviewers: reviewers.map(({ userId, name, unit, dueOn }) => ({
        userId,
        name,
        unit,
        dueOn,
        assigned: count(userId, "open") + count(userId, "submitted"),
        submitted: count(userId, "submitted"),
        conflicts: count(userId, "conflict"),
      })),
      applications: applications.map(({ id, title }) => {
        const own = reviews
          .filter(({ applicationId }) => applicationId === id)
          .map(({ reviewerId, state, scores, comment, conflicts }) => {
            const isGiven = state === "submitted";
            return {
              reviewer: { id: reviewerId, name: reviewers.find(({ userId }) => userId === reviewerId)?.name ?? "" },
              state,
              total: isGiven ? weightedTotal(criteria, scores) : null,
              scores: isGiven ? [...scores] : [],
              comment: isGiven ? comment : "",
              conflicts: conflicts.map((conflict) => ({
                kind: conflict.kind,
                fact: conflict.fact,
                settlements: (conflict.settlements ?? []).map(({ by, ...said }) => ({
                  ...said,
                  by: { id: by, name: names.get(by) ?? "" },
                })),
                isStanding: isStanding(conflict),
                maySettle:
                  maySettle && state !== "submitted" && reviewerId !== ctx.caller.userId && isInferred(conflict),
              })),
            };
          });
        return { id, title, reviews: own, spread: spreadOf(own.flatMap(({ total }) => total ?? [])) };
      }),
      mayName: isOpen,
    };
  });
}
