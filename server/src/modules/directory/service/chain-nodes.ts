import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { chainNodes } from "../column-kinds.ts";
import { directoryError } from "../errors.ts";
import { requireFound } from "../found.ts";
import { deleteChainLink, findRecord, insertChainLink, listRows } from "../queries.ts";
import type { ChainLinkBody, ChainNode } from "../types.ts";
import { createRecord, loadRecord } from "./records.ts";

const MOST_NODES = 1_000;

/** All chains of a scope with their stages. They are few, and drawn as a whole. */
export async function listChainNodes(ctx: Ctx, scopeId: string): Promise<{ readonly items: ChainNode[] }> {
  authorize(ctx.caller, "directory.read", scopeId);
  return transact(ctx, async (tx) => {
    const listing = { name: "", limit: MOST_NODES, sort: "position", isDescending: false, after: null } as const;
    const wanted = sql`t.scope_id = ${scopeId} AND t.archived_at IS NULL`;
    const { rows } = await listRows<ChainNode, "position">(
      tx,
      chainNodes,
      { ...listing, search: null, withTotal: false },
      wanted,
    );
    return { items: rows };
  });
}

export async function createChainNode(
  ctx: Ctx,
  scopeId: string,
  draft: Readonly<Record<string, unknown>> & { readonly parentId?: string | null | undefined },
): Promise<ChainNode> {
  authorize(ctx.caller, "directory.write", scopeId);
  return transact(ctx, async (tx) => {
    const { parentId } = draft;
    const parent = parentId === undefined || parentId === null ? null : await findRecord(tx, chainNodes, parentId);
    if (parentId !== undefined && parentId !== null && parent?.scopeId !== scopeId) {
      throw directoryError("directory.chain_parent_unfit", {});
    }
    return createRecord({ ...ctx, tx }, chainNodes, scopeId, draft);
  });
}

/** Says that something stands at a node, or no longer does. Saying it twice is saying it once. */
export async function linkChainNode(
  ctx: Ctx,
  nodeId: string,
  link: ChainLinkBody,
  isLinked: boolean,
): Promise<ChainNode> {
  return transact(ctx, async (tx) => {
    const row = await loadRecord(tx, ctx.caller, chainNodes, nodeId, "directory.write", "for_update");
    const scopeId = row.scopeId ?? "";
    await (isLinked ? insertChainLink : deleteChainLink)(tx, scopeId, nodeId, link);
    await audit(tx, {
      scopeId,
      action: isLinked ? "chain_node.linked" : "chain_node.unlinked",
      subjectKind: "chain_node",
      subjectId: nodeId,
      details: { ...link },
    });
    return chainNodes.show(requireFound(await findRecord(tx, chainNodes, nodeId)));
  });
}
