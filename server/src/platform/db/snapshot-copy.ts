import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "./embedded.ts";
import { dbError } from "./errors.ts";
import { copyNewestGood, foldersOf } from "./snapshots.ts";
import type { Database } from "./types.ts";

/** The newest good snapshot of a folder that another process has open, as a database of its own that closing deletes. */
export async function openSnapshot(folder: string): Promise<{ db: Database; taken: string }> {
  const copy = await mkdtemp(join(tmpdir(), "dual-high-snapshot-"));
  try {
    const snapshot = await copyNewestGood(folder, foldersOf(copy).data);
    if (snapshot === null) throw dbError("platform.no_snapshot", { folder });
    const opened = await openEmbedded({ folder: copy, snapshots: false });
    const db: Database = {
      ...opened,
      async close() {
        await opened.close();
        await rm(copy, { recursive: true, force: true });
      },
    };
    return { db, taken: snapshot.taken };
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    throw error;
  }
}
