import { createHash, randomUUID } from "node:crypto";
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFolder } from "../db/manifest.ts";

const INCOMING = "incoming";
const SHA256 = /^[0-9a-f]{64}$/;
const DAY_MS = 24 * 3600 * 1000;

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Contents in a local folder, each under its digest: written whole or not at all, and never changed. */
export class ContentFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** On the disk when it returns. Content that is there already is written anew, which mends it if it was damaged. */
  async write(bytes: Uint8Array): Promise<string> {
    return (await this.writeChunks([bytes])).sha256;
  }

  /** The same for content that is made piece by piece, and may be larger than memory. */
  async writeChunks(
    chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
    const hash = createHash("sha256");
    let sizeBytes = 0;
    const incoming = join(this.#folder, INCOMING);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const unfinished = join(incoming, randomUUID());
    try {
      const handle = await open(unfinished, "wx", 0o600);
      try {
        for await (const chunk of chunks) {
          hash.update(chunk);
          sizeBytes += chunk.byteLength;
          await handle.writeFile(chunk);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      const sha256 = hash.digest("hex");
      const target = this.#pathOf(sha256);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(unfinished, target);
      await flushFolder(dirname(target));
      await flushFolder(this.#folder);
      return { sha256, sizeBytes };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** The content, or why it is not what was written. */
  async read(sha256: string): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> } | { readonly lost: string }> {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await readFile(this.#pathOf(sha256)));
    } catch (error) {
      return { lost: String((error as NodeJS.ErrnoException).code) };
    }
    return sha256Of(bytes) === sha256 ? { bytes } : { lost: "its digest does not match" };
  }

  async refuseUnwritable(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await access(this.#folder, constants.W_OK);
  }

  async list(): Promise<string[]> {
    const found: string[] = [];
    for (const group of await entriesOf(this.#folder)) {
      if (/^[0-9a-f]{2}$/.test(group)) found.push(...(await entriesOf(join(this.#folder, group))));
    }
    return found.filter((name) => SHA256.test(name));
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.#pathOf(sha256), { force: true });
    await this.unmark(sha256);
  }

  /** Since when nobody needs the content, as it was noted, or null. */
  async markOf(sha256: string): Promise<string | null> {
    return readFile(this.#markPathOf(sha256), "utf8").catch(() => null);
  }

  async mark(sha256: string, since: string): Promise<void> {
    const handle = await open(this.#markPathOf(sha256), "w", 0o600);
    try {
      await handle.writeFile(since);
    } finally {
      await handle.close();
    }
  }

  async unmark(sha256: string): Promise<void> {
    await rm(this.#markPathOf(sha256), { force: true });
  }

  /** What a process left that ended while it wrote. */
  async removeUnfinished(): Promise<void> {
    const incoming = join(this.#folder, INCOMING);
    for (const name of await entriesOf(incoming)) {
      const path = join(incoming, name);
      const info = await stat(path).catch(() => null);
      if (info !== null && Date.now() - info.mtimeMs > DAY_MS) await rm(path, { force: true });
    }
  }

  #pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new Error("A content's key is its digest.");
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }

  #markPathOf(sha256: string): string {
    return `${this.#pathOf(sha256)}.unneeded`;
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
