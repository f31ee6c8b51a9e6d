// SQL of bids. Before it is open, row-level security shows a bid to those who prepare it alone.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { compareName } from "../../directory/index.ts";
import type { ChallengeRow, Lock } from "../notice/queries.ts";
import type { ChallengeMode, ChallengeState } from "../notice/types.ts";
import type { BidContent, BidState, BidTalk, BidTalkDraft } from "./types.ts";

export interface BidRow {
  readonly id: string;
  readonly challengeId: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly universityId: string;
  readonly posterId: string | null;
  readonly mode: ChallengeMode;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly receipt: string;
  readonly number: number | null;
  readonly state: BidState;
  readonly stateReason: string | null;
  readonly readers: string[];
  readonly isOpen: boolean;
  readonly content: BidContent | null;
  readonly sealed: Buffer | null;
  readonly formedTeamId: string | null;
  readonly submittedAt: string | null;
  readonly createdBy: string;
  /** Entered by the office, and what it says of the paper. */
  readonly fromPaper: boolean;
  readonly paperAt: string | null;
  readonly paperNote: string;
  readonly paperFileId: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

const BID = sql`b.id, b.challenge_id AS "challengeId", b.scope_id AS "scopeId", b.zone_id AS "zoneId",
  b.university_id AS "universityId", b.poster_id AS "posterId", b.mode, b.bidder_id AS "bidderId",
  b.bidder_name AS "bidderName", b.receipt, b.number, b.state, b.state_reason AS "stateReason", b.readers,
  b.is_open AS "isOpen", b.content, b.sealed, b.formed_team_id AS "formedTeamId", b.submitted_at AS "submittedAt",
  b.created_by AS "createdBy", b.from_paper AS "fromPaper", b.paper_at AS "paperAt", b.paper_note AS "paperNote",
  b.paper_file_id AS "paperFileId", b.updated_at AS "updatedAt", b.version`;

export async function findBidRow(tx: Tx, bidId: string, lock: Lock = "read"): Promise<BidRow | null> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  return firstOf(tx, sql<BidRow>`SELECT ${BID} FROM bids b WHERE b.id = ${bidId} ${locking}`);
}

/** What is kept of a bid's content: in the clear, or sealed with nothing in the clear. */
export type KeptContent =
  | { readonly content: BidContent; readonly sealed: null }
  | { readonly content: null; readonly sealed: Buffer };

const json = (content: BidContent | null) => (content === null ? null : JSON.stringify(content));

export async function insertBid(
  tx: Tx,
  challenge: ChallengeRow,
  bid: { readonly id: string; readonly receipt: string; readonly bidderId: string; readonly bidderName: string } & {
    readonly formedTeamId: string | null;
    readonly kept: KeptContent;
    /** Of a bid that the office enters. */
    readonly paper?: { readonly receivedAt: string | null; readonly note: string };
  },
): Promise<void> {
  const { id, scopeId, zoneId, universityId, posterId, mode } = challenge;
  const { content, sealed } = bid.kept;
  await sql`
    INSERT INTO bids (id, challenge_id, scope_id, zone_id, university_id, poster_id, mode, bidder_id, bidder_name, receipt,
      readers, content, sealed, formed_team_id, created_by, bidder_key, from_paper, paper_at, paper_note)
    VALUES (${bid.id}, ${id}, ${scopeId}, ${zoneId}, ${universityId}, ${posterId}, ${mode}, ${bid.bidderId},
      ${bid.bidderName}, ${bid.receipt}, ARRAY[app_user_id()], ${json(content)}::jsonb, ${sealed}, ${bid.formedTeamId},
      app_user_id(), ${compareName(bid.bidderName)}, ${bid.paper !== undefined}, ${bid.paper?.receivedAt ?? null},
      ${bid.paper?.note ?? ""})`.execute(tx.kysely);
}

export async function updateBidContent(tx: Tx, bidId: string, { content, sealed }: KeptContent): Promise<void> {
  await sql`
    UPDATE bids SET content = ${json(content)}::jsonb, sealed = ${sealed}, updated_at = now(), version = version + 1
    WHERE id = ${bidId}`.execute(tx.kysely);
}

export async function attachPaper(tx: Tx, bidId: string, fileId: string): Promise<void> {
  await sql`UPDATE bids SET paper_file_id = ${fileId}, updated_at = now(), version = version + 1
    WHERE id = ${bidId}`.execute(tx.kysely);
}

/** Whether somebody has an account by which they may bid for an institution of this name. */
export async function hasOwnBidders(tx: Tx, institution: string): Promise<boolean> {
  const key = compareName(institution);
  const row = await firstOf(tx, sql<{ there: boolean }>`SELECT institution_has_bidders(${key}) AS there`);
  return row?.there === true;
}

/** When a request that came in so many milliseconds ago arrived, by the time of the database. */
export async function arrivalTime(tx: Tx, waitedMs: number): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    SELECT clock_timestamp() - make_interval(secs => ${waitedMs / 1000}::double precision) AS at`.execute(tx.kysely);
  return rows[0]?.at ?? "";
}

export async function submitBidRow(
  tx: Tx,
  bidId: string,
  bid: {
    readonly arrivedAt: string;
    readonly leadDigest: Buffer;
    readonly memberDigests: readonly Buffer[];
    readonly isOpen: boolean;
  },
): Promise<void> {
  await sql`
    UPDATE bids SET state = 'submitted', submitted_at = ${bid.arrivedAt}, withdrawn_at = NULL, is_open = ${bid.isOpen},
      lead_digest = ${bid.leadDigest}, member_digests = ${bid.memberDigests}::bytea[], updated_at = now(),
      version = version + 1
    WHERE id = ${bidId}`.execute(tx.kysely);
}

export async function withdrawBidRow(tx: Tx, bidId: string): Promise<void> {
  await sql`UPDATE bids SET state = 'withdrawn', withdrawn_at = clock_timestamp(), is_open = false, updated_at = now(),
    version = version + 1 WHERE id = ${bidId}`.execute(tx.kysely);
}

/** By whoever of the office does it, who prepares the bid from then on beside whoever entered it. */
export async function withdrawPaperRow(tx: Tx, bidId: string): Promise<void> {
  await sql`UPDATE bids SET state = 'withdrawn', withdrawn_at = clock_timestamp(), is_open = false, updated_at = now(),
    readers = CASE WHEN app_user_id() = ANY (readers) THEN readers ELSE readers || app_user_id() END,
    version = version + 1 WHERE id = ${bidId}`.execute(tx.kysely);
}

export async function moveBid(tx: Tx, bidId: string, state: BidState, reason: string): Promise<void> {
  await sql`UPDATE bids SET state = ${state}, state_reason = ${reason}, updated_at = now(), version = version + 1
    WHERE id = ${bidId}`.execute(tx.kysely);
}

export async function countOwnBids(
  tx: Tx,
  { id, challengeId, bidderId }: Pick<BidRow, "id" | "challengeId" | "bidderId">,
): Promise<number> {
  const row = await firstOf(tx, sql<{ n: number }>`SELECT count_own_bids(${challengeId}, ${bidderId}, ${id}) AS n`);
  return row?.n ?? 0;
}

/** Which of these digests stand in another bid of the challenge that is in. */
export async function findDigestsElsewhere(
  tx: Tx,
  { id, challengeId }: Pick<BidRow, "id" | "challengeId">,
  digests: readonly Buffer[],
): Promise<{ readonly digest: Buffer; readonly leads: boolean }[]> {
  const { rows } = await sql<{ digest: Buffer; leads: boolean }>`
    SELECT digest, leads FROM find_bid_digests(${challengeId}, ${id}, ${digests}::bytea[])`.execute(tx.kysely);
  return rows;
}

export interface OwnBid extends BidRow {
  readonly challengeCode: string;
  readonly challengeTitle: string;
  readonly challengeState: ChallengeState;
  readonly closesAt: string | null;
  readonly isWindowOver: boolean;
}

const OF_CHALLENGE = sql`c.code AS "challengeCode", c.title AS "challengeTitle", c.state AS "challengeState",
  c.closes_at AS "closesAt", coalesce(c.closes_at <= clock_timestamp(), false) AS "isWindowOver"`;

/** Those that the actor prepares, the latest first. */
export async function listOwnBidRows(tx: Tx): Promise<OwnBid[]> {
  const { rows } = await sql<OwnBid>`
    SELECT ${BID}, ${OF_CHALLENGE} FROM bids b JOIN challenges c ON c.id = b.challenge_id
    WHERE b.readers @> ARRAY[app_user_id()] ORDER BY b.updated_at DESC, b.id DESC LIMIT 200`.execute(tx.kysely);
  return rows;
}

/** Drafts that the actor has begun for an institution and not written on since. */
export async function listUntouchedDrafts(tx: Tx, challengeId: string, bidderId: string): Promise<BidRow[]> {
  const { rows } = await sql<BidRow>`
    SELECT ${BID} FROM bids b WHERE b.challenge_id = ${challengeId} AND b.bidder_id = ${bidderId}
      AND b.created_by = app_user_id() AND b.state = 'draft' AND b.version = 1 ORDER BY b.id`.execute(tx.kysely);
  return rows;
}

export async function findOwnBid(tx: Tx, bidId: string): Promise<OwnBid | null> {
  return firstOf(
    tx,
    sql<OwnBid>`SELECT ${BID}, ${OF_CHALLENGE} FROM bids b JOIN challenges c ON c.id = b.challenge_id
      WHERE b.id = ${bidId}`,
  );
}

/** Bids that lie open, in the order of their numbers, or of their submission where they have none yet. */
export async function listOpenBidRows(tx: Tx, challengeId: string, lock: Lock = "read"): Promise<BidRow[]> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  const { rows } = await sql<BidRow>`
    SELECT ${BID} FROM bids b WHERE b.challenge_id = ${challengeId} AND b.is_open
    ORDER BY b.number NULLS LAST, b.submitted_at, b.id ${locking}`.execute(tx.kysely);
  return rows;
}

/** Of the bids that the actor is shown. */
export async function listReceipts(tx: Tx, challengeId: string): Promise<string[]> {
  const { rows } = await sql<{ receipt: string }>`
    SELECT b.receipt FROM bids b WHERE b.challenge_id = ${challengeId}`.execute(tx.kysely);
  return rows.map(({ receipt }) => receipt);
}

export async function callOpenBids(tx: Tx, challengeId: string): Promise<number> {
  const row = await firstOf(tx, sql<{ n: number }>`SELECT open_bids(${challengeId}) AS n`);
  return row?.n ?? 0;
}

export async function callLapseBids(tx: Tx, challengeId: string): Promise<void> {
  if (tx.actor === "system") {
    await sql`UPDATE bids SET state = 'lapsed', version = version + 1
      WHERE challenge_id = ${challengeId} AND state IN ('draft', 'submitted')`.execute(tx.kysely);
  } else await sql`SELECT lapse_bids(${challengeId})`.execute(tx.kysely);
}

/** What was sealed, in the clear beside it; the sealed bytes stay, to show what was opened. */
export async function putOpened(tx: Tx, bidId: string, content: BidContent): Promise<void> {
  await sql`UPDATE bids SET content = ${JSON.stringify(content)}::jsonb WHERE id = ${bidId}`.execute(tx.kysely);
}

/** Who prepares, or has put in, bids for a challenge, by institution; as the system. */
export async function listBidders(
  tx: Tx,
  challengeId: string,
): Promise<{ readonly bidderId: string; readonly people: string[] }[]> {
  const { rows } = await sql<{ bidderId: string; people: string[] }>`
    SELECT b.bidder_id AS "bidderId", array_agg(DISTINCT r.id) AS people FROM bids b, unnest(b.readers) AS r (id)
    WHERE b.challenge_id = ${challengeId} AND b.state <> 'withdrawn' GROUP BY b.bidder_id`.execute(tx.kysely);
  return rows;
}

/** The actor's drafts for an institution whose challenge closes within a week; nothing of what they say. */
export async function listUnsubmittedBids(
  tx: Tx,
  bidderId: string,
): Promise<{ id: string; code: string; title: string; updatedAt: string; closesOn: string }[]> {
  const { rows } = await sql<{ id: string; code: string; title: string; updatedAt: string; closesOn: string }>`
    SELECT b.id, c.code, c.title, b.updated_at AS "updatedAt", (c.closes_at AT TIME ZONE 'Asia/Shanghai')::date AS "closesOn"
    FROM bids b JOIN challenges c ON c.id = b.challenge_id
    WHERE b.readers @> ARRAY[app_user_id()] AND b.bidder_id = ${bidderId} AND b.state IN ('draft', 'withdrawn')
      AND c.state = 'published' AND c.closes_at BETWEEN clock_timestamp() AND clock_timestamp() + interval '7 days'
    ORDER BY c.closes_at, b.id LIMIT 50`.execute(tx.kysely);
  return rows;
}

/** What is held of somebody as a bidder; what a bid says is the institution's. */
export async function collectBidsOf(tx: Tx, userId: string): Promise<unknown> {
  const { rows } = await sql`
    SELECT b.id, b.challenge_id AS "challengeId", b.bidder_name AS "bidderName", b.receipt, b.state,
      b.submitted_at AS "submittedAt", b.created_at AS "createdAt"
    FROM bids b WHERE b.readers @> ARRAY[${userId}::uuid] ORDER BY b.created_at`.execute(tx.kysely);
  return rows;
}

// Talks, applications, races ------------------------------------------------------------------------------------------------------

type Place = Pick<BidRow, "id" | "scopeId" | "zoneId" | "universityId" | "posterId" | "readers">;

/** Until the transaction ends nobody else writes on the bid's record; those who may not change its row included. */
export async function lockBid(tx: Tx, bidId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`bid ${bidId}`}, 0))`.execute(tx.kysely);
}

export async function insertTalk(tx: Tx, bid: Place, side: BidTalk["side"], talk: BidTalkDraft): Promise<void> {
  await sql`
    INSERT INTO bid_talks (zone_id, scope_id, university_id, bid_id, id, poster_id, readers, actor_id, side, kind, held_on, body)
    VALUES (${bid.zoneId}, ${bid.scopeId}, ${bid.universityId}, ${bid.id}, ${newId()}, ${bid.posterId},
      ${bid.readers}::uuid[], app_user_id(), ${side}, ${talk.kind}, ${talk.heldOn}, ${talk.body})`.execute(tx.kysely);
}

export async function listTalkRows(
  tx: Tx,
  bidId: string,
): Promise<(Omit<BidTalk, "actor"> & { readonly actorId: string })[]> {
  const { rows } = await sql<Omit<BidTalk, "actor"> & { readonly actorId: string }>`
    SELECT t.id, t.at, t.actor_id AS "actorId", t.side, t.kind, t.held_on AS "heldOn", t.body FROM bid_talks t
    WHERE t.bid_id = ${bidId} ORDER BY t.at, t.id LIMIT 1000`.execute(tx.kysely);
  return rows;
}

export async function findBidPeople(tx: Tx, bidId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`SELECT id, name FROM bid_people(${bidId})`.execute(
    tx.kysely,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface ApplicationRow {
  readonly bidId: string;
  readonly summary: string;
  readonly amountFen: bigint | null;
  readonly agreementFileId: string | null;
  readonly bidderConfirmedBy: string | null;
  readonly bidderConfirmedAt: string | null;
  readonly posterConfirmedBy: string | null;
  readonly posterConfirmedAt: string | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: string | null;
  readonly version: number;
}

export async function findApplication(tx: Tx, bidId: string, lock: Lock = "read"): Promise<ApplicationRow | null> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  return firstOf(
    tx,
    sql<ApplicationRow>`
      SELECT j.bid_id AS "bidId", j.summary, j.amount_fen AS "amountFen", j.agreement_file_id AS "agreementFileId",
        j.bidder_confirmed_by AS "bidderConfirmedBy", j.bidder_confirmed_at AS "bidderConfirmedAt",
        j.poster_confirmed_by AS "posterConfirmedBy", j.poster_confirmed_at AS "posterConfirmedAt",
        j.accepted_by AS "acceptedBy", j.accepted_at AS "acceptedAt", j.version
      FROM joint_applications j WHERE j.bid_id = ${bidId} ${locking}`,
  );
}

/** A new text or file takes back what was confirmed. */
export async function putApplication(
  tx: Tx,
  bid: Place & Pick<BidRow, "challengeId">,
  { summary, amount }: { readonly summary: string; readonly amount: string | null },
): Promise<void> {
  await sql`
    INSERT INTO joint_applications (bid_id, challenge_id, scope_id, zone_id, university_id, poster_id, readers, summary,
      amount_fen, updated_by)
    VALUES (${bid.id}, ${bid.challengeId}, ${bid.scopeId}, ${bid.zoneId}, ${bid.universityId}, ${bid.posterId},
      ${bid.readers}::uuid[], ${summary}, ${amount}, app_user_id())
    ON CONFLICT (bid_id) DO UPDATE SET summary = excluded.summary, amount_fen = excluded.amount_fen,
      bidder_confirmed_by = NULL, bidder_confirmed_at = NULL, poster_confirmed_by = NULL, poster_confirmed_at = NULL,
      updated_by = excluded.updated_by, updated_at = now(), version = joint_applications.version + 1`.execute(
    tx.kysely,
  );
}

export async function attachAgreement(tx: Tx, bidId: string, fileId: string): Promise<void> {
  await sql`
    UPDATE joint_applications SET agreement_file_id = ${fileId}, bidder_confirmed_by = NULL, bidder_confirmed_at = NULL,
      poster_confirmed_by = NULL, poster_confirmed_at = NULL, updated_by = app_user_id(), updated_at = now(),
      version = version + 1
    WHERE bid_id = ${bidId}`.execute(tx.kysely);
}

export async function confirmApplication(tx: Tx, bidId: string, side: "bidder" | "poster"): Promise<void> {
  const by = sql.ref(`${side}_confirmed_by`);
  const at = sql.ref(`${side}_confirmed_at`);
  await sql`UPDATE joint_applications SET ${by} = app_user_id(), ${at} = clock_timestamp(), version = version + 1
    WHERE bid_id = ${bidId}`.execute(tx.kysely);
}

export async function acceptApplication(tx: Tx, bidId: string, isAccepted: boolean): Promise<void> {
  await sql`
    UPDATE joint_applications SET accepted_by = CASE WHEN ${isAccepted} THEN app_user_id() END,
      accepted_at = CASE WHEN ${isAccepted} THEN clock_timestamp() END, version = version + 1
    WHERE bid_id = ${bidId}`.execute(tx.kysely);
}

export interface GateRow {
  readonly bidId: string;
  readonly gate: string;
  readonly stays: boolean;
  readonly reason: string;
}

export async function insertRaceResult(tx: Tx, bid: Place & Pick<BidRow, "challengeId">, row: GateRow): Promise<void> {
  await sql`
    INSERT INTO race_results (challenge_id, bid_id, scope_id, zone_id, university_id, poster_id, readers, gate, stays, reason,
      decided_by)
    VALUES (${bid.challengeId}, ${bid.id}, ${bid.scopeId}, ${bid.zoneId}, ${bid.universityId}, ${bid.posterId},
      ${bid.readers}::uuid[], ${row.gate}, ${row.stays}, ${row.reason}, app_user_id())`.execute(tx.kysely);
}

export async function listRaceRows(tx: Tx, challengeId: string): Promise<GateRow[]> {
  const { rows } = await sql<GateRow>`
    SELECT r.bid_id AS "bidId", r.gate, r.stays, r.reason FROM race_results r WHERE r.challenge_id = ${challengeId}
    ORDER BY r.decided_at, r.bid_id`.execute(tx.kysely);
  return rows;
}
