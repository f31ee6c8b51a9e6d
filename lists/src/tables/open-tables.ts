import { natureOf } from "../zip.ts";
import { openCsv } from "./csv.ts";
import { tableError } from "./errors.ts";
import { openJsonl } from "./jsonl.ts";
import { type ListFile, TABLE_LIMITS, type Table } from "./table.ts";
import { isBinary } from "./text.ts";
import { openXlsx } from "./xlsx.ts";

const NATURE_NAMES = {
  zip: "zip / .xlsx",
  ole: ".xls",
  ole_encrypted: ".xlsx",
  pdf: "PDF",
  rtf: "RTF",
  markup: "HTML / XML",
  empty: "",
  other: "text or binary data",
} as const;

function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}

/**
 * Opens a list file by its name's extension, once its content proves to be of that kind. A file whose content is
 * something else is refused rather than guessed at: exporters that write HTML under .xls also write wrong numbers.
 */
export async function openTables(file: ListFile): Promise<Table[]> {
  const { name, bytes } = file;
  const extension = extensionOf(name);
  if (!["xlsx", "xls", "csv", "tsv", "txt", "jsonl", "ndjson"].includes(extension)) {
    throw tableError("lists.file_kind_unknown", { file: name });
  }
  if (bytes.length === 0) throw tableError("lists.file_empty", { file: name });
  if (bytes.length > TABLE_LIMITS.maxFileBytes) {
    throw tableError("lists.file_too_large", { file: name, limitMb: TABLE_LIMITS.maxFileBytes / 2 ** 20 });
  }
  const nature = natureOf(bytes);
  if (nature === "ole_encrypted") throw tableError("lists.file_encrypted", { file: name });
  const differs = () => tableError("lists.file_content_differs", { file: name, found: NATURE_NAMES[nature] });
  if (extension === "xlsx") {
    if (nature !== "zip") throw differs();
    return openXlsx(file);
  }
  if (extension === "xls") {
    if (nature !== "ole") throw differs();
    // What reads .xls is large, and most lists are none.
    const { openXls } = await import("./xls.ts");
    return openXls(file);
  }
  if (nature !== "other") throw differs();
  if (isBinary(bytes)) throw tableError("lists.file_content_differs", { file: name, found: "binary data" });
  return extension === "jsonl" || extension === "ndjson" ? openJsonl(file) : openCsv(file);
}
