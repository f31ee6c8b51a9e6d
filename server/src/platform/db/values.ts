import pg from "pg";

/**
 * How values leave the database, the same for both kinds:
 * - `int8` is a bigint, for fen and sequence numbers do not fit a double;
 * - `numeric` is the string that it is in SQL;
 * - `date` is a `YYYY-MM-DD` string: a calendar day has no zone to be shifted by;
 * - `timestamptz` is an ISO string in UTC with the database's microseconds. A `Date` would cut them off, and a cursor made
 *   of a cut value skips or repeats rows.
 */
const PARSERS = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, (text) => text],
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, isoInstant],
]);

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    return (format !== "binary" && PARSERS.get(oid)) || pg.types.getTypeParser(oid, format);
  },
};

/** `2026-11-23 08:00:00.5+00`, as a session in UTC prints it, to `2026-11-23T08:00:00.500000Z`: sorts as text. */
function isoInstant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/.exec(text);
  // Infinity, years before Christ, or a session that someone moved to another zone: shown as it is.
  if (parts === null) return text;
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? "").padEnd(6, "0")}Z`;
}
