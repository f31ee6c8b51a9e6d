import { sql } from "kysely";
import type { Tx } from "../db/index.ts";
import { newId } from "../ids.ts";
import type { ConfidentialSubject } from "./subject.ts";

export interface Reading {
  readonly id: string;
  readonly userId: string;
  /** As they were called then; null once their account is erased. */
  readonly userName: string | null;
  /** The scopes in which they had a role then, joined by ` · `. */
  readonly userUnits: string | null;
  /** By the database's clock. */
  readonly at: string;
  readonly part: string;
}

/**
 * Logs that the actor is shown a `part` (snake_case, the module's own word) of a subject. Call it in the transaction that
 * reads what is shown: if the line cannot be written, the transaction fails and nothing is shown. Who and when are taken
 * by the database. In a read-only transaction, and as the system, it throws.
 */
export async function noteReading(tx: Tx, subject: ConfidentialSubject, part: string): Promise<void> {
  await noteReadings(tx, [subject], part);
}

/** The same for several subjects that are shown at once, as lines of a list. */
export async function noteReadings(tx: Tx, subjects: readonly ConfidentialSubject[], part: string): Promise<void> {
  if (subjects.length === 0) return;
  const rows = subjects.map(({ kind, id, scopeId, zoneId, ownerId }) => ({
    id: newId(),
    kind,
    subjectId: id,
    scopeId,
    zoneId,
    ownerId,
  }));
  await sql`
    INSERT INTO confidential_readings (id, zone_id, scope_id, owner_id, subject_kind, subject_id, part)
    SELECT r.id, r."zoneId", r."scopeId", r."ownerId", r.kind, r."subjectId", ${part}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, "zoneId" uuid, "scopeId" uuid, "ownerId" uuid,
      kind text, "subjectId" uuid)`.execute(tx.kysely);
}

/**
 * The newest first, one more than `limit` so that `pageOf` makes a page of them; `after` is the time and id of the last of
 * the page before. Who handles the subject reads all of them, anybody else their own.
 */
export async function listReadings(
  tx: Tx,
  { kind, id }: Pick<ConfidentialSubject, "kind" | "id">,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<Reading[]> {
  const [at, lastId] = after ?? [null, null];
  const { rows } = await sql<Reading>`
    SELECT id, user_id AS "userId", user_name AS "userName", user_units AS "userUnits", at, part FROM confidential_readings
    WHERE subject_kind = ${kind} AND subject_id = ${id}
      AND (${at}::timestamptz IS NULL OR (at, id) < (${at}::timestamptz, ${lastId}::uuid))
    ORDER BY at DESC, id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}
