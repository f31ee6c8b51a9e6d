// The ledger goes out to Excel, is edited there and comes back: seen first, then written in one go.
import { createHash } from "node:crypto";
import type { Language } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Export, exportList, type Listing, wholeListing } from "../../../platform/listing/index.ts";
import { listHolders } from "../../identity/index.ts";
import { mergeLedger, type MergedRow, showMerged, takeBack, type WrittenCell } from "../ledger-merge.ts";
import { LEDGER_COLUMNS, readLedger, valuesOf, writeLedger } from "../ledger-workbook.ts";
import {
  findImportRow,
  findLineRow,
  type ImportRecord,
  insertImport,
  type LedgerFilter,
  type LineFields,
  listLineRows,
  settleImport,
  undoneImport,
} from "../queries/ledger.ts";
import { matchError } from "../rules.ts";
import type { LEDGER_SORTS, LedgerImport, LedgerImportChoice, LedgerLine } from "../types.ts";
import { localDay } from "../times.ts";
import { namesFor, requireAllowed, requireFound, zoneOf } from "./found.ts";
import { addEntry, applyToLine, OWNER_ROLES, restoreLine, showLine } from "./lines.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** As a workbook that can be edited and handed in again, whatever columns are seen; as CSV to be read elsewhere. */
export async function exportLedger(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof LEDGER_SORTS)[number]>,
  filter: LedgerFilter,
  { language, query }: { readonly language: Language; readonly query: Export<LedgerLine>["query"] },
): Promise<FileAnswer> {
  authorize(ctx.caller, "ledger.read", scopeId);
  const { lines, owners, zoneId } = await transact(ctx, async (tx) => {
    const { rows } = await listLineRows(tx, scopeId, listing, filter);
    const named = await namesFor(
      tx,
      rows.map(({ ownerId }) => ownerId),
    );
    return {
      lines: rows.map((line) => showLine(line, named)),
      owners: await listHolders(tx, scopeId, OWNER_ROLES),
      zoneId: await zoneOf(tx, scopeId),
    };
  });
  const madeAt = new Date();
  const title = { zh: "对接台账", en: "Ledger" };
  const file: FileAnswer =
    query.format === "csv"
      ? await exportList({ title, columns: LEDGER_COLUMNS, rows: lines, query, language, madeAt })
      : {
          name: `${title[language]} ${localDay(madeAt.toISOString())}.xlsx`,
          mediaType: XLSX,
          bytes: await writeLedger(lines, owners, { language, madeAt }),
        };
  await transact(ctx, async (tx) =>
    audit(tx, {
      scopeId,
      zoneId,
      action: "ledger.exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { lines: lines.length },
    }),
  );
  return file;
}

/** Reads an edited workbook and says what it would change. Nothing is written to the ledger. */
export async function previewImport(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  language: Language,
): Promise<LedgerImport> {
  authorize(ctx.caller, "ledger.update", scopeId);
  const rows = readLedger(file.name, await readSheets(file));
  return transact(ctx, async (tx) => {
    const id = newId();
    await insertImport(tx, {
      id,
      zoneId: await zoneOf(tx, scopeId),
      scopeId,
      fileName: file.name,
      sha256: createHash("sha256").update(file.bytes).digest("hex"),
      rows,
      createdBy: ctx.caller.userId,
    });
    return showImport(tx, requireFound(await findImportRow(tx, id)), language);
  });
}

export async function getImport(ctx: Ctx, importId: string, language: Language): Promise<LedgerImport> {
  return transact(ctx, async (tx) => {
    const record = requireAllowed(ctx.caller, "ledger.read", await findImportRow(tx, importId));
    return showImport(tx, record, language);
  });
}

export async function discardImport(ctx: Ctx, importId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const record = requireAllowed(ctx.caller, "ledger.update", await findImportRow(tx, importId, "for_update"));
    if (record.state !== "previewed") throw matchError("matchmaking.import_settled", {});
    await settleImport(tx, importId, { state: "discarded", result: null, written: null, by: null });
    await audit(tx, {
      scopeId: record.scopeId,
      zoneId: record.zoneId,
      action: "ledger.import_discarded",
      subjectKind: "ledger_import",
      subjectId: importId,
    });
  });
}

/**
 * Writes what can be written, all in one transaction. A cell that somebody changed since the export stays as it is now,
 * unless the choice says that the workbook's holds; what cannot be read stays in the preview for whoever mends it.
 */
export async function applyImport(
  ctx: Ctx,
  importId: string,
  choice: LedgerImportChoice,
  version: number,
  language: Language,
): Promise<LedgerImport> {
  return transact(ctx, async (tx) => {
    const record = requireAllowed(ctx.caller, "ledger.update", await findImportRow(tx, importId, "for_update"));
    if (record.state !== "previewed") throw matchError("matchmaking.import_settled", {});
    expectVersion(record, version);
    const takes = new Set(
      choice.take.filter(({ side }) => side === "edited").map(({ lineId, field }) => `${lineId} ${field}`),
    );
    const merged = await mergeNow(tx, record, language, "for_update");
    const result = { changedLines: 0, changedCells: 0, entries: 0, left: 0 };
    const cells: WrittenCell[] = [];
    for (const row of merged) {
      const written = await writeRow(ctx, tx, row, takes);
      result.changedLines += written.cells.length > 0 || written.entries > 0 ? 1 : 0;
      result.changedCells += written.cells.length;
      cells.push(...written.cells);
      result.entries += written.entries;
      result.left += written.left;
    }
    await settleImport(tx, importId, { state: "applied", result, written: cells, by: ctx.caller.userId });
    await audit(tx, {
      scopeId: record.scopeId,
      zoneId: record.zoneId,
      action: "ledger.import_applied",
      subjectKind: "ledger_import",
      subjectId: importId,
      details: { ...result, sha256: record.sha256 },
    });
    // As it was decided upon: what the ledger holds now would show nothing left to change.
    const named = await namesFor(tx, [record.createdBy]);
    const after = requireFound(await findImportRow(tx, importId));
    return { ...showRecord(after), ...showMerged(merged), createdBy: named(record.createdBy) };
  });
}

async function writeRow(
  ctx: Ctx,
  tx: Tx,
  { row, line, cells, problem }: MergedRow,
  takes: ReadonlySet<string>,
): Promise<{ readonly cells: readonly WrittenCell[]; readonly entries: number; readonly left: number }> {
  if (line === null || problem !== null) return { cells: [], entries: 0, left: cells.length + 1 };
  const taken = cells.filter(
    (cell) => cell.problem === null && (!cell.isConflict || takes.has(`${line.id} ${cell.field}`)),
  );
  const stored = requireFound(await findLineRow(tx, line.id));
  const before = valuesOf(line);
  const written = taken.map(({ field, value }) => ({ lineId: line.id, field, before: before[field], after: value }));
  if (taken.length > 0) await applyToLine(ctx, tx, stored, changeTo(taken));
  if (row.note !== "") {
    const text = row.note.slice(0, 5000);
    await addEntry(ctx, tx, stored, { kind: "note", happenedOn: null, text, corrects: null });
  }
  return { cells: written, entries: row.note === "" ? 0 : 1, left: cells.length - taken.length };
}

/**
 * Puts back what an applied workbook wrote, where nobody has changed it since. Log entries stay, and so does the stage
 * that a need has reached.
 */
export async function undoImport(ctx: Ctx, importId: string): Promise<LedgerImport> {
  return transact(ctx, async (tx) => {
    const record = requireAllowed(ctx.caller, "ledger.update", await findImportRow(tx, importId, "for_update"));
    const { scopeId, zoneId, written, result } = record;
    if (record.state !== "applied" || written === null) throw matchError("matchmaking.import_not_applied", {});
    const wanted = new Set(written.map(({ lineId }) => lineId));
    await lockLines(tx, wanted);
    const lines = await linesOf(tx, scopeId, wanted);
    const { back, stayed } = takeBack(written, lines, await listHolders(tx, scopeId, OWNER_ROLES));
    const byLine = Map.groupBy(back, ({ lineId }) => lineId);
    for (const [lineId, cells] of byLine) {
      const stored = requireFound(await findLineRow(tx, lineId));
      await restoreLine(ctx, tx, stored, changeTo(cells.map(({ field, before }) => ({ field, value: before }))));
    }
    const counts = { cells: back.length, lines: byLine.size, entries: result?.entries ?? 0 };
    await undoneImport(tx, importId, { undo: { ...counts, stayed: [...stayed] }, by: ctx.caller.userId });
    await audit(tx, {
      scopeId,
      zoneId,
      action: "ledger.import_undone",
      subjectKind: "ledger_import",
      subjectId: importId,
      details: { ...counts, stayed: stayed.length, sha256: record.sha256 },
    });
    const named = await namesFor(tx, [record.createdBy]);
    const after = requireFound(await findImportRow(tx, importId));
    return { ...showRecord(after), ...showMerged([]), createdBy: named(record.createdBy) };
  });
}

function changeTo(cells: readonly Pick<MergedRow["cells"][number], "field" | "value">[]): Partial<LineFields> {
  return Object.assign({}, ...cells.map(({ field, value }) => changeOf(field, value))) as Partial<LineFields>;
}

/** In one order everywhere, so that two who write many lines do not wait for each other. */
async function lockLines(tx: Tx, lineIds: ReadonlySet<string>): Promise<void> {
  for (const id of [...lineIds].toSorted()) await findLineRow(tx, id, "for_update");
}

function changeOf(field: MergedRow["cells"][number]["field"], value: string): Partial<LineFields> {
  switch (field) {
    case "owner":
      return { ownerId: value === "" ? null : value };
    case "nextOn":
      return { nextOn: value === "" ? null : value };
    case "amountFen":
      return { amountFen: value === "" ? null : BigInt(value) };
    case "state":
      return { state: value as LineFields["state"] };
    default:
      return { [field]: value };
  }
}

async function mergeNow(
  tx: Tx,
  { scopeId, rows }: ImportRecord,
  language: Language,
  lock: "for_update" | "read" = "read",
): Promise<MergedRow[]> {
  const wanted = new Set(rows.map(({ lineId }) => lineId).filter((id) => id !== null));
  if (lock === "for_update") await lockLines(tx, wanted);
  const owners = await listHolders(tx, scopeId, OWNER_ROLES);
  const lines = await linesOf(tx, scopeId, wanted);
  return mergeLedger(rows, lines, owners, language);
}

async function linesOf(tx: Tx, scopeId: string, wanted: ReadonlySet<string>): Promise<Map<string, LedgerLine>> {
  const { rows } = await listLineRows(tx, scopeId, wholeListing("ledger", { sort: "number" }), EVERY_LINE);
  const found = rows.filter(({ id }) => wanted.has(id));
  const named = await namesFor(
    tx,
    found.map(({ ownerId }) => ownerId),
  );
  return new Map(found.map((line) => [line.id, showLine(line, named)]));
}

const EVERY_LINE: LedgerFilter = {
  states: null,
  ownerIds: null,
  withoutOwner: false,
  due: null,
  answerWaiting: false,
  needId: null,
  withWithdrawn: false,
};

async function showImport(tx: Tx, record: ImportRecord, language: Language): Promise<LedgerImport> {
  const named = await namesFor(tx, [record.createdBy]);
  const merged = showMerged(
    record.state === "applied" || record.state === "undone" ? [] : await mergeNow(tx, record, language),
  );
  return { ...showRecord(record), ...merged, createdBy: named(record.createdBy) };
}

function showRecord(record: ImportRecord): Omit<LedgerImport, "lines" | "counts" | "createdBy"> {
  const { id, scopeId, fileName, state, result, written, undo, createdAt, appliedAt, version } = record;
  const canUndo = state === "applied" && written !== null;
  return { id, scopeId, fileName, state, result, canUndo, undo, createdAt, appliedAt, version };
}
