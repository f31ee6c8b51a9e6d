import type { RawBuilder } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { SortKey } from "../../platform/listing/index.ts";
import type { StoredRecord } from "./import-target.ts";
import type { SubjectKind } from "./types.ts";

/** What every record has, whatever it is of. Public facts out of a register have no scope. */
export interface RecordRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly scopeId: string | null;
  readonly mergedInto: string | null;
  readonly archivedAt: string | null;
  readonly version: number;
}

/**
 * How records of one kind are kept, listed and shown. `I` is what a list shows of one, `D` what its page does. Services
 * work on this, so that entering, changing, archiving and merging follow the same rules for all.
 */
export interface RecordKind<I, D, S extends string> {
  readonly subject: SubjectKind;
  readonly table: RawBuilder<unknown>;
  /** What a list reads, as `I`. */
  readonly columns: RawBuilder<unknown>;
  /** What only a record's page needs besides. */
  readonly more: RawBuilder<unknown>;
  readonly sorts: Readonly<Record<S, SortKey>>;
  /** What a record has to say, if only that it says nothing. */
  readonly empty: StoredRecord;
  item(row: RecordRow): I;
  show(row: RecordRow): D;
  /** What a person calls it. */
  labelOf(row: RecordRow): string;
  /** What a change is made to. */
  fieldsOf(row: RecordRow): StoredRecord;
  insert(tx: Tx, scopeId: string, id: string, draft: StoredRecord): Promise<void>;
  update(tx: Tx, row: RecordRow, after: StoredRecord): Promise<void>;
  /** Makes it findable, or not. */
  announce(tx: Tx, row: RecordRow): Promise<void>;
  forget(tx: Tx, row: RecordRow): Promise<void>;
}
