// A register that an office keeps as a sheet: its rows beneath the row of headers.
import type { SheetTexts } from "@dual-high/lists";

/** Above the headers stand titles and notes, if anything. */
const LOOKED_AT = 20;

interface SheetForm<Field extends string> {
  /** By what names each column may go, in lower case. */
  readonly names: Readonly<Record<Field, readonly string[]>>;
  /** Which columns make a row one of headers. */
  readonly isHeader: (columns: ReadonlyMap<Field, number>) => boolean;
  /** What a header is called in the list of names; as it stands, unless said otherwise. */
  readonly nameOf?: (header: string) => string;
}

export interface SheetLine<Field extends string> {
  /** As it is counted in the sheet, from 1. */
  readonly row: number;
  /** Without spaces around it; empty where there is no such column. */
  readonly cell: (field: Field) => string;
  /** What stands above it, in full; empty where there is no such column. */
  readonly header: (field: Field) => string;
}

/** The rows of the first sheet that has the columns, empty ones left out; null where no sheet has them. */
export function readSheetLines<Field extends string>(
  sheets: readonly SheetTexts[],
  { names, isHeader, nameOf = (header) => header }: SheetForm<Field>,
): SheetLine<Field>[] | null {
  const columnsOf = (values: readonly string[]): ReadonlyMap<Field, number> => {
    const headers = values.map((value) => nameOf(value).trim().toLowerCase());
    const found = (Object.keys(names) as Field[]).map(
      (field) => [field, headers.findIndex((header) => names[field].includes(header))] as const,
    );
    return new Map(found.filter(([, index]) => index >= 0));
  };
  for (const { rows } of sheets) {
    const at = rows.slice(0, LOOKED_AT).findIndex(({ values }) => isHeader(columnsOf(values)));
    if (at < 0) continue;
    const headers = rows[at]?.values ?? [];
    const columns = columnsOf(headers);
    const header = (field: Field) => headers[columns.get(field) ?? -1] ?? "";
    return rows
      .slice(at + 1)
      .filter(({ values }) => values.some((value) => value.trim() !== ""))
      .map(({ number: row, values }) => ({
        row,
        cell: (field) => (values[columns.get(field) ?? -1] ?? "").trim(),
        header,
      }));
  }
  return null;
}
