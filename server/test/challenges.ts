import { sql } from "kysely";
import { draftFromNeeds } from "../src/modules/challenges/notice/prefill.ts";
import type { ChallengeMode, ChallengeState, ChallengeTerms } from "../src/modules/challenges/notice/types.ts";
import { EMPTY_BID, type BidContent, type BidState } from "../src/modules/challenges/bids/types.ts";
import { withSystem } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestApp } from "./test-app.ts";

interface MadeChallenge {
  readonly mode?: ChallengeMode;
  readonly state?: ChallengeState;
  readonly universityId?: string;
  readonly posterId?: string | null;
  readonly terms?: Partial<ChallengeTerms>;
  /** Of the window, from now on; negative: past. */
  readonly closesInMinutes?: number;
  readonly quota?: number;
}

let counter = 0;

/** A challenge of any scope and in any state, without what leads there. A sealed one has no key: make those by the API. */
export async function makeChallenge(
  world: TestApp,
  scopeId: string,
  { mode = "negotiated", state = "draft", universityId = newId(), posterId = null, ...given }: MadeChallenge = {},
): Promise<string> {
  const id = newId();
  const code = `CHALLENGE-2026-9${String((counter += 1)).padStart(5, "0")}`;
  const need = {
    title: "提高轴承钢的纯净度",
    content: "氧含量偏高",
    indicators: "氧含量≤6 ppm",
    basis: "",
    deadline: null,
  };
  const draft = draftFromNeeds([{ ...need, enterprise: "某钢铁有限公司", budget: { low: "100", high: "200" } }]);
  const terms = { ...draft.terms, ...given.terms };
  const published = state !== "draft";
  const minutes = given.closesInMinutes ?? 60;
  await withSystem(world.db, async (tx) =>
    sql`INSERT INTO challenges (id, scope_id, zone_id, university_id, code, mode, state, title, purpose, terms, terms_digest,
        opens_at, closes_at, quota, poster_id, poster_name, published_at, published_by, created_by)
      VALUES (${id}, ${scopeId}, ${scopeId}, ${universityId}, ${code}, ${mode}, ${state}, ${draft.title}, ${draft.purpose},
        ${JSON.stringify(terms)}::jsonb, ${published ? "0".repeat(64) : null}, now() - interval '1 day',
        now() + make_interval(mins => ${minutes}), ${given.quota ?? null}, ${posterId}, ${draft.posterName},
        ${published ? sql`now()` : null}, ${published ? newId() : null}, ${newId()})`.execute(tx.kysely),
  );
  return id;
}

interface MadeBid {
  readonly bidderId?: string;
  readonly readerId?: string;
  readonly state?: BidState;
  readonly isOpen?: boolean;
  readonly content?: Partial<BidContent>;
  readonly fromPaper?: boolean;
}

export const BID_CONTENT: BidContent = {
  ...EMPTY_BID,
  title: "轴承钢真空脱气新工艺",
  members: [{ name: "王某", unit: "某大学", title: "教授", role: "总负责", hours: 400, isLead: true }],
  plan: "先做小试，再做中试。",
  indicators: [{ key: "i1", promised: "≤5 ppm" }],
  price: "150",
};

export async function makeBid(
  world: TestApp,
  challengeId: string,
  {
    bidderId,
    readerId = newId(),
    state = "submitted",
    isOpen = state === "submitted",
    content = {},
    fromPaper = false,
  }: MadeBid = {},
): Promise<string> {
  const id = newId();
  const receipt = `T${(counter += 1).toString(36).toUpperCase().padStart(3, "0")}-${id.slice(-4).toUpperCase()}`;
  await withSystem(world.db, async (tx) =>
    sql`INSERT INTO bids (id, challenge_id, scope_id, zone_id, university_id, poster_id, mode, bidder_id, bidder_name, receipt,
        state, readers, is_open, content, lead_digest, submitted_at, created_by, from_paper)
      SELECT ${id}, c.id, c.scope_id, c.zone_id, c.university_id, c.poster_id, c.mode,
        ${bidderId === undefined ? sql`c.scope_id` : bidderId}, '某大学', ${receipt}, ${state}, ARRAY[${readerId}::uuid],
        ${isOpen}, ${JSON.stringify({ ...BID_CONTENT, ...content })}::jsonb, ${Buffer.from(id)}, now(), ${readerId},
        ${fromPaper}
      FROM challenges c WHERE c.id = ${challengeId}`.execute(tx.kysely),
  );
  return id;
}

/** An intent agreement of a bid, as if somebody of its scope had brought it. */
export async function attachSampleAgreement(
  world: TestApp,
  bidId: string,
  { scopeId, actorId }: { readonly scopeId: string; readonly actorId: string },
): Promise<void> {
  const name = "意向协议.pdf";
  const bytes = new TextEncoder().encode("%PDF-1.7");
  await withSystem(world.db, async (tx) => {
    const owner = { scopeId, ownerKind: "bid", ownerId: bidId, createdBy: actorId };
    const { id } = await world.app.files.putFile(tx, { ...owner, name, bytes });
    await sql`
      INSERT INTO joint_applications (bid_id, challenge_id, scope_id, zone_id, university_id, poster_id, readers, summary,
        agreement_file_id, updated_by)
      SELECT b.id, b.challenge_id, b.scope_id, b.zone_id, b.university_id, b.poster_id, b.readers, '合作开发', ${id}, ${actorId}
      FROM bids b WHERE b.id = ${bidId}`.execute(tx.kysely);
  });
}

/** The paper of a bid that was entered from it. */
export async function attachSampleScan(
  world: TestApp,
  bidId: string,
  { scopeId, actorId }: { readonly scopeId: string; readonly actorId: string },
): Promise<void> {
  const owner = { scopeId, ownerKind: "bid", ownerId: bidId, createdBy: actorId };
  await withSystem(world.db, async (tx) => {
    const file = { ...owner, name: "揭榜书.pdf", bytes: new TextEncoder().encode("%PDF-1.7") };
    const { id } = await world.app.files.putFile(tx, file);
    await sql`UPDATE bids SET paper_file_id = ${id} WHERE id = ${bidId}`.execute(tx.kysely);
  });
}
