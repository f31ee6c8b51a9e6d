import { expect, test } from "vitest";
import { NEED_WEIGHTS } from "@dual-high/matching";
import { composeMatchList } from "./compose.ts";
import { openRecord, readRecord, writeRecord } from "./record.ts";
import { achievement, instrument, lists, need, OPTIONS, team } from "./test-lists.ts";
import { writeMatchList } from "./write.ts";

const facts = { version: "0.1.0", madeAt: new Date("2026-06-30T02:00:00Z"), inputs: [] };

function compose() {
  return composeMatchList(
    lists({
      needs: [
        need({ id: "N1", budget: { low: 50_000_000n, high: 90_071_992_547_409_93n } }),
        need({ id: "N2", title: "产品质量提升", content: "希望对接高校专家" }),
        need({ id: "N3", title: "量子点荧光编码微球", content: "开发量子点荧光编码微球，变异系数小于5%。" }),
        need({ id: "N4", title: "冷挤压模具涂层" }),
      ],
      achievements: [
        achievement({ id: "A1", inventors: "李某" }),
        achievement({ id: "A2", inventors: "王某", legalStatus: "lapsed" }),
      ],
      teams: [team({ id: "T1", lead: "李某", capacity: 1, items: [{ title: "冷挤压模具寿命预测", content: "" }] })],
      instruments: [instrument({ id: "I1" })],
    }),
    OPTIONS,
  );
}

test("a match list comes back from its record as it was, money to the last fen", async () => {
  const list = compose();
  const read = readRecord(writeRecord(list));
  expect(read).toEqual(list);
  const [before, after] = await Promise.all([list, read].map((each) => writeMatchList(each, facts, "zh")));
  expect(Buffer.from(after as Uint8Array).equals(Buffer.from(before as Uint8Array))).toBe(true);
});

test("the same lists give the same record", () => {
  expect(writeRecord(compose())).toBe(writeRecord(compose()));
});

test("a record of another format is refused", () => {
  expect(() => readRecord('{"format":0}')).toThrow("format 0");
});

test("a record of the first format is still read", () => {
  const list = compose();
  const { needs, achievements, instruments, teams } = list.lists;
  const text = writeRecord(list).split("\n");
  const count = [needs, achievements, instruments, teams].reduce((sum, each) => sum + (each?.records.length ?? 0), 1);
  const written = {
    format: 1,
    options: list.options,
    lists: {
      needs: needs.records.map(({ budget, ...rest }) =>
        budget === undefined ? rest : { ...rest, budget: { low: `${budget.low}`, high: `${budget.high}` } },
      ),
      achievements: achievements?.records,
      instruments: instruments?.records,
      teams: teams?.records,
    },
    matches: text.slice(count, -1).map((line) => JSON.parse(line) as object),
  };
  expect(readRecord(JSON.stringify(written))).toEqual(list);
});

test("other weights are part of the record, and what was found with them is found again from it", () => {
  const { lists: given } = compose();
  const weighed = (weights?: typeof NEED_WEIGHTS) =>
    writeRecord(composeMatchList(given, { ...OPTIONS, ...(weights === undefined ? {} : { weights }) }));
  const usual = weighed();
  const other = weighed({ ...NEED_WEIGHTS, needTitle: 1, candidateTitle: 1 });
  expect(other).not.toBe(usual);
  expect(scoresIn(other)).not.toEqual(scoresIn(usual));
  const record = openRecord(other);
  expect(writeRecord(composeMatchList(record.lists, record.options))).toBe(other);
});

function scoresIn(record: string) {
  return readRecord(record).matches.map(({ nearest }) => nearest?.score);
}
