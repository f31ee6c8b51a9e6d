import type { Ctx } from "../../../platform/access/index.ts";
import { transact } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { getCompletedRun, requireFound } from "./found.ts";

export interface OpenedRecord {
  readonly digest: string;
  readonly load: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** The whole result of a run, to be asked; it is read from the file store when the thread does not hold it yet. */
export async function openRecord(tx: Tx, ctx: Ctx, runId: string): Promise<OpenedRecord> {
  const { fileId, digest } = await getCompletedRun(tx, ctx.caller, "match.read", runId);
  const { tx: _, ...outside } = ctx;
  return {
    digest: requireFound(digest),
    load: async () =>
      transact(
        ctx.tx === undefined ? outside : ctx,
        async (own) => (await ctx.files.readFile(own, requireFound(fileId))).bytes,
      ),
  };
}
