import type { RowCells } from "../cells.ts";
import { makeProblem } from "../problems.ts";
import type { Instrument } from "../types.ts";
import { compact, composeSections, readContact, type Unnumbered } from "./shared.ts";

/** A shared instrument from its row; null, with a problem told, when it has no name. */
export function readInstrument(row: RowCells): Unnumbered<Instrument> | null {
  const name = row.text("name");
  if (name === undefined) {
    row.problems.push(makeProblem("lists.row_without_name", row.origin, { column: row.headerOf("name") ?? "" }));
    return null;
  }
  return compact<Unnumbered<Instrument>>({
    origin: row.origin,
    name: name.replace(/\s*\n\s*/g, " "),
    model: row.text("model"),
    functions: composeSections(row, "instruments") ?? "",
    unit: row.text("unit"),
    location: row.text("location"),
    price: row.text("price"),
    contact: readContact(row),
  });
}
