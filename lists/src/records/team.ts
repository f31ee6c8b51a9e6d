import type { RowCells } from "../cells.ts";
import { makeProblem } from "../problems.ts";
import type { Team } from "../types.ts";
import { compact, composeSections, readContact, type Unnumbered } from "./shared.ts";

/** A team or expert from its row; null, with a problem told, when it has no name. */
export function readTeam(row: RowCells): Unnumbered<Team> | null {
  const lead = row.text("lead");
  const name = row.text("name") ?? lead;
  if (name === undefined) {
    row.problems.push(makeProblem("lists.row_without_name", row.origin, { column: row.headerOf("name") ?? "" }));
    return null;
  }
  return compact<Unnumbered<Team>>({
    origin: row.origin,
    name: name.replace(/\s*\n\s*/g, " "),
    content: composeSections(row, "teams") ?? "",
    unit: row.text("unit"),
    college: row.text("college"),
    lead,
    field: row.text("field"),
    orcid: row.orcid("orcid"),
    capacity: row.count("capacity"),
    items: splitResults(row.prose("results")),
    contact: readContact(row),
  });
}

/** Representative results stand one per line, or numbered, or between semicolons. */
function splitResults(results: string | undefined): Team["items"] {
  if (results === undefined) return undefined;
  const lines = results
    .split(/\n|[;；]|(?<=[。.）)])\s*(?=(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳]))/)
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳•·●■-])\s*/, "").trim())
    .filter((line) => line !== "");
  return lines.length === 0 ? undefined : lines.map((title) => ({ title, content: "" }));
}
