import type { RowCells } from "../cells.ts";
import { makeProblem } from "../problems.ts";
import type { Achievement } from "../types.ts";
import { compact, composeSections, readContact, type Unnumbered } from "./shared.ts";

/** An achievement from its row; null, with a problem told, when it has no title. */
export function readAchievement(row: RowCells): Unnumbered<Achievement> | null {
  const title = row.text("title");
  if (title === undefined) {
    row.problems.push(makeProblem("lists.row_without_name", row.origin, { column: row.headerOf("title") ?? "" }));
    return null;
  }
  const { status, wording } = row.legalStatus("legalStatus");
  const owners = row.names("owners");
  // Export programs list all owners in one cell; the first is the applicant, the rest own with it.
  const coOwners = row.names("coOwners") ?? (owners !== undefined && owners.length > 1 ? owners.slice(1) : undefined);
  return compact<Unnumbered<Achievement>>({
    origin: row.origin,
    title: title.replace(/\s*\n\s*/g, " "),
    content: composeSections(row, "achievements") ?? "",
    unit: row.text("unit"),
    college: row.text("college"),
    kind: row.text("kind"),
    field: row.text("field"),
    keywords: row.prose("keywords"),
    inventors: row.text("inventors"),
    patentNumber: row.patentNumber("patentNumber"),
    legalStatus: status,
    legalStatusText: wording,
    filed: row.day("filed", "start"),
    granted: row.day("granted", "start"),
    expiry: row.day("expiry", "end"),
    owners,
    coOwners,
    exclusiveLicence: row.yesNo("exclusiveLicence"),
    cooperation: row.text("cooperation"),
    ipc: row.ipc("ipc"),
    grade: row.text("grade"),
    readiness: row.level("readiness"),
    contact: readContact(row),
  });
}
