import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import type { Fixture } from "./fixtures/fixture.ts";
import { FIXTURES } from "./fixtures.ts";
import { HOSTILE_FILES } from "./hostile.ts";

const PAGE = join(import.meta.dirname, "../../docs/lists-outcomes.md");

function escape(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}

/** `row 3: code_doubtful; row 4: cell_error` */
function told({ expect: wanted }: Fixture): string {
  if ("refusedWith" in wanted) return `the file: \`${wanted.refusedWith}\``;
  return wanted.problems
    .map((problem) => {
      const [code = "", ...place] = problem.split(" ");
      return `${place.length === 0 ? "" : `row ${place.join(" ")}: `}\`${code}\``;
    })
    .join("; ");
}

function page(): string {
  const sections = FIXTURES.map(({ title, fixtures }) =>
    [
      `## ${title}`,
      "",
      "| file | what is odd in it | what comes of it | what is told (`lists.…`) |",
      "| --- | --- | --- | --- |",
      ...fixtures.map(
        (fixture) =>
          `| \`${fixture.name}\` | ${escape(fixture.oddity)} | ${escape(fixture.outcome)} | ${escape(told(fixture))} |`,
      ),
    ].join("\n"),
  );
  const hostile = HOSTILE_FILES.map(({ name, attack, expect: wanted }) => {
    const outcome = "records" in wanted ? `does no harm; ${wanted.records} rows are used` : `\`${wanted.refusedWith}\``;
    return `| \`${name}\` | ${escape(attack)} | ${outcome} |`;
  });
  const count = FIXTURES.reduce((sum, { fixtures }) => sum + fixtures.length, 0);
  return [
    "# What comes of which file",
    "",
    `The ${count} list files and ${HOSTILE_FILES.length} hostile files with which the reader is tested, each made by code in \`lists/test\`, and what`,
    "must come of each. The tests compare every record and every remark with this; the page is written by one of them.",
    "",
    ...sections.flatMap((section) => [section, ""]),
    "## Hostile files",
    "",
    "Each is read in a process of its own that is ended when it hangs, and must not grow by more than 200 MB.",
    "",
    "| file | what it is after | refused with |",
    "| --- | --- | --- |",
    ...hostile,
    "",
  ].join("\n");
}

test("docs/lists-outcomes.md says what the fixtures demand (write it anew with UPDATE_DOCS=1)", () => {
  if (process.env.UPDATE_DOCS === "1") writeFileSync(PAGE, page());
  expect(readFileSync(PAGE, "utf8")).toBe(page());
});

test("every file has a name of its own", () => {
  const names = [...FIXTURES.flatMap(({ fixtures }) => fixtures), ...HOSTILE_FILES].map(({ name }) =>
    name.toLowerCase(),
  );
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(FIXTURES.flatMap(({ fixtures }) => fixtures).length).toBeGreaterThanOrEqual(40);
  expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(20);
});
