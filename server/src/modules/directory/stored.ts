import { createHash } from "node:crypto";
import type { StoredRecord } from "./import-target.ts";
import { contentOf, stableText } from "./rules.ts";

/** The form in which a record is stored: amounts as decimal strings. */
export function toStored(record: object): StoredRecord {
  return JSON.parse(
    JSON.stringify(record, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
  ) as StoredRecord;
}

/** Of what a record says, whatever its number and its place in a file. */
export function digestOf(record: StoredRecord): string {
  return createHash("sha256")
    .update(stableText(contentOf(record)))
    .digest("hex");
}
