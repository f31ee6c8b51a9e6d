import { LANGUAGES } from "@dual-high/kernel";
import { describe, expect, it } from "vitest";
import { readList } from "../src/index.ts";
import type { ListKind, ListReading, Origin, Problem } from "../src/types.ts";
import type { ExpectedRecord } from "./fixtures/fixture.ts";
import { FIXTURES } from "./fixtures.ts";

function place({ sheet, row }: Origin, isNamed: boolean): string {
  return row === undefined ? "" : isNamed && sheet !== undefined ? ` ${sheet}!${row}` : ` ${row}`;
}

function problemKey({ code, origin }: Problem, isNamed: boolean): string {
  return code.replace("lists.", "") + place(origin, isNamed);
}

function plain(record: ListReading<ListKind>["records"][number], isNamed: boolean): ExpectedRecord {
  const { origin, ...rest } = record;
  return { row: origin.row ?? 0, ...(isNamed && origin.sheet !== undefined ? { sheet: origin.sheet } : {}), ...rest };
}

const FILES = FIXTURES.flatMap(({ title, fixtures }) => fixtures.map((fixture) => ({ title, ...fixture })));

describe("every good row of a file comes out as it should, and what is odd is told at its row", () => {
  it.each(FILES.flatMap((file) => ("records" in file.expect ? [{ ...file, wanted: file.expect }] : [])))(
    "$name",
    async ({ kind, map = [], make, wanted }) => {
      const reading = await readList(kind, await make(), { map });
      const isNamed = wanted.records.some((record) => record.sheet !== undefined);
      expect(reading.problems.map((problem) => problemKey(problem, isNamed)).sort()).toEqual(
        [...wanted.problems].sort(),
      );
      expect(reading.records.map((record) => plain(record, isNamed))).toEqual(wanted.records);
      const refused = reading.problems.filter((problem) => problem.level === "refused").length;
      expect(reading).toMatchObject({ read: wanted.records.length + refused, refused });
      for (const problem of reading.problems) {
        for (const language of LANGUAGES) expect(problem.text(language)).not.toMatch(/undefined|\[object|null/);
      }
    },
  );
});

describe("a file that nothing can be made of is refused", () => {
  it.each(FILES.flatMap((file) => ("refusedWith" in file.expect ? [{ ...file, code: file.expect.refusedWith }] : [])))(
    "$name",
    async ({ kind, map = [], make, code }) => {
      const file = await make();
      await expect(readList(kind, file, { map })).rejects.toMatchObject({ name: "DomainError", code });
    },
  );
});
