import { type ListKind, listFields } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { Classification, FileStore } from "../../../platform/files/index.ts";
import { expectVersion, type FileAnswer, type Page, pageOf, type UploadedFile } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { Language } from "@dual-high/kernel";
import { findDisplayNames } from "../../identity/index.ts";
import { directoryError } from "../errors.ts";
import { requireFound } from "../found.ts";
import {
  countImportRows,
  countOutcomes,
  deleteImportRows,
  findImport,
  type ImportHead,
  insertImport,
  insertImportRows,
  listImportHeads,
  listImportRowPage,
  listTopProblems,
  markDiscarded,
  savePreview,
  setClassification,
} from "../import-queries.ts";
import type { ImportTarget } from "../import-target.ts";
import { readListFile, writeListCorrections } from "../reading/office.ts";
import type { ListSource, ReadOutcome, ReadProblem, ReadRow } from "../reading/tasks.ts";
import { maskChanged, maskField } from "./history.ts";
import type { Import, ImportChange, ImportRow, RowOutcome } from "../types.ts";

/** What the importer stands on: the file store, and where each kind of list goes. */
export interface ImportDeps {
  readonly files: FileStore;
  readonly targets: readonly ImportTarget[];
}

export function targetFor({ targets }: Pick<ImportDeps, "targets">, kind: ListKind): ImportTarget {
  const target = targets.find((each) => each.kind === kind);
  if (target === undefined) throw directoryError("directory.kind_not_taken", { kind });
  return target;
}

/** Reads a list, keeps it, and says what taking it in would mean. The reading is done before a transaction is opened. */
export async function previewImport(
  ctx: Ctx,
  deps: ImportDeps,
  scopeId: string,
  {
    kind,
    file,
    classification,
  }: {
    readonly kind: ListKind;
    readonly file: UploadedFile;
    readonly classification: Classification | null;
  },
): Promise<Import> {
  authorize(ctx.caller, "import.manage", scopeId);
  const target = targetFor(deps, kind);
  const outcome = await readUnmarked({ kind, name: file.name, bytes: file.bytes, map: [] });
  return transact(ctx, async (tx) => {
    const id = newId();
    const stored = await deps.files.putFile(tx, {
      scopeId,
      ownerKind: "import",
      ownerId: id,
      name: file.name,
      bytes: file.bytes,
      classification: classification ?? "internal",
    });
    await insertImport(tx, {
      id,
      scopeId,
      kind,
      fileName: file.name,
      fileId: stored.id,
      sha256: stored.sha256,
      sizeBytes: stored.sizeBytes,
      classification,
      createdBy: ctx.caller.userId,
    });
    await writePreview(tx, target, { id, scopeId }, outcome, []);
    await audit(tx, {
      scopeId,
      action: "directory.list_previewed",
      subjectKind: "import",
      subjectId: id,
      details: { kind, sha256: stored.sha256 },
    });
    return shownImport(tx, requireFound(await findImport(tx, id)));
  });
}

export async function getImport(ctx: Ctx, importId: string): Promise<Import> {
  return transact(ctx, async (tx) => shownImport(tx, await loadImport(tx, ctx, importId, "import.read")));
}

export async function listImports(
  ctx: Ctx,
  scopeId: string,
  query: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<Page<Import>> {
  authorize(ctx.caller, "import.read", scopeId);
  return transact(ctx, async (tx) => {
    const page = pageOf(await listImportHeads(tx, scopeId, query), query.limit, "imports", ({ createdAt, id }) => [
      createdAt,
      id,
    ]);
    const items: Import[] = [];
    for (const head of page.items) items.push(await shownImport(tx, head));
    return { items, nextCursor: page.nextCursor };
  });
}

export async function listImportRows(
  ctx: Ctx,
  importId: string,
  query: {
    readonly outcomes: readonly RowOutcome[] | null;
    readonly isDoubtful: boolean;
    readonly limit: number;
    readonly after: number | null;
  },
): Promise<Page<ImportRow>> {
  return transact(ctx, async (tx) => {
    const { scopeId } = await loadImport(tx, ctx, importId, "import.read");
    const rows = await listImportRowPage(tx, scopeId, importId, query);
    const masked = rows.map((row) => ({ ...row, record: maskRecord(row.record), changed: maskChanged(row.changed) }));
    return pageOf(masked, query.limit, "import rows", ({ seq }) => seq);
  });
}

/** Assigns columns otherwise, which reads the file anew, or says how it is classified. */
export async function changeImport(
  ctx: Ctx,
  deps: ImportDeps,
  importId: string,
  { mapping, classification }: ImportChange,
  version: number,
): Promise<Import> {
  const before = await transact(ctx, async (tx) => {
    const head = await loadImport(tx, ctx, importId, "import.manage");
    refuseUnlessPreviewed(head);
    expectVersion(head, version);
    await refuseHiddenRows(tx, head);
    return { head, source: mapping === undefined ? null : await loadSource(tx, deps, head) };
  });
  const outcome =
    before.source === null || mapping === undefined
      ? null
      : await readUnmarked({ ...before.source, map: mapTexts(mapping) });
  return transact(ctx, async (tx) => {
    const head = await loadImport(tx, ctx, importId, "import.manage", "for_update");
    refuseUnlessPreviewed(head);
    expectVersion(head, version);
    if (outcome !== null && mapping !== undefined) {
      await deleteImportRows(tx, head.scopeId, importId);
      await writePreview(tx, targetFor(deps, head.kind), head, outcome, mapping);
    }
    if (classification !== undefined) await setClassification(tx, importId, classification);
    await audit(tx, {
      scopeId: head.scopeId,
      action: "directory.import_changed",
      subjectKind: "import",
      subjectId: importId,
      details: { columns: mapping?.length ?? 0, classification: classification ?? head.classification },
    });
    return shownImport(tx, requireFound(await findImport(tx, importId)));
  });
}

/** Rows that are marked restricted are not shown to everybody; the file as it came holds them all. */
async function refuseHiddenRows(tx: Tx, head: ImportHead): Promise<void> {
  const rows = head.added + head.updated + head.unchanged + head.refused;
  if ((await countImportRows(tx, head)) < rows)
    throw directoryError("directory.rows_restricted", { file: head.fileName });
}

/** The file as it came, with what is to be mended beside each row. */
export async function getCorrections(
  ctx: Ctx,
  deps: ImportDeps,
  importId: string,
  language: Language,
): Promise<FileAnswer> {
  const { head, source } = await transact(ctx, async (tx) => {
    const found = await loadImport(tx, ctx, importId, "import.read");
    await refuseHiddenRows(tx, found);
    return { head: found, source: await loadSource(tx, deps, found) };
  });
  const bytes = await writeListCorrections({ ...source, map: mapTexts(head.mapping) }, language);
  if (bytes === null) throw directoryError("directory.nothing_to_mend", { file: head.fileName });
  const name = head.fileName.replace(/\.[a-z0-9]+$/i, "");
  return { name: `${name}-${language === "zh" ? "要改的行" : "to correct"}.xlsx`, mediaType: XLSX, bytes };
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A preview that is not wanted goes with its file and its rows; that there was one stays in the history. */
export async function discardImport(ctx: Ctx, deps: ImportDeps, importId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const head = await loadImport(tx, ctx, importId, "import.manage", "for_update");
    refuseUnlessPreviewed(head);
    await refuseHiddenRows(tx, head);
    await deleteImportRows(tx, head.scopeId, importId);
    await markDiscarded(tx, importId);
    if (head.fileId !== null) await deps.files.removeFile(tx, head.fileId);
    await audit(tx, {
      scopeId: head.scopeId,
      action: "directory.import_discarded",
      subjectKind: "import",
      subjectId: importId,
    });
  });
}

function maskRecord(record: ImportRow["record"]): ImportRow["record"] {
  return record === null ? null : { ...record, contact: maskField("contact", record["contact"]) };
}

export async function loadImport(
  tx: Tx,
  { caller }: Ctx,
  importId: string,
  permission: "import.read" | "import.manage",
  lock: "read" | "for_update" = "read",
): Promise<ImportHead> {
  const head = requireFound(await findImport(tx, importId));
  authorize(caller, permission, head.scopeId);
  return lock === "read" ? head : requireFound(await findImport(tx, importId, lock));
}

export function refuseUnlessPreviewed({ fileName, state }: ImportHead): void {
  if (state !== "previewed") throw directoryError("directory.import_not_open", { file: fileName, state });
}

async function readUnmarked(source: ListSource): Promise<ReadOutcome> {
  const outcome = await readListFile(source);
  if (outcome.secretAt === null) return outcome;
  const { zh: zhPlace, en: enPlace } = outcome.secretAt;
  throw directoryError("directory.state_secret", { file: source.name, zhPlace, enPlace });
}

async function loadSource(tx: Tx, { files }: ImportDeps, head: ImportHead): Promise<Omit<ListSource, "map">> {
  const { bytes } = await files.readFile(tx, requireFound(head.fileId));
  return { kind: head.kind, name: head.fileName, bytes };
}

function mapTexts(mapping: Import["mapping"]): string[] {
  return mapping.map(({ header, field }) => `${header}=${field ?? "-"}`);
}

async function writePreview(
  tx: Tx,
  target: ImportTarget,
  head: { readonly id: string; readonly scopeId: string },
  outcome: ReadOutcome,
  mapping: Import["mapping"],
): Promise<void> {
  const entries = outcome.rows.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const comparisons = await target.compare(tx, head.scopeId, entries);
  let next = 0;
  const rows = outcome.rows.map((row): ReadRow => {
    if (row.entry === null || comparisons[next++]?.isMergedAway !== true) return row;
    return { ...row, problems: [...row.problems, MERGED_AWAY] };
  });
  await insertImportRows(tx, head, rows, comparisons, (record) => target.labelOf(record));
  const refused = rows.length - entries.length;
  const counts = { ...countOutcomes(comparisons), read: rows.length, refused, warned: outcome.warned };
  await savePreview(tx, head.id, { mapping, columns: outcome.columns, notices: outcome.notices, counts });
}

const MERGED_AWAY: ReadProblem = {
  level: "warning",
  code: "directory.row_merged_away",
  column: null,
  text: {
    zh: "这一条已经合并到另一条记录，不再更新。如需分开，请先撤销合并。",
    en: "This entry was merged into another record and is passed over. Undo the merge first if they are two.",
  },
};

export async function shownImport(tx: Tx, head: ImportHead): Promise<Import> {
  const { fileId: _, acceptJob, read, added, updated, unchanged, refused, warned, moved, ...rest } = head;
  const lastBy = head.undoneBy ?? head.acceptedBy ?? head.createdBy;
  return {
    ...rest,
    lastByName: (await findDisplayNames(tx, [lastBy])).get(lastBy) ?? null,
    job: acceptJob,
    fields: listFields(head.kind),
    counts: { read, added, updated, unchanged, refused, warned, moved },
    problems: head.state === "discarded" ? [] : await listTopProblems(tx, head.scopeId, head.id),
  };
}
