import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { findNeed, NEED_STATE_NAMES, notePosed } from "../../../needs/index.ts";
import type { SealingKeys } from "../../bids/sealing.ts";
import { requireFound } from "../../require-found.ts";
import { addendumPublished } from "../events.ts";
import { digestTerms, findLacks, refuseNamedPoster } from "../publishing.ts";
import {
  databaseNow,
  findChallengeRow,
  insertAddendum,
  insertChallengeStep,
  listChallengeNeeds,
  moveClose,
  sealTerms,
} from "../queries.ts";
import { advanceState, noticeError, refuseUnfitAddendum } from "../rules.ts";
import { indexChallenge } from "../search.ts";
import type { AddendumDraft, Challenge } from "../types.ts";
import { aboutChallenge, advanceChallenge, auditOfChallenge, describeChallenge, holdChallenge } from "./advance.ts";
import { authorizeOffice } from "./found.ts";
import { showChallenge } from "./show.ts";

const POSED: readonly string[] = ["accepted", "matched", "in_talks"];

/** Freezes the terms, gives a sealed challenge its key, and moves its needs into the challenge; all of it or nothing. */
export async function publishChallenge(
  keys: SealingKeys,
  ctx: Ctx,
  challengeId: string,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const draft = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "challenge.publish", draft);
    expectVersion(draft, version);
    advanceState(draft, "publish", "");
    const now = await databaseNow(tx);
    const { code } = draft;
    const lacks = findLacks(draft, now);
    if (lacks.length > 0) throw noticeError("challenges.not_publishable", { code, lacks });
    for (const { needId } of await listChallengeNeeds(tx, challengeId)) {
      const { number, state } = requireFound(await findNeed(tx, needId));
      if (!POSED.includes(state))
        throw noticeError("challenges.need_not_posable", { number, state: NEED_STATE_NAMES[state] });
      await notePosed(ctx, tx, needId);
    }
    const opensAt = draft.opensAt !== null && draft.opensAt > now ? draft.opensAt : now;
    const termsDigest = digestTerms({ ...draft, opensAt }, code);
    const key = draft.mode === "sealed" ? keys.wrapNewKey(challengeId) : null;
    await sealTerms(tx, challengeId, { opensAt, termsDigest, key });
    await indexChallenge(tx, challengeId);
    const frozen = requireFound(await findChallengeRow(tx, challengeId));
    await advanceChallenge(ctx, tx, frozen, "publish", { details: { termsDigest } });
    return showChallenge(tx, ctx.caller, challengeId);
  });
}

/** The terms stay as they are; what is added stands beside them, and every bidder is told. */
export async function publishAddendum(
  ctx: Ctx,
  challengeId: string,
  { body, closesAt }: AddendumDraft,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "challenge.publish", challenge);
    expectVersion(challenge, version);
    refuseUnfitAddendum(challenge, closesAt);
    refuseNamedPoster(challenge, body);
    const later = closesAt ?? null;
    const number = await insertAddendum(tx, challenge, { body, closesAt: later });
    await moveClose(tx, challengeId, later ?? challenge.closesAt ?? "");
    const { state } = challenge;
    const details = { number, closesAt: later };
    await insertChallengeStep(tx, challenge, { action: "addendum", fromState: state, toState: state, details });
    await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.addendum_published", details });
    const payload = { ...describeChallenge(challenge), ...details };
    await ctx.outbox.emit(tx, addendumPublished, { ...aboutChallenge(challenge), payload });
    return showChallenge(tx, ctx.caller, challengeId);
  });
}
