import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { dbError } from "./errors.ts";
import {
  copyFolder,
  copyQuickly,
  digestFolder,
  type FileEntry,
  findDamage,
  flushFolder,
  flushFolders,
  type Manifest,
  newManifest,
  readManifest,
  removeManifest,
  writeManifest,
} from "./manifest.ts";
import type { DatabaseNotice } from "./types.ts";

/** The embedded database's folder: the data, what vouches for it, and copies of it. */
export function foldersOf(folder: string) {
  return {
    data: join(folder, "data"),
    /** The data folder while it is being made or restored; of no worth after a crash. */
    unfinished: join(folder, "data.new"),
    /** There while the folder is closed, and it was closed properly. */
    clean: join(folder, "clean.json"),
    snapshots: join(folder, "snapshots"),
  };
}

const PARTIAL = ".partial";
const MANIFEST = "manifest.json";

export interface Snapshot {
  readonly path: string;
  readonly bytes: number;
}

/** Copies the data folder while nobody writes to it: `pause` holds writers off until the copy is made. */
export async function takeSnapshot(
  folder: string,
  keep: number,
  pause: (copy: () => Promise<void>) => Promise<void>,
): Promise<Snapshot> {
  const { data } = foldersOf(folder);
  const { snapshot } = await storeSnapshot(folder, keep, async (target) => {
    await pause(async () => copyQuickly(data, target));
    const files = await digestFolder(target);
    await flushFolders(target);
    return files;
  });
  return snapshot;
}

/** After the database has closed its files: one reading gives the snapshot and what vouches for the folder itself. */
export async function closeWithSnapshot(folder: string, keep: number): Promise<Snapshot> {
  const { data, clean } = foldersOf(folder);
  const { snapshot, manifest } = await storeSnapshot(folder, keep, async (target) =>
    copyFolder(data, target, { flushOriginal: true }),
  );
  await flushFolders(data);
  await writeManifest(clean, manifest);
  return snapshot;
}

/** When there is no room for a snapshot, the folder can at least be checked at its next opening. */
export async function closeWithoutSnapshot(folder: string): Promise<void> {
  const { data, clean } = foldersOf(folder);
  const files = await digestFolder(data);
  await flushFolders(data);
  await writeManifest(clean, newManifest(files));
}

/**
 * Makes the data folder fit to be opened, and says whether there is one. A clean folder is compared with its manifest; one
 * whose process was killed has none and is left to the database's own recovery.
 */
export async function checkFolder(folder: string, notice: (notice: DatabaseNotice) => void): Promise<"new" | "ready"> {
  const { data, clean, unfinished, snapshots } = foldersOf(folder);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(snapshots, { recursive: true, mode: 0o700 });
  for (const name of await readdir(snapshots)) {
    if (name.endsWith(PARTIAL)) await rm(join(snapshots, name), { recursive: true, force: true });
  }
  const manifest = await readManifest(clean);
  const there = await readdir(data).then(
    () => true,
    () => false,
  );
  if (!there && manifest === null && (await listSnapshots(folder)).length === 0) return "new";

  const damage = there ? await findFolderDamage(data, manifest) : "the data folder is missing";
  if (damage !== null) await restoreNewest(folder, damage, notice);
  else if (manifest === null) notice({ event: "recovered_after_crash", folder });
  await removeManifest(clean);
  return "ready";
}

async function findFolderDamage(data: string, manifest: Manifest | "damaged" | null): Promise<string | null> {
  if (manifest === null) return null;
  return manifest === "damaged" ? "clean.json was changed" : findDamage(data, manifest);
}

/** Puts the data folder aside and the newest good snapshot in its place. */
export async function restoreNewest(
  folder: string,
  reason: string,
  notice: (notice: DatabaseNotice) => void,
): Promise<void> {
  const { data, clean, unfinished } = foldersOf(folder);
  const was = await readManifest(clean);
  const snapshot = await copyNewestGood(folder, unfinished);
  if (snapshot === null) throw dbError("platform.database_damaged", { folder, reason });

  const putAside = join(folder, `damaged-${stampOf(new Date())}`);
  await rename(data, putAside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(unfinished, data);
  await removeManifest(clean);
  await flushFolder(folder);
  const complete = was !== null && was !== "damaged" && was.id === snapshot.id;
  notice({
    event: "restored_from_snapshot",
    folder,
    reason,
    putAside,
    snapshotTaken: snapshot.taken,
    missingSince: complete ? null : snapshot.taken,
  });
}

/** Answers what was copied to `target`, or null when no snapshot is as it was written. */
export async function copyNewestGood(folder: string, target: string): Promise<Manifest | null> {
  for (const path of (await listSnapshots(folder)).toReversed()) {
    const manifest = await readManifest(join(path, MANIFEST));
    if (manifest === null || manifest === "damaged") continue;
    await rm(target, { recursive: true, force: true });
    // What was copied is compared, so a snapshot that is damaged on its way is not used either.
    const copied = await copyFolder(join(path, "data"), target).catch(() => null);
    if (copied !== null && sameFiles(copied, manifest.files)) return manifest;
  }
  await rm(target, { recursive: true, force: true });
  return null;
}

async function storeSnapshot(
  folder: string,
  keep: number,
  fill: (target: string) => Promise<FileEntry[]>,
): Promise<{ snapshot: Snapshot; manifest: Manifest }> {
  const { snapshots } = foldersOf(folder);
  const path = join(snapshots, await nextStamp(folder));
  const partial = `${path}${PARTIAL}`;
  try {
    await mkdir(partial, { recursive: true, mode: 0o700 });
    // Taken from here on: what is committed while the copy waits for its turn may be in it as well.
    const began = new Date().toISOString();
    const files = await fill(join(partial, "data"));
    const manifest = { ...newManifest(files), taken: began };
    await writeManifest(join(partial, MANIFEST), manifest);
    await rename(partial, path);
    await flushFolder(snapshots);
    const all = await listSnapshots(folder);
    for (const old of all.slice(0, Math.max(0, all.length - keep))) await rm(old, { recursive: true, force: true });
    return { snapshot: { path, bytes: files.reduce((sum, { size }) => sum + size, 0) }, manifest };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Oldest first. */
async function listSnapshots(folder: string): Promise<string[]> {
  const { snapshots } = foldersOf(folder);
  const names = await readdir(snapshots);
  return names
    .filter((name) => !name.endsWith(PARTIAL))
    .toSorted()
    .map((name) => join(snapshots, name));
}

/** The time, or just behind the newest snapshot's: set the clock back, and the newest is still the last. */
async function nextStamp(folder: string): Promise<string> {
  const newest = basename((await listSnapshots(folder)).at(-1) ?? "");
  const now = stampOf(new Date());
  if (now > newest) return now;
  const after = Date.parse(newest.replace(/T(\d\d)-(\d\d)-/, "T$1:$2:")) + 1;
  return Number.isNaN(after) ? `${newest}-` : stampOf(new Date(after));
}

function sameFiles(left: readonly FileEntry[], right: readonly FileEntry[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Sorts by time, and is a file name everywhere. */
function stampOf(now: Date): string {
  return now.toISOString().replaceAll(":", "-");
}
