// SQL of lists that come in.
import type { ListKind } from "@dual-high/lists";
import { sql } from "kysely";
import type { Tx } from "../../platform/db/index.ts";
import type { Classification } from "../../platform/files/index.ts";
import type { AppliedChange, Comparison, IncomingRecord, StoredRecord } from "./import-target.ts";
import type { ReadColumn, ReadProblem, ReadRow } from "./reading/tasks.ts";
import type { Import, ImportChange, ImportRow, RowOutcome } from "./types.ts";

type Mapping = NonNullable<ImportChange["mapping"]>;
type Counts = Omit<Import["counts"], "moved">;

/** An import without what is asked for separately. */
export interface ImportHead extends Omit<Import, "counts" | "problems" | "fields" | "job"> {
  readonly fileId: string | null;
  readonly acceptJob: string | null;
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly warned: number;
  readonly moved: number;
}

const HEAD = sql`i.id, i.scope_id AS "scopeId", i.kind, i.state, i.file_name AS "fileName",
  i.size_bytes::integer AS "sizeBytes", i.file_id AS "fileId", i.classification, i.mapping, i.columns, i.notices, i.read,
  i.added, i.updated, i.unchanged, i.refused, i.warned, i.moved, i.accept_job AS "acceptJob",
  i.accepted_by AS "acceptedBy", i.accepted_at AS "acceptedAt", i.undone_by AS "undoneBy", i.undone_at AS "undoneAt",
  i.reverted, i.left_changed AS "leftChanged", i.created_by AS "createdBy", i.created_at AS "createdAt", i.version`;

export async function insertImport(
  tx: Tx,
  head: {
    readonly id: string;
    readonly scopeId: string;
    readonly kind: ListKind;
    readonly fileName: string;
    readonly fileId: string;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly classification: Classification | null;
    readonly createdBy: string;
  },
): Promise<void> {
  await sql`
    INSERT INTO list_imports (id, scope_id, kind, file_name, file_id, sha256, size_bytes, classification, created_by)
    VALUES (${head.id}, ${head.scopeId}, ${head.kind}, ${head.fileName}, ${head.fileId}, ${head.sha256},
      ${head.sizeBytes}, ${head.classification}, ${head.createdBy})`.execute(tx.kysely);
}

/** What reading gave; the first time, and again when columns were assigned otherwise. */
export async function savePreview(
  tx: Tx,
  importId: string,
  {
    mapping,
    columns,
    notices,
    counts,
  }: {
    readonly mapping: Mapping;
    readonly columns: readonly ReadColumn[];
    readonly notices: readonly ReadProblem[];
    readonly counts: Counts;
  },
): Promise<void> {
  await sql`
    UPDATE list_imports SET mapping = ${JSON.stringify(mapping)}::jsonb, columns = ${JSON.stringify(columns)}::jsonb,
      notices = ${JSON.stringify(notices)}::jsonb, read = ${counts.read}, added = ${counts.added},
      updated = ${counts.updated}, unchanged = ${counts.unchanged}, refused = ${counts.refused},
      warned = ${counts.warned}, version = version + 1
    WHERE id = ${importId}`.execute(tx.kysely);
}

export async function findImport(
  tx: Tx,
  importId: string,
  lock: "read" | "for_update" = "read",
): Promise<ImportHead | null> {
  const { rows } = await sql<ImportHead>`
    SELECT ${HEAD} FROM list_imports i WHERE i.id = ${importId} ${lock === "read" ? sql`` : sql`FOR UPDATE`}`.execute(
    tx.kysely,
  );
  return rows[0] ?? null;
}

/** Locked in one order, so that two who take in the same lists do not wait for each other. */
export async function lockImports(tx: Tx, importIds: readonly string[]): Promise<ImportHead[]> {
  const { rows } = await sql<ImportHead>`
    SELECT ${HEAD} FROM list_imports i WHERE i.id = ANY (${importIds}::uuid[]) ORDER BY i.id FOR UPDATE`.execute(
    tx.kysely,
  );
  return rows;
}

export async function listImportHeads(
  tx: Tx,
  scopeId: string,
  { limit, after }: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<ImportHead[]> {
  const [createdAt, id] = after ?? [null, null];
  const { rows } = await sql<ImportHead>`
    SELECT ${HEAD} FROM list_imports i WHERE i.scope_id = ${scopeId}
      AND (${createdAt}::timestamptz IS NULL OR (i.created_at, i.id) < (${createdAt}::timestamptz, ${id}::uuid))
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

const PER_STATEMENT = 1_000;

/** Rows of a preview. `comparisons` has one for each row that was not refused, in their order. */
export async function insertImportRows(
  tx: Tx,
  { id, scopeId }: { readonly id: string; readonly scopeId: string },
  rows: readonly ReadRow[],
  comparisons: readonly Comparison[],
  labelOf: (record: StoredRecord) => string,
): Promise<void> {
  let next = 0;
  for (let start = 0; start < rows.length; start += PER_STATEMENT) {
    const some = rows.slice(start, start + PER_STATEMENT).map(({ file, sheet, row, entry, problems }, index) => {
      const comparison = entry === null ? null : (comparisons[next++] ?? null);
      return {
        seq: start + index,
        outcome: comparison?.outcome ?? "refused",
        sheet,
        row_number: row,
        file,
        label: entry === null ? "" : labelOf(entry.record),
        record: entry?.record ?? null,
        has_own_number: entry?.hasOwnNumber ?? false,
        digest: entry?.digest ?? null,
        changed: comparison?.changed ?? {},
        problems,
        target_id: comparison?.targetId ?? null,
      };
    });
    await sql`
      INSERT INTO list_import_rows (scope_id, import_id, seq, outcome, sheet, row_number, file, label, record,
        has_own_number, digest, changed, problems, target_id)
      SELECT ${scopeId}::uuid, ${id}::uuid, r.seq, r.outcome, r.sheet, r.row_number, r.file, r.label,
        CASE WHEN r.record <> 'null' THEN r.record END, r.has_own_number, r.digest, r.changed, r.problems, r.target_id
      FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS r(seq integer, outcome text, sheet text,
        row_number integer, file text, label text, record jsonb, has_own_number boolean, digest text, changed jsonb,
        problems jsonb, target_id uuid)`.execute(tx.kysely);
  }
}

export async function deleteImportRows(tx: Tx, scopeId: string, importId: string): Promise<void> {
  await sql`DELETE FROM list_import_rows WHERE scope_id = ${scopeId} AND import_id = ${importId}`.execute(tx.kysely);
}

export async function listImportRowPage(
  tx: Tx,
  scopeId: string,
  importId: string,
  {
    outcomes,
    isDoubtful,
    limit,
    after,
  }: {
    readonly outcomes: readonly RowOutcome[] | null;
    readonly isDoubtful: boolean;
    readonly limit: number;
    readonly after: number | null;
  },
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    SELECT seq, outcome, file, sheet, row_number AS row, label, record, changed, problems, target_id AS "targetId"
    FROM list_import_rows WHERE scope_id = ${scopeId} AND import_id = ${importId}
      AND (${outcomes}::text[] IS NULL OR outcome = ANY (${outcomes}::text[]))
      AND (NOT ${isDoubtful} OR problems <> '[]') AND (${after}::integer IS NULL OR seq > ${after}::integer)
    ORDER BY seq LIMIT ${limit + 1}`.execute(tx.kysely);
  return rows;
}

/** As many as the actor is shown. */
export async function countImportRows(tx: Tx, { id, scopeId }: Pick<ImportHead, "id" | "scopeId">): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM list_import_rows
    WHERE scope_id = ${scopeId} AND import_id = ${id}`.execute(tx.kysely);
  return rows[0]?.n ?? 0;
}

/** The problems that most rows have, each with the wording of the first. */
export async function listTopProblems(tx: Tx, scopeId: string, importId: string): Promise<Import["problems"]> {
  const { rows } = await sql<Import["problems"][number]>`
    SELECT p.value->>'code' AS code, p.value->>'level' AS level, count(*)::integer AS rows,
      (array_agg(p.value->'text' ORDER BY r.seq))[1] AS text
    FROM list_import_rows r, jsonb_array_elements(r.problems) AS p
    WHERE r.scope_id = ${scopeId} AND r.import_id = ${importId} AND r.problems <> '[]'
    GROUP BY 1, 2 ORDER BY (p.value->>'level' = 'refused') DESC, 3 DESC, 1 LIMIT 8`.execute(tx.kysely);
  return rows;
}

/** The entries of a preview with their place and what it said of them. */
export async function listPreviewed(
  tx: Tx,
  scopeId: string,
  importId: string,
): Promise<(IncomingRecord & { readonly seq: number; readonly outcome: RowOutcome })[]> {
  const { rows } = await sql<IncomingRecord & { seq: number; outcome: RowOutcome }>`
    SELECT seq, outcome, record, has_own_number AS "hasOwnNumber", digest FROM list_import_rows
    WHERE scope_id = ${scopeId} AND import_id = ${importId} AND outcome <> 'refused' ORDER BY seq`.execute(tx.kysely);
  return rows;
}

/** Rows whose outcome was another in the end. */
export async function updateOutcomes(
  tx: Tx,
  scopeId: string,
  importId: string,
  moved: readonly (Pick<Comparison, "outcome" | "changed" | "targetId"> & { readonly seq: number })[],
): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    UPDATE list_import_rows t SET outcome = r.outcome, changed = r.changed, target_id = r."targetId"
    FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS r(seq integer, outcome text, changed jsonb, "targetId" uuid)
    WHERE t.scope_id = ${scopeId} AND t.import_id = ${importId} AND t.seq = r.seq`.execute(tx.kysely);
}

export async function insertChanges(
  tx: Tx,
  scopeId: string,
  importId: string,
  changes: readonly AppliedChange[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += PER_STATEMENT) {
    const some = JSON.stringify(changes.slice(start, start + PER_STATEMENT));
    await sql`
      INSERT INTO list_import_changes (scope_id, import_id, target_id, change, version_before, version_after, before, changed)
      SELECT ${scopeId}::uuid, ${importId}::uuid, r."targetId", r.change, r."versionBefore", r."versionAfter",
        CASE WHEN r.before <> 'null' THEN r.before END, r.changed
      FROM jsonb_to_recordset(${some}::jsonb) AS r("targetId" uuid, change text, "versionBefore" integer,
        "versionAfter" integer, before jsonb, changed jsonb)`.execute(tx.kysely);
  }
}

export async function listChanges(tx: Tx, scopeId: string, importId: string): Promise<AppliedChange[]> {
  const { rows } = await sql<AppliedChange>`
    SELECT target_id AS "targetId", change, version_before AS "versionBefore", version_after AS "versionAfter", before,
      changed
    FROM list_import_changes WHERE scope_id = ${scopeId} AND import_id = ${importId} ORDER BY target_id`.execute(
    tx.kysely,
  );
  return rows;
}

/** Rows that were put back have a new version; earlier imports that left them as they are now can be undone in their turn. */
export async function followReverted(
  tx: Tx,
  scopeId: string,
  importId: string,
  reverted: readonly { readonly targetId: string; readonly version: number }[],
): Promise<void> {
  await sql`
    UPDATE list_import_changes c SET version_after = r.version
    FROM jsonb_to_recordset(${JSON.stringify(reverted)}::jsonb) AS r("targetId" uuid, version integer)
    JOIN list_import_changes u ON u.scope_id = ${scopeId} AND u.import_id = ${importId} AND u.target_id = r."targetId"
    WHERE c.scope_id = ${scopeId} AND c.target_id = r."targetId" AND c.import_id <> ${importId}
      AND c.version_after = u.version_before`.execute(tx.kysely);
}

export async function setClassification(tx: Tx, importId: string, classification: Classification): Promise<void> {
  await sql`UPDATE list_imports SET classification = ${classification}, version = version + 1
    WHERE id = ${importId}`.execute(tx.kysely);
}

export async function setAcceptJob(tx: Tx, importIds: readonly string[], jobId: string): Promise<void> {
  await sql`UPDATE list_imports SET accept_job = ${jobId}, version = version + 1
    WHERE id = ANY (${importIds}::uuid[])`.execute(tx.kysely);
}

export async function markAccepted(
  tx: Tx,
  importId: string,
  {
    acceptedBy,
    counts,
    moved,
  }: {
    readonly acceptedBy: string;
    readonly counts: Pick<Counts, "added" | "updated" | "unchanged">;
    readonly moved: number;
  },
): Promise<void> {
  await sql`
    UPDATE list_imports SET state = 'accepted', accepted_by = ${acceptedBy}, accepted_at = now(), added = ${counts.added},
      updated = ${counts.updated}, unchanged = ${counts.unchanged}, moved = ${moved}, version = version + 1
    WHERE id = ${importId}`.execute(tx.kysely);
}

export async function markUndone(
  tx: Tx,
  importId: string,
  { undoneBy, reverted, left }: { readonly undoneBy: string; readonly reverted: number; readonly left: number },
): Promise<void> {
  await sql`
    UPDATE list_imports SET state = 'undone', undone_by = ${undoneBy}, undone_at = now(), reverted = ${reverted},
      left_changed = ${left}, version = version + 1
    WHERE id = ${importId}`.execute(tx.kysely);
}

export async function markDiscarded(tx: Tx, importId: string): Promise<void> {
  await sql`UPDATE list_imports SET state = 'discarded', file_id = NULL, version = version + 1
    WHERE id = ${importId}`.execute(tx.kysely);
}

/** Lists of a scope are taken in and undone one after the other: two that add the same entry would add it twice. */
export async function lockLists(tx: Tx, scopeId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`lists ${scopeId}`}, 0))`.execute(tx.kysely);
}

export function countOutcomes(outcomes: readonly { readonly outcome: RowOutcome }[]) {
  const counts = { added: 0, updated: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}
