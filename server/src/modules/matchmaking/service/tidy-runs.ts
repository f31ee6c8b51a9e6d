import { type Database, withSystem } from "../../../platform/db/index.ts";
import type { FileStore } from "../../../platform/files/index.ts";
import { findJob } from "../../../platform/jobs/index.ts";
import { deleteBlocks, forgetSnapshot, listForsakenRuns } from "../queries/blocks.ts";

/** So long a run that failed or was cancelled can go on where it stood. */
const KEPT_DAYS = 7;

/** Forgets what was found of runs that nobody took up again; when somebody does after all, they begin from the start. */
export async function tidyRuns(db: Database, files: FileStore): Promise<void> {
  await withSystem(db, async (tx) => {
    for (const run of await listForsakenRuns(tx, KEPT_DAYS)) {
      const job = await findJob(tx, run.jobId);
      if (job?.state === "queued" || job?.state === "running") continue;
      await deleteBlocks(tx, run);
      await forgetSnapshot(tx, run.id);
      await files.removeFile(tx, run.snapshotFileId);
    }
  });
}
