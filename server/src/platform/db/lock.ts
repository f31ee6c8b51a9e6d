import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { dbError } from "./errors.ts";

/** Who holds a folder. Written beside the lock, which nobody else can read into. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
  /** Left behind when the holder was killed, and removed by who takes over. */
  readonly socketFolder: string;
}

export interface FolderLock {
  /** What the last holder left, when it did not let go by itself. */
  readonly previousSocketFolder: string | null;
  release(): void;
}

/** A holder that is just ending gets this long. */
const PATIENCE_MS = 300;

/**
 * Holds `folder` for this process alone. The lock is one of the operating system on an open file, taken by SQLite, so it
 * goes when its holder goes, however it ended; a file with a process number would outlive it.
 */
export async function lockFolder(folder: string, socketFolder: string): Promise<FolderLock> {
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  const holderFile = join(folder, "holder.json");
  const giveUp = performance.now() + PATIENCE_MS;
  while (!tryLock(lock)) {
    if (performance.now() > giveUp) {
      lock.close();
      const holder = readHolder(holderFile);
      throw dbError("platform.database_in_use", {
        folder,
        pid: String(holder?.pid ?? "?"),
        since: holder?.since ?? "?",
        host: holder?.host ?? "?",
      });
    }
    await sleep(50);
  }
  const previous = readHolder(holderFile);
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString(), socketFolder };
  writeFileSync(`${holderFile}.new`, JSON.stringify(holder));
  renameSync(`${holderFile}.new`, holderFile);
  return {
    previousSocketFolder: previous?.socketFolder ?? null,
    release() {
      writeFileSync(holderFile, "null");
      lock.close();
    },
  };
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === 5) return false;
    throw error;
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder | null;
  } catch {
    return null;
  }
}
