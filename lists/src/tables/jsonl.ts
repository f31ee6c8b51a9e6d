import { tableError } from "./errors.ts";
import { type CellValue, type ListFile, NO_LAYOUT, TABLE_LIMITS, type Table, type TableRow } from "./table.ts";
import { decodeTable, isGarbled } from "./text.ts";

/** A JSON Lines file as one table: the keys of all objects are its header (row 0), each line is a row. */
export function openJsonl(file: ListFile): Table[] {
  const { text, isDamaged } = decodeTable(file);
  const columns = new Map<string, number>();
  const rows: TableRow[] = [];
  let number = 0;
  for (const line of eachLine(text)) {
    number += 1;
    if (number > TABLE_LIMITS.maxRows) {
      throw tableError("lists.too_many_rows", { file: file.name, sheet: file.name, limit: TABLE_LIMITS.maxRows });
    }
    if (line.trim() === "") continue;
    const object = parseObject(line);
    if (object === null || (isDamaged && isGarbled(line))) {
      rows.push({ number, values: [line.slice(0, 200)], broken: object === null ? "json" : "encoding" });
      continue;
    }
    const values: CellValue[] = [];
    for (const [key, value] of Object.entries(object)) {
      const column = columns.get(key) ?? columns.size;
      if (column >= TABLE_LIMITS.maxColumns) {
        throw tableError("lists.too_many_columns", {
          file: file.name,
          sheet: file.name,
          limit: TABLE_LIMITS.maxColumns,
        });
      }
      columns.set(key, column);
      values[column] = toCell(value);
    }
    rows.push({ number, values: Array.from(values, (value) => value ?? null) });
  }
  const header: TableRow = { number: 0, values: [...columns.keys()] };
  return [{ sheet: "", isHidden: false, open: async () => ({ layout: NO_LAYOUT, rows: [header, ...rows] }) }];
}

function* eachLine(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf("\n", at);
    yield text.slice(at, end < 0 ? text.length : end);
    at = end < 0 ? text.length : end + 1;
  }
}

/** A team with all its papers stays far below; a parser keeps a record of every open bracket. */
const LONGEST_LINE = 2_000_000;

function parseObject(line: string): Record<string, unknown> | null {
  if (line.length > LONGEST_LINE) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function toCell(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((element) => toLine(element, 1)).join("\n");
  return toLine(value, 1);
}

/** Lists of objects of lists are data of programs, not of lists; what lies deeper is left out. */
const DEEPEST = 4;

/** One element of an array as one line: a team's item is its title and what it says. */
function toLine(value: unknown, depth: number): string {
  if (value === null || value === undefined || depth > DEEPEST) return "";
  if (typeof value === "string") return value.replace(/\s*\n\s*/g, " ");
  if (typeof value !== "object") return JSON.stringify(value);
  return Object.values(value)
    .map((part) => toLine(part, depth + 1))
    .filter((part) => part !== "")
    .join("：");
}
