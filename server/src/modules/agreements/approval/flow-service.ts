import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { findDisplayNames } from "../../identity/index.ts";
import { insertFlow, listFlowRows } from "./queries.ts";
import type { Flow, FlowStep } from "./types.ts";

export async function getFlow(ctx: Ctx, scopeId: string): Promise<Flow> {
  authorize(ctx.caller, "agreement.read", scopeId);
  return transact(ctx, async (tx) => showFlow(tx, scopeId));
}

/** A new version; agreements that are on their way keep the one with which they began. */
export async function setFlow(ctx: Ctx, scopeId: string, steps: readonly FlowStep[], version: number): Promise<Flow> {
  authorize(ctx.caller, "agreement.set_flow", scopeId);
  return transact(ctx, async (tx) => {
    const [newest] = await listFlowRows(tx, scopeId);
    expectVersion({ version: newest?.version ?? 0 }, version);
    await insertFlow(tx, scopeId, { version: version + 1, steps, by: ctx.caller.userId });
    await audit(tx, {
      scopeId,
      action: "agreement.flow_set",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { version: version + 1, steps: steps.map(({ kind, roles }) => ({ kind, roles })) },
    });
    return showFlow(tx, scopeId);
  });
}

async function showFlow(tx: Tx, scopeId: string): Promise<Flow> {
  const rows = await listFlowRows(tx, scopeId);
  const names = await findDisplayNames(
    tx,
    rows.map(({ createdBy }) => createdBy),
  );
  const [newest] = rows;
  return {
    scopeId,
    version: newest?.version ?? 0,
    steps: newest?.steps ?? [],
    earlier: rows.map(({ createdBy, ...row }) => ({
      ...row,
      createdBy: { id: createdBy, name: names.get(createdBy) ?? "" },
    })),
  };
}
