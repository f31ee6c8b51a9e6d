import type { ListKind } from "@dual-high/lists";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import { newId } from "../../platform/ids.ts";
import type {
  AppliedChange,
  Comparison,
  ImportTarget,
  IncomingRecord,
  Reversion,
  StoredRecord,
} from "./import-target.ts";
import { FreeNumbers, type KnownRow, matchRows, mergeRecord } from "./rules.ts";
import { digestOf } from "./stored.ts";

/**
 * A table that keeps entries of a list. Besides its own columns it has: id, scope_id, number, number_is_own, record jsonb,
 * digest, match_keys text[], archived_at, version, updated_at, and merged_into where its rows can be merged.
 */
export interface TableTargetDefinition<K extends ListKind> {
  readonly kind: K;
  readonly table: string;
  readonly isMergeable?: true;
  /** Rows that no list may come to, in SQL. */
  readonly unlisted?: string;
  /** What is filtered and sorted: each column with the SQL that takes it out of `r.record`. */
  readonly columns: Readonly<Record<string, string>>;
  /** What a later list finds the row by, in order; see `matchKey`. */
  readonly matchKeys: (record: StoredRecord) => readonly string[];
  readonly labelOf: (record: StoredRecord) => string;
  /** In the transaction that wrote the rows, whoever did: search documents, links to others. */
  readonly onWritten?: (tx: Tx, scopeId: string, rows: readonly WrittenRow[]) => Promise<void>;
  readonly onArchived?: (tx: Tx, scopeId: string, ids: readonly string[]) => Promise<void>;
}

export interface WrittenRow {
  readonly id: string;
  readonly record: StoredRecord;
}

export interface RecordChange extends WrittenRow {
  readonly version: number;
  readonly numberIsOwn: boolean;
}

/** Columns beside the record that a policy asks for as soon as the row is there, the same in every row. */
type OwnColumns = Readonly<Record<string, RawBuilder<unknown>>>;

/** An import target over one table, and the two writes that keep its columns and its record the same. */
export interface TableTarget<K extends ListKind> extends ImportTarget<K> {
  /** Record by record; `record.id` is the number. */
  insertRecords(
    tx: Tx,
    scopeId: string,
    rows: readonly Omit<RecordChange, "version">[],
    own?: OwnColumns,
  ): Promise<void>;
  /** Rows that are still at `version`; answers those that were. */
  updateRecords(
    tx: Tx,
    scopeId: string,
    rows: readonly RecordChange[],
  ): Promise<readonly { readonly id: string; readonly version: number }[]>;
  /** Tells whoever follows the table of rows that are back in it, or gone from it. */
  announce(tx: Tx, scopeId: string, rows: readonly WrittenRow[]): Promise<void>;
  forget(tx: Tx, scopeId: string, ids: readonly string[]): Promise<void>;
}

const PER_STATEMENT = 1_000;

export function tableTarget<K extends ListKind>(definition: TableTargetDefinition<K>): TableTarget<K> {
  const { kind, table: name, isMergeable, unlisted = "false", columns, matchKeys, labelOf } = definition;
  const table = sql.table(name);
  const columnNames = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
  const columnValues = sql.raw(Object.values(columns).join(", "));
  const assignments = sql.join(
    Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${sql.raw(value)}`),
  );
  const mergedInto = isMergeable === true ? sql.raw("merged_into") : sql.raw("NULL::uuid");

  /** The written form of rows, as a table `r` with the record beside what is worked out of it. */
  function rowsOf(rows: readonly (WrittenRow & { readonly numberIsOwn: boolean; readonly version?: number })[]) {
    const json = rows.map(({ id, record, numberIsOwn, version }) => ({
      id,
      number: record["id"],
      number_is_own: numberIsOwn,
      record,
      digest: digestOf(record),
      match_keys: matchKeys(record),
      version,
    }));
    return sql`jsonb_to_recordset(${JSON.stringify(json)}::jsonb) AS r(id uuid, number text, number_is_own boolean,
      record jsonb, digest text, match_keys text[], version integer)`;
  }

  async function insertRecords(
    tx: Tx,
    scopeId: string,
    rows: readonly Omit<RecordChange, "version">[],
    own: OwnColumns = {},
  ): Promise<void> {
    const names = sql.join([columnNames, ...Object.keys(own).map((column) => sql.ref(column))]);
    const values = sql.join([columnValues, ...Object.values(own)]);
    for (const some of chunksOf(rows)) {
      await sql`INSERT INTO ${table} (id, scope_id, number, number_is_own, record, digest, match_keys, ${names})
        SELECT r.id, ${scopeId}::uuid, r.number, r.number_is_own, r.record, r.digest, r.match_keys, ${values}
        FROM ${rowsOf(some)}`.execute(tx.kysely);
      await definition.onWritten?.(tx, scopeId, some);
    }
  }

  async function updateRecords(tx: Tx, scopeId: string, rows: readonly RecordChange[]) {
    const updated: { id: string; version: number }[] = [];
    for (const some of chunksOf(rows)) {
      const { rows: done } = await sql<{ id: string; version: number }>`
        UPDATE ${table} t SET number = r.number, number_is_own = r.number_is_own, record = r.record, digest = r.digest,
          match_keys = r.match_keys, version = t.version + 1, updated_at = now(), ${assignments}
        FROM ${rowsOf(some)}
        WHERE t.scope_id = ${scopeId} AND t.id = r.id AND t.version = r.version AND t.archived_at IS NULL
        RETURNING t.id, t.version`.execute(tx.kysely);
      updated.push(...done);
      const ids = new Set(done.map(({ id }) => id));
      await definition.onWritten?.(
        tx,
        scopeId,
        some.filter(({ id }) => ids.has(id)),
      );
    }
    return updated;
  }

  async function listKnown(tx: Tx, scopeId: string): Promise<KnownRow[]> {
    const { rows } = await sql<KnownRow>`
      SELECT id, version, number, number_is_own AS "numberIsOwn", digest, match_keys AS keys, ${mergedInto} AS "mergedInto"
      FROM ${table} WHERE scope_id = ${scopeId} AND archived_at IS NULL AND (${sql.raw(unlisted)}) IS NOT TRUE
      ORDER BY created_at, id`.execute(tx.kysely);
    return rows;
  }

  async function findRecords(tx: Tx, scopeId: string, ids: readonly string[]): Promise<Map<string, StoredRecord>> {
    const { rows } = await sql<WrittenRow>`
      SELECT id, record FROM ${table} WHERE scope_id = ${scopeId} AND id = ANY (${ids}::uuid[])`.execute(tx.kysely);
    return new Map(rows.map(({ id, record }) => [id, record]));
  }

  async function compare(tx: Tx, scopeId: string, records: readonly IncomingRecord[]): Promise<Comparison[]> {
    const known = await listKnown(tx, scopeId);
    const incoming = records.map(({ record, hasOwnNumber, digest }) => ({
      number: String(record["id"]),
      hasOwnNumber,
      digest,
      keys: matchKeys(record),
    }));
    const matches = matchRows(known, incoming);
    const isMoved = (index: number) => {
      const { hasOwnNumber = false, number, digest } = incoming[index] ?? {};
      const row = matches[index];
      return row?.digest !== digest || (hasOwnNumber && row?.number !== number);
    };
    const moved = matches.flatMap((row, index) =>
      row !== null && row.mergedInto === null && isMoved(index) ? [row.id] : [],
    );
    const stored = await findRecords(tx, scopeId, moved);
    const numbers = new FreeNumbers(known.filter(({ mergedInto: into }) => into === null).map(({ number }) => number));
    return records.map(({ record, hasOwnNumber }, index): Comparison => {
      const row = matches[index] ?? null;
      const wanted = String(record["id"]);
      if (row === null) {
        const after = { ...record, id: numbers.take(wanted) };
        const numberIsOwn = hasOwnNumber && after.id === wanted;
        const fresh = { targetId: null, targetVersion: 0, before: null, changed: {}, isMergedAway: false };
        return { outcome: "added", after, numberIsOwn, ...fresh };
      }
      if (row.mergedInto !== null) return unchanged(row.mergedInto, row, record, true);
      const before = stored.get(row.id);
      if (before === undefined) return unchanged(row.id, row, record, false);
      const takesNumber = hasOwnNumber && wanted !== row.number && !numbers.has(wanted);
      if (takesNumber) numbers.take(wanted);
      const { after, changed } = mergeRecord(before, record, takesNumber ? wanted : row.number);
      if (Object.keys(changed).length === 0) return unchanged(row.id, row, before, false);
      return {
        outcome: "updated",
        targetId: row.id,
        targetVersion: row.version,
        before,
        after,
        numberIsOwn: takesNumber || row.numberIsOwn,
        changed,
        isMergedAway: false,
      };
    });
  }

  async function apply(
    tx: Tx,
    scopeId: string,
    comparisons: readonly Comparison[],
    progress: (done: number) => Promise<void> = async () => {},
  ): Promise<AppliedChange[]> {
    const changes: AppliedChange[] = [];
    let done = 0;
    const step = async (count: number) => {
      done += count;
      await progress(done);
    };
    await step(comparisons.filter(({ outcome }) => outcome === "unchanged").length);
    // Updates first: one may give up a number that a new entry takes.
    for (const some of chunksOf(comparisons.filter(({ outcome }) => outcome === "updated"))) {
      const rows = some.map(({ targetId, targetVersion, after, numberIsOwn }) => ({
        id: targetId ?? "",
        version: targetVersion,
        record: after,
        numberIsOwn,
      }));
      const versions = new Map((await updateRecords(tx, scopeId, rows)).map(({ id, version }) => [id, version]));
      for (const { targetId, targetVersion, before, changed } of some) {
        const versionAfter = versions.get(targetId ?? "");
        if (targetId === null || versionAfter === undefined) {
          throw new Error("A row moved between comparing and writing it in one transaction.");
        }
        changes.push({ targetId, change: "updated", versionBefore: targetVersion, versionAfter, before, changed });
      }
      await step(some.length);
    }
    for (const some of chunksOf(comparisons.filter(({ outcome }) => outcome === "added"))) {
      const rows = some.map(({ after, numberIsOwn }) => ({ id: newId(), record: after, numberIsOwn }));
      await insertRecords(tx, scopeId, rows);
      for (const { id } of rows) {
        changes.push({
          targetId: id,
          change: "added",
          versionBefore: 0,
          versionAfter: 1,
          before: null,
          changed: {},
        });
      }
      await step(some.length);
    }
    return changes;
  }

  async function revert(tx: Tx, scopeId: string, changes: readonly AppliedChange[]): Promise<Reversion> {
    const reverted: { targetId: string; version: number }[] = [];
    const added = changes.filter(({ change }) => change === "added");
    for (const some of chunksOf(added)) {
      const { rows } = await sql<{ targetId: string; version: number }>`
        UPDATE ${table} t SET archived_at = now(), version = t.version + 1, updated_at = now()
        FROM ${versionsOf(some)}
        WHERE t.scope_id = ${scopeId} AND t.id = r.id AND t.version = r.version AND t.archived_at IS NULL
        RETURNING t.id AS "targetId", t.version`.execute(tx.kysely);
      reverted.push(...rows);
      await definition.onArchived?.(
        tx,
        scopeId,
        rows.map(({ targetId }) => targetId),
      );
    }
    const numbers = await numbersAndOwnership(tx, scopeId, changes);
    const rows = changes.flatMap(({ targetId, before, versionAfter }) =>
      before === null
        ? []
        : [
            {
              id: targetId,
              record: before,
              version: versionAfter,
              numberIsOwn: numbers.get(targetId)?.numberIsOwn ?? true,
            },
          ],
    );
    const put = await updateRecords(tx, scopeId, rows);
    reverted.push(...put.map(({ id, version }) => ({ targetId: id, version })));
    const done = new Set(reverted.map(({ targetId }) => targetId));
    const left = changes.flatMap(({ targetId }) => {
      const row = numbers.get(targetId);
      return done.has(targetId) ? [] : [{ targetId, number: row?.number ?? "", label: row?.label ?? "" }];
    });
    return { reverted, left };
  }

  async function numbersAndOwnership(tx: Tx, scopeId: string, changes: readonly AppliedChange[]) {
    const ids = changes.map(({ targetId }) => targetId);
    const { rows } = await sql<{ id: string; number: string; numberIsOwn: boolean; record: StoredRecord }>`
      SELECT id, number, number_is_own AS "numberIsOwn", record FROM ${table}
      WHERE scope_id = ${scopeId} AND id = ANY (${ids}::uuid[])`.execute(tx.kysely);
    return new Map(
      rows.map(({ id, number, numberIsOwn, record }) => [id, { number, numberIsOwn, label: labelOf(record) }]),
    );
  }

  const announce = async (tx: Tx, scopeId: string, rows: readonly WrittenRow[]) =>
    definition.onWritten?.(tx, scopeId, rows);
  const forget = async (tx: Tx, scopeId: string, ids: readonly string[]) => definition.onArchived?.(tx, scopeId, ids);
  return { kind, compare, apply, revert, labelOf, insertRecords, updateRecords, announce, forget };
}

function unchanged(targetId: string, row: KnownRow, record: StoredRecord, isMergedAway: boolean): Comparison {
  return {
    outcome: "unchanged",
    targetId,
    targetVersion: row.version,
    before: null,
    after: record,
    numberIsOwn: row.numberIsOwn,
    changed: {},
    isMergedAway,
  };
}

function versionsOf(changes: readonly AppliedChange[]): RawBuilder<unknown> {
  const json = JSON.stringify(changes.map(({ targetId, versionAfter }) => ({ id: targetId, version: versionAfter })));
  return sql`jsonb_to_recordset(${json}::jsonb) AS r(id uuid, version integer)`;
}

function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += PER_STATEMENT) yield items.slice(start, start + PER_STATEMENT);
}
