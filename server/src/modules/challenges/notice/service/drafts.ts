import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import { takeNumbers, type Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { findNeed, NEED_STATE_NAMES } from "../../../needs/index.ts";
import { findPair } from "../../../pairs/index.ts";
import { requireFound } from "../../require-found.ts";
import { draftFromNeeds } from "../prefill.ts";
import {
  type ChallengeNeedRow,
  findProvinceAbove,
  insertChallenge,
  insertChallengeNeeds,
  insertChallengeStep,
  updateChallenge,
} from "../queries.ts";
import { formatCode, noticeError, refuseFrozen } from "../rules.ts";
import { indexChallenge } from "../search.ts";
import type { Challenge, ChallengeChange, ChallengeDraft } from "../types.ts";
import { auditOfChallenge, holdChallenge } from "./advance.ts";
import { authorizeOffice } from "./found.ts";
import { showChallenge } from "./show.ts";

export const POSABLE: readonly string[] = ["accepted", "matched", "in_talks"];

type FoundNeed = NonNullable<Awaited<ReturnType<typeof findNeed>>>;

async function findPosable(tx: Tx, scopeId: string, needIds: readonly string[]): Promise<FoundNeed[]> {
  const needs: FoundNeed[] = [];
  for (const needId of needIds) {
    const need = requireFound(await findNeed(tx, needId));
    if (need.scopeId !== scopeId || needs.some(({ id }) => id === need.id))
      throw noticeError("challenges.needs_apart", {});
    const { number, state } = need;
    if (!POSABLE.includes(state))
      throw noticeError("challenges.need_not_posable", { number, state: NEED_STATE_NAMES[state] });
    needs.push(need);
  }
  return needs;
}

/** A draft, made of what the needs say. The needs stay where they are until it is published. */
export async function createChallenge(
  ctx: Ctx,
  scopeId: string,
  { needIds, mode }: ChallengeDraft,
): Promise<Challenge> {
  authorize(ctx.caller, "challenge.write", scopeId);
  return transact(ctx, async (tx) => {
    const needs = await findPosable(tx, scopeId, needIds);
    const pair = requireFound(await findPair(tx, scopeId));
    const { year, first } = await takeNumbers(tx, "challenge_counters", scopeId);
    const draft = draftFromNeeds(
      needs.map(({ record }) => ({
        title: record.title,
        content: record.content ?? "",
        indicators: record.indicators ?? "",
        basis: record.basis ?? "",
        deadline: record.deadline ?? null,
        enterprise: record.enterprise ?? "",
        budget:
          record.budget === undefined ? null : { low: String(record.budget.low), high: String(record.budget.high) },
      })),
    );
    const posters = new Set(needs.map(({ enterpriseId }) => enterpriseId));
    const challenge = {
      ...draft,
      id: newId(),
      scopeId,
      zoneId: pair.zone.id,
      universityId: pair.university.id,
      provinceId: await findProvinceAbove(tx, pair.zone.id),
      zoneName: pair.zone.name,
      universityName: pair.university.name,
      code: formatCode(year, first),
      mode,
      opensAt: null,
      closesAt: null,
      noticeDays: 5,
      quota: null,
      audience: "pair" as const,
      posterId: posters.size === 1 ? ([...posters][0] ?? null) : null,
      namesPoster: true,
    };
    await insertChallenge(tx, challenge);
    await insertChallengeNeeds(tx, challenge, needs.map(asChallengeNeed));
    await indexChallenge(tx, challenge.id);
    await insertChallengeStep(tx, challenge, { action: "created", fromState: null, toState: "draft" });
    const details = { code: challenge.code, mode, needs: needs.map(({ id }) => id) };
    await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.created", details });
    return showChallenge(tx, ctx.caller, challenge.id);
  });
}

function asChallengeNeed({ id, number, record, enterpriseId }: FoundNeed): ChallengeNeedRow {
  return { needId: id, number, title: record.title, enterprise: record.enterprise ?? "", enterpriseId };
}

export async function changeChallenge(
  ctx: Ctx,
  challengeId: string,
  change: ChallengeChange,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "challenge.write", challenge);
    expectVersion(challenge, version);
    refuseFrozen(challenge);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    await updateChallenge(tx, challengeId, { ...challenge, ...given });
    await indexChallenge(tx, challengeId);
    const fields = Object.keys(given);
    await insertChallengeStep(tx, challenge, {
      action: "changed",
      fromState: "draft",
      toState: "draft",
      details: { fields },
    });
    await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.changed", details: { fields } });
    return showChallenge(tx, ctx.caller, challengeId);
  });
}
