import type { Ctx } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { requireFound } from "../../require-found.ts";
import { challengeMoved } from "../events.ts";
import {
  type ChallengeRow,
  findChallengeRow,
  insertChallengeStep,
  lockChallenge,
  updateChallengeState,
} from "../queries.ts";
import { advanceState } from "../rules.ts";
import type { ChallengeAction } from "../types.ts";

/** The challenge as it stands, with nobody else moving it or putting bids in until the transaction ends. */
export async function holdChallenge(tx: Tx, challengeId: string): Promise<ChallengeRow> {
  await lockChallenge(tx, challengeId);
  return requireFound(await findChallengeRow(tx, challengeId, "for_update"));
}

/**
 * One step of a challenge that is held, with its history, its record and its event; the caller was authorized to. Answers
 * the challenge as it is then.
 */
export async function advanceChallenge(
  { outbox }: Pick<Ctx, "outbox">,
  tx: Tx,
  challenge: ChallengeRow,
  action: ChallengeAction,
  {
    reason = "",
    details = {},
  }: { readonly reason?: string; readonly details?: Readonly<Record<string, unknown>> } = {},
): Promise<ChallengeRow> {
  const to = advanceState(challenge, action, reason);
  const stateReason = reason === "" ? null : reason;
  await updateChallengeState(tx, { id: challenge.id, state: to, stateReason });
  const moved = requireFound(await findChallengeRow(tx, challenge.id));
  const step = { fromState: challenge.state, toState: to };
  await insertChallengeStep(tx, challenge, { action, ...step, reason: stateReason, details });
  const told = { action, from: challenge.state, to };
  await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.moved", details: { ...told, ...details } });
  await outbox.emit(tx, challengeMoved, {
    ...aboutChallenge(challenge),
    payload: { ...describeChallenge(moved), ...told, reason: stateReason },
  });
  return moved;
}

export function auditOfChallenge({ id, scopeId, zoneId }: Pick<ChallengeRow, "id" | "scopeId" | "zoneId">) {
  return { scopeId, zoneId, subjectKind: "challenge", subjectId: id };
}

export function aboutChallenge({ id, scopeId }: Pick<ChallengeRow, "id" | "scopeId">) {
  return { aggregate: `challenge:${id}`, scopeId };
}

export function describeChallenge({ id, scopeId, code, title, mode, posterId }: ChallengeRow) {
  return { challengeId: id, scopeId, code, title, mode, posterId };
}
