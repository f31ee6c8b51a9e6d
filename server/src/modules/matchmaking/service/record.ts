import { type Ctx, transact } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { KeptRun } from "../compute/engine.ts";
import { countRunNeeds, type RunRow } from "../queries/runs.ts";
import { matchError } from "../rules.ts";
import { getCompletedRun, requireFound } from "./found.ts";

/**
 * The kept result of a run holds the words of all its needs, so files are made of it only while all of them are there to be
 * read: since the run, one may have been restricted to named people.
 */
export async function refusePutAway(tx: Tx, run: RunRow): Promise<void> {
  const putAway = run.needs - (await countRunNeeds(tx, run));
  if (putAway > 0) throw matchError("matchmaking.needs_put_away", { number: run.number, needs: putAway });
}

/** The whole result of a run, to be asked; it is read from the file store when the thread does not hold it yet. */
export async function openRecord(tx: Tx, ctx: Ctx, runId: string): Promise<KeptRun> {
  const { fileId, digest } = await getCompletedRun(tx, ctx.caller, "match.read", runId);
  return {
    digest: requireFound(digest),
    load: async () => transact(ctx, async (own) => (await ctx.files.readFile(own, requireFound(fileId))).bytes),
  };
}
