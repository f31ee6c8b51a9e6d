// All SQL about rules of money and distributions.
import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { RuleVersion } from "./rule-keys.ts";
import type { SplitLine } from "./split.ts";
import type { DistributionState, LineKind, MoneyRuleDraft } from "./types.ts";

export interface RuleRow extends RuleVersion {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

/** Every version of a scope, in the order in which they were entered. */
export async function listRuleRows(tx: Tx, scopeId: string): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`SELECT id, key, value, in_force_from AS "inForceFrom", source,
      created_by AS "createdBy", created_at AS "createdAt"
    FROM money_rules WHERE scope_id = ${scopeId} ORDER BY created_at, id`.execute(tx.kysely);
  return rows;
}

export async function insertRule(tx: Tx, scopeId: string, rule: MoneyRuleDraft, by: string): Promise<void> {
  await sql`INSERT INTO money_rules (id, scope_id, key, value, in_force_from, source, created_by)
    VALUES (${newId()}, ${scopeId}, ${rule.key}, ${rule.value}, ${rule.inForceFrom}::date, ${rule.source}, ${by})`.execute(
    tx.kysely,
  );
}

export interface DistributionRow {
  readonly id: string;
  readonly scopeId: string;
  readonly agreementId: string;
  readonly receiptId: string;
  readonly receiptNumber: string;
  readonly path: "commissioned" | "transformation";
  readonly receiptFen: string;
  readonly netFen: string | null;
  readonly rules: RuleVersion[];
  readonly state: DistributionState;
  readonly publicFrom: string | null;
  readonly drawnBy: string;
  readonly drawnAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly version: number;
}

const COLUMNS = sql`d.id, d.scope_id AS "scopeId", d.agreement_id AS "agreementId", d.receipt_id AS "receiptId",
  r.number AS "receiptNumber", d.path, d.receipt_fen::text AS "receiptFen", d.net_fen::text AS "netFen", d.rules,
  d.state, d.public_from AS "publicFrom", d.drawn_by AS "drawnBy", d.drawn_at AS "drawnAt",
  d.approved_by AS "approvedBy", d.approved_at AS "approvedAt", d.ended_by AS "endedBy", d.ended_at AS "endedAt",
  d.end_reason AS "endReason", d.version`;
const FROM = sql`distributions d JOIN receipts r ON r.id = d.receipt_id`;

export async function findDistributionRow(
  tx: Tx,
  distributionId: string,
  lock: "read" | "for_update" = "read",
): Promise<DistributionRow | null> {
  const { rows } = await sql<DistributionRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE d.id = ${distributionId}
    ${lock === "for_update" ? sql`FOR UPDATE OF d` : sql``}`.execute(tx.kysely);
  return rows[0] ?? null;
}

export async function listDistributionRows(tx: Tx, agreementId: string): Promise<DistributionRow[]> {
  const { rows } = await sql<DistributionRow>`SELECT ${COLUMNS} FROM ${FROM} WHERE d.agreement_id = ${agreementId}
    ORDER BY d.id DESC`.execute(tx.kysely);
  return rows;
}

/** The one that holds of a receipt: proposed or approved. */
type LiveDistribution = Pick<DistributionRow, "id" | "state" | "drawnBy" | "approvedBy">;

export async function findLive(tx: Tx, receiptId: string): Promise<LiveDistribution | null> {
  const { rows } = await sql<LiveDistribution>`SELECT d.id, d.state, d.drawn_by AS "drawnBy",
      d.approved_by AS "approvedBy" FROM distributions d
    WHERE d.receipt_id = ${receiptId} AND d.state IN ('proposed', 'approved') FOR UPDATE`.execute(tx.kysely);
  return rows[0] ?? null;
}

export interface DistributionLine {
  readonly distributionId: string;
  readonly kind: LineKind;
  readonly name: string;
  readonly unit: string;
  readonly shareBp: number | null;
  readonly amountFen: string;
}

export async function listLines(tx: Tx, distributionIds: readonly string[]): Promise<DistributionLine[]> {
  const { rows } = await sql<DistributionLine>`SELECT l.distribution_id AS "distributionId", l.kind, l.name, l.unit,
      l.share_bp AS "shareBp", l.amount_fen::text AS "amountFen"
    FROM distribution_lines l WHERE l.distribution_id = ANY (${distributionIds}::uuid[])
    ORDER BY l.distribution_id, l.position`.execute(tx.kysely);
  return rows;
}

export type NewDistribution = Pick<
  DistributionRow,
  "scopeId" | "agreementId" | "receiptId" | "path" | "receiptFen" | "netFen" | "rules" | "publicFrom" | "drawnBy"
>;

export async function insertDistribution(tx: Tx, made: NewDistribution, lines: readonly SplitLine[]): Promise<string> {
  const id = newId();
  await sql`INSERT INTO distributions (id, scope_id, agreement_id, receipt_id, path, receipt_fen, net_fen, rules,
      public_from, drawn_by)
    VALUES (${id}, ${made.scopeId}, ${made.agreementId}, ${made.receiptId}, ${made.path}, ${made.receiptFen}::bigint,
      ${made.netFen}::bigint, ${JSON.stringify(made.rules)}::jsonb, ${made.publicFrom}::date, ${made.drawnBy})`.execute(
    tx.kysely,
  );
  const numbered = lines.map(({ amount, ...line }, index) => ({
    ...line,
    amount: String(amount),
    position: index + 1,
  }));
  await sql`INSERT INTO distribution_lines (scope_id, distribution_id, position, kind, name, unit, share_bp, amount_fen)
    SELECT ${made.scopeId}::uuid, ${id}::uuid, l.position, l.kind, l.name, l.unit, l."shareBp", l.amount
    FROM jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) AS l (position integer, kind text, name text, unit text,
      "shareBp" integer, amount bigint)`.execute(tx.kysely);
  return id;
}

export async function approveRow(tx: Tx, distributionId: string, by: string): Promise<void> {
  await sql`UPDATE distributions SET state = 'approved', approved_by = ${by}, approved_at = now(), version = version + 1
    WHERE id = ${distributionId}`.execute(tx.kysely);
}

export async function endRow(
  tx: Tx,
  { id, state }: Pick<DistributionRow, "id" | "state">,
  by: string,
  reason: string,
): Promise<void> {
  const to = state === "approved" ? "reversed" : "withdrawn";
  await sql`UPDATE distributions SET state = ${to}, ended_by = ${by}, ended_at = now(), end_reason = ${reason},
      version = version + 1
    WHERE id = ${id}`.execute(tx.kysely);
}

export interface WaitingDistribution {
  readonly id: string;
  readonly agreementId: string;
  readonly receiptNumber: string;
  readonly amountFen: string;
  readonly since: string;
}

/** Proposals that wait for somebody other than who drew them up. */
export async function listProposed(tx: Tx, scopeId: string, userId: string): Promise<WaitingDistribution[]> {
  const { rows } = await sql<WaitingDistribution>`SELECT d.id, d.agreement_id AS "agreementId",
      r.number AS "receiptNumber", d.receipt_fen::text AS "amountFen", d.drawn_at AS since
    FROM ${FROM} WHERE d.scope_id = ${scopeId} AND d.state = 'proposed' AND d.drawn_by <> ${userId}
    ORDER BY d.drawn_at LIMIT 10`.execute(tx.kysely);
  return rows;
}

export async function collectDistributionsOf(tx: Tx, userId: string): Promise<object[]> {
  const { rows } = await sql<object>`SELECT d.id, d.drawn_at AS "drawnAt", d.approved_at AS "approvedAt", d.state
    FROM distributions d WHERE d.drawn_by = ${userId} OR d.approved_by = ${userId} OR d.ended_by = ${userId}
    ORDER BY d.id`.execute(tx.kysely);
  return rows;
}
