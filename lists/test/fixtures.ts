import { CELL_FIXTURES } from "./fixtures/cells.ts";
import { EXPORT_FIXTURES } from "./fixtures/exports.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import { LAYOUT_FIXTURES } from "./fixtures/layout.ts";
import { SOURCE_FIXTURES } from "./fixtures/sources.ts";

/** List files as offices send them, each with what must come of it. docs/lists-outcomes.md is written from this table. */
export const FIXTURES: readonly { readonly title: string; readonly fixtures: readonly Fixture[] }[] = [
  { title: "Where things stand on the sheet", fixtures: LAYOUT_FIXTURES },
  { title: "What stands in a cell, and how it is stored", fixtures: CELL_FIXTURES },
  { title: "Achievements, instruments and teams", fixtures: EXPORT_FIXTURES },
  { title: "Kinds of file, and the programs that write them", fixtures: SOURCE_FIXTURES },
];
