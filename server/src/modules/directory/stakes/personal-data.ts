import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";

/** Stakes of people who have an account, by their records. */
export async function collectStakesOf(tx: Tx, userId: string): Promise<readonly unknown[]> {
  const { rows } = await sql`
    SELECT s.scope_id AS "scopeId", o.name AS enterprise, s.holder_name AS "holderName", s.holder_unit AS "holderUnit", s.role,
      s.share_bp AS "shareBp", s.since::text AS since, s.until::text AS until, s.source, s.recorded_at AS "recordedAt"
    FROM stakes s JOIN people p ON p.id = s.person_id JOIN organisations o ON o.id = s.enterprise_id
    WHERE p.user_id = ${userId} ORDER BY s.id`.execute(tx.kysely);
  return rows;
}

/** That somebody holds a share stays; who it is does not. */
export async function eraseStakesOf(tx: Tx, personIds: readonly string[]): Promise<void> {
  await sql`UPDATE stakes SET holder_name = '—', holder_unit = NULL, source = '—', version = version + 1, updated_at = now()
    WHERE person_id = ANY (${personIds}::uuid[])`.execute(tx.kysely);
}
