import { type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import { findToday } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { ProjectRow } from "../queries.ts";
import { changing } from "../service/changing.ts";
import { requireFound } from "../service/found.ts";
import type { Project } from "../types.ts";
import { findSupport, insertDelivery, insertSupport, type SupportRow, updateSupport } from "./queries.ts";
import { deliver, refuseUnfitSupport, supportError } from "./rules.ts";
import { sidesOf } from "./sides.ts";
import type { DeliveryDraft, Side, SupportDraft } from "./types.ts";

function refuseOtherSide(caller: Caller, project: ProjectRow, side: Side): void {
  if (!sidesOf(caller, project).includes(side)) throw supportError("transformation.support_side", { side });
}

export async function promiseSupport(ctx: Ctx, projectId: string, draft: SupportDraft): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    refuseUnfitSupport(draft, await findToday(tx));
    refuseOtherSide(ctx.caller, project, draft.side);
    const id = newId();
    await insertSupport(tx, project, id, draft, ctx.caller.userId);
    const { side, kind, description, valueFen } = draft;
    return {
      step: "support_promised",
      details: { side, description },
      audited: { action: "project.support_promised", details: { supportId: id, side, kind, valueFen } },
    };
  });
}

async function projectOf(ctx: Ctx, supportId: string): Promise<string> {
  return transact(ctx, async (tx) => requireFound(await findSupport(tx, supportId)).projectId);
}

/** What arrived of a promise, confirmed by the other side or the pair office, and not by who recorded it. */
export async function confirmDelivery(ctx: Ctx, supportId: string, draft: DeliveryDraft): Promise<Project> {
  const projectId = await projectOf(ctx, supportId);
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    const promise: SupportRow = requireFound(await findSupport(tx, supportId));
    const by = ctx.caller.userId;
    const sides = sidesOf(ctx.caller, project);
    const isKept = deliver(promise, draft, { by, sides, today: await findToday(tx) });
    const { deliveredOn, quantityHundredths, valueFen, note } = draft;
    const delivery = { id: newId(), supportId, deliveredOn, quantityHundredths, valueFen, note, confirmedBy: by };
    await insertDelivery(tx, project, delivery);
    if (isKept) await updateSupport(tx, supportId, "delivered", null);
    return {
      step: "support_delivered",
      details: { side: promise.side, description: promise.description },
      audited: { action: "project.support_delivered", details: { supportId, valueFen, quantityHundredths, isKept } },
    };
  });
}

export async function withdrawSupport(ctx: Ctx, supportId: string, reason: string): Promise<Project> {
  const projectId = await projectOf(ctx, supportId);
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    const { side, state, description } = requireFound(await findSupport(tx, supportId));
    if (state !== "promised") throw supportError("transformation.support_settled", { description });
    refuseOtherSide(ctx.caller, project, side);
    await updateSupport(tx, supportId, "withdrawn", reason);
    return {
      step: "support_withdrawn",
      details: { side, description, reason },
      audited: { action: "project.support_withdrawn", details: { supportId, side } },
    };
  });
}
