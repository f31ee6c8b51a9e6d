import fc from "fast-check";
import { expect, test } from "vitest";
import { cutBlocks } from "./blocks.ts";
import { composeMatchList, listOfFound } from "./compose.ts";
import { writeFound } from "./found-line.ts";
import { openMatching } from "./match-need.ts";
import { openRecord, readRecord, writeRecord, writeRecordHead } from "./record.ts";
import { achievement, instrument, lists, need, OPTIONS, team } from "./test-lists.ts";

const WORDS = [
  "冷挤压",
  "模具",
  "寿命",
  "渗氮",
  "涂层",
  "发酵",
  "菌株",
  "乳糖",
  "微球",
  "检测",
  "变异系数小于5%",
  "开裂",
];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 9 }).map((words) => words.join(""));

const world = fc
  .record({
    needs: fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 9 }),
    achievements: fc.array(fc.tuple(text, text, fc.constantFrom("李某", "王某", undefined)), { maxLength: 8 }),
    teams: fc.array(text, { maxLength: 3 }),
  })
  .map(({ needs, achievements, teams }) =>
    lists({
      needs: needs.map(([title, content], at) => need({ id: `N${at}`, title, content })),
      achievements: achievements.map(([title, content, inventors], at) =>
        achievement({ id: `A${at}`, title, content, ...(inventors === undefined ? {} : { inventors }) }),
      ),
      teams: teams.map((content, at) => team({ id: `T${at}`, content, lead: "李某", capacity: 1 })),
      instruments: [instrument({ id: "I" })],
    }),
  );

test("however the needs are shared out and in whatever order they are done, record and plan are those of one run", () => {
  const shares = fc.array(fc.record({ by: fc.nat({ max: 2 }), order: fc.nat() }), { minLength: 9, maxLength: 9 });
  fc.assert(
    fc.property(world, shares, (given, share) => {
      const whole = composeMatchList(given, OPTIONS);
      // Each of three has an index of its own, as threads and processes have.
      const workers = [0, 1, 2].map(() => openMatching(given, OPTIONS));
      const places = given.needs.records
        .map((_, at) => at)
        .sort((a, b) => (share[a]?.order ?? 0) - (share[b]?.order ?? 0) || b - a);
      const lines: string[] = [];
      for (const at of places)
        lines[at] = writeFound(
          (workers[share[at]?.by ?? 0] as (typeof workers)[0]).matchNeed(given.needs.records[at] as never),
        );
      const record = `${[...writeRecordHead(given, OPTIONS), ...lines].join("\n")}\n`;
      expect(record).toBe(writeRecord(whole));
      expect(readRecord(record).plan).toEqual(whole.plan);
    }),
    { numRuns: 60 },
  );
});

test("a record is read need by need", () => {
  const given = lists({ needs: [need({ id: "a" }), need({ id: "b" })], achievements: [achievement({ id: "A" })] });
  const whole = composeMatchList(given, OPTIONS);
  const { found, partners } = openRecord(writeRecord(whole));
  expect(found(1).match).toEqual(whole.matches[1]);
  expect(listOfFound(given, OPTIONS, [found(0), found(1)], partners)).toEqual(whole);
  expect(() => found(2)).toThrow(RangeError);
});

test.each([0, 1, 64, 65, 10_000, 10_001, 100_000])("blocks of %i needs hold each once, in order", (needs) => {
  const blocks = cutBlocks(needs);
  expect(blocks.map(({ number }) => number)).toEqual(blocks.map((_, at) => at));
  expect(blocks.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual(
    Array.from({ length: needs }, (_, at) => at),
  );
});
