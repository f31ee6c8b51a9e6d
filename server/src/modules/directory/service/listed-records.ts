import type { RawBuilder } from "kysely";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { directoryError } from "../errors.ts";
import { requireFound } from "../found.ts";
import type { ListedKind } from "../listed.ts";
import {
  findFreeNumber,
  findListed,
  insertHistory,
  type ListedRow,
  listRecords,
  listRows,
  type Lock,
  setArchived,
} from "../queries.ts";
import { changeRecord } from "../rules.ts";
import type { RevealedContact } from "../types.ts";

/** What every record of a list has. */
interface Item {
  readonly id: string;
  readonly scopeId: string;
  readonly number: string;
  readonly mergedInto: string | null;
  readonly archivedAt: string | null;
  readonly version: number;
}
type Change = Readonly<Record<string, unknown>>;

export async function listListed<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  scopeId: string,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<TotalledPage<I>> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listRows<I, S>(tx, kind, listing, wanted);
    return listPageOf(listing, rows, total);
  });
}

/** The whole of a list, each record with all that it says. */
export async function listWholeRecords<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  scopeId: string,
  listing: Listing<S>,
  wanted: RawBuilder<unknown>,
): Promise<D[]> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => {
    const rows = await listRecords(tx, kind, listing, wanted);
    return rows.map(({ record, ...item }) => kind.show(item as unknown as I, record));
  });
}

/** A record by its id, or by that of one that turned out to be it; then `mergedInto` is where it led. */
export async function getListed<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  id: string,
): Promise<D> {
  return transact(ctx, async (tx) => {
    const row = await loadListed(tx, ctx, kind, id, "directory.read");
    return { ...shown(kind, row), mergedInto: row.id === id ? null : row.id };
  });
}

export async function createListed<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  scopeId: string,
  { number, ...fields }: Change & { readonly number?: string | undefined },
): Promise<D> {
  authorize(ctx.caller, "directory.write", scopeId);
  return transact(ctx, async (tx) => {
    const id = newId();
    const own = number === undefined ? await findFreeNumber(tx, kind.table, scopeId, kind.prefix) : number;
    const { after } = changeRecord({ id: own, ...kind.empty }, fields, kind.empty);
    await kind.target.insertRecords(tx, scopeId, [{ id, record: after, numberIsOwn: number !== undefined }]);
    await note(tx, ctx, kind, { id, scopeId, version: 1 }, "created");
    return shown(kind, requireFound(await findListed(tx, kind, id)));
  });
}

export async function changeListed<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  id: string,
  change: Change,
  version: number,
): Promise<D> {
  return transact(ctx, async (tx) => {
    const row = await loadListed(tx, ctx, kind, id, "directory.write", "for_update");
    expectVersion(row, version);
    refuseArchived(row);
    const { after, changed } = changeRecord(row.record, change, kind.empty);
    if (Object.keys(changed).length > 0) {
      const { numberIsOwn, scopeId } = row;
      await kind.target.updateRecords(tx, scopeId, [{ id: row.id, version, record: after, numberIsOwn }]);
      await note(tx, ctx, kind, { id: row.id, scopeId, version: version + 1 }, "changed", changed);
    }
    return shown(kind, requireFound(await findListed(tx, kind, row.id)));
  });
}

/** Out of lists and runs, and findable among the archived; what refers to it goes on leading to it. */
export async function archiveListed<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  id: string,
  version: number,
  isArchived: boolean,
): Promise<D> {
  return transact(ctx, async (tx) => {
    const row = await loadListed(tx, ctx, kind, id, "directory.write", "for_update");
    expectVersion(row, version);
    if ((row.archivedAt !== null) !== isArchived) {
      await setArchived(tx, kind.table, row.id, isArchived);
      const written = { id: row.id, scopeId: row.scopeId, version: version + 1 };
      if (isArchived) await kind.target.forget(tx, row.scopeId, [row.id]);
      else await kind.target.announce(tx, row.scopeId, [{ id: row.id, record: row.record }]);
      await note(tx, ctx, kind, written, isArchived ? "archived" : "restored");
    }
    return shown(kind, requireFound(await findListed(tx, kind, row.id)));
  });
}

/** How to reach whom the record names. Masked everywhere else; that somebody asked is noted. */
export async function revealContact<I extends Item, D extends I, S extends string>(
  ctx: Ctx,
  kind: ListedKind<I, D, S>,
  id: string,
): Promise<RevealedContact> {
  return transact(ctx, async (tx) => {
    const row = await loadListed(tx, ctx, kind, id, "contact.reveal");
    await audit(tx, {
      scopeId: row.scopeId,
      action: "directory.contact_revealed",
      subjectKind: kind.subject,
      subjectId: row.id,
    });
    const contact = (row.record["contact"] ?? {}) as Partial<RevealedContact>;
    return { name: contact.name ?? null, phone: contact.phone ?? null, email: contact.email ?? null };
  });
}

export async function findScopeOfListed<I extends Item, D extends I, S extends string>(
  tx: Tx,
  kind: ListedKind<I, D, S>,
  id: string,
): Promise<string> {
  return requireFound(await findListed(tx, kind, id)).scopeId;
}

const MOST_STEPS = 20;

/** The record, or the one that it was merged into: what is asked of an old id is answered by the survivor. */
async function loadListed<I extends Item, D extends I, S extends string>(
  tx: Tx,
  { caller }: Ctx,
  kind: ListedKind<I, D, S>,
  id: string,
  permission: "directory.read" | "directory.write" | "contact.reveal",
  lock: Lock = "read",
): Promise<ListedRow<I>> {
  let row = requireFound(await findListed(tx, kind, id, lock));
  for (let step = 0; row.mergedInto !== null && step < MOST_STEPS; step++) {
    row = requireFound(await findListed(tx, kind, row.mergedInto, lock));
  }
  authorize(caller, permission, row.scopeId);
  return row;
}

function shown<I extends Item, D extends I, S extends string>(kind: ListedKind<I, D, S>, row: ListedRow<I>): D {
  const { record, numberIsOwn: _, ...item } = row;
  return kind.show(item as unknown as I, record);
}

function refuseArchived({ number, archivedAt }: Item): void {
  if (archivedAt !== null) throw directoryError("directory.record_archived", { label: number });
}

async function note<I extends Item, D extends I, S extends string>(
  tx: Tx,
  { caller }: Ctx,
  { subject }: ListedKind<I, D, S>,
  row: { readonly id: string; readonly scopeId: string; readonly version: number },
  action: "created" | "changed" | "archived" | "restored",
  changed: Parameters<typeof insertHistory>[1]["changed"] = {},
): Promise<void> {
  const { id, scopeId, version } = row;
  await insertHistory(tx, {
    scopeId,
    subjectKind: subject,
    subjectId: id,
    version,
    action,
    actorId: caller.userId,
    changed,
  });
  await audit(tx, {
    scopeId,
    action: `${subject}.${action}`,
    subjectKind: subject,
    subjectId: id,
    details: { version, fields: Object.keys(changed) },
  });
}
