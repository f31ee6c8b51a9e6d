import { type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileStore } from "../../../platform/files/index.ts";
import type { ProjectRow } from "../queries.ts";
import type { EvidenceRow, ReviewRow, VerdictRow } from "./queries.ts";
import { isStanding } from "./rules.ts";
import { EVIDENCE_KIND_NAMES, LEVELS, type ProjectEvidence, type ReadinessReview } from "./types.ts";

type Named = (id: string) => { id: string; name: string };

export async function showEvidence(
  tx: Tx,
  files: FileStore,
  rows: readonly EvidenceRow[],
  reviews: readonly ReviewRow[],
  named: Named,
): Promise<ProjectEvidence[]> {
  const used = new Set(reviews.filter(isStanding).flatMap(({ evidenceIds }) => evidenceIds));
  const shown: ProjectEvidence[] = [];
  for (const {
    id,
    kind,
    title,
    shownOn,
    fileId,
    addedBy,
    addedAt,
    withdrawnBy,
    withdrawnAt,
    withdrawnReason,
  } of rows) {
    const { name, sizeBytes, sha256 } = await files.getFile(tx, fileId);
    const isWithdrawn = withdrawnBy !== null && withdrawnAt !== null;
    shown.push({
      id,
      kind,
      kindName: EVIDENCE_KIND_NAMES[kind],
      title,
      shownOn,
      file: { name, sizeBytes, sha256 },
      addedBy: named(addedBy),
      addedAt,
      withdrawn: isWithdrawn ? { by: named(withdrawnBy), at: withdrawnAt, reason: withdrawnReason ?? "" } : null,
      isUsed: used.has(id),
    });
  }
  return shown;
}

export function showReviews(
  caller: Caller,
  { scopeId, state }: ProjectRow,
  reviews: readonly ReviewRow[],
  verdicts: readonly VerdictRow[],
  named: Named,
): ReadinessReview[] {
  const isActive = state === "active";
  return reviews.map((review) => {
    const own = verdicts.filter(({ reviewId }) => reviewId === review.id);
    const isOpen = isActive && review.state === "open";
    const { appliedBy, revokedBy, revokedAt, revokedReason, ...shown } = review;
    return {
      ...shown,
      levelName: LEVELS[review.level - 1]?.name ?? { zh: "", en: "" },
      appliedBy: named(appliedBy),
      verdicts: own.map(({ reviewerId, verdict, reason, at }) => ({
        reviewer: named(reviewerId),
        verdict,
        reason,
        at,
      })),
      revoked: revokedBy === null ? null : { by: named(revokedBy), at: revokedAt ?? "", reason: revokedReason ?? "" },
      mayJudge:
        isOpen &&
        mayIn(caller, "project.grant", scopeId) &&
        own.some(({ reviewerId, verdict }) => reviewerId === caller.userId && verdict === null),
      mayWithdraw: isOpen && mayIn(caller, "project.write", scopeId),
      mayRevoke:
        isActive &&
        review.state === "granted" &&
        mayIn(caller, "project.decide", scopeId) &&
        ![appliedBy, ...own.map(({ reviewerId }) => reviewerId)].includes(caller.userId),
    };
  });
}
