// All SQL about commitments, their tranches and what became of the money.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { ApplicationRow } from "../applications/queries.ts";
import type { PlannedTranche } from "../applications/rules.ts";
import type { AidKind, EquityTerms } from "../applications/types.ts";
import type { FundStage } from "../types.ts";
import type { ConversionDraft } from "./types.ts";

export interface CommitmentRow {
  readonly id: string;
  readonly fundId: string;
  readonly scopeId: string;
  readonly managerScopeId: string | null;
  readonly readers: string[];
  readonly applicationId: string;
  readonly applicationNumber: string;
  readonly applicantScopeId: string;
  readonly applicant: string;
  readonly submittedBy: string | null;
  readonly projectId: string | null;
  readonly projectScopeId: string | null;
  readonly title: string;
  readonly stage: FundStage;
  readonly kind: AidKind;
  readonly terms: EquityTerms | null;
  readonly amountFen: string;
  readonly releasedFen: string;
  readonly committedOn: string;
  readonly closedOn: string | null;
  readonly closedReason: string | null;
}

const COLUMNS = sql`c.id, c.fund_id AS "fundId", c.scope_id AS "scopeId", c.manager_scope_id AS "managerScopeId",
  c.readers, c.application_id AS "applicationId", p.number AS "applicationNumber",
  p.applicant_scope_id AS "applicantScopeId", p.applicant, p.submitted_by AS "submittedBy", c.project_id AS "projectId",
  p.project_scope_id AS "projectScopeId", c.title, c.stage, c.kind, p.terms, c.amount_fen::text AS "amountFen",
  c.released_fen::text AS "releasedFen", c.committed_on AS "committedOn", c.closed_on AS "closedOn",
  c.closed_reason AS "closedReason"`;
const FROM = sql`fund_commitments c JOIN fund_applications p ON p.id = c.application_id`;

export async function findCommitment(tx: Tx, commitmentId: string): Promise<CommitmentRow | null> {
  return firstOf(tx, sql<CommitmentRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = ${commitmentId}`);
}

export async function findCommitmentOf(
  tx: Tx,
  part: "fund_tranches" | "fund_write_offs",
  id: string,
): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ id: string }>`SELECT commitment_id AS id FROM ${sql.table(part)} WHERE id = ${id}`,
  );
  return row?.id ?? null;
}

const MOST = 500;

export async function listCommitmentRows(
  tx: Tx,
  of: { readonly fundId: string } | { readonly projectId: string },
): Promise<CommitmentRow[]> {
  const wanted = "fundId" in of ? sql`c.fund_id = ${of.fundId}` : sql`c.project_id = ${of.projectId}`;
  const { rows } = await sql<CommitmentRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE ${wanted}
    ORDER BY c.committed_on DESC, c.id DESC LIMIT ${MOST}`.execute(tx.kysely);
  return rows;
}

export async function insertCommitment(
  tx: Tx,
  application: ApplicationRow,
  { tranches, total }: { readonly tranches: readonly PlannedTranche[]; readonly total: bigint },
  on: string,
): Promise<string> {
  const id = newId();
  const { fundId, scopeId, managerScopeId, readers } = application;
  await sql`
    INSERT INTO fund_commitments (id, fund_id, scope_id, manager_scope_id, readers, application_id, project_id, title,
      stage, kind, amount_fen, committed_on)
    VALUES (${id}, ${fundId}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${application.id},
      ${application.projectId}, ${application.title}, ${application.stage}, ${application.kind},
      ${String(total)}::bigint, ${on}::date)`.execute(tx.kysely);
  for (const [index, { amount, plannedOn, gate }] of tranches.entries()) {
    await sql`
      INSERT INTO fund_tranches (id, fund_id, scope_id, manager_scope_id, readers, commitment_id, position, amount_fen,
        planned_on, gate)
      VALUES (${newId()}, ${fundId}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${id}, ${index + 1},
        ${String(amount)}::bigint, ${plannedOn}::date, ${gate})`.execute(tx.kysely);
  }
  return id;
}

export interface TrancheRow {
  readonly id: string;
  readonly commitmentId: string;
  readonly position: number;
  readonly amountFen: string;
  readonly plannedOn: string;
  readonly gate: FundStage | null;
  readonly paidOn: string | null;
}

export async function listTranches(tx: Tx, commitmentIds: readonly string[]): Promise<TrancheRow[]> {
  const { rows } = await sql<TrancheRow>`
    SELECT t.id, t.commitment_id AS "commitmentId", t.position, t.amount_fen::text AS "amountFen",
      t.planned_on AS "plannedOn", t.gate, y.paid_on AS "paidOn"
    FROM fund_tranches t LEFT JOIN fund_payments y ON y.tranche_id = t.id AND y.reversal_id IS NULL
    WHERE t.commitment_id = ANY (${commitmentIds}::uuid[]) ORDER BY t.commitment_id, t.position`.execute(tx.kysely);
  return rows;
}

export async function insertPayment(
  tx: Tx,
  { fundId, scopeId, managerScopeId, readers }: CommitmentRow,
  payment: { readonly trancheId: string; readonly entryId: string; readonly on: string },
): Promise<void> {
  await sql`
    INSERT INTO fund_payments (id, fund_id, scope_id, manager_scope_id, readers, tranche_id, entry_id, paid_on)
    VALUES (${newId()}, ${fundId}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${payment.trancheId},
      ${payment.entryId}, ${payment.on}::date)`.execute(tx.kysely);
}

/**
 * What an entry had brought about is undone with it: the tranche is open again, or released where its commitment was closed,
 * the grant not converted, the write-off no longer one.
 */
export async function undoByReversal(tx: Tx, entryId: string, reversalId: string): Promise<void> {
  for (const table of ["fund_payments", "fund_conversions", "fund_write_offs"]) {
    await sql`UPDATE ${sql.table(table)} SET reversal_id = ${reversalId} WHERE entry_id = ${entryId}`.execute(
      tx.kysely,
    );
  }
  await sql`UPDATE fund_commitments c SET released_fen = c.released_fen + t.amount_fen
    FROM fund_payments y JOIN fund_tranches t ON t.id = y.tranche_id
    WHERE y.entry_id = ${entryId} AND c.id = t.commitment_id AND c.closed_on IS NOT NULL`.execute(tx.kysely);
}

export interface ConversionRow extends Omit<ConversionDraft, "valuationFen"> {
  readonly commitmentId: string;
  readonly amountFen: string;
  readonly valuationFen: string;
}

export async function insertConversion(
  tx: Tx,
  { id, fundId, scopeId, managerScopeId, readers }: CommitmentRow,
  entryId: string,
  made: Omit<ConversionRow, "commitmentId">,
): Promise<void> {
  await sql`
    INSERT INTO fund_conversions (id, fund_id, scope_id, manager_scope_id, readers, commitment_id, entry_id, converted_on,
      event, amount_fen, valuation_fen, fund_share_bp, team_share_bp)
    VALUES (${newId()}, ${fundId}, ${scopeId}, ${managerScopeId}, ${readers}::uuid[], ${id}, ${entryId},
      ${made.on}::date, ${made.event}, ${made.amountFen}::bigint, ${made.valuationFen}::bigint, ${made.fundShareBp},
      ${made.teamShareBp})`.execute(tx.kysely);
}

export async function listConversions(tx: Tx, commitmentIds: readonly string[]): Promise<ConversionRow[]> {
  const { rows } = await sql<ConversionRow>`
    SELECT commitment_id AS "commitmentId", converted_on AS on, event, amount_fen::text AS "amountFen",
      valuation_fen::text AS "valuationFen", fund_share_bp AS "fundShareBp", team_share_bp AS "teamShareBp"
    FROM fund_conversions WHERE commitment_id = ANY (${commitmentIds}::uuid[]) AND reversal_id IS NULL
    ORDER BY id`.execute(tx.kysely);
  return rows;
}

export interface WriteOffRow {
  readonly id: string;
  readonly commitmentId: string;
  readonly amountFen: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly approvedBy: string | null;
  readonly droppedAs: "withdrawn" | "declined" | null;
  readonly droppedBy: string | null;
  readonly droppedReason: string | null;
  readonly isReversed: boolean;
}

export async function insertWriteOff(
  tx: Tx,
  { id, fundId, scopeId, managerScopeId }: CommitmentRow,
  made: { readonly amount: bigint; readonly reason: string; readonly by: string },
): Promise<void> {
  await sql`
    INSERT INTO fund_write_offs (id, fund_id, scope_id, manager_scope_id, commitment_id, amount_fen, reason, proposed_by)
    VALUES (${newId()}, ${fundId}, ${scopeId}, ${managerScopeId}, ${id}, ${String(made.amount)}::bigint,
      ${made.reason}, ${made.by})`.execute(tx.kysely);
}

export async function approveWriteOff(tx: Tx, writeOffId: string, by: string, entryId: string): Promise<void> {
  await sql`UPDATE fund_write_offs SET approved_by = ${by}, entry_id = ${entryId} WHERE id = ${writeOffId}`.execute(
    tx.kysely,
  );
}

export async function dropWriteOff(
  tx: Tx,
  writeOffId: string,
  { as, by, reason }: { readonly as: "withdrawn" | "declined"; readonly by: string; readonly reason: string },
): Promise<void> {
  await sql`UPDATE fund_write_offs SET dropped_as = ${as}, dropped_by = ${by}, dropped_reason = ${reason}
    WHERE id = ${writeOffId}`.execute(tx.kysely);
}

export async function listWriteOffs(tx: Tx, commitmentIds: readonly string[]): Promise<WriteOffRow[]> {
  const { rows } = await sql<WriteOffRow>`
    SELECT id, commitment_id AS "commitmentId", amount_fen::text AS "amountFen", reason, proposed_by AS "proposedBy",
      proposed_at AS "proposedAt", approved_by AS "approvedBy", dropped_as AS "droppedAs",
      dropped_by AS "droppedBy", dropped_reason AS "droppedReason",
      reversal_id IS NOT NULL AS "isReversed"
    FROM fund_write_offs WHERE commitment_id = ANY (${commitmentIds}::uuid[]) ORDER BY id`.execute(tx.kysely);
  return rows;
}

export async function closeCommitment(
  tx: Tx,
  commitmentId: string,
  { released, on, reason }: { readonly released: bigint; readonly on: string; readonly reason: string },
): Promise<void> {
  await sql`UPDATE fund_commitments SET released_fen = ${String(released)}::bigint, closed_on = ${on}::date,
    closed_reason = ${reason} WHERE id = ${commitmentId}`.execute(tx.kysely);
}

export interface CommitmentSums {
  readonly commitmentId: string;
  readonly heldFen: string;
  readonly convertibleFen: string;
  readonly equityFen: string;
  readonly grantsFen: string;
  readonly returnedFen: string;
}

/** What the ledger says of each commitment. */
export async function listCommitmentSums(tx: Tx, commitmentIds: readonly string[]): Promise<CommitmentSums[]> {
  const { rows } = await sql<CommitmentSums>`
    SELECT e.commitment_id AS "commitmentId",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key IN ('convertible', 'equity')), 0)::text AS "heldFen",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'convertible'), 0)::text AS "convertibleFen",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'equity'), 0)::text AS "equityFen",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'grants'), 0)::text AS "grantsFen",
      coalesce(sum(l.amount_fen) FILTER (WHERE a.key = 'bank' AND coalesce(o.kind, e.kind) <> 'tranche_paid'), 0)::text
        AS "returnedFen"
    FROM fund_entries e JOIN fund_lines l ON l.entry_id = e.id
      JOIN fund_accounts a ON a.fund_id = l.fund_id AND a.code = l.account
      LEFT JOIN fund_entries o ON o.id = e.reverses_id
    WHERE e.commitment_id = ANY (${commitmentIds}::uuid[]) GROUP BY e.commitment_id`.execute(tx.kysely);
  return rows;
}
