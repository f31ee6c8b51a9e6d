import { basename } from "node:path";
import {
  type CorrectionPlan,
  type ListFile,
  type ListKind,
  type ListReading,
  planCorrections,
  planFormCorrections,
  readList,
  readNeedForms,
} from "@dual-high/lists";
import type { Language } from "@dual-high/kernel";
import type { InputFile } from "@dual-high/matchlist";
import { isFolder, readInput, sha256 } from "./files.ts";

/** A list as it was read, what it was read from, and how to hand it back with remarks. */
export interface LoadedList<K extends ListKind> {
  readonly reading: ListReading<K>;
  readonly input: InputFile;
  /** The workbook with a column of remarks, to be written; null when there is nothing to mend. */
  corrections(language: Language): CorrectionPlan | null;
}

export async function loadList<K extends ListKind>(
  kind: K,
  path: string,
  map: readonly string[],
): Promise<LoadedList<K>> {
  const file = await readInput(path);
  const reading = await readList(kind, file, { map });
  return {
    reading,
    input: describe(kind, file),
    corrections: (language) => planCorrections(file, reading, language),
  };
}

/** Needs come as a workbook, or as filled forms: one .docx, a folder of them, a zip. */
export async function loadNeeds(
  path: string,
  map: readonly string[],
  onForm: (name: string) => void,
): Promise<LoadedList<"needs">> {
  const isFormsFolder = await isFolder(path);
  if (!isFormsFolder && !/\.(?:docx|zip)$/i.test(path)) return loadList("needs", path, map);
  const digests: string[] = [];
  let size = 0;
  const onBytes = (name: string, bytes: Uint8Array) => {
    digests.push(`${name} ${sha256(bytes)}`);
    size += bytes.length;
  };
  const source = isFormsFolder ? { path } : await readInput(path);
  const reading = await readNeedForms(source, { onForm, onBytes });
  return {
    reading,
    input: { kind: "needs", name: basename(path), size, digest: sha256(digests.sort().join("\n")) },
    corrections: (language) => planFormCorrections(reading, language),
  };
}

function describe(kind: ListKind, { name, bytes }: ListFile): InputFile {
  return { kind, name, size: bytes.length, digest: sha256(bytes) };
}
