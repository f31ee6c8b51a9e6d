/** Files of a cleanly stopped embedded folder, cut or zeroed: the server refuses the folder and restores the snapshot. */
import { createHash } from "node:crypto";
import {
  cpSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
  closeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOffice, type Office } from "../lab/office.ts";
import { startServer, startUntilReady } from "../lab/server.ts";
import { type Rows, readRows, startWriters } from "./writers.ts";

const WRITE_MS = 2000;
const BLOCK = 8192;

export interface DamageResult {
  readonly damaged: number;
  /** How often the log said that the folder was put aside and a snapshot restored. */
  readonly restored: number;
  /** How often other rows were answered than were written. */
  readonly wrongRows: number;
}

export async function damageFolder(times: number): Promise<DamageResult> {
  const root = mkdtempSync(join(tmpdir(), "dual-high-damage-"));
  try {
    const clean = join(root, "clean");
    const { office, digest } = await makeFolder(clean);
    let restored = 0;
    let wrongRows = 0;
    for (let time = 0; time < times; time++) {
      const folder = join(root, "copy");
      cpSync(clean, folder, { recursive: true });
      damageOneFile(join(folder, "data"), time % 2 === 0);
      const { server } = await startUntilReady({ DATA_DIR: folder });
      if (server.output().includes("restored_from_snapshot")) restored += 1;
      if (digestOf(await readRows(server.url, office)) !== digest) wrongRows += 1;
      await server.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    }
    return { damaged: times, restored, wrongRows };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function makeFolder(folder: string): Promise<{ readonly office: Office; readonly digest: string }> {
  const server = await startServer({ DATA_DIR: folder });
  const office = await openOffice(server);
  const writers = startWriters(server.url, office);
  await new Promise((resolve) => setTimeout(resolve, WRITE_MS));
  await writers.stop();
  const digest = digestOf(await readRows(server.url, office));
  await server.kill("SIGTERM");
  return { office, digest };
}

function digestOf({ counts, ids }: Rows): string {
  const lines = [...counts].map(([title, count]) => `${title} ${count} ${ids.get(title)}`).toSorted();
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

function damageOneFile(folder: string, cut: boolean): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size > 0);
  const path = files[Math.floor(Math.random() * files.length)] ?? "";
  const { size } = statSync(path);
  const file = openSync(path, "r+");
  if (cut) ftruncateSync(file, Math.floor(Math.random() * size));
  else writeZeros(file, size);
  closeSync(file);
}

/** A block of zeros, which PostgreSQL takes for a fresh page; a block that was zero already is moved to one that is not. */
function writeZeros(file: number, size: number): void {
  const blocks = Math.ceil(size / BLOCK);
  const at = Math.floor(Math.random() * blocks) * BLOCK;
  const length = Math.min(BLOCK, size - at);
  writeSync(file, Buffer.alloc(length), 0, length, at);
}
