// Who must not judge which bid: found, kept, and acted upon.
import type { Ctx } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { loadAchievements, loadPeople, loadStakes } from "../../../directory/index.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { aboutChallenge } from "../../notice/service/advance.ts";
import { type FoundConflict, findExpertConflicts } from "../conflicts.ts";
import { scoresSetAside } from "../events.ts";
import type { BidFacts } from "../facts.ts";
import {
  type ConflictRow,
  type EvaluationRow,
  type ExpertRow,
  insertConflict,
  type JudgedRow,
  listChallengeNeeds,
  listConflicts,
  listExperts,
  listJudgedBids,
  reopenEvaluation,
  setAsideReview,
  setReviewers,
  touchEvaluation,
} from "../queries.ts";
import { aboutEvent } from "./found.ts";

/** By what the directory of the pair holds now. */
export async function computeConflicts(
  tx: Tx,
  challenge: ChallengeRow,
  experts: readonly Pick<ExpertRow, "userId" | "name" | "unit">[],
  bids: readonly JudgedRow[],
): Promise<(FoundConflict & { readonly userId: string })[]> {
  const facts = {
    achievements: await loadAchievements(tx, challenge.scopeId),
    people: await loadPeople(tx, challenge.scopeId),
    stakes: await loadStakes(tx, challenge.scopeId),
    enterprises: await listPosters(tx, challenge),
  };
  const judged = bids.map(factsOfBid);
  return experts.flatMap((expert) =>
    findExpertConflicts(expert, judged, facts).map((found) => ({ ...found, userId: expert.userId })),
  );
}

/** Names of the enterprises that pose a challenge, or whose needs it is made of. */
export async function listPosters(tx: Tx, { id, posterName }: ChallengeRow): Promise<readonly string[]> {
  const needs = await listChallengeNeeds(tx, id);
  return [...new Set([posterName, ...needs.map(({ enterprise }) => enterprise)])].filter((name) => name !== "");
}

export function factsOfBid({ id, bidderName, content }: JudgedRow): BidFacts {
  return { id, bidder: bidderName, members: content.members };
}

type NewConflict = Pick<ConflictRow, "bidId" | "userId" | "kind" | "fact" | "foundBy">;

/**
 * Keeps conflicts that are not known yet. An expert in conflict no longer sees the bid; scores that were given are put aside,
 * kept and counted nowhere, and the expert and the office are told. By the office.
 */
export async function keepConflicts(
  ctx: Ctx,
  tx: Tx,
  challenge: ChallengeRow,
  found: readonly NewConflict[],
): Promise<{ readonly added: number; readonly setAside: number }> {
  const known = await listConflicts(tx, challenge.id);
  const isKnown = (one: NewConflict) =>
    known.some(
      ({ userId, bidId, kind, fact }) =>
        userId === one.userId && bidId === one.bidId && kind === one.kind && fact.zh === one.fact.zh,
    );
  const added = found.filter((one) => !isKnown(one));
  const experts = await listExperts(tx, challenge.id);
  const bids = await listJudgedBids(tx, challenge.id);
  for (const conflict of added) await insertConflict(tx, challenge, conflict);
  let setAside = 0;
  for (const { bidId, userId } of uniquePairs(added)) {
    if ((await setAsideReview(tx, bidId, userId)) !== "submitted") continue;
    setAside += 1;
    await ctx.outbox.emit(tx, scoresSetAside, {
      ...aboutChallenge(challenge),
      payload: {
        ...aboutEvent(challenge),
        userId,
        name: experts.find((expert) => expert.userId === userId)?.name ?? "",
        number: bids.find(({ id }) => id === bidId)?.number ?? null,
      },
    });
  }
  await assignReviewers(tx, challenge.id);
  return { added: added.length, setAside };
}

function uniquePairs(conflicts: readonly NewConflict[]): { readonly bidId: string; readonly userId: string }[] {
  return [...new Map(conflicts.map(({ bidId, userId }) => [`${bidId} ${userId}`, { bidId, userId }])).values()];
}

/** A bid whose scores were set aside needs another expert: closed scoring is taken up again. */
export async function takeUpAgain(
  tx: Tx,
  challengeId: string,
  evaluation: EvaluationRow | null,
  setAside: number,
): Promise<void> {
  const isClosed = evaluation !== null && evaluation.closedAt !== null;
  if (setAside > 0 && isClosed) await reopenEvaluation(tx, challengeId);
  else await touchEvaluation(tx, challengeId);
}

/** Row-level security shows a bid to those who may judge it: experts who have declared and have no conflict with it. */
export async function assignReviewers(tx: Tx, challengeId: string): Promise<void> {
  const conflicts = (await listConflicts(tx, challengeId)).filter(({ clearedAt }) => clearedAt === null);
  const declared = (await listExperts(tx, challengeId)).filter(({ state }) => state === "declared");
  for (const bid of await listJudgedBids(tx, challengeId)) {
    const fit = declared
      .filter(({ userId }) => !conflicts.some((conflict) => conflict.userId === userId && conflict.bidId === bid.id))
      .map(({ userId }) => userId);
    if (fit.toSorted().join() !== bid.reviewers.toSorted().join()) await setReviewers(tx, bid.id, fit);
  }
}
