import { tableError } from "./errors.ts";
import { LONGEST_FORMULA, reachesOut } from "./formulas.ts";
import { LAST_ROW, parseCell, parseRange } from "./references.ts";
import { unescapeText } from "./shared-strings.ts";
import { applyFormat, type NumberFormat } from "./styles.ts";
import {
  byTopRow,
  type CellFormula,
  type CellRange,
  type CellValue,
  columnLetters,
  TABLE_LIMITS,
  type TableContent,
  type TableRow,
} from "./table.ts";
import { type PartName, readXml } from "./xml.ts";

/** What a sheet's cells refer to. */
export interface SheetContext extends PartName {
  readonly sheet: string;
  readonly strings: readonly string[];
  readonly formats: ReadonlyMap<number, NumberFormat>;
  readonly is1904: boolean;
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Reads a worksheet in one pass: its rows, merged cells, hidden columns and formulas; and stops at the first thing that no
 * office list has, so that a refusal costs little however large the sheet is.
 */
export function readSheet(xml: Uint8Array, context: SheetContext): TableContent {
  const reader = new SheetReader(context);
  readXml(xml, context, {
    open: (name, attributes) => reader.open(name, attributes),
    text: (text) => reader.take(text),
    close: (name) => reader.close(name),
  });
  return reader.finish();
}

/** As many as a sheet has columns. */
const MOST_COLUMN_RANGES = 16_384;

class SheetReader {
  readonly #context: SheetContext;
  readonly #merges: CellRange[] = [];
  readonly #hiddenColumns = new Set<number>();
  readonly #rows: TableRow[] = [];
  #hiddenRows = 0;
  #count = { rows: 0, cells: 0, characters: 0, columnRanges: 0 };

  #isInData = false;
  #isInRow = false;
  #isInCell = false;
  #isPhonetic = false;

  #row = 0;
  #isRowStated = false;
  #values: CellValue[] = [];
  #formulas: CellFormula[] | undefined;

  #column = -1;
  #type = "";
  #style = -1;
  #hasFormula = false;
  #value: string | null = null;
  #inline = "";

  /** What the text belongs to: the value of a cell, a formula, a run of inline text, or nothing. */
  #collecting: "v" | "f" | "t" | "" = "";
  #text = "";

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "sheetData":
        this.#isInData = true;
        break;
      case "row":
        if (this.#isInData) this.#openRow(attributes);
        break;
      case "c":
        if (this.#isInData) this.#openCell(attributes);
        break;
      case "v":
      case "t":
        if (this.#isInCell && !this.#isPhonetic) this.#collect(name);
        break;
      case "f":
      // Rules of drop-down lists and conditional formats are formulas too.
      case "formula":
      case "formula1":
      case "formula2":
        this.#hasFormula ||= this.#isInCell;
        this.#collect("f");
        break;
      case "rPh":
        this.#isPhonetic = true;
        break;
      case "col":
        this.#takeColumns(attributes);
        break;
      case "mergeCell":
        this.#takeMerge(attributes);
        break;
    }
  }

  take(text: string): void {
    if (this.#collecting !== "") this.#text += text;
  }

  close(name: string): void {
    switch (name) {
      case "sheetData":
        this.#isInData = false;
        break;
      case "row":
        if (this.#isInRow) this.#closeRow();
        break;
      case "c":
        if (this.#isInCell) this.#closeCell();
        break;
      case "v":
        if (this.#collecting === "v") this.#value = this.#text;
        this.#collecting = "";
        break;
      case "t":
        if (this.#collecting === "t") this.#inline += this.#text;
        this.#collecting = "";
        break;
      case "f":
      case "formula":
      case "formula1":
      case "formula2":
        this.#collecting = "";
        this.#judgeFormula(this.#text);
        break;
      case "rPh":
        this.#isPhonetic = false;
        break;
    }
  }

  finish(): TableContent {
    const layout = {
      merges: byTopRow(this.#merges),
      hiddenColumns: this.#hiddenColumns,
      hiddenRows: this.#hiddenRows,
      is1904: this.#context.is1904,
    };
    return { layout, rows: this.#rows };
  }

  #damaged(): Error {
    const { file, part } = this.#context;
    return tableError("lists.file_damaged", { file, part });
  }

  #beyond(what: "many_rows" | "many_columns" | "many_cells" | "many_merges" | "much_text", limit: number): Error {
    const { file, sheet } = this.#context;
    return tableError(`lists.too_${what}`, { file, sheet, limit });
  }

  #collect(what: "v" | "f" | "t"): void {
    this.#collecting = what;
    this.#text = "";
  }

  #openRow({ r, hidden }: Attributes): void {
    this.#count.rows += 1;
    if (this.#count.rows > TABLE_LIMITS.maxRows) throw this.#beyond("many_rows", TABLE_LIMITS.maxRows);
    const number = r === undefined ? this.#row + 1 : Number(r);
    const isInOrder = Number.isInteger(number) && number > this.#row && number <= LAST_ROW;
    if (this.#isInRow || !isInOrder) throw this.#damaged();
    this.#isInRow = true;
    this.#row = number;
    this.#isRowStated = r !== undefined;
    this.#column = -1;
    this.#values = [];
    this.#formulas = undefined;
    if (isTrue(hidden)) this.#hiddenRows += 1;
  }

  #closeRow(): void {
    this.#isInRow = false;
    const row = { number: this.#row, values: this.#values };
    if (this.#formulas !== undefined) this.#rows.push({ ...row, formulas: this.#formulas });
    else if (this.#values.length > 0) this.#rows.push(row);
  }

  #openCell({ r, t = "n", s }: Attributes): void {
    this.#count.cells += 1;
    if (this.#count.cells > TABLE_LIMITS.maxCells) throw this.#beyond("many_cells", TABLE_LIMITS.maxCells);
    const place = r === undefined ? { row: this.#row - 1, column: this.#column + 1 } : parseCell(r);
    if (!this.#isInRow || this.#isInCell || place === null || place.column <= this.#column) throw this.#damaged();
    if (place.column >= TABLE_LIMITS.maxColumns) throw this.#beyond("many_columns", TABLE_LIMITS.maxColumns);
    // Some programs number the cells but not the rows.
    const numbersRow = !this.#isRowStated && this.#column < 0 && place.row >= this.#row && place.row < LAST_ROW;
    if (numbersRow) this.#row = place.row + 1;
    if (place.row !== this.#row - 1) throw this.#damaged();
    this.#isInCell = true;
    this.#column = place.column;
    this.#type = t;
    this.#style = s === undefined ? -1 : Number(s);
    this.#hasFormula = false;
    this.#value = null;
    this.#inline = "";
  }

  #closeCell(): void {
    this.#isInCell = false;
    const value = this.#readValue();
    if (value !== null) {
      if (typeof value === "string") this.#count.characters += value.length;
      if (this.#count.characters > TABLE_LIMITS.maxCharacters) {
        throw this.#beyond("much_text", TABLE_LIMITS.maxCharacters);
      }
      while (this.#values.length < this.#column) this.#values.push(null);
      this.#values.push(value);
    }
    if (!this.#hasFormula) return;
    // openpyxl writes an empty <v/> where no result is stored; only a text may be empty and a result.
    const hasValue = this.#value !== null && (this.#value !== "" || this.#type === "str");
    (this.#formulas ??= []).push({ column: this.#column, hasValue });
  }

  #readValue(): CellValue {
    if (this.#type === "inlineStr") return unescapeText(this.#inline);
    const value = this.#value;
    if (value === null || value === "") return null;
    switch (this.#type) {
      case "s": {
        const shared = this.#context.strings[Number(value)];
        // A text that is not there would be an empty cell, and nobody would know.
        if (shared === undefined) throw this.#damaged();
        return shared;
      }
      case "b":
        return isTrue(value);
      case "n": {
        const number = Number(value);
        if (!Number.isFinite(number)) return value;
        const format = this.#context.formats.get(this.#style);
        return format === undefined ? number : applyFormat(number, format, this.#context.is1904);
      }
      default:
        return unescapeText(value);
    }
  }

  #judgeFormula(formula: string): void {
    if (formula.length > LONGEST_FORMULA) throw this.#damaged();
    if (!reachesOut(formula)) return;
    const { file, sheet } = this.#context;
    const cell = `${columnLetters(Math.max(this.#column, 0))}${this.#row}`;
    throw tableError("lists.active_formula", { file, sheet, cell });
  }

  #takeColumns({ min = "1", max = "0", hidden }: Attributes): void {
    this.#count.columnRanges += 1;
    if (this.#count.columnRanges > MOST_COLUMN_RANGES) throw this.#damaged();
    if (!isTrue(hidden)) return;
    const last = Math.min(Number(max), TABLE_LIMITS.maxColumns);
    for (let column = Math.max(1, Number(min)); column <= last; column++) this.#hiddenColumns.add(column - 1);
  }

  #takeMerge({ ref = "" }: Attributes): void {
    if (this.#merges.length >= TABLE_LIMITS.maxMerges) throw this.#beyond("many_merges", TABLE_LIMITS.maxMerges);
    const range = parseRange(ref);
    if (range !== null) this.#merges.push(range);
  }
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
