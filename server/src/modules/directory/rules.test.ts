import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeRecord,
  compareCode,
  compareName,
  fillRecord,
  FreeNumbers,
  type IncomingKeys,
  type KnownRow,
  maskContact,
  maskEmail,
  maskPhone,
  matchRows,
  mergeRecord,
  stableText,
} from "./rules.ts";

const known = (id: string, keys: readonly string[], more: Partial<KnownRow> = {}): KnownRow => ({
  id,
  version: 1,
  number: id,
  numberIsOwn: true,
  digest: `digest ${id}`,
  keys,
  mergedInto: null,
  ...more,
});
const entry = (number: string, keys: readonly string[], more: Partial<IncomingKeys> = {}): IncomingKeys => ({
  number,
  hasOwnNumber: false,
  digest: "",
  keys,
  ...more,
});
const found = (rows: readonly KnownRow[], entries: readonly IncomingKeys[]) =>
  matchRows(rows, entries).map((row) => row?.id ?? null);

describe("an entry is the row", () => {
  test("of its own number, whatever else it says", () => {
    const rows = [known("A1", ["name:a"]), known("A2", ["name:b"])];
    expect(found(rows, [entry("A2", ["name:a"], { hasOwnNumber: true })])).toEqual(["A2"]);
  });
  test("of its first key before that of its second", () => {
    const rows = [known("A1", ["name:a"]), known("A2", ["patent:1", "name:b"])];
    expect(found(rows, [entry("x", ["patent:1", "name:a"])])).toEqual(["A2"]);
  });
  test("not of a number that a reader made up, on either side", () => {
    expect(found([known("A1", [])], [entry("A1", [])])).toEqual([null]);
    const made = known("A1", [], { numberIsOwn: false });
    expect(found([made], [entry("A1", [], { hasOwnNumber: true })])).toEqual([null]);
  });
  test("that says the same, where several have the key", () => {
    const rows = [known("A1", ["name:a"]), known("A2", ["name:a"])];
    const entries = [entry("x", ["name:a"], { digest: "digest A2" }), entry("y", ["name:a"], { digest: "new" })];
    expect(found(rows, entries)).toEqual(["A2", "A1"]);
    expect(found(rows, entries.toReversed())).toEqual(["A1", "A2"]);
  });
  test("that was merged only where no active one has the key", () => {
    const rows = [known("A1", ["name:a"], { mergedInto: "A9" }), known("A2", ["name:a"])];
    expect(found(rows, [entry("x", ["name:a"])])).toEqual(["A2"]);
    expect(found(rows.slice(0, 1), [entry("x", ["name:a"])])).toEqual(["A1"]);
  });
  test("of one entry at most, and a list finds all that it made", () => {
    const keys = fc.array(fc.constantFrom("patent:1", "patent:2", "name:a", "name:b"), { maxLength: 2 });
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 8 }), (all) => {
        const rows = all.map((each, index) => known(`A${index}`, each, { numberIsOwn: false }));
        const entries = all.map((each, index) => entry(`x${index}`, each, { digest: `digest A${index}` }));
        const matches = found(rows, entries);
        const taken = matches.filter((id) => id !== null);
        expect(new Set(taken).size).toBe(taken.length);
        expect(matches).toEqual(all.map((each, index) => (each.length > 0 ? `A${index}` : null)));
      }),
    );
  });
});

test.each([
  ["ZL 2020 1 0000001.1", "2020100000011"],
  ["ＣＮ２０２０１０００００１１", "202010000011"],
  ["91320214ma1xxxxx0l", "91320214MA1XXXXX0L"],
])("the code %s is compared as %s", (code, compared) => {
  expect(compareCode(code)).toBe(compared);
});

test("names are compared without width, case, blanks and punctuation", () => {
  expect(compareName("某（江苏）公司 A")).toBe(compareName("某(江苏)公司a"));
});

test("a number that is taken gets the next suffix that is free", () => {
  const numbers = new FreeNumbers(["A1", "A1-2"]);
  expect([numbers.take("A1"), numbers.take("A1"), numbers.take("B")]).toEqual(["A1-3", "A1-4", "B"]);
});

describe("a record that an entry is merged into", () => {
  test("keeps what the entry leaves empty, and takes the rest", () => {
    const before = { id: "A1", title: "甲", unit: "某大学", legalStatus: "granted" };
    const incoming = { id: "A7", title: "甲二", unit: "", legalStatus: "unknown", origin: { file: "b" } };
    expect(mergeRecord(before, incoming, "A1")).toEqual({
      after: { ...before, title: "甲二", origin: { file: "b" } },
      changed: { title: { before: "甲", after: "甲二" } },
    });
  });
  test("takes a legal status that the list names as unknown", () => {
    const incoming = { legalStatus: "unknown", legalStatusText: "待核实" };
    expect(mergeRecord({ legalStatus: "granted" }, incoming, "A1").changed).toMatchObject({
      legalStatus: { before: "granted", after: "unknown" },
    });
  });
});

test("a change to nothing takes a field out, and what a record must say stays said", () => {
  const empty = { content: "" };
  const before = { title: "甲", unit: "某大学", content: "摘要", contact: { name: "李某", phone: "1" } };
  expect(
    changeRecord(before, { unit: null, content: null, contact: { name: null, phone: null } }, empty).after,
  ).toEqual({
    title: "甲",
    content: "",
  });
});

test("a survivor takes over what it lacks, what it is told to, and never a number or a place", () => {
  const survivor = { id: "A1", origin: { file: "a" }, title: "甲", content: "" };
  const merged = { id: "A2", origin: { file: "b" }, title: "乙", content: "摘要", unit: "某大学" };
  expect(fillRecord(survivor, merged, { content: "" }, [])).toEqual({ content: "摘要", unit: "某大学" });
  expect(fillRecord(survivor, merged, { content: "" }, ["title", "id"])).toMatchObject({ title: "乙" });
});

test("the order of fields does not make another record", () => {
  expect(stableText({ a: 1, b: { c: 2, d: [3, 4] } })).toBe(stableText({ b: { d: [3, 4], c: 2 }, a: 1 }));
});

describe("who is to be reached", () => {
  test.each([
    ["13812345678", "138****5678"],
    ["0510-85912345", "051*-****2345"],
    ["1234", "****"],
  ])("the telephone %s is shown as %s", (phone, shown) => expect(maskPhone(phone)).toBe(shown));
  test.each([
    ["li@example.cn", "l***@example.cn"],
    ["nobody", "******"],
  ])("the mail %s is shown as %s", (mail, shown) => expect(maskEmail(mail)).toBe(shown));
  test("nothing is shown of nothing", () => {
    expect(maskContact(null)).toBeNull();
    expect(maskContact({ name: "李某", phone: "", email: null })).toEqual({ name: "李某" });
  });
});
