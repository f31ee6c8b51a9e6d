// SQL of challenges: the notice and its steps.
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Audience, ChallengeMode, ChallengeState, ChallengeTerms } from "./types.ts";

export type Lock = "read" | "for_update";

export interface ChallengeRow {
  readonly id: string;
  readonly scopeId: string;
  readonly zoneId: string;
  readonly universityId: string;
  readonly provinceId: string | null;
  readonly code: string;
  readonly mode: ChallengeMode;
  readonly state: ChallengeState;
  readonly stateSince: string;
  readonly stateReason: string | null;
  /** When each state was entered last. */
  readonly reached: Readonly<Partial<Record<ChallengeState, string>>>;
  readonly title: string;
  readonly purpose: string;
  readonly terms: ChallengeTerms;
  readonly termsDigest: string | null;
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly noticeDays: number;
  readonly quota: number | null;
  readonly audience: Audience;
  readonly posterId: string | null;
  readonly posterName: string;
  readonly namesPoster: boolean;
  readonly publishedAt: string | null;
  readonly publishedBy: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const CHALLENGE = sql`c.id, c.scope_id AS "scopeId", c.zone_id AS "zoneId", c.university_id AS "universityId",
  c.province_id AS "provinceId", c.code, c.mode, c.state, c.state_since AS "stateSince", c.state_reason AS "stateReason",
  c.reached, c.title, c.purpose, c.terms, c.terms_digest AS "termsDigest", c.opens_at AS "opensAt", c.closes_at AS "closesAt",
  c.notice_days AS "noticeDays", c.quota, c.audience, c.poster_id AS "posterId", c.poster_name AS "posterName",
  c.names_poster AS "namesPoster", c.published_at AS "publishedAt", c.published_by AS "publishedBy",
  c.created_by AS "createdBy", c.created_at AS "createdAt", c.updated_at AS "updatedAt", c.version`;

async function firstOf<R>(tx: Tx, query: RawBuilder<R>): Promise<R | null> {
  const { rows } = await query.execute(tx.kysely);
  return rows[0] ?? null;
}

/** As far as row-level security shows it. Never its key. */
export async function findChallengeRow(tx: Tx, challengeId: string, lock: Lock = "read"): Promise<ChallengeRow | null> {
  const locking = lock === "for_update" ? sql`FOR UPDATE` : sql``;
  return firstOf(tx, sql<ChallengeRow>`SELECT ${CHALLENGE} FROM challenges c WHERE c.id = ${challengeId} ${locking}`);
}

/**
 * Whoever moves a challenge on and whoever puts a bid in wait for one another, though a bidder may not lock the challenge's
 * row: what a bid is measured against holds until it is in.
 */
export async function lockChallenge(tx: Tx, challengeId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`challenge ${challengeId}`}, 0))`.execute(tx.kysely);
}

export async function updateChallengeState(
  tx: Tx,
  { id, state, stateReason }: Pick<ChallengeRow, "id" | "state" | "stateReason">,
): Promise<void> {
  await sql`
    UPDATE challenges SET state = ${state}, state_since = clock_timestamp(), state_reason = ${stateReason},
      reached = reached || jsonb_build_object(${state}::text, to_char(clock_timestamp() AT TIME ZONE 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), updated_at = now(), version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export interface ChallengeStep {
  readonly action: string;
  readonly fromState: ChallengeState | null;
  readonly toState: ChallengeState;
  readonly reason?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

export async function insertChallengeStep(
  tx: Tx,
  { id, scopeId, zoneId, posterId }: Pick<ChallengeRow, "id" | "scopeId" | "zoneId" | "posterId">,
  { action, fromState, toState, reason = null, details = {} }: ChallengeStep,
): Promise<void> {
  const actorId = tx.actor === "system" ? null : tx.actor.userId;
  await sql`
    INSERT INTO challenge_steps (zone_id, scope_id, challenge_id, id, poster_id, actor_id, action, from_state, to_state,
      reason, details)
    VALUES (${zoneId}, ${scopeId}, ${id}, ${newId()}, ${posterId}, ${actorId}, ${action}, ${fromState}, ${toState},
      ${reason}, ${JSON.stringify(details)}::jsonb)`.execute(tx.kysely);
}
