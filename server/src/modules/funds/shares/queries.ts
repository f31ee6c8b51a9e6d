// All SQL about what teams transferred of their shares.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { CommitmentRow } from "../commitments/queries.ts";
import type { ShareTransferDraft } from "./types.ts";

export interface TransferRow extends ShareTransferDraft {
  readonly id: string;
  readonly commitmentId: string;
}

const COLUMNS = sql`s.id, v.commitment_id AS "commitmentId", s.on_day AS on, s.share_bp AS "shareBp", s.recipient`;
const HELD = sql`fund_share_transfers s JOIN fund_conversions v ON v.id = s.conversion_id AND v.reversal_id IS NULL`;

/** Of conversions that hold; what was recorded by mistake is left out. */
export async function listTransfers(tx: Tx, commitmentIds: readonly string[]): Promise<TransferRow[]> {
  const { rows } = await sql<TransferRow>`SELECT ${COLUMNS} FROM ${HELD}
    WHERE v.commitment_id = ANY (${commitmentIds}::uuid[]) AND s.taken_back_at IS NULL
    ORDER BY s.on_day, s.id`.execute(tx.kysely);
  return rows;
}

export async function findTransfer(tx: Tx, transferId: string): Promise<TransferRow | null> {
  return firstOf(
    tx,
    sql<TransferRow>`SELECT ${COLUMNS} FROM ${HELD} WHERE s.id = ${transferId} AND s.taken_back_at IS NULL`,
  );
}

/** Of the conversion that holds. */
export async function insertTransfer(
  tx: Tx,
  { id, fundId, scopeId, managerScopeId, readers }: CommitmentRow,
  by: string,
  { on, shareBp, recipient }: ShareTransferDraft,
): Promise<string> {
  const transferId = newId();
  await sql`
    INSERT INTO fund_share_transfers (id, fund_id, scope_id, manager_scope_id, readers, conversion_id, on_day, share_bp,
      recipient, recorded_by)
    SELECT ${transferId}::uuid, ${fundId}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid, ${readers}::uuid[], v.id,
      ${on}::date, ${shareBp}, ${recipient}, ${by}::uuid
    FROM fund_conversions v WHERE v.commitment_id = ${id} AND v.reversal_id IS NULL`.execute(tx.kysely);
  return transferId;
}

export async function takeBackTransfer(tx: Tx, transferId: string, by: string, reason: string): Promise<void> {
  await sql`UPDATE fund_share_transfers SET taken_back_by = ${by}, taken_back_at = now(), taken_back_reason = ${reason}
    WHERE id = ${transferId}`.execute(tx.kysely);
}
