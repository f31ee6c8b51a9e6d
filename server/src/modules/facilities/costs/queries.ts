import { sql } from "kysely";
import type { Tx } from "../../../platform/db/index.ts";
import type { FacilityCosts } from "./types.ts";

type Item = FacilityCosts["items"][number];

export interface CostRow extends Omit<Item, "expectedFen" | "owedFen"> {
  /** Null for a room. */
  readonly expectedFen: bigint | null;
  readonly owedFen: bigint | null;
  /** Rent of a month; of a room alone. */
  readonly monthFen: bigint | null;
}

/** What is charged to an agreement or a project, as far as the caller may read it. */
export async function listChargedCosts(tx: Tx, chargeId: string): Promise<CostRow[]> {
  const { rows } = await sql<CostRow>`
    SELECT c.kind, c.id, c.number, c.name, c.unit, c.starts_on AS "startsOn", c.ends_before AS "endsBefore", c.state,
      c.expected_fen AS "expectedFen", c.owed_fen AS "owedFen", c.month_fen AS "monthFen"
    FROM charged_costs(${chargeId}::uuid) c`.execute(tx.kysely);
  return rows;
}

/** What keeps beside its charge when it begins. */
export type ChargedTable = "campaigns" | "room_allocations";

/** The agreement or project that one is charged to; null where it is an account in words. */
export async function findCharged(
  tx: Tx,
  table: ChargedTable,
  id: string,
): Promise<{ readonly reference: string; readonly chargeId: string } | null> {
  const { rows } = await sql<{ reference: string; chargeId: string }>`
    SELECT charge_reference AS reference, charge_id AS "chargeId" FROM ${sql.table(table)}
    WHERE id = ${id} AND charge_id IS NOT NULL`.execute(tx.kysely);
  return rows[0] ?? null;
}
