import { sql } from "kysely";
import { type Ctx, transact } from "../access/index.ts";
import { audit } from "../audit/index.ts";
import type { Tx } from "../db/index.ts";
import { expectVersion } from "../http/index.ts";
import { newId } from "../ids.ts";
import { preferencesError } from "./errors.ts";

export interface SavedView {
  readonly id: string;
  readonly scopeId: string;
  readonly list: string;
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly ownerId: string;
  readonly isShared: boolean;
  readonly isMine: boolean;
  readonly version: number;
  readonly updatedAt: string;
}

export interface ViewDraft {
  readonly list: string;
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly isShared: boolean;
}

export type ViewChange = { readonly [K in "name" | "query" | "isShared"]?: ViewDraft[K] | undefined };

const VIEW = sql`id, scope_id AS "scopeId", list, name, query, owner_id AS "ownerId", is_shared AS "isShared",
  owner_id = app_user_id() AS "isMine", version, updated_at AS "updatedAt"`;

/** One's own first, then what others share, by name. */
export async function listViews(ctx: Ctx, scopeId: string, list: string | null): Promise<SavedView[]> {
  return transact(ctx, async (tx) => {
    const { rows } = await sql<SavedView>`
      SELECT ${VIEW} FROM saved_views WHERE scope_id = ${scopeId} AND (${list}::text IS NULL OR list = ${list})
      ORDER BY owner_id <> app_user_id(), name, id`.execute(tx.kysely);
    return rows;
  });
}

export async function createView(ctx: Ctx, scopeId: string, draft: ViewDraft): Promise<SavedView> {
  refuseSharing(ctx, scopeId, draft);
  return transact(ctx, async (tx) => {
    const { rows } = await sql<SavedView>`
      INSERT INTO saved_views (id, scope_id, list, name, query, owner_id, is_shared)
      VALUES (${newId()}, ${scopeId}, ${draft.list}, ${draft.name}, ${JSON.stringify(draft.query)}::jsonb,
        ${ctx.caller.userId}, ${draft.isShared})
      RETURNING ${VIEW}`.execute(tx.kysely);
    const view = rows[0] as SavedView;
    await recordSharing(tx, false, view);
    return view;
  });
}

export async function updateView(
  ctx: Ctx,
  scopeId: string,
  viewId: string,
  change: ViewChange,
  version: number,
): Promise<SavedView> {
  return transact(ctx, async (tx) => {
    const view = await getViewForUpdate(tx, scopeId, viewId);
    if (!view.isMine) throw preferencesError("views.not_yours", { name: view.name });
    expectVersion(view, version);
    const next = { ...view, ...withoutUnset(change) };
    refuseSharing(ctx, scopeId, next);
    const { rows } = await sql<SavedView>`
      UPDATE saved_views SET name = ${next.name}, query = ${JSON.stringify(next.query)}::jsonb,
        is_shared = ${next.isShared}, version = version + 1, updated_at = now()
      WHERE id = ${viewId} RETURNING ${VIEW}`.execute(tx.kysely);
    const changed = rows[0] as SavedView;
    await recordSharing(tx, view.isShared, changed);
    return changed;
  });
}

export async function deleteView(ctx: Ctx, scopeId: string, viewId: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const view = await getViewForUpdate(tx, scopeId, viewId);
    const { numAffectedRows } = await sql`DELETE FROM saved_views WHERE id = ${viewId}`.execute(tx.kysely);
    if (numAffectedRows === 0n) throw preferencesError("views.not_yours", { name: view.name });
    await recordSharing(tx, view.isShared, { ...view, isShared: false });
  });
}

/** Locked where the caller may change it; others' shared views can be read alone. */
async function getViewForUpdate(tx: Tx, scopeId: string, viewId: string): Promise<SavedView> {
  await sql`SELECT id FROM saved_views WHERE id = ${viewId} AND owner_id = app_user_id() FOR UPDATE`.execute(tx.kysely);
  const { rows } = await sql<SavedView>`
    SELECT ${VIEW} FROM saved_views WHERE id = ${viewId} AND scope_id = ${scopeId}`.execute(tx.kysely);
  if (rows[0] === undefined) throw preferencesError("views.not_found", {});
  return rows[0];
}

function refuseSharing(
  { caller }: Ctx,
  scopeId: string,
  { isShared, name }: Pick<ViewDraft, "isShared" | "name">,
): void {
  if (isShared && !caller.writeScopes.includes(scopeId)) throw preferencesError("views.cannot_share", { name });
}

/** What others see is written down; what somebody keeps for themselves is not. */
async function recordSharing(tx: Tx, wasShared: boolean, view: SavedView): Promise<void> {
  if (!wasShared && !view.isShared) return;
  const action = !wasShared ? "view.shared" : view.isShared ? "view.changed" : "view.withdrawn";
  await audit(tx, {
    scopeId: view.scopeId,
    action,
    subjectKind: "view",
    subjectId: view.id,
    details: { list: view.list },
    personal: { name: view.name },
  });
}

function withoutUnset(change: ViewChange): Partial<ViewDraft> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
