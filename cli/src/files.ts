import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import process from "node:process";
import type { ListFile } from "@dual-high/lists";
import { cliError } from "./errors.ts";

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code ?? (error instanceof Error ? error.message : String(error));
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (reasonOf(error) === "ENOENT") throw cliError("cli.file_not_found", { path });
    throw cliError("cli.file_not_readable", { path, reason: reasonOf(error) });
  }
}

export async function readInput(path: string): Promise<ListFile> {
  if (await isFolder(path)) throw cliError("cli.folder_for_forms_only", { path });
  try {
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    throw cliError("cli.file_not_readable", { path, reason: reasonOf(error) });
  }
}

/** Writes beside the target and moves it there, so that a half-written file never stands under its name. */
export async function writeOutput(path: string, bytes: Uint8Array | string): Promise<void> {
  const target = resolve(path);
  const beside = `${target}.${process.pid}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw cliError("cli.file_not_writable", { path, reason: reasonOf(error) });
  }
}

/** The same for lines that are made one by one. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<void> {
  const target = resolve(path);
  const beside = `${target}.${process.pid}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(beside, gather(lines));
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw (error as NodeJS.ErrnoException).code === undefined
      ? error
      : cliError("cli.file_not_writable", { path, reason: reasonOf(error) });
  }
}

/** Lines in pieces that are worth a write. */
async function* gather(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting = "";
  for await (const line of lines) {
    waiting += `${line}\n`;
    if (waiting.length < 1 << 20) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

/** Refuses to write over what is read. */
export function refuseOverwriting(out: string, inputs: readonly (string | undefined)[]): void {
  for (const input of inputs) {
    if (input !== undefined && resolve(input) === resolve(out))
      throw cliError("cli.out_would_overwrite", { path: input });
  }
}

export function sha256(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
