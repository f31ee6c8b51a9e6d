import { openZip } from "../zip.ts";
import { readWorkbookParts } from "./package.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { readSheet } from "./sheet.ts";
import { type NumberFormat, readNumberFormats } from "./styles.ts";
import { type ListFile, TABLE_LIMITS, type Table } from "./table.ts";

/**
 * The sheets of an .xlsx workbook in their order. The container is checked first (sizes, checksums, links out of the file);
 * each sheet is then judged and read in the same pass, so that what is used is what was judged.
 */
export async function openXlsx({ name: file, bytes }: ListFile): Promise<Table[]> {
  const zip = await openZip(bytes, { file, maxBytes: TABLE_LIMITS.maxFileBytes });
  const { sheets, strings, styles, is1904 } = await readWorkbookParts(zip, file);
  const shared = strings === undefined ? [] : readSharedStrings(await zip.read(strings), { file, part: strings });
  const formats =
    styles === undefined
      ? new Map<number, NumberFormat>()
      : readNumberFormats(await zip.read(styles), { file, part: styles });
  return sheets.map(({ name: sheet, part, isHidden }) => ({
    sheet,
    isHidden,
    open: async () => readSheet(await zip.read(part), { file, sheet, part, strings: shared, formats, is1904 }),
  }));
}
