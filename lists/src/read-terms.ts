import { makeProblem } from "./problems.ts";
import { readSheets, type SheetTexts } from "./read-sheets.ts";
import type { ListFile } from "./tables/table.ts";
import type { Problem } from "./types.ts";

/** A Chinese term and its English wordings; none says that the term is not to be translated. */
export interface TermEntry {
  readonly zh: string;
  readonly en: readonly string[];
}

export interface TermReading {
  readonly terms: readonly TermEntry[];
  readonly problems: readonly Problem[];
}

const HEADERS = { zh: /^(?:zh|中文|中文术语|术语|chinese)$/i, en: /^(?:en|英文|英文术语|english)$/i };
const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * Reads a list of terms: Chinese in one column, English in another, several wordings separated by semicolons. Headers 中文
 * and 英文 (or zh, en) say which; without them the first two columns are read. A row that cannot be used is told.
 * @throws DomainError `lists.*` for a file that is no workbook or text table
 */
export async function readTerms(file: ListFile): Promise<TermReading> {
  const terms = new Map<string, TermEntry>();
  const problems: Problem[] = [];
  for (const sheet of await readSheets(file)) {
    const { zhColumn, enColumn, firstRow } = findColumns(sheet);
    for (const { number: row, values } of sheet.rows.slice(firstRow)) {
      const zh = (values[zhColumn] ?? "").trim();
      const written = (values[enColumn] ?? "").trim();
      if (zh === "" && written === "") continue;
      const origin = { file: file.name, ...(sheet.sheet === "" ? {} : { sheet: sheet.sheet }), row };
      const en = written
        .split(/[;；]/)
        .map((wording) => wording.trim())
        .filter((wording) => wording !== "");
      if ([...zh].length < 2 || !HAN.test(zh)) {
        problems.push(makeProblem("lists.term_not_chinese", origin, { value: zh }));
      } else if (!en.every((wording) => LATIN.test(wording) && !HAN.test(wording))) {
        problems.push(makeProblem("lists.term_not_english", origin, { term: zh, value: written }));
      } else {
        if (terms.has(zh)) problems.push(makeProblem("lists.term_repeated", origin, { value: zh }));
        terms.set(zh, { zh, en });
      }
    }
  }
  return { terms: [...terms.values()], problems };
}

function findColumns({ rows }: SheetTexts): { zhColumn: number; enColumn: number; firstRow: number } {
  const header = (rows[0]?.values ?? []).map((value) => value.trim());
  const zhColumn = header.findIndex((value) => HEADERS.zh.test(value));
  const enColumn = header.findIndex((value) => HEADERS.en.test(value));
  return zhColumn < 0 || enColumn < 0 ? { zhColumn: 0, enColumn: 1, firstRow: 0 } : { zhColumn, enColumn, firstRow: 1 };
}
