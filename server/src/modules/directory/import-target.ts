import type { ListKind } from "@dual-high/lists";
import type { Tx } from "../../platform/db/index.ts";

/** An entry of a list in the form in which it is stored: as `lists` reads it, amounts as decimal strings. */
export type StoredRecord = Readonly<Record<string, unknown>>;

export interface IncomingRecord {
  readonly record: StoredRecord;
  /** The list gives the entry its number (`record.id`); otherwise the reader made one up, which identifies nothing. */
  readonly hasOwnNumber: boolean;
  /** `digestOf(record)`. */
  readonly digest: string;
}

/** Field by field, as it is and as it would become. */
export type Changed = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

/** What taking in one entry means. */
export interface Comparison {
  readonly outcome: "added" | "updated" | "unchanged";
  /** The row it was found to be; null for one that is new. */
  readonly targetId: string | null;
  /** 0 for one that is new. */
  readonly targetVersion: number;
  readonly before: StoredRecord | null;
  /** The whole record as it would stand. What the list leaves empty stays as it was. */
  readonly after: StoredRecord;
  readonly numberIsOwn: boolean;
  readonly changed: Changed;
  /** It was found in a row that was merged into the target, and is passed over. */
  readonly isMergedAway: boolean;
}

export interface AppliedChange {
  readonly targetId: string;
  readonly change: "added" | "updated";
  readonly versionBefore: number;
  readonly versionAfter: number;
  readonly before: StoredRecord | null;
  readonly changed: Changed;
}

export interface Reversion {
  /** Rows that were put back, with the version that they have now. */
  readonly reverted: readonly { readonly targetId: string; readonly version: number }[];
  /** Rows that were changed since and were left as they are. */
  readonly left: readonly { readonly targetId: string; readonly number: string; readonly label: string }[];
}

/**
 * Where entries of a kind of list go. The importer reads, shows and keeps lists; the module that owns the records
 * implements this, most simply with `tableTarget`, and app.ts hands it in. `compare` and `revert` run for people,
 * `apply` for a job, as the system: the table grants both.
 */
export interface ImportTarget<K extends ListKind = ListKind> {
  readonly kind: K;
  /** One comparison per record, in their order. Writes nothing. */
  compare(tx: Tx, scopeId: string, records: readonly IncomingRecord[]): Promise<readonly Comparison[]>;
  /** Writes what comparisons of the same transaction say. `progress` is told how many are done. */
  apply(
    tx: Tx,
    scopeId: string,
    comparisons: readonly Comparison[],
    progress?: (done: number) => Promise<void>,
  ): Promise<readonly AppliedChange[]>;
  /** Puts records back as they were before, where nobody has changed them since; added ones are archived. */
  revert(tx: Tx, scopeId: string, changes: readonly AppliedChange[]): Promise<Reversion>;
  /** What a person calls the entry: its title or name. */
  labelOf(record: StoredRecord): string;
}
