import { readCompoundFile } from "./compound-file.ts";
import { tableError } from "./errors.ts";
import { byTopRow, type CellRange, TABLE_LIMITS, type TableLayout } from "./table.ts";

/** What a sheet of an .xls says besides its values. */
export interface XlsSheet {
  readonly isHidden: boolean;
  /** Charts and the like have no cells. */
  readonly isWorksheet: boolean;
  readonly layout: TableLayout;
  /** Columns that hold a formula, by row from 0. */
  readonly formulas: ReadonlyMap<number, readonly number[]>;
}

/** Record numbers of BIFF8, [MS-XLS] 2.3. */
const BOF = 0x809;
const EOF = 0x0a;
const FILEPASS = 0x2f;
const DATEMODE = 0x22;
const BOUNDSHEET = 0x85;
const SUPBOOK = 0x1ae;
const OBPROJ = 0xd3;
const COLINFO = 0x7d;
const ROW = 0x208;
const FORMULA = 0x06;
const MERGECELLS = 0xe5;

/** Instead of the length of a file name: this workbook itself, and functions of add-ins. */
const OWN_BOOKS = new Set([0x0401, 0x3a01]);
const MACRO_SHEET = 1;
const WORKSHEET = 0;
/** A full sheet of 65,536 rows and 20 columns. */
const MOST_RECORDS = 1_500_000;

/**
 * Walks through the records of an .xls workbook before anything is made of them: refuses what is encrypted, carries macros,
 * links to other files or is out of all proportion, and gathers what is hidden, merged or calculated.
 * @throws DomainError `lists.*`; Error where the file contradicts itself
 */
export function readXlsLayout(bytes: Uint8Array, file: string): XlsSheet[] {
  const streams = readCompoundFile(bytes).filter(({ name }) => /^(?:Workbook|Book)$/.test(name));
  const data = streams.length === 1 ? streams[0]?.content : undefined;
  if (data === undefined || data === null) throw new Error("no workbook, or two");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const bounds: { position: number; isHidden: boolean; type: number }[] = [];
  const sheets = new Map<number, SheetGatherer>();
  let is1904 = false;
  let depth = 0;
  let gatherer: SheetGatherer | null = null;
  let records = 0;
  for (let at = 0; at + 4 <= data.length; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const body = at + 4;
    if (id === 0 && length === 0) break;
    if (body + length > data.length) throw new Error("record runs over the end");
    records += 1;
    if (records > MOST_RECORDS)
      throw tableError("lists.too_many_cells", { file, sheet: "Workbook", limit: MOST_RECORDS });
    switch (id) {
      case BOF:
        depth += 1;
        if (depth > 1) break;
        gatherer = bounds.some(({ position }) => position === at) ? new SheetGatherer() : null;
        if (gatherer !== null) sheets.set(at, gatherer);
        break;
      case EOF:
        depth -= 1;
        break;
      case FILEPASS:
        throw tableError("lists.file_encrypted", { file });
      case OBPROJ:
        throw tableError("lists.macros", { file });
      case SUPBOOK:
        if (!OWN_BOOKS.has(view.getUint16(body + 2, true))) throw tableError("lists.external_links", { file });
        break;
      case DATEMODE:
        is1904 = view.getUint16(body, true) === 1;
        break;
      case BOUNDSHEET: {
        const type = view.getUint8(body + 5);
        if (type === MACRO_SHEET) throw tableError("lists.macros", { file });
        const position = view.getUint32(body, true);
        // Sheets that share their cells would be read as often as they are named.
        if (bounds.some((bound) => bound.position === position)) throw new Error("two sheets in one place");
        if (bounds.length >= TABLE_LIMITS.maxSheets)
          throw tableError("lists.too_many_sheets", { file, limit: TABLE_LIMITS.maxSheets });
        bounds.push({ position, isHidden: (view.getUint8(body + 4) & 3) !== 0, type });
        break;
      }
      default:
        // Inside a sheet stand the charts drawn on it, each with records of its own.
        if (depth === 1) gatherer?.gather(id, new DataView(data.buffer, data.byteOffset + body, length));
    }
    at = body + length;
  }
  // A sheet that does not end has lost rows.
  if (depth !== 0) throw new Error("no end of the last sheet");
  return bounds.map(({ position, isHidden, type }) => {
    const found = sheets.get(position);
    if (found === undefined) throw new Error("sheet is missing");
    return { isHidden, isWorksheet: type === WORKSHEET, layout: found.layout(is1904), formulas: found.formulas };
  });
}

class SheetGatherer {
  readonly formulas = new Map<number, number[]>();
  readonly #merges: CellRange[] = [];
  readonly #hiddenColumns = new Set<number>();
  #hiddenRows = 0;

  gather(id: number, record: DataView): void {
    const word = (index: number) => record.getUint16(index * 2, true);
    switch (id) {
      case COLINFO:
        if ((word(4) & 1) === 0) break;
        for (let column = word(0); column <= Math.min(word(1), 255); column++) this.#hiddenColumns.add(column);
        break;
      case ROW:
        if ((word(6) & 0x20) !== 0) this.#hiddenRows += 1;
        break;
      case FORMULA: {
        const known = this.formulas.get(word(0));
        if (known === undefined) this.formulas.set(word(0), [word(1)]);
        else known.push(word(1));
        break;
      }
      case MERGECELLS:
        for (let index = 1; index <= word(0) * 4; index += 4) {
          this.#merges.push({
            top: word(index),
            bottom: word(index + 1),
            left: word(index + 2),
            right: word(index + 3),
          });
        }
        break;
    }
  }

  layout(is1904: boolean): TableLayout {
    return { merges: byTopRow(this.#merges), hiddenColumns: this.#hiddenColumns, hiddenRows: this.#hiddenRows, is1904 };
  }
}
