import { sql } from "kysely";
import type { Tx } from "../db/index.ts";
import { newId } from "../ids.ts";

export interface AuditEntry {
  readonly scopeId: string;
  /** The zone that the scope belongs to; unset, the scope stands for itself. */
  readonly zoneId?: string;
  /** Who did it, where the transaction is the system's: signing in, answering a link. Otherwise it is the actor. */
  readonly actorId?: string | null;
  /** `<module>.<what_was_done>`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Becomes part of the chain and stays for ever: ids, codes, amounts, digests, never a name or a phone number. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Names, texts, addresses: kept beside the chain, so that they can be erased. */
  readonly personal?: Readonly<Record<string, unknown>>;
}

/** Writes down what was done, in the transaction in which it is done. Many rows in one go are one entry with a digest. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { scopeId, zoneId = scopeId, action, subjectKind, subjectId, details = {}, personal } = entry;
  const actor = tx.actor === "system" ? (entry.actorId ?? null) : tx.actor.userId;
  await sql`
    INSERT INTO audit_events (zone_id, scope_id, id, actor_id, action, subject_kind, subject_id, details, personal)
    VALUES (${zoneId}, ${scopeId}, ${newId()}, ${actor}, ${action}, ${subjectKind}, ${subjectId},
      ${JSON.stringify(details)}, ${personal === undefined ? null : JSON.stringify(personal)})`.execute(tx.kysely);
}

/** Erases what was kept beside the chain about something; what was done stays provable. Runs as the system. */
export async function eraseAuditPersonal(tx: Tx, subjectKind: string, subjectId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE audit_events SET personal = NULL
    WHERE subject_kind = ${subjectKind} AND subject_id = ${subjectId} AND personal IS NOT NULL`.execute(tx.kysely);
  return Number(numAffectedRows ?? 0n);
}
