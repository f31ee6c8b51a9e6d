import { readFile } from "node:fs/promises";
import type { AuditHead } from "@dual-high/server/ops";
import { cliError } from "./errors.ts";
import { writeOutput } from "./files.ts";

/** Ends of the audit's chains in a file that is kept away from the database. */
export async function writeHeads(path: string, heads: readonly AuditHead[]): Promise<void> {
  await writeOutput(path, `${JSON.stringify(heads, null, 1)}\n`);
}

export async function readHeads(path: string): Promise<AuditHead[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw cliError("cli.file_not_found", { path });
    throw cliError("cli.file_not_readable", { path, reason: String(code) });
  }
  const heads = parse(text);
  if (!Array.isArray(heads) || !heads.every(isHead)) throw cliError("cli.not_heads", { path });
  return heads;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isHead(value: unknown): value is AuditHead {
  const { scopeId, seq, hash } = (value ?? {}) as Partial<Record<keyof AuditHead, unknown>>;
  return typeof scopeId === "string" && typeof seq === "string" && /^\d+$/.test(seq) && typeof hash === "string";
}
