import type { RowCells } from "../cells.ts";
import { makeProblem } from "../problems.ts";
import type { Need } from "../types.ts";
import { compact, composeSections, firstSentence, readContact, type Unnumbered } from "./shared.ts";

/** A need from its row or form; null, with a problem told, when nothing says what is needed. */
export function readNeed(row: RowCells): Unnumbered<Need> | null {
  const content = composeSections(row, "needs");
  const stated = row.text("title");
  const column = row.headerOf("title") ?? row.headerOf("content") ?? "";
  if (stated === undefined && content === undefined) {
    row.problems.push(makeProblem("lists.row_without_name", row.origin, { column }));
    return null;
  }
  const title = stated ?? firstSentence(content ?? "");
  if (stated === undefined) row.problems.push(makeProblem("lists.title_from_content", row.origin, { column, title }));
  const { range, isNegotiable } = row.money("budget");
  return compact<Unnumbered<Need>>({
    origin: row.origin,
    title: title.replace(/\s*\n\s*/g, " "),
    content: content ?? "",
    enterprise: row.text("enterprise"),
    creditCode: row.creditCode("creditCode"),
    field: row.text("field"),
    indicators: row.prose("indicators"),
    basis: row.prose("basis"),
    cooperation: row.text("cooperation"),
    budget: range,
    budgetNegotiable: isNegotiable,
    deadline: row.day("deadline", "end"),
    restricted: isRestricted(row) ? true : undefined,
    contact: readContact(row),
  });
}

/** What stands in the column of restrictions is one, unless it says clearly that it is none. */
function isRestricted(row: RowCells): boolean {
  const mark = row.text("restricted");
  return mark !== undefined && !/^(?:公开|可公开|public)/i.test(mark) && row.yesNo("restricted") !== false;
}
