import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, type FileHandle, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

/** What a folder held when it was written: enough to tell a file that was cut, zeroed, swapped, lost or added. */
export interface Manifest {
  readonly format: 1;
  /** The same in a clean folder and in the snapshot taken of it: restoring that one loses nothing. */
  readonly id: string;
  readonly taken: string;
  readonly files: readonly FileEntry[];
}

export interface FileEntry {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

const CHUNK = 1 << 20;
/** Enough for the disk to gather flushes; more threads than that do not exist. */
const PARALLEL = 4;

/** Digests of every file below `folder`, each flushed to the disk while it is open. */
export async function digestFolder(folder: string): Promise<FileEntry[]> {
  return eachFile(await listFiles(folder), async (path) => readThrough(join(folder, path), path, null));
}

/** Copies a folder, flushed to the disk, with the original if asked to, and answers the digests of what was read. */
export async function copyFolder(from: string, to: string, { flushOriginal = false } = {}): Promise<FileEntry[]> {
  await copyFolders(from, to);
  const entries = await eachFile(await listFiles(from), async (path) =>
    readThrough(join(from, path), path, join(to, path), flushOriginal),
  );
  await flushFolders(to);
  return entries;
}

/** Copies a folder as fast as the file system can; digests and flushing follow on the copy. */
export async function copyQuickly(from: string, to: string): Promise<void> {
  await copyFolders(from, to);
  await eachFile(await listFiles(from), async (path) =>
    copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE),
  );
}

export function newManifest(files: readonly FileEntry[]): Manifest {
  return { format: 1, id: randomUUID(), taken: new Date().toISOString(), files };
}

/** The first difference between a folder and its manifest in words, or null when there is none. */
export async function findDamage(folder: string, manifest: Manifest): Promise<string | null> {
  const there = new Set(await listFiles(folder));
  for (const { path } of manifest.files) if (!there.delete(path)) return `${path} is missing`;
  const [extra] = there;
  if (extra !== undefined) return `${extra} does not belong there`;
  const found = await eachFile(manifest.files, async ({ path }) => readThrough(join(folder, path), path, null, false));
  for (const [index, entry] of manifest.files.entries()) {
    const now = found[index];
    if (now?.size !== entry.size) return `${entry.path} has ${now?.size} bytes instead of ${entry.size}`;
    if (now.sha256 !== entry.sha256) return `${entry.path} was changed`;
  }
  return null;
}

/** Written whole or not at all. The last line is a digest of the rest, so that a damaged manifest vouches for nothing. */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest)}\n`;
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writeFile(`${text}${digestOf(text)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await flushFolder(dirname(file));
}

/** Null when there is none; "damaged" when it is not as it was written. */
export async function readManifest(file: string): Promise<Manifest | "damaged" | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const end = text.indexOf("\n") + 1;
  return text.slice(end) === `${digestOf(text.slice(0, end))}\n`
    ? (JSON.parse(text.slice(0, end)) as Manifest)
    : "damaged";
}

/** Durable: after a power cut the manifest is gone for certain, and does not vouch for a folder that was written since. */
export async function removeManifest(file: string): Promise<void> {
  await rm(file, { force: true });
  await flushFolder(dirname(file));
}

export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function flushFolders(root: string): Promise<void> {
  for (const folder of await listFolders(root)) await flushFolder(join(root, folder));
}

async function copyFolders(from: string, to: string): Promise<void> {
  for (const folder of await listFolders(from)) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
}

async function listFolders(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return ["", ...entries.filter((entry) => entry.isDirectory()).map((entry) => pathBelow(root, entry))];
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => pathBelow(root, entry))
    .toSorted();
}

function pathBelow(root: string, { parentPath, name }: { parentPath: string; name: string }): string {
  return relative(root, join(parentPath, name)).split(sep).join("/");
}

async function readThrough(file: string, path: string, copyTo: string | null, flush = true): Promise<FileEntry> {
  const source = await open(file, "r");
  let target: FileHandle | null = null;
  try {
    if (copyTo !== null) target = await open(copyTo, "w", 0o600);
    const hash = createHash("sha256");
    const { size: expected } = await source.stat();
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, expected + 1));
    let size = 0;
    for (;;) {
      const { bytesRead } = await source.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      if (target !== null) await writeAll(target, part);
      size += bytesRead;
    }
    if (flush) await source.sync();
    await target?.sync();
    return { path, size, sha256: hash.digest("hex") };
  } finally {
    await source.close();
    await target?.close();
  }
}

async function writeAll(target: FileHandle, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length; ) {
    const { bytesWritten } = await target.write(part, done, part.length - done, null);
    done += bytesWritten;
  }
}

async function eachFile<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = Array.from({ length: items.length });
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
