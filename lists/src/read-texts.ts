import { readList } from "./read-list.ts";
import { decodeText } from "./tables/text.ts";
import { tableError } from "./tables/errors.ts";
import type { ListFile } from "./tables/table.ts";
import type { ListKind } from "./types.ts";

/** A need or candidate as plain text, for ranking without a match list. */
export interface TextRecord {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly items?: readonly { readonly title: string; readonly content: string }[];
}

/**
 * Reads texts with ids. JSON Lines are taken word for word (`id`, `title`, `content`, `items`; a missing text is empty);
 * any other list is read as a list of `kind`.
 * @throws DomainError `lists.text_*` for a line that is no object or has no id, `lists.*` as {@link readList}
 */
export async function readTexts(file: ListFile, kind: ListKind): Promise<TextRecord[]> {
  if (/\.(?:jsonl|ndjson|json)$/i.test(file.name)) return readJsonTexts(file);
  const { records } = await readList(kind, file);
  return records.map((record) => {
    const title = "title" in record ? record.title : record.name;
    const content = "functions" in record ? record.functions : record.content;
    const items = "items" in record && record.items !== undefined ? { items: record.items } : {};
    return { id: record.id, title, content, ...items };
  });
}

function readJsonTexts(file: ListFile): TextRecord[] {
  const text = decodeText(file);
  const lines = text.trimStart().startsWith("[") ? parseArray(file.name, text) : parseLines(file.name, text);
  const seen = new Map<string, number>();
  return lines.map(({ value, line }) => {
    const record = toText(file.name, line, value);
    const first = seen.get(record.id);
    if (first !== undefined)
      throw tableError("lists.text_id_repeated", { file: file.name, id: record.id, first, line });
    seen.set(record.id, line);
    return record;
  });
}

interface JsonLine {
  readonly line: number;
  readonly value: unknown;
}

function parseArray(file: string, text: string): JsonLine[] {
  try {
    return (JSON.parse(text) as unknown[]).map((value, index) => ({ value, line: index + 1 }));
  } catch {
    throw tableError("lists.text_not_json", { file, line: 1 });
  }
}

function parseLines(file: string, text: string): JsonLine[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [{ value: JSON.parse(line) as unknown, line: index + 1 }];
    } catch {
      throw tableError("lists.text_not_json", { file, line: index + 1 });
    }
  });
}

function toText(file: string, line: number, value: unknown): TextRecord {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw tableError("lists.text_not_json", { file, line });
  const { id, title, content, items } = value as Record<string, unknown>;
  if ((typeof id !== "string" && typeof id !== "number") || id === "")
    throw tableError("lists.text_without_id", { file, line });
  const read = (field: string, text: unknown): string => {
    if (text === undefined || text === null) return "";
    if (typeof text === "string") return text;
    if (typeof text === "number" || typeof text === "boolean") return String(text);
    throw tableError("lists.text_not_text", { file, line, field });
  };
  if (items !== undefined && items !== null && !Array.isArray(items))
    throw tableError("lists.text_not_text", { file, line, field: "items" });
  const readItem = (item: unknown, index: number) => {
    if (typeof item === "string") return { title: item, content: "" };
    const parts = (item ?? {}) as Record<string, unknown>;
    return {
      title: read(`items[${index}].title`, parts.title),
      content: read(`items[${index}].content`, parts.content),
    };
  };
  return {
    id: String(id),
    title: read("title", title),
    content: read("content", content),
    ...(Array.isArray(items) ? { items: items.map(readItem) } : {}),
  };
}
