import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import {
  type ChallengeFilter,
  type ChallengeListing,
  findChallengePeople,
  listChallengeRows,
  listStepRows,
} from "../queries.ts";
import { CHALLENGE_TRANSITIONS } from "../rules.ts";
import type { Challenge, ChallengeAction, ChallengeStepShown, ChallengeSummary } from "../types.ts";
import { authorizeOffice, getReadable, seesParties } from "./found.ts";
import { showChallenge, summarise } from "./show.ts";

/** Of a pair, its own; of another scope, those that its people may read. */
export async function listChallenges(
  ctx: Ctx,
  scopeId: string,
  listing: ChallengeListing,
  filter: ChallengeFilter,
): Promise<TotalledPage<ChallengeSummary>> {
  authorize(ctx.caller, "challenge.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listChallengeRows(tx, scopeId, listing, filter);
    const shown = rows.map((row) => ({ ...summarise(ctx.caller, row), sortKey: row.sortKey }));
    return listPageOf(listing, shown, total);
  });
}

export async function getChallenge(ctx: Ctx, challengeId: string): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    await getReadable(tx, ctx.caller, challengeId);
    return showChallenge(tx, ctx.caller, challengeId);
  });
}

const STEP_TEXTS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  created: { zh: "起草", en: "drafted" },
  changed: { zh: "修改草稿", en: "changed the draft" },
  addendum: { zh: "发布补充公告", en: "published an addendum" },
  confirmed_opening: { zh: "确认开标（第一人）", en: "confirmed the opening, as the first of two" },
  confidential_changed: { zh: "修改保密部分", en: "changed the confidential part" },
  gate: { zh: "登记赛马考核结果", en: "recorded a gate of the race" },
};

/** Who did what; for the office and the poster. */
export async function listChallengeSteps(ctx: Ctx, challengeId: string): Promise<ChallengeStepShown[]> {
  return transact(ctx, async (tx) => {
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    if (!seesParties(ctx.caller, challenge)) authorizeOffice(ctx.caller, "challenge.write", challenge);
    const names = await findChallengePeople(tx, challengeId);
    return (await listStepRows(tx, challengeId)).map(({ at, actorId, action, reason }) => {
      const known = CHALLENGE_TRANSITIONS[action as ChallengeAction];
      return {
        at,
        actor: actorId === null ? null : { id: actorId, name: names.get(actorId) ?? null },
        action,
        text: known === undefined ? (STEP_TEXTS[action] ?? { zh: action, en: action }) : { zh: known.zh, en: known.en },
        reason,
      };
    });
  });
}
