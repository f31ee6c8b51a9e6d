// Lines of the ledger: how they come and go, what people change on them.
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import type { Outbox } from "../../../platform/outbox/index.ts";
import { putSearchDocuments, removeSearchDocuments } from "../../../platform/search/index.ts";
import { listHolders } from "../../identity/index.ts";
import { needVisibilityChanged, noteProgress } from "../../needs/index.ts";
import { lineAssigned, lineMoved } from "../events.ts";
import { insertFeedback, type MatchedPair } from "../queries/decisions.ts";
import {
  findEntryRow,
  findLineOfPair,
  findLineRow,
  insertEntry,
  insertLine,
  type EntryRow,
  type LedgerFilter,
  type LineFields,
  type LineRow,
  listEntryRows,
  listLineRows,
  listLinesOfNeed,
  type NewLine,
  touchLine,
  updateLine,
} from "../queries/ledger.ts";
import { isUntouched, matchError, refuseUnfitLine } from "../rules.ts";
import { searchTextOf } from "../search-text.ts";
import type {
  LEDGER_SORTS,
  LedgerEntry,
  LedgerEntryDraft,
  LedgerLine,
  LedgerLineChange,
  LedgerOwner,
} from "../types.ts";
import { type Named, namesFor, requireAllowed, requireFound } from "./found.ts";

/** Who may own a line. */
export const OWNER_ROLES = ["technology_manager", "pair_officer", "pair_lead"] as const;

/** Changes of fields, as an entry tells them. */
export type FieldChanges = Readonly<Record<string, readonly [before: unknown, after: unknown]>>;

/** The line of a need and a partner: the one that there is, alive again if it was withdrawn, or a new one. */
export async function openLineFor(
  tx: Tx,
  draft: Omit<NewLine, "searchText" | "ownerId"> & { readonly actorId: string | null },
): Promise<LineRow> {
  const { actorId, ...line } = draft;
  const known = await findLineOfPair(tx, line);
  if (known !== null) {
    if (known.state !== "withdrawn") return known;
    await updateLine(tx, known.id, { ...known, state: "to_contact" });
    await noteChanges(tx, known, { state: ["withdrawn", "to_contact"] }, actorId);
    await keepFindable(tx, known);
    return requireFound(await findLineRow(tx, known.id));
  }
  const { needNumber, needTitle, enterprise, partnerName, partnerUnit, partnerPeople } = line;
  const id = await insertLine(tx, {
    ...line,
    ownerId: null,
    searchText: searchTextOf(needNumber, enterprise, needTitle, partnerName, partnerUnit, partnerPeople),
  });
  const made = requireFound(await findLineRow(tx, id));
  await keepFindable(tx, made);
  return made;
}

const DOCUMENT = "ledger_line";

async function keepFindable(tx: Tx, line: LineRow): Promise<void> {
  const { id, scopeId, number, needNumber, needTitle, enterprise, partnerName, partnerUnit, partnerPeople } = line;
  await putSearchDocuments(tx, [
    {
      kind: DOCUMENT,
      id,
      scopeId,
      title: `${needTitle} × ${partnerName}`,
      subtitle: [`#${number}`, enterprise, partnerUnit].filter((part) => part !== "").join(" · "),
      keywords: [needNumber, enterprise, partnerUnit, partnerPeople],
    },
  ]);
}

/** Lines whose need is read by its pair again are found again; as the system, after the event. */
export function keepLinesFindable(outbox: Outbox): void {
  outbox.subscribe(needVisibilityChanged, "matchmaking.keep_lines_findable", async (tx, { payload }) => {
    if (payload.to === "restricted") return;
    for (const line of await listLinesOfNeed(tx, payload.needScopeId, payload.needId)) {
      if (line.state !== "withdrawn") await keepFindable(tx, line);
    }
  });
}

/** An acceptance was taken back. What somebody has done in the meantime is not thrown away. */
export async function withdrawLine(ctx: Ctx, tx: Tx, pair: MatchedPair): Promise<void> {
  const line = await findLineOfPair(tx, pair);
  if (line === null || line.state === "withdrawn") return;
  if (!isUntouched(line)) throw matchError("matchmaking.line_in_use", { number: line.number });
  await updateLine(tx, line.id, { ...line, state: "withdrawn" });
  await noteChanges(tx, line, { state: [line.state, "withdrawn"] }, ctx.caller.userId);
  await removeSearchDocuments(tx, DOCUMENT, [line.id]);
}

export async function listLedger(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof LEDGER_SORTS)[number]>,
  filter: LedgerFilter,
): Promise<TotalledPage<LedgerLine>> {
  authorize(ctx.caller, "ledger.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listLineRows(tx, scopeId, listing, filter);
    const page = listPageOf(listing, rows, total);
    const named = await namesFor(
      tx,
      rows.map(({ ownerId }) => ownerId),
    );
    return { ...page, items: page.items.map((line) => showLine(line, named)) };
  });
}

export async function getLine(ctx: Ctx, lineId: string): Promise<LedgerLine> {
  return transact(ctx, async (tx) => readLine(tx, ctx, lineId));
}

async function readLine(tx: Tx, ctx: Ctx, lineId: string): Promise<LedgerLine> {
  const line = requireAllowed(ctx.caller, "ledger.read", await findLineRow(tx, lineId));
  return showLine(line, await namesFor(tx, [line.ownerId]));
}

export function showLine(line: LineRow, named: Named): LedgerLine {
  const { zoneId: _, ownerId, amountFen, writtenEntries: __, ...rest } = line;
  return {
    ...rest,
    owner: ownerId === null ? null : named(ownerId),
    amountFen: amountFen === null ? null : String(amountFen),
  };
}

/** Who can be given a line. */
export async function listOwners(ctx: Ctx, scopeId: string): Promise<LedgerOwner[]> {
  authorize(ctx.caller, "ledger.read", scopeId);
  return transact(ctx, async (tx) => listHolders(tx, scopeId, OWNER_ROLES));
}

export async function changeLine(
  ctx: Ctx,
  lineId: string,
  change: LedgerLineChange,
  version: number,
): Promise<LedgerLine> {
  return transact(ctx, async (tx) => {
    const line = requireAllowed(ctx.caller, "ledger.update", await findLineRow(tx, lineId, "for_update"));
    if (line.version !== version) throw matchError("matchmaking.line_changed_meanwhile", { number: line.number });
    const { amountFen, ...rest } = change;
    const money = amountFen === undefined ? {} : { amountFen: amountFen === null ? null : BigInt(amountFen) };
    await applyToLine(ctx, tx, line, { ...rest, ...money });
    return readLine(tx, ctx, lineId);
  });
}

/** Writes what changed, tells it in the log of the line, and to whoever has to know. */
export async function applyToLine(
  ctx: Ctx,
  tx: Tx,
  line: LineRow,
  change: Partial<{ [F in keyof LineFields]: LineFields[F] | undefined }>,
): Promise<void> {
  const after = await writeChange(ctx, tx, line, change, (next) => refuseUnfitLine(line, next));
  if (after.state === line.state) return;
  if (after.state === "in_talks" || after.state === "contracted") await noteProgress(ctx, tx, line.needId, after.state);
  if (after.state === "contracted" || after.state === "ended") {
    await insertFeedback(tx, {
      ...line,
      signal: after.state,
      reason: null,
      comment: after.outcome,
      features: {},
      engine: null,
      actorId: ctx.caller.userId,
    });
  }
}

/** Puts fields back to what they were: from any state to any, and without news of how the need gets on. */
export async function restoreLine(ctx: Ctx, tx: Tx, line: LineRow, change: Partial<LineFields>): Promise<void> {
  await writeChange(ctx, tx, line, change, () => {});
}

async function writeChange(
  ctx: Ctx,
  tx: Tx,
  line: LineRow,
  change: Partial<{ [F in keyof LineFields]: LineFields[F] | undefined }>,
  refuseUnfit: (after: LineRow) => void,
): Promise<LineRow> {
  const after: LineRow = { ...line, ...definedIn(change) };
  const changes = changesBetween(line, after);
  if (Object.keys(changes).length === 0) return after;
  refuseUnfit(after);
  if (after.ownerId !== line.ownerId && after.ownerId !== null)
    await refuseForeignOwner(tx, line.scopeId, after.ownerId);
  await updateLine(tx, line.id, after);
  await noteChanges(tx, line, changes, ctx.caller.userId);
  const { scopeId } = line;
  const event = { aggregate: `ledger_line:${line.id}`, scopeId };
  if (after.ownerId !== line.ownerId) {
    await ctx.outbox.emit(tx, lineAssigned, {
      ...event,
      payload: { scopeId, lineId: line.id, ownerId: after.ownerId },
    });
  }
  if (after.state !== line.state) {
    await ctx.outbox.emit(tx, lineMoved, {
      ...event,
      payload: { scopeId, lineId: line.id, needId: line.needId, from: line.state, to: after.state },
    });
  }
  return after;
}

function definedIn<T extends object>(change: T): { [F in keyof T]?: Exclude<T[F], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}

const FIELDS = [
  "ownerId",
  "state",
  "outcome",
  "nextStep",
  "nextOn",
  "contractNumber",
  "amountFen",
  "answerWaiting",
] as const;

function changesBetween(before: LineRow, after: LineRow): FieldChanges {
  return Object.fromEntries(
    FIELDS.filter((field) => before[field] !== after[field]).map((field) => [
      field,
      [plain(before[field]), plain(after[field])] as const,
    ]),
  );
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

async function refuseForeignOwner(tx: Tx, scopeId: string, ownerId: string): Promise<void> {
  const owners = await listHolders(tx, scopeId, OWNER_ROLES);
  if (!owners.some(({ id }) => id === ownerId)) throw matchError("matchmaking.owner_not_here", {});
}

async function noteChanges(tx: Tx, line: LineRow, changes: FieldChanges, authorId: string | null): Promise<void> {
  await insertEntry(tx, line, {
    kind: "system",
    happenedOn: null,
    text: "",
    corrects: null,
    details: { changes },
    authorId,
  });
  await audit(tx, {
    scopeId: line.scopeId,
    zoneId: line.zoneId,
    actorId: authorId,
    action: "ledger.line_changed",
    subjectKind: "ledger_line",
    subjectId: line.id,
    details: { number: line.number, fields: Object.keys(changes) },
    personal: { changes },
  });
}

// Entries ----------------------------------------------------------------------------------------------------------------------

export async function listEntries(
  ctx: Ctx,
  lineId: string,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<{ readonly items: LedgerEntry[]; readonly hasMore: boolean }> {
  return transact(ctx, async (tx) => {
    requireAllowed(ctx.caller, "ledger.read", await findLineRow(tx, lineId));
    const rows = await listEntryRows(tx, lineId, { before, limit });
    const named = await namesFor(
      tx,
      rows.map(({ authorId }) => authorId),
    );
    return { items: rows.slice(0, limit).map((entry) => showEntry(entry, named)), hasMore: rows.length > limit };
  });
}

function showEntry({ authorId, ...entry }: EntryRow, named: Named): LedgerEntry {
  return { ...entry, author: authorId === null ? null : named(authorId) };
}

/** What happened, written once and never changed: a mistake is put right by a further entry that names it. */
export async function writeEntry(ctx: Ctx, lineId: string, draft: LedgerEntryDraft): Promise<LedgerEntry> {
  return transact(ctx, async (tx) => {
    const line = requireAllowed(ctx.caller, "ledger.update", await findLineRow(tx, lineId, "for_update"));
    if (draft.corrects !== null && (await findEntryRow(tx, lineId, draft.corrects)) === null)
      throw matchError("matchmaking.nothing_to_correct", {});
    const entry = await addEntry(ctx, tx, line, draft);
    return showEntry(entry, await namesFor(tx, [entry.authorId]));
  });
}

export async function addEntry(ctx: Ctx, tx: Tx, line: LineRow, draft: LedgerEntryDraft): Promise<EntryRow> {
  const entry = await insertEntry(tx, line, { ...draft, details: {}, authorId: ctx.caller.userId });
  await touchLine(tx, line.id);
  await audit(tx, {
    scopeId: line.scopeId,
    zoneId: line.zoneId,
    action: "ledger.entry_written",
    subjectKind: "ledger_line",
    subjectId: line.id,
    details: { entryId: entry.id, kind: draft.kind, corrects: draft.corrects },
  });
  return entry;
}
