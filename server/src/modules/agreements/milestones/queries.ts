// All SQL about deliveries and their acceptance.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { AgreementRow } from "../queries.ts";
import type { DeliveryDecision, DeliveryDraft, Side } from "./types.ts";

export interface DeliveryRow {
  readonly id: string;
  readonly milestoneId: string;
  readonly party: string;
  readonly side: Side;
  readonly deliveredOn: string;
  readonly note: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly decision: "accepted" | "refused" | null;
  readonly reasons: string;
  readonly decidedParty: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/**
 * Holds an agreement until the end of the transaction against whoever delivers, decides or amends at the same time. The
 * enterprise's people may not lock its row, which they cannot change.
 */
export async function holdAgreement(tx: Tx, agreementId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${agreementId}, 0))`.execute(tx.kysely);
}

/** The newest first. */
export async function listDeliveryRows(tx: Tx, agreementId: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    SELECT d.id, d.milestone_id AS "milestoneId", d.party, d.side, d.delivered_on AS "deliveredOn", d.note,
      d.recorded_by AS "recordedBy", d.recorded_at AS "recordedAt", d.decision, d.reasons,
      d.decided_party AS "decidedParty", d.decided_by AS "decidedBy", d.decided_at AS "decidedAt"
    FROM agreement_deliveries d WHERE d.agreement_id = ${agreementId} ORDER BY d.id DESC`.execute(tx.kysely);
  return rows;
}

export async function insertDelivery(
  tx: Tx,
  { id: agreementId, scopeId, enterpriseId }: Pick<AgreementRow, "id" | "scopeId" | "enterpriseId">,
  milestoneId: string,
  { party, deliveredOn, note }: DeliveryDraft,
  { side, by }: { readonly side: Side; readonly by: string },
): Promise<string> {
  const id = newId();
  await sql`
    INSERT INTO agreement_deliveries (scope_id, enterprise_id, agreement_id, milestone_id, id, party, side, delivered_on,
      note, recorded_by)
    VALUES (${scopeId}, ${enterpriseId}, ${agreementId}, ${milestoneId}, ${id}, ${party}, ${side}, ${deliveredOn}::date,
      ${note}, ${by})`.execute(tx.kysely);
  return id;
}

export async function decideDelivery(
  tx: Tx,
  agreementId: string,
  deliveryId: string,
  { decision, party, reasons }: DeliveryDecision,
  by: string,
): Promise<void> {
  await sql`
    UPDATE agreement_deliveries SET decision = ${decision}, reasons = ${reasons}, decided_party = ${party},
      decided_by = ${by}, decided_at = now()
    WHERE agreement_id = ${agreementId} AND id = ${deliveryId}`.execute(tx.kysely);
}
