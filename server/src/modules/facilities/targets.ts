import type { Instrument as ListedInstrument } from "@dual-high/lists";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { putSearchDocuments, removeSearchDocuments } from "../../platform/search/index.ts";
import { compareName, type Loaded, matchKey, type StoredRecord, tableTarget } from "../directory/index.ts";

const text = (field: string) => `r.record->>'${field}'`;
const asInstrument = (record: StoredRecord) => record as unknown as ListedInstrument;

/** Where a list of instruments goes. Two of a name and model in one unit are two rows of the list, and stay two. */
export const instrumentTarget = tableTarget({
  kind: "instruments",
  table: "instruments",
  columns: {
    name: text("name"),
    model: text("model"),
    unit: text("unit"),
    location: text("location"),
    price: text("price"),
  },
  matchKeys: (record) => {
    const { name, model, unit, location } = asInstrument(record);
    const parts = [compareName(name), compareName(model ?? ""), compareName(unit ?? "")];
    return [...matchKey("place", ...parts, compareName(location ?? "")), ...matchKey("name", ...parts)];
  },
  labelOf: (record) => asInstrument(record).name,
  onWritten: async (tx, scopeId, rows) =>
    putSearchDocuments(
      tx,
      rows.map(({ id, record }) => {
        const { name, model, unit, functions } = asInstrument(record);
        const subtitle = [model, unit].filter((part) => part !== undefined).join(" · ");
        return { kind: "instrument", id, scopeId, title: name, subtitle, keywords: [unit ?? null], text: functions };
      }),
    ),
  onArchived: async (tx, _, ids) => removeSearchDocuments(tx, "instrument", ids),
});

/** What can be suggested in a scope; `record.id` is the list's number. In a fixed order. */
export async function loadInstruments(tx: Tx, scopeId: string): Promise<Loaded<ListedInstrument>[]> {
  const { rows } = await sql<Loaded<ListedInstrument>>`SELECT id, version, record FROM instruments
    WHERE scope_id = ${scopeId} AND archived_at IS NULL ORDER BY number, id`.execute(tx.kysely);
  return rows;
}
