import { tableError } from "./errors.ts";
import { type ListFile, NO_LAYOUT, TABLE_LIMITS, type Table, type TableRow } from "./table.ts";
import { decodeTable, isGarbled } from "./text.ts";

const DELIMITERS = [",", "\t", ";", "，"] as const;

/**
 * The separator on which the first lines agree: the one that stands the same number of times in most of them. Commas inside
 * Chinese sentences are full-width, so these separate only where nothing else does.
 */
function detectDelimiter(text: string): string {
  const head = text.slice(0, 20_000).replace(/(^|[,\t;\n])"(?:[^"]|""){0,2000}"(?=[,\t;\r\n]|$)/g, "$1");
  const lines = head
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 40);
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const agreeing = [...Map.groupBy(counts, (count) => count).values()];
    const most = agreeing.reduce((best, group) => (group.length > best.length ? group : best), [] as number[]);
    return { delimiter, agreeing: most.length, count: most[0] ?? 0 };
  });
  const best = scored.reduce((a, b) =>
    b.agreeing > a.agreeing || (b.agreeing === a.agreeing && b.count > a.count) ? b : a,
  );
  const [commas] = scored;
  return best.delimiter === "，" && commas !== undefined && commas.agreeing > 0 ? "," : best.delimiter;
}

/** A text file of separated values as one table; `number` is the line on which a row begins. */
export function openCsv(file: ListFile): Table[] {
  const { text, isDamaged } = decodeTable(file);
  const rows = readRows(text, detectDelimiter(text), file.name);
  const widths = [...Map.groupBy(rows, (row) => row.values.length)];
  const [usualWidth] = widths.reduce((best, group) => (group[1].length > best[1].length ? group : best), [0, []]);
  const marked = rows.map((row): TableRow => {
    const { number, values, quotes } = row;
    // A mark too many and a cell too few or too many: then the one has made the other.
    if (quotes === "open" || (quotes === "stray" && values.length !== usualWidth))
      return { number, values, broken: "quote" };
    return isDamaged && values.some(isGarbled) ? { number, values, broken: "encoding" } : { number, values };
  });
  return [{ sheet: "", isHidden: false, open: async () => ({ layout: { ...NO_LAYOUT, usualWidth }, rows: marked }) }];
}

interface TextRow {
  readonly number: number;
  readonly values: readonly string[];
  /** What is wrong with its quotation marks: one is never closed, or some stand inside a quoted cell without being doubled. */
  readonly quotes?: Quotes;
}

type Quotes = "open" | "stray";

function readRows(text: string, delimiter: string, file: string): TextRow[] {
  const rows: TextRow[] = [];
  const reader = new CsvReader(text, delimiter);
  for (let row = reader.next(); row !== null; row = reader.next()) {
    if (row.values.length > TABLE_LIMITS.maxColumns) {
      throw tableError("lists.too_many_columns", { file, sheet: file, limit: TABLE_LIMITS.maxColumns });
    }
    if (row.number > TABLE_LIMITS.maxRows)
      throw tableError("lists.too_many_rows", { file, sheet: file, limit: TABLE_LIMITS.maxRows });
    if (row.values.some((value) => value.length > TABLE_LIMITS.maxCellCharacters)) {
      throw tableError("lists.cell_too_long", {
        file,
        part: String(row.number),
        limit: TABLE_LIMITS.maxCellCharacters,
      });
    }
    rows.push(row);
  }
  return rows;
}

/** Export programs write ="0012" so that Excel keeps the digits. */
function withoutFormula(cell: string): string {
  return cell.startsWith('="') && cell.endsWith('"') ? cell.slice(2, -1) : cell;
}

/**
 * Separated values after RFC 4180, and what people make of them. Inside a quoted cell the next single quotation mark closes
 * it, when the cell's end follows; when something else follows on the same line, it is a character of the text (所谓"零缺陷");
 * on a later line it opens another cell, so that the mark that was to be closed stands alone. That line is then read without
 * it and told, whereas a library would swallow the rows in between.
 */
class CsvReader {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #plainCell: RegExp;
  #at = 0;
  #line = 1;
  /** Where the next single quotation mark behind `from` stands; remembered, lest every open mark searches the whole file. */
  #single = { from: 0, at: -1 };

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
    this.#plainCell = new RegExp(`[^${delimiter}\r\n]*`, "y");
  }

  next(): TextRow | null {
    if (this.#at >= this.#text.length) return null;
    const number = this.#line;
    const values: string[] = [];
    let quotes: Quotes | undefined;
    for (;;) {
      const cell = this.#quoted() ?? { text: this.#plain() };
      if (quotes !== "open") quotes = cell.quotes ?? quotes;
      values.push(withoutFormula(cell.text));
      if (values.length > TABLE_LIMITS.maxColumns || this.#text[this.#at] !== this.#delimiter) break;
      this.#at += 1;
    }
    this.#at += this.#text[this.#at] === "\r" && this.#text[this.#at + 1] === "\n" ? 2 : 1;
    this.#line += 1;
    return quotes === undefined ? { number, values } : { number, values, quotes };
  }

  #plain(): string {
    this.#plainCell.lastIndex = this.#at;
    const text = this.#plainCell.exec(this.#text)?.[0] ?? "";
    this.#at += text.length;
    return text;
  }

  /** The quoted cell that begins here, or the rest of its line up to the next separator when nothing closes it; else null. */
  #quoted(): { text: string; quotes?: Quotes } | null {
    const start = this.#skipBlanks(this.#at);
    if (this.#text[start] !== '"') return null;
    let lineEnd = -1;
    for (let from = start + 1; ; ) {
      const close = this.#nextSingle(from);
      if (close >= this.#text.length) break;
      const end = this.#skipBlanks(close + 1);
      if (this.#isEnd(end)) {
        const text = this.#text.slice(start + 1, close);
        this.#line += text.match(/\r\n?|\n/g)?.length ?? 0;
        this.#at = end;
        return { text: text.replaceAll('""', '"'), ...(lineEnd < 0 ? {} : { quotes: "stray" }) };
      }
      if (lineEnd < 0) lineEnd = this.#lineEnd(start);
      if (close > lineEnd) break;
      from = close + 1;
    }
    return { text: this.#plain(), quotes: "open" };
  }

  #lineEnd(from: number): number {
    const end = this.#text.slice(from).search(/[\r\n]/);
    return end < 0 ? this.#text.length : from + end;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (this.#text[at] === " ") at += 1;
    return at;
  }

  #isEnd(at: number): boolean {
    const character = this.#text[at];
    return character === undefined || character === "\n" || character === "\r" || character === this.#delimiter;
  }

  /** The last mark of the next run of quotation marks that are not all pairs; the text's length where there is none. */
  #nextSingle(from: number): number {
    // The mark that opens a cell belongs to a run with those behind it, so what was remembered does not hold there.
    const own = this.#run(from);
    if (own % 2 === 1) return from + own - 1;
    const start = from + own;
    if (start >= this.#single.from && start <= this.#single.at) return this.#single.at;
    let at = this.#text.indexOf('"', start);
    while (at >= 0) {
      const run = this.#run(at);
      at += run;
      if (run % 2 === 1) break;
      at = this.#text.indexOf('"', at);
    }
    this.#single = { from: start, at: at < 0 ? this.#text.length : at - 1 };
    return this.#single.at;
  }

  #run(from: number): number {
    let at = from;
    while (this.#text[at] === '"') at += 1;
    return at - from;
  }
}
