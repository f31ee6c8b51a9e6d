import { expect, test } from "vitest";
import { type ListFile, type ListKind, readList } from "../src/index.ts";
import { FIXTURES } from "./fixtures.ts";
import { convertWithLibreOffice, needsLibreOffice } from "./support/libre-office.ts";

/** Fixtures whose oddities an office program keeps when it saves them anew. */
const KEPT = [
  "several-title-rows.xlsx",
  "merged-groups.xlsx",
  "two-row-header.xlsx",
  "hidden-columns.xlsx",
  "hidden-rows.xlsx",
  "several-sheets.xlsx",
  "section-rows.xlsx",
  "days-as-cells.xlsx",
  "days-of-1904.xlsx",
  "codes.xlsx",
  "line-breaks.xlsx",
  "incopat.xlsx",
  "with-prefix.xlsx",
  "strict.xlsx",
];

async function comparable(file: ListFile, kind: ListKind) {
  const { records, problems } = await readList(kind, file);
  return {
    records: records.map(({ origin, ...record }) => ({ sheet: origin.sheet, row: origin.row, ...record })),
    problems: problems.map(({ code, origin }) => `${code} ${origin.sheet ?? ""}!${origin.row ?? ""}`).sort(),
  };
}

test.for(["xls", "xlsx"])(
  "a list that LibreOffice has saved as .%s reads like the one it opened",
  async (format, context) => {
    needsLibreOffice(context);
    const fixtures = FIXTURES.flatMap((group) => group.fixtures).filter(({ name }) => KEPT.includes(name));
    expect(fixtures.map(({ name }) => name).sort()).toEqual([...KEPT].sort());
    const opened = await Promise.all(fixtures.map(async ({ make }) => make()));
    const saved = await convertWithLibreOffice(format, opened);
    for (const [at, { name, kind }] of fixtures.entries()) {
      const [before, after] = [opened[at], saved[at]];
      if (before === undefined || after === undefined) throw new Error(`${name} is missing`);
      expect({ name, ...(await comparable(after, kind)) }).toEqual({ name, ...(await comparable(before, kind)) });
    }
  },
);
