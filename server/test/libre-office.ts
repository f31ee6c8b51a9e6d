// Files as an office program opens, saves and prints them.
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
  return convert("xlsx", files);
}

/** The same for texts, which take a package of their own and another to be read off the page. */
export function needsPrinting(context: TestContext): void {
  const isThere = (command: string) =>
    (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, command)));
  context.skip(!isThere("lowriter") || !isThere("pdftotext"), "LibreOffice Writer or poppler is not installed");
}

/** What LibreOffice prints of texts: the words of each page, without spaces. */
export async function printPages(files: readonly OfficeFile[]): Promise<string[][]> {
  const printed = await convert("pdf", files);
  return Promise.all(
    printed.map(async ({ bytes }) => {
      const folder = await mkdtemp(join(tmpdir(), "dual-high-page-"));
      try {
        await writeFile(join(folder, "printed.pdf"), bytes);
        const { stdout } = await promisify(execFile)("pdftotext", ["-layout", join(folder, "printed.pdf"), "-"]);
        return stdout
          .split("\f")
          .slice(0, -1)
          .map((page) => page.replaceAll(/\s/g, ""));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
  );
}

async function convert(format: "xlsx" | "pdf", files: readonly OfficeFile[]): Promise<OfficeFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "dual-high-office-"));
  const out = join(folder, "out");
  try {
    await Promise.all(files.map(({ name, bytes }) => writeFile(join(folder, name), bytes)));
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
    const paths = files.map(({ name }) => join(folder, name));
    await promisify(execFile)("soffice", [profile, "--headless", "--convert-to", format, "--outdir", out, ...paths]);
    return await Promise.all(
      files.map(async ({ name }) => {
        const made = name.replace(/\.\w+$/, `.${format}`);
        return { name: made, bytes: await readFile(join(out, made)) };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
