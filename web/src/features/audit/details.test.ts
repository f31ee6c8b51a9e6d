import { expect, test } from "vitest";
import { readDetails } from "./details.ts";

const zh = (details: Record<string, unknown>) =>
  readDetails(details).map(({ key, label, value }) => `${label?.zh ?? key}：${value.zh}`);

test("a move of a need is told in words", () => {
  expect(zh({ from: "accepted", to: "matched", reason: null })).toEqual(["原为：已受理", "变为：已对接"]);
});

test("people are counted, and what has no name keeps its code", () => {
  expect(zh({ members: [{ name: "李某" }, { name: "王某" }], runId: "01a2" })).toEqual(["人数：2", "runId：01a2"]);
  expect(zh({ options: { top: 5 } })).toEqual(['options：{"top":5}']);
});
