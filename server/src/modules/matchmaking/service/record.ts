import { type Ctx, transact } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { KeptRun } from "../compute/engine.ts";
import { getCompletedRun, requireFound } from "./found.ts";

/** The whole result of a run, to be asked; it is read from the file store when the thread does not hold it yet. */
export async function openRecord(tx: Tx, ctx: Ctx, runId: string): Promise<KeptRun> {
  const { fileId, digest } = await getCompletedRun(tx, ctx.caller, "match.read", runId);
  return {
    digest: requireFound(digest),
    load: async () => transact(ctx, async (own) => (await ctx.files.readFile(own, requireFound(fileId))).bytes),
  };
}
