// Workbooks as an office program opens and saves them.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { TestContext } from "vitest";

interface OfficeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Ends a test, with its reason, where LibreOffice is not installed. */
export function needsLibreOffice(context: TestContext): void {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  context.skip(
    !folders.some((folder) => existsSync(join(folder, "soffice"))),
    "LibreOffice (soffice) is not installed",
  );
}

/** Has LibreOffice open workbooks and save them anew, each under its name. */
export async function saveAnew(files: readonly OfficeFile[]): Promise<OfficeFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-office-"));
  const out = join(folder, "out");
  try {
    await Promise.all(files.map(({ name, bytes }) => writeFile(join(folder, name), bytes)));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const paths = files.map(({ name }) => join(folder, name));
    await promisify(execFile)("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", out, ...paths]);
    return await Promise.all(files.map(async ({ name }) => ({ name, bytes: await readFile(join(out, name)) })));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
