// How a window ends, and a challenge without an award.
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import type { Outbox } from "../../../../platform/outbox/index.ts";
import { compareName, recordArchived } from "../../../directory/index.ts";
import { noteUnposed } from "../../../needs/index.ts";
import { lapseBids, openBids, unsealBids } from "../../bids/opening.ts";
import type { SealingKeys } from "../../bids/sealing.ts";
import { requireFound } from "../../require-found.ts";
import {
  type ChallengeRow,
  confirmOpening,
  databaseNow,
  findChallengeRow,
  insertChallengeStep,
  listChallengeNeeds,
  listLiveOfEnterprise,
  listOpenings,
} from "../queries.ts";
import { advanceState, CHALLENGE_TRANSITIONS, refuseOpenWindow } from "../rules.ts";
import type { Challenge, ChallengeEnd } from "../types.ts";
import { advanceChallenge, auditOfChallenge, holdChallenge } from "./advance.ts";
import { authorizeOffice } from "./found.ts";
import { showChallenge } from "./show.ts";

/** Ends the window, or the whole challenge. */
export async function endChallenge(
  ctx: Ctx,
  challengeId: string,
  { action, reason }: ChallengeEnd,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, CHALLENGE_TRANSITIONS[action].permission, challenge);
    expectVersion(challenge, version);
    advanceState(challenge, action, reason);
    if (action === "close") {
      refuseOpenWindow(challenge, action, await databaseNow(tx));
      const bids = await openBids(tx, challengeId);
      await advanceChallenge(ctx, tx, challenge, action, { reason, details: { bids } });
    } else await giveUp(ctx, tx, challenge, action, reason);
    return showChallenge(tx, ctx.caller, challengeId);
  });
}

/** Bids that were not decided lapse, sealed ones unread; the needs look for somebody again. */
async function giveUp(
  ctx: Pick<Ctx, "outbox"> & { readonly caller: { readonly readScopes: readonly string[] } },
  tx: Tx,
  challenge: ChallengeRow,
  action: "fail" | "cancel",
  reason: string,
): Promise<void> {
  await advanceChallenge(ctx, tx, challenge, action, { reason });
  await lapseBids(tx, challenge.id);
  if (challenge.state === "draft") return;
  const why = `${challenge.code} ${CHALLENGE_TRANSITIONS[action].zh} / ${CHALLENGE_TRANSITIONS[action].en}: ${reason}`;
  for (const { needId } of await listChallengeNeeds(tx, challenge.id)) {
    await noteUnposed(ctx, tx, needId, why.slice(0, 2000));
  }
}

/** Two named people, one after the other: the first confirms, the second opens. The same person counts once. */
export async function confirmAndOpen(
  keys: SealingKeys,
  ctx: Ctx,
  challengeId: string,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "bid.open", challenge);
    expectVersion(challenge, version);
    advanceState(challenge, "open", "");
    refuseOpenWindow(challenge, "open", await databaseNow(tx));
    await confirmOpening(tx, challenge);
    const openings = await listOpenings(tx, challengeId);
    const by = openings.map(({ userId }) => userId);
    if (openings.length < 2) {
      const { state } = challenge;
      await insertChallengeStep(tx, challenge, { action: "confirmed_opening", fromState: state, toState: state });
      await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.opening_confirmed", details: { by } });
      return showChallenge(tx, ctx.caller, challengeId);
    }
    await openBids(tx, challengeId);
    const bids = await unsealBids(keys, tx, challengeId);
    await advanceChallenge(ctx, tx, challenge, "open", { details: { bids, by } });
    return showChallenge(tx, ctx.caller, challengeId);
  });
}

/**
 * An enterprise that is put away in the directory takes its challenges with it: whoever bids would otherwise work for
 * nobody. What is awarded already goes on.
 */
export function cancelOfArchived(outbox: Outbox): void {
  outbox.subscribe(recordArchived, "challenges.cancel_of_archived", async (tx, { payload, scopeId }) => {
    if (scopeId === null || payload.kind !== "organisation") return;
    const wanted = compareName(payload.label);
    const reason = `发榜企业“${payload.label}”已从名录移除 / the enterprise was put away in the directory`;
    const live = await listLiveOfEnterprise(tx, scopeId);
    for (const { id } of live.filter(({ enterprise }) => compareName(enterprise) === wanted)) {
      await holdChallenge(tx, id);
      const challenge = requireFound(await findChallengeRow(tx, id, "for_update"));
      await giveUp({ outbox, caller: { readScopes: [challenge.scopeId] } }, tx, challenge, "cancel", reason);
    }
  });
}
