import { sql } from "kysely";
import type { Tx } from "../db/index.ts";

/** What is held here about a person. Erasing takes the name; that somebody accepted and read stays, under an id that leads nowhere. */
export const confidentialityPersonalData = {
  section: "confidentiality",
  async collect(tx: Tx, userId: string): Promise<unknown> {
    const acceptances = await sql`
      SELECT subject_kind AS "subjectKind", subject_id AS "subjectId", accepted_at AS "acceptedAt", version, digest
      FROM confidentiality_acceptances WHERE user_id = ${userId} ORDER BY accepted_at`.execute(tx.kysely);
    const readings = await sql`
      SELECT subject_kind AS "subjectKind", subject_id AS "subjectId", part, at FROM confidential_readings
      WHERE user_id = ${userId} ORDER BY at`.execute(tx.kysely);
    return { acceptances: acceptances.rows, readings: readings.rows };
  },
  async erase(tx: Tx, userId: string): Promise<void> {
    await sql`UPDATE confidentiality_acceptances SET user_name = NULL, user_units = NULL WHERE user_id = ${userId}`.execute(
      tx.kysely,
    );
    await sql`UPDATE confidential_readings SET user_name = NULL, user_units = NULL WHERE user_id = ${userId}`.execute(
      tx.kysely,
    );
  },
};
