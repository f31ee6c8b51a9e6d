// Two needs that are one: what the one lacks it takes from the other, whose id leads to it from then on.
import { accessError, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { contentOf } from "../content.ts";
import { insertNeedMerge, listLeading } from "../merge-queries.ts";
import { findNeedRow, insertRevisions, setMergedInto, updateEnterprise } from "../queries.ts";
import { closeRewrite } from "../rewrite-queries.ts";
import { fillFrom, refuseUnfitMerge } from "../rules.ts";
import { forgetNeed } from "../search.ts";
import type { Need, NeedMerge } from "../types.ts";
import { authorizeNeed, requireNeed } from "./access.ts";
import { auditOf, replaceContent, shownTo } from "./needs.ts";

export async function mergeNeed(ctx: Ctx, needId: string, { into }: NeedMerge, version: number): Promise<Need> {
  return transact(ctx, async (tx) => {
    // In one order, so that two who merge the same needs the other way round do not wait for each other.
    const rows = new Map<string, Awaited<ReturnType<typeof findNeedRow>>>();
    for (const id of [needId, into].toSorted()) rows.set(id, await findNeedRow(tx, id, "for_update"));
    const merged = requireNeed(rows.get(needId) ?? null);
    authorizeNeed(ctx.caller, "need.triage", merged);
    expectVersion(merged, version);
    const survivor = requireNeed(rows.get(into) ?? null);
    authorizeNeed(ctx.caller, "need.triage", survivor);
    refuseUnfitMerge(merged, survivor);
    // Merged before: what its id leads to is another need.
    if (merged.id !== needId) throw accessError("access.not_found", {});

    const [mine, theirs] = [contentOf(survivor), contentOf(merged)];
    const content = fillFrom(mine, theirs);
    if (content.enterpriseId !== survivor.enterpriseId) await updateEnterprise(tx, survivor.id, content.enterpriseId);
    await closeRewrite(tx, merged, { state: "withdrawn", isOnBehalf: false, note: null });
    const led = await listLeading(tx, merged.id);
    await setMergedInto(tx, merged.id, survivor.id);
    await forgetNeed(tx, merged.id);
    const kept = [merged.code, theirs.title, theirs.content, theirs.indicators, theirs.basis]
      .filter(Boolean)
      .join("\n");
    const changed = await replaceContent(ctx, tx, survivor, content, {
      action: "merged_in",
      reason: null,
      // Nobody reads the other need any more: what it said stays with the one that took its place.
      also: [{ field: "mergedNeed", before: null, after: kept }],
    });
    await insertNeedMerge(tx, {
      id: newId(),
      scopeId: survivor.scopeId,
      survivorId: survivor.id,
      mergedId: merged.id,
      survivorVersion: changed.version,
      survivorState: survivor.state,
      led,
      mergedBy: ctx.caller.userId,
    });
    await insertRevisions(tx, [
      {
        need: merged,
        version: merged.version + 1,
        action: "merged_into",
        fromState: merged.state,
        toState: merged.state,
        reason: survivor.code,
        changes: [],
      },
    ]);
    const details = { code: merged.code, into: survivor.code, intoId: survivor.id };
    await audit(tx, { ...auditOf(ctx.caller, merged), action: "need.merged", details });
    return shownTo(ctx.caller, changed);
  });
}
