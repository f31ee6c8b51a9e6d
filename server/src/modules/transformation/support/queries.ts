// What both sides promised and what arrived.
import { sql } from "kysely";
import { TODAY, type Tx } from "../../../platform/db/index.ts";
import type { Of } from "../queries.ts";
import type { Side, SupportDraft, SupportKind } from "./types.ts";

export interface SupportRow {
  readonly id: string;
  readonly projectId: string;
  readonly side: Side;
  readonly kind: SupportKind;
  readonly description: string;
  readonly quantityHundredths: number | null;
  readonly valueFen: string | null;
  readonly promisedOn: string;
  readonly dueOn: string | null;
  readonly isLate: boolean;
  readonly state: "promised" | "delivered" | "withdrawn";
  readonly stateReason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly deliveredFen: string;
  readonly deliveredHundredths: number;
}

const COLUMNS = sql`s.id, s.project_id AS "projectId", s.side, s.kind, s.description,
  s.quantity_hundredths::float8 AS "quantityHundredths", s.value_fen::text AS "valueFen", s.promised_on AS "promisedOn",
  s.due_on AS "dueOn", coalesce(s.state = 'promised' AND s.due_on < ${TODAY}, false) AS "isLate", s.state,
  s.state_reason AS "stateReason", s.recorded_by AS "recordedBy", s.recorded_at AS "recordedAt",
  coalesce((SELECT sum(d.value_fen) FROM project_deliveries d WHERE d.support_id = s.id), 0)::text AS "deliveredFen",
  coalesce((SELECT sum(d.quantity_hundredths) FROM project_deliveries d WHERE d.support_id = s.id), 0)::float8
    AS "deliveredHundredths"`;

export async function listSupport(tx: Tx, projectId: string): Promise<SupportRow[]> {
  const { rows } = await sql<SupportRow>`
    SELECT ${COLUMNS} FROM project_support s WHERE s.project_id = ${projectId} ORDER BY s.promised_on, s.id`.execute(
    tx.kysely,
  );
  return rows;
}

export async function findSupport(tx: Tx, supportId: string): Promise<SupportRow | null> {
  const { rows } = await sql<SupportRow>`SELECT ${COLUMNS} FROM project_support s WHERE s.id = ${supportId}`.execute(
    tx.kysely,
  );
  return rows[0] ?? null;
}

export async function insertSupport(tx: Tx, project: Of, id: string, draft: SupportDraft, by: string): Promise<void> {
  await sql`
    INSERT INTO project_support (id, scope_id, enterprise_id, project_id, side, kind, description, quantity_hundredths,
      value_fen, promised_on, due_on, recorded_by)
    VALUES (${id}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${draft.side}, ${draft.kind},
      ${draft.description}, ${draft.quantityHundredths}::bigint, ${draft.valueFen}::bigint, ${draft.promisedOn}::date,
      ${draft.dueOn}::date, ${by})`.execute(tx.kysely);
}

export async function updateSupport(
  tx: Tx,
  supportId: string,
  state: SupportRow["state"],
  reason: string | null,
): Promise<void> {
  await sql`UPDATE project_support SET state = ${state}, state_reason = ${reason} WHERE id = ${supportId}`.execute(
    tx.kysely,
  );
}

export interface DeliveryRow {
  readonly id: string;
  readonly supportId: string;
  readonly deliveredOn: string;
  readonly quantityHundredths: number | null;
  readonly valueFen: string | null;
  readonly note: string;
  readonly confirmedBy: string;
}

export async function listDeliveries(tx: Tx, projectId: string): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`
    SELECT d.id, d.support_id AS "supportId", d.delivered_on AS "deliveredOn",
      d.quantity_hundredths::float8 AS "quantityHundredths", d.value_fen::text AS "valueFen", d.note,
      d.confirmed_by AS "confirmedBy"
    FROM project_deliveries d WHERE d.project_id = ${projectId} ORDER BY d.delivered_on, d.id`.execute(tx.kysely);
  return rows;
}

export async function insertDelivery(tx: Tx, project: Of, delivery: DeliveryRow): Promise<void> {
  await sql`
    INSERT INTO project_deliveries (id, scope_id, enterprise_id, project_id, support_id, delivered_on,
      quantity_hundredths, value_fen, note, confirmed_by)
    VALUES (${delivery.id}, ${project.scopeId}, ${project.enterpriseId}, ${project.id}, ${delivery.supportId},
      ${delivery.deliveredOn}::date, ${delivery.quantityHundredths}::bigint, ${delivery.valueFen}::bigint,
      ${delivery.note}, ${delivery.confirmedBy})`.execute(tx.kysely);
}
