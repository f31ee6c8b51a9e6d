import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { NeedBlock } from "@dual-high/matchlist";
import { cliError } from "../errors.ts";

/** What a run is made of, by digest: the same gives the same blocks. */
export interface RunInputs {
  readonly version: string;
  readonly options: string;
  readonly today: string;
  readonly terms: string;
  readonly weights: string;
  readonly needs: string;
  readonly achievements: string;
  readonly instruments: string;
  readonly teams: string;
}
export type RunInput = keyof RunInputs;

const MANIFEST = "manifest.json";

/**
 * The folder beside the output in which a large run keeps each block when it is done, so that a run that was stopped or
 * killed goes on. A block is on the disk whole, with its digest, or not there at all.
 */
export class WorkingFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** What the run that lies here was made of; null where there is none that can be read. */
  async inputs(): Promise<RunInputs | null> {
    try {
      return JSON.parse(await readFile(join(this.path, MANIFEST), "utf8")) as RunInputs;
    } catch {
      return null;
    }
  }

  /** Empties the folder for a run of these inputs. */
  async begin(inputs: RunInputs): Promise<void> {
    await this.remove();
    try {
      await mkdir(this.path, { recursive: true });
    } catch (error) {
      throw cliError("cli.file_not_writable", {
        path: this.path,
        reason: String((error as NodeJS.ErrnoException).code),
      });
    }
    await this.#write(MANIFEST, Buffer.from(`${JSON.stringify(inputs)}\n`));
  }

  async keep(block: NeedBlock, lines: Uint8Array): Promise<void> {
    await this.#write(nameOf(block), Buffer.concat([Buffer.from(`${headOf(block, lines)}\n`), lines]));
  }

  /** The lines of a block; null when it is not there, or is not what was written. */
  async find(block: NeedBlock): Promise<string[] | null> {
    const bytes = await readFile(join(this.path, nameOf(block))).catch(() => null);
    if (bytes === null) return null;
    const end = bytes.indexOf(10);
    const lines = bytes.subarray(end + 1);
    if (bytes.subarray(0, end).toString() !== headOf(block, lines)) return null;
    return lines.toString().split("\n").slice(0, -1);
  }

  async remove(): Promise<void> {
    const names = await readdir(this.path).catch(() => []);
    // Only what is ours: somebody may have named a folder of theirs.
    const ours = names.filter((name) => name === MANIFEST || /^block-\d+\.jsonl(?:\.part)?$/.test(name));
    for (const name of ours) await rm(join(this.path, name), { force: true });
    if (ours.length === names.length) await rm(this.path, { recursive: true, force: true });
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const part = join(this.path, `${name}.part`);
    try {
      const file = await open(part, "w");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, join(this.path, name));
    } catch (error) {
      throw cliError("cli.file_not_writable", { path: part, reason: String((error as NodeJS.ErrnoException).code) });
    }
  }
}

/** Where a run of this process keeps its blocks. */
export function workingFolderOf(out: string): WorkingFolder {
  return new WorkingFolder(`${out}.working`);
}

function nameOf({ number }: NeedBlock): string {
  return `block-${String(number).padStart(6, "0")}.jsonl`;
}

function headOf({ number, from, to }: NeedBlock, lines: Uint8Array): string {
  return JSON.stringify({ block: number, from, to, sha256: createHash("sha256").update(lines).digest("hex") });
}
