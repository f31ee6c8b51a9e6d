// Challenges with bids that lie open, and experts who judge them, without what leads there.
import { sql } from "kysely";
import {
  insertConflict,
  insertExpert,
  listConflicts,
  putEvaluation,
  putReview,
  setReviewers,
} from "../src/modules/challenges/evaluation/queries.ts";
import type { BidContent } from "../src/modules/challenges/bids/types.ts";
import { EMPTY_BID } from "../src/modules/challenges/bids/types.ts";
import { findChallengeRow } from "../src/modules/challenges/notice/queries.ts";
import type { ChallengeMode, ChallengeState } from "../src/modules/challenges/notice/types.ts";
import { ChallengeTerms } from "../src/modules/challenges/notice/types.ts";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestApp } from "./test-app.ts";

const TERMS = ChallengeTerms.parse({
  indicators: [{ key: "i1", name: "氧含量", target: "≤ 6", unit: "ppm" }],
  ownership: { kind: "shared", note: "" },
  milestones: [{ key: "m1", name: "中期", due: "2027-06-30", deliverable: "样机", share: 40 }],
  criteria: [
    { key: "c1", name: "技术可行", weight: 60 },
    { key: "c2", name: "团队实力", weight: 40 },
  ],
});

let counter = 0;

interface MadeChallenge {
  readonly zoneId?: string;
  readonly universityId?: string;
  readonly mode?: ChallengeMode;
  readonly state?: ChallengeState;
  readonly posterName?: string;
  readonly posterId?: string | null;
}

export async function makeChallenge(
  world: TestApp,
  scopeId: string,
  {
    zoneId = scopeId,
    universityId = newId(),
    mode = "sealed",
    state = "opened",
    posterName = "样例钢铁有限公司",
    posterId = null,
  }: MadeChallenge = {},
): Promise<string> {
  const id = newId();
  const code = `CHALLENGE-2025-9${String((counter += 1)).padStart(5, "0")}`;
  const isSealed = mode === "sealed";
  await withSystem(world.db, async (tx) =>
    sql`
      INSERT INTO challenges (id, scope_id, zone_id, university_id, code, mode, state, title, purpose, terms, terms_digest,
        opens_at, closes_at, poster_id, poster_name, wrapped_key, wrapped_by, published_at, published_by, created_by)
      VALUES (${id}, ${scopeId}, ${zoneId}, ${universityId}, ${code}, ${mode}, ${state}, '提高轴承钢的纯净度', '降低氧含量',
        ${JSON.stringify(TERMS)}::jsonb, ${"0".repeat(64)}, now() - interval '3 days', now() - interval '1 day',
        ${posterId}, ${posterName}, ${isSealed ? sql`'\\x00'::bytea` : null}, ${isSealed ? "test" : null}, now(),
        ${newId()}, ${newId()})`.execute(tx.kysely),
  );
  return id;
}

export interface MadeBid {
  readonly bidder?: string;
  readonly bidderId?: string;
  readonly readers?: readonly string[];
  readonly content?: Partial<BidContent>;
}

/** A bid that lies open, with the next number. */
export async function makeBid(world: TestApp, challengeId: string, made: MadeBid = {}): Promise<string> {
  const id = newId();
  const { bidder = "样例大学", readers = [newId()], bidderId = await world.createScope("university") } = made;
  const content = {
    ...EMPTY_BID,
    title: "真空精炼方案",
    members: [{ name: "李某", unit: bidder, title: "教授", role: "负责人", hours: 200, isLead: true }],
    plan: "两段真空处理",
    price: "90000000",
    ...made.content,
  };
  await withSystem(world.db, async (tx) => {
    const challenge = await findChallengeRow(tx, challengeId);
    const { rows } = await sql<{ next: number }>`SELECT coalesce(max(number), 0) + 1 AS next FROM bids
      WHERE challenge_id = ${challengeId}`.execute(tx.kysely);
    const row = {
      id,
      challenge_id: challengeId,
      scope_id: challenge?.scopeId,
      zone_id: challenge?.zoneId,
      university_id: challenge?.universityId,
      poster_id: challenge?.posterId,
      mode: challenge?.mode,
      bidder_id: bidderId,
      bidder_name: bidder,
      receipt: `TEST-${String((counter += 1)).padStart(4, "0")}`,
      number: rows[0]?.next,
      state: "submitted",
      readers,
      reviewers: [],
      is_open: true,
      content,
      lead_digest: `\\x${id.replaceAll("-", "")}`,
      member_digests: [],
      from_paper: false,
      paper_note: "",
      bidder_key: "",
      submitted_at: "2026-11-20T08:00:00Z",
      opened_at: "2026-11-21T08:00:00Z",
      created_by: readers[0],
      created_at: "2026-11-20T08:00:00Z",
      updated_at: "2026-11-20T08:00:00Z",
      version: 1,
    };
    await sql`INSERT INTO bids SELECT * FROM jsonb_populate_record(NULL::bids, ${JSON.stringify(row)}::jsonb)`.execute(
      tx.kysely,
    );
  });
  return id;
}

interface MadeEvaluation {
  readonly challengeId: string;
  readonly bidId: string;
  readonly expertId: string;
}

/** A challenge in evaluation with one bid, which one expert judges. */
export async function makeEvaluation(
  world: TestApp,
  scopeId: string,
  { expert = newId(), reader = newId() }: { readonly expert?: string; readonly reader?: string } = {},
): Promise<MadeEvaluation> {
  const challengeId = await makeChallenge(world, scopeId, { state: "in_evaluation" });
  const bidId = await makeBid(world, challengeId, { readers: [reader] });
  const expertId = newId();
  await withSystem(world.db, async (tx) => {
    const challenge = await findChallengeRow(tx, challengeId);
    if (challenge === null) throw new Error("no challenge");
    await putEvaluation(tx, challenge, 1);
    await insertExpert(tx, challenge, {
      id: expertId,
      userId: expert,
      name: "王某",
      unit: "外地大学",
      invitedBy: newId(),
    });
    await sql`UPDATE evaluation_experts SET state = 'declared', answered_at = now() WHERE id = ${expertId}`.execute(
      tx.kysely,
    );
    await setReviewers(tx, bidId, [expert]);
  });
  return { challengeId, bidId, expertId };
}

/** A conflict of somebody with a bid, as the directory shows it; answers its id. */
export async function makeConflict(world: TestApp, challengeId: string, bidId: string): Promise<string> {
  return withSystem(world.db, async (tx) => {
    const challenge = await findChallengeRow(tx, challengeId);
    if (challenge === null) throw new Error("no challenge");
    const fact = { zh: "专家是发榜企业的出资人", en: "The expert is an investor of the enterprise" };
    await insertConflict(tx, challenge, { bidId, userId: newId(), kind: "investment", fact, foundBy: null });
    return (await listConflicts(tx, challengeId))[0]?.id ?? "";
  });
}

/** Scores of an expert for a bid, as given. */
export async function giveScores(
  world: TestApp,
  challengeId: string,
  review: { readonly bidId: string; readonly userId: string },
): Promise<void> {
  await withSystem(world.db, async (tx) => {
    const challenge = await findChallengeRow(tx, challengeId);
    if (challenge === null) throw new Error("no challenge");
    await putReview(tx, challenge, { ...review, scores: [], comment: "", state: "submitted" });
  });
}

/** As if so many days had gone by since the announcement. */
export async function endNotice(world: TestApp, challengeId: string): Promise<void> {
  await withSystem(world.db, async (tx) =>
    sql`UPDATE evaluations SET notice_ends_at = now() - interval '1 minute' WHERE challenge_id = ${challengeId}`.execute(
      tx.kysely,
    ),
  );
}

/** A result in public notice that everybody may read; answers its challenge. */
export async function makeNotice(world: TestApp, scopeId: string, reader?: string): Promise<MadeEvaluation> {
  const made = await makeEvaluation(world, scopeId, reader === undefined ? {} : { reader });
  await withSystem(world.db, async (tx) => {
    await sql`UPDATE challenges SET state = 'in_notice' WHERE id = ${made.challengeId}`.execute(tx.kysely);
    await sql`UPDATE bids SET state = 'chosen', state_reason = '方案可行' WHERE id = ${made.bidId}`.execute(tx.kysely);
    await sql`UPDATE evaluations SET decided_by = ${newId()}, decided_at = now(), decision = '选定', announced_by = ${newId()},
      announced_at = now(), notice_ends_at = now() + interval '3 days', is_public = true
      WHERE challenge_id = ${made.challengeId}`.execute(tx.kysely);
  });
  return made;
}

/** An objection by the public page; answers its id. */
export async function makeObjection(world: TestApp, scopeId: string): Promise<string> {
  const { challengeId } = await makeNotice(world, scopeId);
  const body = { name: "赵某", contact: "13800000000", body: "指标与公告不符" };
  await world.call("POST", `/api/public-notices/${challengeId}/objections`, { body });
  return withSystem(world.db, async (tx) => {
    const { rows } = await sql<{
      id: string;
    }>`SELECT id FROM notice_objections WHERE challenge_id = ${challengeId}`.execute(tx.kysely);
    return rows[0]?.id ?? "";
  });
}
