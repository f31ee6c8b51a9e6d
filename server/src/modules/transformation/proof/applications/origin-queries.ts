// Which works applications are about, over all calls: a project that came from an achievement is that achievement's work.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../../platform/db/index.ts";
import type { ApplicationRow } from "./queries.ts";

type Origin = Pick<ApplicationRow, "originKind" | "originId">;

/** Of an application `a`. */
const ROOT = sql`coalesce((SELECT p.origin_id FROM projects p WHERE a.origin_kind = 'project' AND p.id = a.origin_id
  AND p.origin_kind = 'achievement'), a.origin_id)`;

async function holdRoot(tx: Tx, { originKind, originId }: Origin): Promise<string> {
  const row = await firstOf(
    tx,
    sql<{ root: string }>`SELECT ${ROOT} AS root
      FROM (SELECT ${originKind}::text AS origin_kind, ${originId}::uuid AS origin_id) a`,
  );
  const root = row?.root ?? originId;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`proof of ${root}`}, 0))`.execute(tx.kysely);
  return root;
}

export interface Twin {
  readonly number: string;
  readonly isSameCall: boolean;
}

/**
 * Another application about the same work: handed in under the same call, or, under any call that was not cancelled, granted
 * and, unless grants alone are asked for, waiting for a decision. Two who ask at once come one after the other.
 */
export async function findTwin(
  tx: Tx,
  application: Origin & Pick<ApplicationRow, "id" | "callId">,
  what: "any" | "granted",
): Promise<Twin | null> {
  const root = await holdRoot(tx, application);
  const { id, callId } = application;
  return firstOf(
    tx,
    sql<Twin>`SELECT c.number, a.call_id = ${callId} AS "isSameCall"
      FROM proof_applications a JOIN proof_calls c ON c.id = a.call_id
      WHERE ${ROOT} = ${root}::uuid AND a.id <> ${id} AND c.cancelled_at IS NULL
        AND (a.state = 'granted' OR (${what === "any"}::boolean
          AND (a.state = 'submitted' OR (a.state = 'refused' AND a.call_id = ${callId}))))
      ORDER BY (a.call_id = ${callId}) DESC, c.number LIMIT 1`,
  );
}

/** The project that goes on with an achievement already, the first of them. */
export async function findProjectOf(tx: Tx, scopeId: string, achievementId: string): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ id: string }>`SELECT p.id FROM projects p WHERE p.scope_id = ${scopeId} AND p.origin_kind = 'achievement'
      AND p.origin_id = ${achievementId} AND p.state = 'active' ORDER BY p.number LIMIT 1`,
  );
  return row?.id ?? null;
}

/** Whether somebody applies under the call: with a draft, and with what was withdrawn and may be handed in again, too. */
export async function isInTeam(tx: Tx, callId: string, userId: string): Promise<boolean> {
  const row = await firstOf(
    tx,
    sql<{ n: number }>`SELECT 1 AS n FROM proof_applications a WHERE a.call_id = ${callId} AND ${userId} = ANY (a.team)
      LIMIT 1`,
  );
  return row !== null;
}

/** Everybody of whom `isInTeam` says so. */
export async function listInTeams(tx: Tx, callId: string): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`SELECT DISTINCT unnest(a.team) AS "userId" FROM proof_applications a
    WHERE a.call_id = ${callId}`.execute(tx.kysely);
  return rows.map(({ userId }) => userId);
}

/** Whoever wrote it, and those who are members of its project now. */
export async function refreshTeam(tx: Tx, applicationId: string): Promise<void> {
  await sql`UPDATE proof_applications a SET team = ARRAY(SELECT DISTINCT each FROM unnest(ARRAY[a.created_by]
      || coalesce((SELECT p.readers FROM projects p WHERE a.origin_kind = 'project' AND p.id = a.origin_id), '{}')) AS each)
    WHERE a.id = ${applicationId}`.execute(tx.kysely);
}
