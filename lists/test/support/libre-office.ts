import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { TestContext } from "vitest";
import type { ListFile } from "../../src/index.ts";

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** Ends a test, with its reason, where LibreOffice is not installed. */
export function needsLibreOffice(context: TestContext): void {
  context.skip(!isInstalled("soffice"), "LibreOffice (soffice) is not installed");
}

/** The same for the part that opens texts, which is a package of its own. */
export function needsLibreOfficeWriter(context: TestContext): void {
  context.skip(!isInstalled("lowriter"), "LibreOffice Writer (lowriter) is not installed");
}

/**
 * Has LibreOffice open files and save them as something else, as a person's office program would; in their order.
 * @param filter `pdf`, `xls`, or `csv` with the export options of LibreOffice behind a colon
 */
export async function convertWithLibreOffice(filter: string, files: readonly ListFile[]): Promise<ListFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-office-"));
  const out = join(folder, "out");
  try {
    await Promise.all(files.map(({ name, bytes }) => writeFile(join(folder, name), bytes)));
    // A profile of its own: a second LibreOffice on the same profile ends at once without a word.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const paths = files.map(({ name }) => join(folder, name));
    await promisify(execFile)("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", out, ...paths], {
      timeout: 120_000,
    });
    return await Promise.all(
      files.map(async (file) => {
        const name = file.name.replace(/\.\w+$/, `.${filter.split(":")[0]}`);
        return { name, bytes: await readFile(join(out, name)) };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Comma, quotation mark, UTF-8, from the first row on; cells as they are shown. */
export const AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true";
