import { describe, expect, test } from "vitest";
import { askFor, type NeedRewrite, type NeedTriage, rewrittenFields, spansIn } from "./triage-rules.ts";

const words = (text: string) => ({ zh: text, en: text });
const part = (name: NeedTriage["parts"][number]["part"], isThere: boolean, spans: NeedTriage["topics"] = []) => ({
  part: name,
  isThere,
  spans,
  name: words(name),
  lack: words(`no ${name}`),
  ask: words(`which ${name}`),
});
const triage: NeedTriage = {
  version: 1,
  score: 55,
  parts: [
    part("problem", true, [{ field: "content", start: 0, end: 9 }]),
    part("indicators", true, [
      { field: "content", start: 2, end: 5 },
      { field: "basis", start: 0, end: 3 },
    ]),
    part("budget", false),
    part("deadline", false),
  ],
  isTooShort: false,
  topics: [],
  isList: false,
};

test("places of a field are those of its parts, but for the problem, which is nearly all of it", () => {
  expect(spansIn(triage, "content")).toEqual([{ start: 2, end: 5, phrase: 1 }]);
  expect(spansIn(triage, "title")).toEqual([]);
});

describe("the text of a return", () => {
  const opening = { opening: "Please add:", split: "split it" };
  test("asks for each part that is missing, numbered, and for nothing else", () => {
    expect(askFor(triage, "en", opening)).toBe("Please add:\n1. which budget;\n2. which deadline.");
  });
  test("asks first to split what holds several topics", () => {
    const topics = [
      { field: "content" as const, start: 0, end: 3 },
      { field: "content" as const, start: 3, end: 6 },
    ];
    expect(askFor({ ...triage, topics }, "zh", opening).split("\n")[1]).toBe("1. split it；");
  });
  test("is empty where nothing is missing", () => {
    const parts = triage.parts.map((each) => ({ ...each, isThere: true }));
    expect(askFor({ ...triage, parts }, "zh", opening)).toBe("");
  });
});

test("a rewrite changes the fields that differ", () => {
  const original = { title: "a", content: "b", indicators: null, basis: null };
  const rewrite = { original, proposed: { ...original, content: "c", basis: "d" } } as NeedRewrite;
  expect(rewrittenFields(rewrite)).toEqual(["content", "basis"]);
});
