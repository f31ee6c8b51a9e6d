import { sql } from "kysely";
import { tableTarget } from "../directory/index.ts";
import { clarityOf, matchKeysOf } from "./content.ts";

const text = (field: string) => `r.record->>'${field}'`;

/** The records of the table: their columns, what later lists find them by, and how clear they are whenever one is written. */
export const needTable = tableTarget({
  kind: "needs",
  table: "needs",
  isMergeable: true,
  // What an enterprise is still writing is no list's to change, nor to show.
  unlisted: "held_by IS NOT NULL",
  columns: {
    title: text("title"),
    enterprise: text("enterprise"),
    credit_code: text("creditCode"),
    field: text("field"),
    budget_low_fen: "(r.record->'budget'->>'low')::bigint",
    budget_high_fen: "(r.record->'budget'->>'high')::bigint",
    deadline: "(r.record->>'deadline')::date",
  },
  matchKeys: matchKeysOf,
  labelOf: (record) => String(record["title"]),
  onWritten: async (tx, _, rows) => {
    const clarities = JSON.stringify(rows.map(({ id, record }) => ({ id, ...clarityOf(record) })));
    await sql`
      UPDATE needs n SET missing = r.missing, is_too_short = r."isTooShort", topics = r.topics, must_clarify = r."mustClarify"
      FROM jsonb_to_recordset(${clarities}::jsonb) AS r (id uuid, missing text[], "isTooShort" boolean, topics text[],
        "mustClarify" boolean)
      WHERE n.id = r.id`.execute(tx.kysely);
  },
});
