import { authorize, type Caller } from "../../../../platform/access/index.ts";
import type { Permission } from "../../../../platform/access/matrix.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import type { BidContent } from "../../bids/types.ts";
import type { ChallengeRow } from "../../notice/queries.ts";
import { findChallengeRow } from "../../notice/queries.ts";
import { millisecondsOf } from "../../instants.ts";
import { holdChallenge } from "../../notice/service/advance.ts";
import { requireFound } from "../../require-found.ts";
import { evaluationError } from "../errors.ts";
import { type EvaluationRow, findEvaluation, type JudgedRow, type ObjectionRow } from "../queries.ts";

export async function getChallenge(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  challengeId: string,
): Promise<ChallengeRow> {
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  authorize(caller, permission, challenge.scopeId);
  return challenge;
}

export interface Held {
  readonly challenge: ChallengeRow;
  /** Null before it has begun. */
  readonly evaluation: EvaluationRow | null;
}

/** A challenge with its evaluation, with nobody else moving it until the transaction ends. */
export async function holdEvaluation(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  challengeId: string,
): Promise<Held> {
  await getChallenge(tx, caller, permission, challengeId);
  return { challenge: await holdChallenge(tx, challengeId), evaluation: await findEvaluation(tx, challengeId) };
}

/** Later on a conflict, or an expert who leaves, is a reason to reconsider. */
export function refuseOutsideEvaluation({ code, state }: ChallengeRow, evaluation: EvaluationRow | null): void {
  if (state !== "in_evaluation" || evaluation === null) {
    throw evaluationError("challenges.evaluation_not_open", { code });
  }
}

export function refuseClosedScoring(challenge: ChallengeRow, evaluation: EvaluationRow | null): void {
  refuseOutsideEvaluation(challenge, evaluation);
  if (evaluation?.closedAt !== null) throw evaluationError("challenges.evaluation_not_open", { code: challenge.code });
}

export function shownChallenge({ id, scopeId, code, title, mode, state, version }: ChallengeRow) {
  return { id, scopeId, code, title, mode, state, version };
}

export function aboutEvent({ id, scopeId, code, title }: ChallengeRow) {
  return { challengeId: id, scopeId, code, title };
}

export function leadOf({ members }: BidContent): string {
  return (members.find(({ isLead }) => isLead) ?? members[0])?.name ?? "";
}

/** Those to the result that is in public notice: what was objected to an earlier one was settled by evaluating again. */
export function objectionsToNow(objections: readonly ObjectionRow[], evaluation: EvaluationRow | null): ObjectionRow[] {
  const announced = evaluation?.announcedAt ?? null;
  return objections.filter(({ at }) => announced !== null && millisecondsOf(at) >= millisecondsOf(announced));
}

/** What a bid is called in words: its title, or who bids. */
export function titleOf({ content, bidderName }: Pick<JudgedRow, "content" | "bidderName">): string {
  return content.title === "" ? bidderName : content.title;
}
