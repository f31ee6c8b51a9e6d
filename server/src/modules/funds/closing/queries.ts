// All SQL about days up to which a fund's books are closed.
import { sql } from "kysely";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import type { Placed } from "../queries/funds.ts";

/** The last day that is closed, or null. Asked under the lock of the fund's row, by a statement of its own. */
export async function findClosedUntil(tx: Tx, fundId: string): Promise<string | null> {
  const row = await firstOf(
    tx,
    sql<{ until: string | null }>`SELECT closed_until AS until FROM fund_closings WHERE fund_id = ${fundId}
      ORDER BY number DESC LIMIT 1`,
  );
  return row?.until ?? null;
}

interface NewClosing {
  readonly by: string;
  readonly isReopening: boolean;
  readonly reason?: string;
}

async function insert(
  tx: Tx,
  { id, scopeId, managerScopeId }: Placed,
  { by, isReopening, reason = "" }: NewClosing,
  until: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    INSERT INTO fund_closings (fund_id, scope_id, manager_scope_id, number, closed_until, is_reopening, reason, made_by)
    SELECT ${id}::uuid, ${scopeId}::uuid, ${managerScopeId}::uuid,
      (SELECT coalesce(max(number), 0) + 1 FROM fund_closings WHERE fund_id = ${id}), ${until}, ${isReopening}, ${reason},
      ${by}::uuid`.execute(tx.kysely);
}

export async function insertClosing(tx: Tx, fund: Placed, by: string, until: string): Promise<void> {
  await insert(tx, fund, { by, isReopening: false }, sql`${until}::date`);
}

/** Closed up to the day before; where that lies before the fund's first day, not at all. */
export async function insertReopening(
  tx: Tx,
  fund: Placed & { readonly startsOn: string },
  by: string,
  { from, reason }: { readonly from: string; readonly reason: string },
): Promise<void> {
  const until = sql`CASE WHEN ${from}::date > ${fund.startsOn}::date THEN ${from}::date - 1 END`;
  await insert(tx, fund, { by, isReopening: true, reason }, until);
}
