/**
 * Formulas that reach out of the workbook: DDE and other applications (`cmd|'/C …'!A0`), other workbooks (`[1]Sheet!A1`), the
 * network, and registered code. Their last result is no list data, and their presence is how hostile workbooks look.
 */
const REACHES_OUT =
  /\||\[\d+\][^[\]"]*!|\[[^[\]]+\.(?:xls|csv)|\b(?:WEBSERVICE|FILTERXML|IMAGE|STOCKHISTORY|IMPORT(?:DATA|XML|HTML|FEED|RANGE)|RTD|DDE|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST)\s*\(/i;
const ADDRESS = /(?:https?|ftp|file):|\\\\/i;
const QUOTED = /"(?:[^"]|"")*"/g;

/** Excel's own limit is 8,192. */
export const LONGEST_FORMULA = 20_000;

/** Whether a formula does more than calculate with what the workbook holds. Bars and brackets in quoted text are text. */
export function reachesOut(formula: string): boolean {
  const bare = formula.replace(QUOTED, '""');
  if (REACHES_OUT.test(bare)) return true;
  // A link that a person has to click does nothing by itself, and export programs write one per row.
  return !/^=?\s*HYPERLINK\(/i.test(bare) && (formula.match(QUOTED) ?? []).some((text) => ADDRESS.test(text));
}
