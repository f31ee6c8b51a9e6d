import { openTables } from "./tables/open-tables.ts";
import { cellText, type ListFile } from "./tables/table.ts";

/** A sheet as plain text, cell by cell, for a workbook that we wrote ourselves and that comes back. */
export interface SheetTexts {
  readonly sheet: string;
  readonly rows: readonly {
    /** The row number that Excel shows. */
    readonly number: number;
    readonly values: readonly string[];
  }[];
}

/** The sheets that a person sees. @throws DomainError `lists.*` for a file that is no workbook or text table */
export async function readSheets(file: ListFile): Promise<SheetTexts[]> {
  const sheets: SheetTexts[] = [];
  for (const table of await openTables(file)) {
    if (table.isHidden) continue;
    const { rows } = await table.open();
    sheets.push({
      sheet: table.sheet,
      rows: rows.map(({ number, values }) => ({ number, values: values.map(cellText) })),
    });
  }
  return sheets;
}
