import { makeProblem } from "./problems.ts";
import { readList } from "./read-list.ts";
import { type JsonValue, readJsonValues } from "./tables/json-values.ts";
import type { ListFile } from "./tables/table.ts";
import { decodeLines, isGarbled } from "./tables/text.ts";
import type { ListKind, Origin, Problem } from "./types.ts";

/** A need or candidate as plain text, for ranking without a match list. */
export interface TextRecord {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly items?: readonly { readonly title: string; readonly content: string }[];
  /** Marked in the file as not to be given to others (`restricted: true`). */
  readonly restricted?: true;
}

/** What a file of texts gave: the records that can be ranked, and everything there is to tell about the others. */
export interface TextReading {
  readonly records: readonly TextRecord[];
  readonly problems: readonly Problem[];
  readonly refused: number;
}

/**
 * Reads texts with ids. JSON Lines (or one JSON list) are taken word for word: `id`, `title`, `content`, `items`; a missing
 * text is empty. A line that cannot be used is left out and told, so that the others are not lost; of two lines with the same
 * id the first stays. Any other file is read as a list of `kind`.
 * @throws DomainError `lists.*` for a file that cannot be read at all, see {@link readList}
 */
export async function readTexts(file: ListFile, kind: ListKind): Promise<TextReading> {
  if (/\.(?:jsonl|ndjson|json)$/i.test(file.name)) return new TextReader(file).read();
  const { records, problems, refused } = await readList(kind, file);
  const texts = records.map((record) => {
    const title = "title" in record ? record.title : record.name;
    const content = "functions" in record ? record.functions : record.content;
    const items = "items" in record && record.items !== undefined ? { items: record.items } : {};
    const mark = "restricted" in record && record.restricted ? ({ restricted: true } as const) : {};
    return { id: record.id, title, content, ...items, ...mark };
  });
  return { records: texts, problems, refused };
}

const READ_FIELDS = ["id", "title", "content", "items", "restricted"];
const COUNTED_FIELDS = ["title", "content"] as const;
const UNUSABLE_IN_ID = /\p{Cc}/u;
const MOST_FIELDS_NAMED = 8;

/** Reads one file of JSON, line by line. */
class TextReader {
  readonly #file: ListFile;
  readonly #records = new Map<string, { readonly record: TextRecord; readonly origin: Origin }>();
  readonly #problems: Problem[] = [];
  readonly #unknown = new Set<string>();
  readonly #missing = new Map<string, { count: number; readonly line: number }>();
  #refused = 0;

  constructor(file: ListFile) {
    this.#file = file;
  }

  read(): TextReading {
    const { text, encoding, isDamaged } = decodeLines(this.#file);
    if (!encoding.startsWith("utf-")) this.#tell(makeProblem("lists.text_read_as", this.#origin(), { encoding }));
    for (const value of readJsonValues(text)) {
      const problem = this.#take(value, isDamaged);
      if (problem === null) continue;
      this.#refused += 1;
      this.#tell(problem);
    }
    this.#tellFields();
    return {
      records: Array.from(this.#records.values(), ({ record }) => record),
      problems: this.#problems,
      refused: this.#refused,
    };
  }

  /** Adds one record, or says why it cannot be. */
  #take({ line, value, state }: JsonValue, isDamaged: boolean): Problem | null {
    const origin = this.#origin(line);
    if (state === "broken" || typeof value !== "object" || value === null || Array.isArray(value)) {
      return makeProblem("lists.row_broken", origin);
    }
    const fields = value as Record<string, unknown>;
    if (isDamaged && isGarbled(JSON.stringify(fields))) return makeProblem("lists.row_garbled", origin);
    const id = readId(fields.id);
    if (id === null) return makeProblem("lists.text_without_id", origin);
    if (UNUSABLE_IN_ID.test(id) || !id.isWellFormed()) {
      return makeProblem("lists.text_id_unusable", origin, { value: id.replaceAll("\n", " ") });
    }
    const texts = readRecord(fields);
    if ("wrong" in texts) return makeProblem("lists.text_not_text", origin, { column: texts.wrong });
    const mark = readMark(fields.restricted);
    // A mark that cannot be read must not be taken for none.
    if (mark === null) return makeProblem("lists.text_mark_unreadable", origin, { column: "restricted" });
    const record: TextRecord = { id, ...texts, ...(mark ? { restricted: true } : {}) };
    const first = this.#records.get(id);
    if (first !== undefined) {
      return JSON.stringify(first.record) === JSON.stringify(record)
        ? makeProblem("lists.row_repeated", origin, { first: first.origin })
        : makeProblem("lists.text_id_repeated", origin, { value: id, first: first.origin });
    }
    this.#records.set(id, { record, origin });
    if (state === "repaired") this.#tell(makeProblem("lists.text_controls", origin));
    if (isEmpty(record)) this.#tell(makeProblem("lists.text_empty", origin));
    else this.#count(fields, line);
    return null;
  }

  #count(fields: Record<string, unknown>, line: number): void {
    for (const name of Object.keys(fields)) if (!READ_FIELDS.includes(name)) this.#unknown.add(name);
    if (Array.isArray(fields.items)) return;
    for (const name of COUNTED_FIELDS) {
      if (fields[name] !== undefined && fields[name] !== null) continue;
      const missing = this.#missing.get(name);
      if (missing) missing.count += 1;
      else this.#missing.set(name, { count: 1, line });
    }
  }

  #tellFields(): void {
    const total = this.#records.size;
    for (const [column, { count, line }] of this.#missing) {
      this.#tell(makeProblem("lists.text_fields_missing", this.#origin(), { column, count, total, line }));
    }
    if (this.#unknown.size === 0) return;
    const named = [...this.#unknown].slice(0, MOST_FIELDS_NAMED).map((name) => `“${name}”`);
    const fields = named.join("、") + (this.#unknown.size > named.length ? "……" : "");
    this.#tell(makeProblem("lists.text_fields_unknown", this.#origin(), { fields }));
  }

  #tell(problem: Problem): void {
    this.#problems.push(problem);
  }

  #origin(row?: number): Origin {
    return { file: this.#file.name, ...(row === undefined ? {} : { row }) };
  }
}

function readId(id: unknown): string | null {
  return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : null;
}

/** Whether a record is marked; null for a mark that is neither yes nor no. */
function readMark(mark: unknown): boolean | null {
  if (mark === undefined || mark === null || mark === false || mark === "") return false;
  return mark === true ? true : null;
}

type Texts = Omit<TextRecord, "id">;

/** The texts of a record, or the first field that is none. */
function readRecord({ title, content, items }: Record<string, unknown>): Texts | { readonly wrong: string } {
  const texts = { title: readText(title), content: readText(content) };
  if (texts.title === null) return { wrong: "title" };
  if (texts.content === null) return { wrong: "content" };
  const own = { title: texts.title, content: texts.content };
  if (items === undefined || items === null) return own;
  if (!Array.isArray(items)) return { wrong: "items" };
  const read: { title: string; content: string }[] = [];
  for (const [index, item] of items.entries()) {
    const fields: unknown = typeof item === "string" ? { title: item } : (item ?? {});
    if (typeof fields !== "object" || Array.isArray(fields)) return { wrong: `items[${index}]` };
    const found = fields as Record<string, unknown>;
    const parts = { title: readText(found.title), content: readText(found.content) };
    if (parts.title === null) return { wrong: `items[${index}].title` };
    if (parts.content === null) return { wrong: `items[${index}].content` };
    read.push({ title: parts.title, content: parts.content });
  }
  return { ...own, items: read };
}

function readText(value: unknown): string | null {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function isEmpty({ title, content, items = [] }: TextRecord): boolean {
  return [{ title, content }, ...items].every((text) => text.title.trim() === "" && text.content.trim() === "");
}
