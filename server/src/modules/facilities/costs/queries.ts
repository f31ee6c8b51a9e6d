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
