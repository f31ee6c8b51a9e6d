import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { DomainError } from "@dual-high/kernel";
import { openZip } from "../zip.ts";
import { formError } from "./errors.ts";
import { FORM_LIMITS, type FormFile } from "./guard.ts";

/** Where forms come from: a folder, a zip, or a single form. */
export type FormSource = { readonly path: string } | FormFile;

/**
 * One file of a folder or zip: a form to read, one that cannot be read, or (`ignored`) a file of another kind. The name is
 * the path within the folder or zip.
 */
export type OpenedForm =
  | FormFile
  | { readonly name: string; readonly error: DomainError }
  | { readonly name: string; readonly ignored: DomainError };

/** Folders and zips hold forms by the hundred. What is larger is a mistake: somebody's whole disk. */
const MAX_FILES = 10_000;
const MAX_FOLDER_DEPTH = 16;

/**
 * The forms of a folder or zip in the order of their names, one at a time. A file that cannot be read is reported in its
 * place and never stops the others; only a folder or zip that cannot be opened at all throws.
 */
export async function* openForms(source: FormSource): AsyncGenerator<OpenedForm> {
  if ("bytes" in source) {
    if (/\.zip$/i.test(source.name)) yield* openZipped(source);
    else yield source;
    return;
  }
  const { path } = source;
  const name = basename(path);
  const found = await stat(path).catch(() => {
    throw formError("lists.form_source_missing", { file: path });
  });
  if (found.isDirectory()) yield* openFolder(path, name);
  else if (/\.zip$/i.test(name)) yield* openZipped({ name, bytes: await readWhole(path, name) });
  else yield await openFile(path, name);
}

async function* openFolder(root: string, file: string): AsyncGenerator<OpenedForm> {
  const { names, isCut } = await listFolder(root, file);
  for (const name of names) {
    const other = otherKind(name);
    if (other) yield other;
    else yield await openFile(join(root, name), name);
  }
  if (isCut) yield { name: file, error: formError("lists.form_too_many", { file, limit: MAX_FILES }) };
}

/** Paths of all files below a folder; links are not followed, for they may lead anywhere. */
async function listFolder(root: string, file: string): Promise<{ names: string[]; isCut: boolean }> {
  const names: string[] = [];
  const folders = [{ path: "", depth: 0 }];
  let isCut = false;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const { path, depth } = folder;
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch(() => {
      if (depth === 0) throw formError("lists.form_no_access", { file });
      return [];
    });
    for (const entry of entries) {
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (isClutter(name)) continue;
      if (entry.isDirectory() && depth < MAX_FOLDER_DEPTH) folders.push({ path: name, depth: depth + 1 });
      else if (entry.isFile()) names.push(name);
    }
    isCut = names.length > MAX_FILES || folders.length > MAX_FILES;
    if (isCut) break;
  }
  return { names: names.sort(byName).slice(0, MAX_FILES), isCut };
}

async function openFile(path: string, name: string): Promise<OpenedForm> {
  try {
    const { size } = await stat(path);
    if (size > FORM_LIMITS.maxFileBytes) return { name, error: tooLarge(name) };
    return { name, bytes: await readFile(path) };
  } catch {
    return { name, error: formError("lists.form_no_access", { file: name }) };
  }
}

async function readWhole(path: string, name: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > MAX_ZIP_BYTES) {
    throw formError("lists.form_too_large", { file: name, limit: MAX_ZIP_BYTES / 2 ** 20 });
  }
  return readFile(path).catch(() => {
    throw formError("lists.form_no_access", { file: name });
  });
}

const MAX_ZIP_BYTES = 256 * 2 ** 20;

async function* openZipped(source: FormFile): AsyncGenerator<OpenedForm> {
  const zip = await openZip(source.bytes, { file: source.name, maxBytes: MAX_ZIP_BYTES, maxEntries: MAX_FILES });
  const names = zip.entries.map((entry) => entry.name).filter((name) => !isClutter(name));
  for (const name of names.sort(byName)) {
    const other = otherKind(name);
    if (other) {
      yield other;
      continue;
    }
    try {
      yield { name, bytes: await zip.read(name, { maxBytes: FORM_LIMITS.maxFileBytes }) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      yield { name, error: error.code === "lists.zip_too_large_inside" ? tooLarge(name) : error };
    }
  }
}

function tooLarge(name: string): DomainError {
  return formError("lists.form_too_large", { file: name, limit: FORM_LIMITS.maxFileBytes / 2 ** 20 });
}

/** What office programs and systems leave beside the files: locks of open documents, previews, resource forks. */
function isClutter(path: string): boolean {
  return path.split("/").some((name) => /^(~\$|\.|__MACOSX$)|^(thumbs\.db|desktop\.ini)$/i.test(name));
}

/** An old .doc most likely holds a need, so that it is refused with the remedy; any other file is passed over. */
function otherKind(name: string): OpenedForm | null {
  if (/\.doc[xm]$/i.test(name)) return null;
  if (/\.(doc|wps)$/i.test(name)) return { name, error: formError("lists.form_old_format", { file: name }) };
  return { name, ignored: formError("lists.form_ignored_kind", { file: name }) };
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

function byName(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : 1);
}
