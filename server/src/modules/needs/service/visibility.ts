// Who reads a need: its pair, the whole province, or named people alone.
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { listReadings, type Reading } from "../../../platform/confidentiality/index.ts";
import type { FileAnswer, Page } from "../../../platform/http/index.ts";
import { expectVersion, pageOf } from "../../../platform/http/index.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import type { NeedTraces } from "../../../platform/ports.ts";
import { needVisibilityChanged } from "../events.ts";
import { findNeedRow, insertRevisions, listNeedRows, type NeedFilter } from "../queries.ts";
import { refuseSameVisibility } from "../rules.ts";
import { indexNeeds } from "../search.ts";
import type { Need, NeedSummary, NeedVisibility, VisibilityView } from "../types.ts";
import { updateVisibility } from "../visibility-queries.ts";
import { authorizeHandling, noteShown, requireNeed } from "./access.ts";
import { exportPlace } from "./export.ts";
import { aboutOf, auditOf, type NeedListing, payloadOf, shownTo } from "./needs.ts";

type ExportQuery = Parameters<typeof exportPlace>[4];

/** What is there to know before it is changed: who reads it now, and what came of it while others could. */
export async function showVisibility(ctx: Ctx, traces: readonly NeedTraces[], needId: string): Promise<VisibilityView> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId));
    authorizeHandling(ctx.caller, need);
    const found = [];
    for (const trace of traces) found.push(...(await trace(tx, need.scopeId, need.id)));
    return { visibility: need.visibility, openedBy: need.openedBy, traces: found.filter(({ count }) => count > 0) };
  });
}

export async function setVisibility(
  ctx: Ctx,
  needId: string,
  visibility: NeedVisibility,
  version: number,
): Promise<Need> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId, "for_update"));
    authorizeHandling(ctx.caller, need);
    expectVersion(need, version);
    refuseSameVisibility({ number: need.code, state: need.state }, need.visibility, visibility);
    await updateVisibility(tx, need.id, visibility);
    const changed = requireNeed(await findNeedRow(tx, need.id));
    // An enterprise does not write in the pair; `keepFindable` does it after the event. That search forgets is not left to it.
    if (ctx.caller.writeScopes.includes(need.scopeId)) await indexNeeds(tx, [changed]);
    await insertRevisions(tx, [
      {
        need: changed,
        version: changed.version,
        action: "visibility_changed",
        fromState: need.state,
        toState: need.state,
        reason: null,
        changes: [{ field: "visibility", before: need.visibility, after: visibility }],
      },
    ]);
    const details = { from: need.visibility, to: visibility };
    await audit(tx, { ...auditOf(ctx.caller, need), action: "need.visibility_changed", details });
    await ctx.outbox.emit(tx, needVisibilityChanged, {
      ...aboutOf(tx, need),
      payload: { ...payloadOf(changed), ...details },
    });
    await noteShown(tx, changed, "change");
    return shownTo(ctx.caller, changed);
  });
}

/** Who was shown what of a need since it was restricted, the newest first. */
export async function listNeedReadings(
  ctx: Ctx,
  needId: string,
  query: { readonly limit: number; readonly after: readonly [string, string] | null },
): Promise<Page<Reading>> {
  return transact(ctx, async (tx) => {
    const need = requireNeed(await findNeedRow(tx, needId));
    authorizeHandling(ctx.caller, need);
    const readings = await listReadings(tx, { kind: "need", id: need.id }, query);
    return pageOf(readings, query.limit, "need readings", ({ at, id }) => [at, id]);
  });
}

/** What pairs of the province have opened to each other. */
export async function listOpenNeeds(
  ctx: Ctx,
  scopeId: string,
  listing: NeedListing,
  filter: NeedFilter,
): Promise<TotalledPage<NeedSummary>> {
  authorize(ctx.caller, "need.read_open", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listNeedRows(tx, { provinceOf: scopeId }, listing, filter);
    return listPageOf(listing, rows, total);
  });
}

export async function exportOpenNeeds(
  ctx: Ctx,
  scopeId: string,
  listing: NeedListing,
  filter: NeedFilter,
  query: ExportQuery,
): Promise<FileAnswer> {
  authorize(ctx.caller, "need.read_open", scopeId);
  return exportPlace(ctx, { provinceOf: scopeId }, listing, filter, query);
}
