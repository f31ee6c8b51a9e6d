import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { asDatabaseError } from "./errors.ts";
import { kyselyOver } from "./kysely.ts";
import { lockFolder } from "./lock.ts";
import { openPool } from "./pool.ts";
import { startSnapshots } from "./snapshot-schedule.ts";
import { checkFolder, closeWithoutSnapshot, closeWithSnapshot, foldersOf, restoreNewest } from "./snapshots.ts";
import type { Database, DatabaseConfig, DatabaseNotice } from "./types.ts";

export interface WorkerInput {
  readonly dataFolder: string;
  /** Null to make a database and end. */
  readonly socketFile: string | null;
}

export type WorkerMessage = { readonly event: "ready" } | { readonly event: "closed" };

const DEFAULT_KEEP = 3;
/** An engine that breaks at once whenever it is started must not keep the machine busy. */
const RESTART_MS = 250;
const SOCKET_FOLDER = "dual-high-socket-";
/** Where `pg` looks for the socket in a folder. */
const SOCKET_NAME = ".s.PGSQL.5432";

/** PGlite in a thread, behind a socket that only this user can reach, spoken to as a server is. */
export async function openEmbedded(config: DatabaseConfig): Promise<Database> {
  const { folder } = config;
  if (folder === undefined) throw new Error("The embedded database needs a folder.");
  const notice = config.notice ?? (() => {});
  const snapshots =
    config.snapshots === false ? null : { ...config.snapshots, keep: config.snapshots?.keep ?? DEFAULT_KEEP };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Not in the data folder: a socket's path has to be short.
  const socketFolder = await mkdtemp(join(tmpdir(), SOCKET_FOLDER));
  const lock = await lockFolder(folder, socketFolder).catch(async (error: unknown) => {
    await rm(socketFolder, { recursive: true, force: true });
    throw error;
  });
  try {
    const left = lock.previousSocketFolder;
    if (left !== null && basename(left).startsWith(SOCKET_FOLDER)) await rm(left, { recursive: true, force: true });
    const engine = await startEngine(folder, join(socketFolder, SOCKET_NAME), notice);
    const pool = openPool({ host: socketFolder, port: 5432, user: "postgres", database: "postgres" }, 1, notice);
    const schedule = snapshots === null ? null : startSnapshots({ folder, pool, notice, ...snapshots });
    let closing: Promise<void> | undefined;
    const closeAll = async () => {
      try {
        await schedule?.stop();
        await pool.end();
        await engine.close();
        if (snapshots !== null) await vouch(folder, snapshots.keep, notice);
      } finally {
        lock.release();
        await rm(socketFolder, { recursive: true, force: true });
      }
    };
    return { kind: "embedded", pool, kysely: kyselyOver(() => pool), close: () => (closing ??= closeAll()) };
  } catch (error) {
    lock.release();
    await rm(socketFolder, { recursive: true, force: true });
    throw asDatabaseError(error);
  }
}

/** What lets the next opening trust the folder; without room for a snapshot, at least the digests of its files. */
async function vouch(folder: string, keep: number, notice: (notice: DatabaseNotice) => void): Promise<void> {
  try {
    await closeWithSnapshot(folder, keep);
  } catch (error) {
    notice({ event: "snapshot_failed", error: error as Error });
    await closeWithoutSnapshot(folder);
  }
}

interface Engine {
  close(): Promise<void>;
}

async function startEngine(
  folder: string,
  socketFile: string,
  notice: (notice: DatabaseNotice) => void,
): Promise<Engine> {
  const { data, unfinished } = foldersOf(folder);
  if ((await checkFolder(folder, notice)) === "new") {
    // Made elsewhere and renamed, so that a process killed on the way does not leave half a database.
    const maker = new EngineThread({ dataFolder: unfinished, socketFile: null });
    await maker.ended;
    await rename(unfinished, data);
  }
  try {
    return await keepRunning(data, socketFile, notice);
  } catch (error) {
    // Recovery after a crash found files that it cannot use.
    await restoreNewest(folder, (error as Error).message, notice);
    return keepRunning(data, socketFile, notice);
  }
}

/** An engine that breaks is started again: its log holds what was committed, and the pool connects anew. */
async function keepRunning(
  dataFolder: string,
  socketFile: string,
  notice: (notice: DatabaseNotice) => void,
): Promise<Engine> {
  let closing = false;
  let thread = new EngineThread({ dataFolder, socketFile });
  await thread.ready;
  const watch = () => {
    thread.ended.catch(async (error: unknown) => {
      if (closing) return;
      notice({ event: "connection_lost", error: error as Error });
      await sleep(RESTART_MS, undefined, { ref: false });
      if (closing) return;
      await rm(socketFile, { force: true });
      thread = new EngineThread({ dataFolder, socketFile });
      watch();
    });
  };
  watch();
  return {
    async close() {
      closing = true;
      await thread.close();
    },
  };
}

class EngineThread {
  readonly ready: Promise<void>;
  /** Resolves when the engine has closed its files, rejects when it broke. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;

  constructor(input: WorkerInput) {
    // The flags of this process are not for the thread: some of them cannot start from a file.
    this.#worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: input, execArgv: [] });
    const worker = this.#worker;
    const heard = async (event: WorkerMessage["event"]) =>
      new Promise<void>((resolve, reject) => {
        worker.on("message", (message: WorkerMessage) => {
          if (message.event === event) resolve();
        });
        worker.once("error", reject);
        worker.once("exit", (code) => {
          reject(new Error(`The embedded database ended with code ${code}.`));
        });
      });
    this.ready = heard("ready");
    this.ended = heard("closed");
    // Whoever waits for one of them hears of the failure; the other must not end the process.
    this.ready.catch(() => {});
    this.ended.catch(() => {});
  }

  async close(): Promise<void> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage("close");
    await this.ended;
    await this.#worker.terminate();
  }
}
