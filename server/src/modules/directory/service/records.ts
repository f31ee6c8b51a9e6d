import { type RawBuilder, sql } from "kysely";
import { accessError, authorize, type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Keyed, type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { directoryError } from "../errors.ts";
import { recordArchived } from "../events.ts";
import { requireFound } from "../found.ts";
import type { StoredRecord } from "../import-target.ts";
import { findRecord, insertHistory, listRows, type Lock, setArchived } from "../queries.ts";
import type { RecordKind, RecordRow } from "../record-kind.ts";
import { changeRecord } from "../rules.ts";
import type { RevealedContact } from "../types.ts";

/** A page of records. Whoever calls has checked that the caller may see what is `wanted`. */
async function listKind<I extends { readonly id: string }, D, S extends string>(
  tx: Tx,
  kind: RecordKind<I, D, S>,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<TotalledPage<I>> {
  const { rows, total } = await listRows<RecordRow, S>(tx, kind, listing, wanted);
  const keyed = rows.map((row): Keyed<I> => ({ ...kind.item(row), id: row.id, sortKey: row.sortKey }));
  return listPageOf(listing, keyed, total);
}

export async function listRecords<I extends { readonly id: string }, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  scopeId: string,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<TotalledPage<I>> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => listKind(tx, kind, listing, wanted));
}

/** What row-level security lets the caller see: public facts, and what is kept in their scopes. */
export async function listVisible<I extends { readonly id: string }, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<TotalledPage<I>> {
  return transact(ctx, async (tx) => listKind(tx, kind, listing, wanted));
}

/** The whole of a list, each record with all that it says. */
export async function listWhole<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  scopeId: string | null,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<D[]> {
  if (scopeId !== null) authorize(ctx.caller, "directory.read", scopeId);
  const whole = { ...kind, columns: sql`${kind.columns}, ${kind.more}` };
  return transact(ctx, async (tx) => {
    const { rows } = await listRows<RecordRow, S>(tx, whole, listing, wanted);
    return rows.map((row) => kind.show(row));
  });
}

/** A record by its id, or by that of one that turned out to be it; then `mergedInto` is where it led. */
export async function getRecord<I, D extends object, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  id: string,
): Promise<D & { readonly mergedInto: string | null }> {
  return transact(ctx, async (tx) => {
    const row = await loadRecord(tx, ctx.caller, kind, id, "directory.read");
    return { ...kind.show(row), mergedInto: row.id === id ? null : row.id };
  });
}

export async function createRecord<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  scopeId: string,
  draft: StoredRecord,
): Promise<D> {
  authorize(ctx.caller, "directory.write", scopeId);
  return transact(ctx, async (tx) => {
    const id = newId();
    await kind.insert(tx, scopeId, id, draft);
    const row = requireFound(await findRecord(tx, kind, id));
    await noteRecord(tx, ctx.caller, kind, row, "created");
    return kind.show(row);
  });
}

export async function changeRecordOf<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  id: string,
  change: StoredRecord,
  version: number,
): Promise<D> {
  return transact(ctx, async (tx) => {
    const row = await loadRecord(tx, ctx.caller, kind, id, "directory.write", "for_update");
    expectVersion(row, version);
    if (row.archivedAt !== null) throw directoryError("directory.record_archived", { label: kind.labelOf(row) });
    const { after, changed } = changeRecord(kind.fieldsOf(row), change, kind.empty);
    if (Object.keys(changed).length === 0) return kind.show(row);
    await kind.update(tx, row, after);
    const now = requireFound(await findRecord(tx, kind, row.id));
    await noteRecord(tx, ctx.caller, kind, now, "changed", changed);
    return kind.show(now);
  });
}

/** Out of lists and runs, and findable among the archived; what refers to it goes on leading to it. */
export async function archiveRecord<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  id: string,
  version: number,
  isArchived: boolean,
): Promise<D> {
  return transact(ctx, async (tx) => {
    const row = await loadRecord(tx, ctx.caller, kind, id, "directory.write", "for_update");
    expectVersion(row, version);
    if ((row.archivedAt !== null) === isArchived) return kind.show(row);
    await setArchived(tx, kind.table, row.id, isArchived);
    if (isArchived) await kind.forget(tx, row);
    else await kind.announce(tx, row);
    const now = requireFound(await findRecord(tx, kind, row.id));
    await noteRecord(tx, ctx.caller, kind, now, isArchived ? "archived" : "restored");
    if (isArchived) {
      await ctx.outbox.emit(tx, recordArchived, {
        aggregate: `${kind.subject}:${id}`,
        scopeId: row.scopeId,
        payload: { kind: kind.subject, recordId: id, label: kind.labelOf(row) },
      });
    }
    return kind.show(now);
  });
}

/** How to reach whom a record names. Masked everywhere else; that somebody asked is noted. */
export async function revealContact<I, D, S extends string>(
  ctx: Ctx,
  kind: RecordKind<I, D, S>,
  id: string,
): Promise<RevealedContact> {
  return transact(ctx, async (tx) => {
    const row = await loadRecord(tx, ctx.caller, kind, id, "contact.reveal");
    await audit(tx, {
      scopeId: row.scopeId ?? "",
      action: "directory.contact_revealed",
      subjectKind: kind.subject,
      subjectId: row.id,
    });
    const fields = kind.fieldsOf(row);
    const contact = (fields["contact"] ?? fields) as Partial<RevealedContact>;
    return { name: contact.name ?? null, phone: contact.phone ?? null, email: contact.email ?? null };
  });
}

const MOST_STEPS = 20;

/** The record, or the one that it was merged into: what is asked of an old id is answered by the survivor. */
export async function loadRecord<I, D, S extends string>(
  tx: Tx,
  caller: Caller,
  kind: RecordKind<I, D, S>,
  id: string,
  permission: "directory.read" | "directory.write" | "contact.reveal",
  lock: Lock = "read",
): Promise<RecordRow> {
  let row = requireFound(await findRecord(tx, kind, id));
  for (let step = 0; row.mergedInto !== null && step < MOST_STEPS; step++) {
    row = requireFound(await findRecord(tx, kind, row.mergedInto));
  }
  authorizeIn(caller, permission, row.scopeId);
  // Only now: row-level security hides from FOR UPDATE what may be read and not written, and that is a 403.
  return lock === "read" ? row : requireFound(await findRecord(tx, kind, row.id, lock));
}

/** A public fact is read by everybody who is signed in, and is the register's to change. */
function authorizeIn(caller: Caller, permission: Permission, scopeId: string | null): void {
  if (scopeId !== null) authorize(caller, permission, scopeId);
  else if (permission !== "directory.read") throw accessError("access.forbidden", { permission });
}

export async function noteRecord<I, D, S extends string>(
  tx: Tx,
  caller: Caller,
  { subject }: RecordKind<I, D, S>,
  { id, scopeId, version }: RecordRow,
  action: Parameters<typeof insertHistory>[1]["action"],
  changed: NonNullable<Parameters<typeof insertHistory>[1]["changed"]> = {},
): Promise<void> {
  const inScope = scopeId ?? "";
  await insertHistory(tx, {
    scopeId: inScope,
    subjectKind: subject,
    subjectId: id,
    version,
    action,
    actorId: caller.userId,
    changed,
  });
  await audit(tx, {
    scopeId: inScope,
    action: `${subject}.${action}`,
    subjectKind: subject,
    subjectId: id,
    details: { version, fields: Object.keys(changed) },
  });
}
