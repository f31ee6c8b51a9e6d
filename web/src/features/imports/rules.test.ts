import { expect, test } from "vitest";
import {
  assignHeader,
  countUsable,
  findBetterKind,
  firstOutcome,
  guessKind,
  listHeaders,
  previewFields,
  saysNothingNew,
} from "./rules.ts";

const column = (header: string, field: string | null, sheet = "Sheet1") => ({ sheet, header, field, hidden: false });
const counts = (part: Partial<Parameters<typeof countUsable>[0]>) => ({
  read: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  ...part,
});

test("usable rows are those that go in, whether or not they say anything new", () => {
  expect(countUsable(counts({ added: 3, updated: 2, unchanged: 5, refused: 7 }))).toBe(10);
});

test("a list that was taken in before says nothing new; one with nothing usable is not such a list", () => {
  expect(saysNothingNew(counts({ unchanged: 5, refused: 1 }))).toBe(true);
  expect(saysNothingNew(counts({ unchanged: 5, updated: 1 }))).toBe(false);
  expect(saysNothingNew(counts({ refused: 5 }))).toBe(false);
});

test.each([
  ["企业技术需求征集表（2026）.xlsx", "needs"],
  ["江南大学专利成果.xlsx", "achievements"],
  ["大型仪器设备共享.csv", "instruments"],
  ["科研团队.xlsx", "teams"],
  ["needs.xlsx", "needs"],
  ["Kopie von Mappe1.xlsx", null],
] as const)("%s is guessed as %s", (name, kind) => {
  expect(guessKind(name)).toBe(kind);
});

test("a needs list in the achievements zone is told by its headers", () => {
  const columns = [
    column("需求名称", "title"),
    column("企业名称", null),
    column("拟投入预算", null),
    column("技术难题", null),
  ];
  expect(findBetterKind({ kind: "achievements", fileName: "汇总.xlsx", columns })).toBe("needs");
});

test("a list that was mostly understood stays where it is, whatever its file is called", () => {
  const columns = [
    column("成果名称", "title"),
    column("专利号", "patentNumber"),
    column("发明人", "inventors"),
    column("法律状态", "legalStatus"),
  ];
  expect(findBetterKind({ kind: "achievements", fileName: "对应企业需求.xlsx", columns })).toBeNull();
});

test("a header that stands on several sheets is assigned once, as where it was understood", () => {
  const columns = [column("名称", null, "一"), column("名称", "title", "二"), column("备注", null)];
  expect(listHeaders(columns).map(({ header, field }) => [header, field])).toEqual([
    ["名称", "title"],
    ["备注", null],
  ]);
});

test("assigning a header keeps what was stated before", () => {
  const held = { columns: [column("甲", null), column("乙", null)], mapping: [{ header: "乙", field: "unit" }] };
  expect(assignHeader(held, "甲", "title")).toEqual([
    { header: "乙", field: "unit" },
    { header: "甲", field: "title" },
  ]);
});

test("a field that is given to another header is taken from the one that had it", () => {
  const held = { columns: [column("甲", "title"), column("乙", null)], mapping: [] };
  expect(assignHeader(held, "乙", "title")).toEqual([
    { header: "甲", field: null },
    { header: "乙", field: "title" },
  ]);
});

test("a header that is not to be read displaces none", () => {
  const held = { columns: [column("甲", null), column("乙", null)], mapping: [] };
  expect(assignHeader(held, "乙", null)).toEqual([{ header: "乙", field: null }]);
});

test("what is shown first is what a person has to look at", () => {
  expect(firstOutcome(counts({ refused: 3 }))).toBe("refused");
  expect(firstOutcome(counts({ added: 3, updated: 1, refused: 3 }))).toBe("updated");
  expect(firstOutcome(counts({ added: 3, refused: 3 }))).toBe("added");
  expect(firstOutcome(counts({ unchanged: 3 }))).toBe("unchanged");
});

test("a preview has the columns that some row fills, and every field that some row changes", () => {
  const rows = [
    { record: { id: "1", title: "甲", unit: "" }, changed: {} },
    { record: { id: "2", title: "乙" }, changed: { ipc: { before: null, after: "C12N" } } },
  ];
  expect(previewFields("achievements", rows)).toEqual(["id", "title", "ipc"]);
});
