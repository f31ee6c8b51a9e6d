// Two needs that are two after all: the merged one is itself again, unless something came of the one since.
import type { Bilingual } from "@dual-high/kernel";
import { accessError, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { CONTENT_FIELDS, contentOf, type NeedContent, type StoredNeed } from "../content.ts";
import { findNeedMerge, isNumberTaken, listNeedMergeRows, type NeedMergeRow, splitNeeds } from "../merge-queries.ts";
import {
  findNeedRow,
  findPeopleOf,
  insertRevisions,
  listNeedsById,
  listRevisionRows,
  updateEnterprise,
} from "../queries.ts";
import { findOpenRewrite } from "../rewrite-queries.ts";
import { giveBack, mergeObstacle, refuseObstructedUndo, refuseSecondUndo } from "../rules.ts";
import { indexNeeds } from "../search.ts";
import type { NeedMergeShown, NeedMergeUndone } from "../types.ts";
import { authorizeNeed, openNeed, requireNeed } from "./access.ts";
import { announceChange, auditOf, replaceContent, shownTo } from "./needs.ts";

/** What was merged into a need, with what stands in the way of taking it apart. */
export async function listNeedMerges(ctx: Ctx, needId: string): Promise<NeedMergeShown[]> {
  return transact(ctx, async (tx) => {
    const survivor = await openNeed(ctx, tx, needId, "history");
    authorizeNeed(ctx.caller, "need.triage", survivor);
    const merges = await listNeedMergeRows(tx, survivor.id);
    const rows = await listNeedsById(
      tx,
      merges.map(({ mergedId }) => mergedId),
    );
    const names = await findPeopleOf(tx, survivor.id);
    const shown = [];
    for (const merge of merges) {
      const merged = rows.find(({ id }) => id === merge.mergedId);
      if (merged === undefined) continue;
      const { id, mergedAt, undoneAt } = merge;
      shown.push({
        id,
        merged: { id: merged.id, number: merged.code, title: contentOf(merged).title },
        mergedBy: { id: merge.mergedBy, name: names.get(merge.mergedBy) ?? null },
        mergedAt,
        undoneAt,
        obstacle: undoneAt === null ? await findObstacle(tx, survivor, merged, merge) : null,
      });
    }
    return shown;
  });
}

/**
 * Takes a merge back. The survivor gives back what it took over and nobody has changed since; fields that were changed are left
 * and named. Refused where partners were asked, or anything else came, of what both say together.
 */
export async function undoNeedMerge(ctx: Ctx, mergeId: string): Promise<NeedMergeUndone> {
  return transact(ctx, async (tx) => {
    const { survivorId, mergedId } = found(await findNeedMerge(tx, mergeId));
    const survivor = requireNeed(await findNeedRow(tx, survivorId));
    authorizeNeed(ctx.caller, "need.triage", survivor);
    const merge = found(await findNeedMerge(tx, mergeId, "for_update"));
    const held = requireNeed(await findNeedRow(tx, survivorId, "for_update"));
    const [merged] = await listNeedsById(tx, [mergedId]);
    if (merged === undefined) throw accessError("access.not_found", {});
    refuseSecondUndo(merged, merge.undoneAt);
    refuseObstructedUndo(merged, held, await findObstacle(tx, held, merged, merge));
    const taken = await listTaken(tx, held, merge);
    const { content, left } = giveBack(contentOf(held), taken);
    if (content.enterpriseId !== held.enterpriseId) await updateEnterprise(tx, held.id, content.enterpriseId);
    const given = requireNeed(await findNeedRow(tx, held.id));
    await splitNeeds(tx, merge, ctx.caller.userId);
    await replaceContent(ctx, tx, given, content, { action: "merge_undone", reason: merged.code });
    const back = requireNeed(await findNeedRow(tx, mergedId));
    await insertRevisions(tx, [
      {
        need: back,
        version: back.version,
        action: "split",
        fromState: back.state,
        toState: back.state,
        reason: held.code,
        changes: [],
      },
    ]);
    if (ctx.caller.writeScopes.includes(back.scopeId)) await indexNeeds(tx, [back]);
    const details = { code: back.code, from: held.code, fromId: held.id, left };
    await audit(tx, { ...auditOf(ctx.caller, back), action: "need.merge_undone", details });
    await announceChange(ctx, tx, back, ["mergedInto"]);
    return { need: shownTo(ctx.caller, back), survivor: { id: held.id, number: held.code }, left };
  });
}

function found<T>(row: T | null): T {
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

async function findObstacle(
  tx: Tx,
  survivor: StoredNeed,
  merged: StoredNeed,
  merge: NeedMergeRow,
): Promise<Bilingual | null> {
  const { number, numberIsOwn, id, scopeId } = merged;
  return mergeObstacle(survivor, merge, {
    hasOpenRewrite: (await findOpenRewrite(tx, survivor)) !== null,
    isNumberTaken: numberIsOwn && (await isNumberTaken(tx, { id, scopeId, number })),
  });
}

/** What the survivor took over, by the revision that the merge made. */
async function listTaken(tx: Tx, survivor: StoredNeed, { survivorVersion }: NeedMergeRow) {
  const revisions = await listRevisionRows(tx, survivor);
  const made = revisions.find(({ version, action }) => version === survivorVersion && action === "merged_in");
  const isContent = (field: string): field is keyof NeedContent =>
    (CONTENT_FIELDS as readonly string[]).includes(field);
  return (made?.changes ?? []).flatMap(({ field, before, after }) =>
    isContent(field) ? [{ field, before, after }] : [],
  );
}
