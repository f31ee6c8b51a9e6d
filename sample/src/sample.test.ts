import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx, type Sheet } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkCreditCode, checkPatentNumber } from "@dual-high/kernel";
import { ABSTRACT_STYLES } from "./abstract-styles.ts";
import { ACHIEVEMENT_COUNT, isLapsed, sampleAchievements } from "./achievements.ts";
import { FIELDS } from "./fields/index.ts";
import { digitsOnlyCreditCode, misprintCreditCode, sampleCreditCode, samplePatentNumber } from "./identifiers.ts";
import { countSampleWarts, writeSampleLists } from "./index.ts";
import { sampleNeeds } from "./needs.ts";
import { INSTRUMENT_COUNT, sampleInstruments } from "./instruments.ts";
import { NEED_STYLES } from "./need-styles.ts";
import { CLARITIES, type Clarity, NEED_COUNT } from "./needs.ts";
import { seededRandom } from "./random.ts";
import { sampleTeams } from "./teams.ts";
import { VAGUE_NEEDS } from "./vague-needs.ts";
import { demand, drawNumbers, reached } from "./wording.ts";

const BOOKS = ["needs.xlsx", "achievements.xlsx", "instruments.xlsx", "teams.xlsx"];
const isValidCredit = (code: string) => checkCreditCode(code).kind === "valid";
const isValidPatent = (number: string) => checkPatentNumber(number).kind === "valid";

describe("the vocabulary", () => {
  test("has at least sixteen fields of at least twenty-five topics", () => {
    expect(FIELDS.length).toBeGreaterThanOrEqual(16);
    for (const field of FIELDS) expect(field.topics.length, field.id).toBeGreaterThanOrEqual(25);
  });

  test("has at least twelve hands for needs, fifteen for abstracts and no topic or title twice", () => {
    expect(NEED_STYLES.length).toBeGreaterThanOrEqual(12);
    expect(ABSTRACT_STYLES.length).toBeGreaterThanOrEqual(15);
    const asks = FIELDS.flatMap((field) => field.topics.map((topic) => topic.ask));
    expect(new Set(asks).size).toBe(asks.length);
    expect(new Set(VAGUE_NEEDS.map(([title]) => title)).size).toBe(VAGUE_NEEDS.length);
  });

  test("is written in its own notation: whole sentences, clauses without stops, numbers that can be drawn", () => {
    const random = seededRandom(1, "notation");
    for (const field of FIELDS) {
      for (const topic of field.topics) {
        expect(topic.plight, topic.ask).toMatch(/[。？]$/);
        for (const clause of [topic.trouble, ...topic.ways.flatMap((way) => way.steps)]) {
          expect(clause).not.toMatch(/[。；|]$/);
          expect(drawNumbers(clause, random)).not.toMatch(/[{}]/);
        }
        for (const goal of topic.goals) {
          expect(goal.match(/[≥≤]/g)?.length ?? 0, goal).toBeLessThanOrEqual(1);
          expect(demand(goal, random) + reached(goal, random)).not.toMatch(/[{}]/);
        }
      }
    }
  });
});

describe("identifiers", () => {
  test.each([1, 42, 999])("number %i are valid and cannot be mistaken for real ones", (serial) => {
    const code = sampleCreditCode(serial);
    expect(code.slice(8, 10)).toBe("YL");
    expect(isValidCredit(code)).toBe(true);
    expect(isValidCredit(misprintCreditCode(code))).toBe(false);
    expect(digitsOnlyCreditCode(serial)).toMatch(/^\d{18}$/);
    expect(isValidCredit(digitsOnlyCreditCode(serial))).toBe(true);
    expect(samplePatentNumber(2021, "invention", serial)).toMatch(/^2021199\d{5}\.[\dX]$/);
    expect(isValidPatent(samplePatentNumber(2021, "utility", serial))).toBe(true);
  });
});

describe("wording", () => {
  const random = seededRandom(7, "wording");

  test.each([
    ["收率≥{80~90}%", /^收率(≥|不低于|达到)8\d%|^收率(≥|不低于|达到)90%/],
    ["能耗下降≥{20~20}%", /^能耗下降(≥|不低于)?20%(以上)?$/],
    ["批间差≤{3~3}%", /^批间差(≤|不超过|控制在)3%(以内)?$/],
    ["阻燃过VW-1", /^阻燃过VW-1$/],
  ])("demands %s", (goal, wording) => {
    for (let i = 0; i < 20; i++) expect(demand(goal, random)).toMatch(wording);
  });

  test.each([
    ["收率≥{85~85}%", /^收率(达到|达|可达)85%$/],
    ["能耗下降≥{20~20}%", /^能耗下降20%$/],
    ["批间差≤{3~3}%", /^批间差(降至|控制在|不高于)3%$/],
  ])("reports %s", (goal, wording) => {
    for (let i = 0; i < 20; i++) expect(reached(goal, random)).toMatch(wording);
  });

  test("draws numbers with the decimals of their range", () => {
    for (let i = 0; i < 50; i++) {
      const number = drawNumbers("{0.10~0.25}", random);
      expect(number).toMatch(/^0\.\d\d$/);
      expect(Number(number)).toBeGreaterThanOrEqual(0.1);
      expect(Number(number)).toBeLessThanOrEqual(0.25);
      expect(["64", "128"]).toContain(drawNumbers("{64,128}", random));
    }
  });
});

describe.each([1, 2, 20261015])("needs of seed %i", (seed) => {
  const needs = sampleNeeds(seed);

  test("are one hundred, each from a sample enterprise", () => {
    expect(needs).toHaveLength(NEED_COUNT);
    expect(needs.map((need) => need.number)).toEqual(needs.map((_, i) => i + 1));
    for (const need of needs) expect(need.enterprise).toMatch(/^样例·.{4,}/);
    for (const need of needs) expect(need.email).toMatch(/^$|@example\.com$/);
  });

  test("are for a good part clear, for a quarter vague, and for some without any partner", () => {
    const count = (clarity: Clarity) => needs.filter((need) => need.clarity === clarity && !need.repeats).length;
    expect(CLARITIES.map(count)).toEqual([55, 8, 6, 5, 24]);
  });

  test("repeat no text but that of the two repeated rows", () => {
    const repeated = needs.filter((need) => need.repeats !== undefined);
    expect(repeated).toHaveLength(2);
    for (const need of repeated) {
      const { number: _, repeats, ...rest } = need;
      expect(needs[(repeats as number) - 1]).toMatchObject(rest);
    }
    expect(new Set(needs.map((need) => need.content)).size).toBe(NEED_COUNT - 2);
  });

  test("carry valid credit codes but for the counted ones", () => {
    const enterprises = new Map(needs.map((need) => [need.enterprise, need.creditCode]));
    const invalid = [...enterprises.values()].filter((code) => code !== "" && !isValidCredit(code));
    const warts = countSampleWarts(seed).needs;
    expect(invalid).toHaveLength(warts.wrongCreditCodes);
    expect(warts.wrongCreditCodes).toBe(3);
    expect(warts.codesAsNumbers).toBe(2);
  });

  test("leave nothing of the notation behind", () => {
    for (const need of needs)
      expect(need.title + need.content + need.indicators + need.basis).not.toMatch(/[{}]|undefined|。。/);
  });
});

describe.each([1, 2])("achievements of seed %i", (seed) => {
  const { rows, warts } = sampleAchievements(seed);

  test("are of Wuxi's number, all the sample university's, no title twice but in repeated rows", () => {
    expect(rows).toHaveLength(ACHIEVEMENT_COUNT);
    for (const row of rows) expect(row.owners).toMatch(/^样例大学/);
    expect(new Set(rows.map((row) => row.title)).size).toBe(ACHIEVEMENT_COUNT - warts.repeatedRows);
  });

  test("have abstracts of the usual length and no notation left", () => {
    for (const row of rows) {
      expect(row.title + row.abstract).not.toMatch(/[{}]|undefined|。。/);
      expect(row.abstract.length).toBeLessThanOrEqual(220);
    }
    const lengths = rows.map((row) => row.abstract.length).sort((a, b) => a - b);
    expect(lengths[Math.floor(rows.length / 20)]).toBeGreaterThanOrEqual(60);
  });

  test("carry valid patent numbers but for the counted ones", () => {
    const distinct = new Map(rows.map((row) => [row.title, row]));
    const numbers = [...distinct.values()].map((row) => row.patentNumber).filter((number) => number !== "");
    const wrong = numbers.filter((number) => !isValidPatent(String(number)));
    expect(wrong).toHaveLength(warts.wrongPatentNumbers);
    expect(wrong.length).toBeLessThan(40);
    expect(rows.filter((row) => row.patentNumber === "").length).toBeLessThan(450);
  });

  test("cover every subject and keep the good majority in force", () => {
    const subjects = new Set(rows.map((row) => row.subject));
    const topics = FIELDS.flatMap((field) => field.topics.filter((topic) => topic.ways.length > 0));
    expect(subjects.size).toBe(topics.length);
    const lapsed = rows.filter((row) => isLapsed(row.legalStatus)).length;
    expect(lapsed / rows.length).toBeGreaterThan(0.08);
    expect(lapsed / rows.length).toBeLessThan(0.18);
  });
});

describe("teams and instruments", () => {
  test("are about sixty teams, which cover every subject of a clear need", () => {
    const { rows } = sampleTeams(1, sampleAchievements(1).rows);
    expect(rows.length).toBeGreaterThanOrEqual(54);
    expect(rows.length).toBeLessThanOrEqual(72);
    const covered = new Set(rows.flatMap((team) => team.subjects));
    for (const need of sampleNeeds(1)) for (const subject of need.subjects) expect(covered).toContain(subject);
    for (const team of rows) expect(team.lead).toMatch(/^.某$/);
  });

  test("are five hundred instruments of the sample university", () => {
    const { rows } = sampleInstruments(1);
    expect(rows).toHaveLength(INSTRUMENT_COUNT);
    for (const row of rows) expect(row.unit).toMatch(/^样例大学/);
    for (const row of rows) expect(row.functions).not.toMatch(/[{}]/);
  });
});

describe("warts", () => {
  test("are sparse and of every kind", () => {
    const warts = countSampleWarts(1);
    for (const counts of Object.values(warts)) {
      for (const [kind, count] of Object.entries(counts)) expect(count, kind).toBeGreaterThan(0);
    }
    const { lapsed, pending, coOwned, graded, ...slips } = warts.achievements;
    expect(lapsed + pending + coOwned + graded).toBeGreaterThan(1000);
    for (const [kind, count] of Object.entries(slips)) expect(count / ACHIEVEMENT_COUNT, kind).toBeLessThan(0.08);
  });
});

describe("the workbooks", () => {
  let outDir = "";
  let sheets: Record<string, Sheet[]> = {};

  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), "sample-lists-"));
    await writeSampleLists({ outDir: join(outDir, "one"), seed: 3 });
    await writeSampleLists({ outDir: join(outDir, "again"), seed: 3 });
    await writeSampleLists({ outDir: join(outDir, "other"), seed: 4 });
    const books = BOOKS.map(async (name) => {
      const book = await readXlsx(await readFile(join(outDir, "one", name)));
      return [name, book.sheets] as const;
    });
    sheets = Object.fromEntries(await Promise.all(books));
  }, 60_000);

  afterAll(async () => {
    if (outDir !== "") await rm(outDir, { recursive: true });
  });

  test("are the same bytes for the same seed and others for another", async () => {
    expect((await readdir(join(outDir, "one"))).sort()).toEqual([...BOOKS].sort());
    for (const name of BOOKS) {
      const one = await readFile(join(outDir, "one", name));
      expect(one.equals(await readFile(join(outDir, "again", name))), name).toBe(true);
      expect(one.equals(await readFile(join(outDir, "other", name))), name).toBe(false);
    }
  });

  test("say in their first row that they are samples", () => {
    for (const name of BOOKS) expect(String(sheets[name]?.[0]?.rows[0]?.[0]), name).toContain("样例数据，均为虚构");
  });

  test("have the headings and rows of an office", () => {
    const needs = sheets["needs.xlsx"]?.[0] as Sheet;
    expect(needs.rows[2]?.slice(0, 5)).toEqual(["序号", "企业名称", "统一社会信用代码", "需求名称", "需求内容"]);
    expect(needs.rows).toHaveLength(3 + NEED_COUNT + 2);
    expect(needs.freezePane?.rows).toBe(3);
    expect(sheets["needs.xlsx"]?.[1]?.name).toBe("填表说明");

    const achievements = sheets["achievements.xlsx"]?.[0] as Sheet;
    expect(achievements.rows).toHaveLength(2 + ACHIEVEMENT_COUNT);
    expect(achievements.columns?.[1]?.hidden).toBe(true);

    const instruments = sheets["instruments.xlsx"]?.[0] as Sheet;
    expect(instruments.rows[1]?.[1]).toBe("仪器信息");
    expect(instruments.rows[2]?.[1]).toBe("仪器名称");
    expect(instruments.rows).toHaveLength(3 + INSTRUMENT_COUNT + 1);
  });

  test("store some codes, phones and dates as numbers and most as text", () => {
    const [list] = sheets["needs.xlsx"] as Sheet[];
    const rows = (list as Sheet).rows.slice(3, 3 + NEED_COUNT);
    const kinds = (column: number) => rows.map((row) => (row[column] instanceof Date ? "date" : typeof row[column]));
    expect(kinds(2).filter((kind) => kind === "number")).toHaveLength(2);
    expect(kinds(12).filter((kind) => kind === "number")).toHaveLength(4);
    expect(kinds(8).filter((kind) => kind === "date")).toHaveLength(8);
  });
});
