import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

function isInstalled(): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "soffice")));
}

/** Ends a test, with its reason, where LibreOffice is not installed. */
export function needsLibreOffice(context: TestContext): void {
  context.skip(!isInstalled(), "LibreOffice (soffice) is not installed");
}

/**
 * Has LibreOffice open a file and save it as something else, as a person's office program would.
 * @param filter `pdf`, `xls`, or `csv` with the export options of LibreOffice behind a colon
 */
export async function convertWithLibreOffice(name: string, bytes: Uint8Array, filter: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-office-"));
  try {
    await writeFile(join(folder, name), bytes);
    // A profile of its own: a second LibreOffice on the same profile ends at once without a word.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const args = [profile, "--headless", "--convert-to", filter, "--outdir", folder, join(folder, name)];
    await promisify(execFile)("soffice", args, { timeout: 120_000 });
    return await readFile(join(folder, name.replace(/\.\w+$/, `.${filter.split(":")[0]}`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Comma, quotation mark, UTF-8, from the first row on; cells as they are shown. */
export const AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true";
