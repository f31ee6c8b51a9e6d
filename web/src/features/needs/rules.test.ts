import { expect, test } from "vitest";
import {
  changeOf,
  draftOf,
  EMPTY_NEED,
  firstOffice,
  flowOf,
  type NeedState,
  readBudget,
  splitActions,
  writeBudget,
} from "./rules.ts";

const visited = (...states: NeedState[]) => new Set(states);
const places = (state: NeedState, ...seen: NeedState[]) =>
  flowOf(state, visited(...seen)).map((step) => `${step.state} ${step.place}`);

test("what lies behind is done, what lies ahead is ahead", () => {
  expect(places("accepted", "submitted", "in_triage", "accepted")).toEqual([
    "submitted done",
    "in_triage done",
    "accepted now",
    "matched ahead",
    "in_talks ahead",
    "contracted ahead",
    "delivered ahead",
    "closed ahead",
  ]);
});

test("a need goes where the copied one went, or to the only office that is there or knows the enterprise", () => {
  const office = (id: string, isKnown = false) => ({ id, isKnown, name: { zh: id, en: id } });
  expect(firstOffice([office("a")], null)).toBe("a");
  expect(firstOffice([office("a"), office("b")], null)).toBe("");
  expect(firstOffice([office("a", true), office("b")], null)).toBe("a");
  expect(firstOffice([office("a", true), office("b", true)], null)).toBe("");
  expect(firstOffice([office("a", true), office("b")], { scopeId: "b" })).toBe("b");
});

test("a draft stands before the way", () => {
  expect(places("draft", "draft").slice(0, 2)).toEqual(["draft now", "submitted ahead"]);
});

test("a return is a stop at triage", () => {
  expect(places("returned", "submitted", "in_triage", "returned").slice(0, 3)).toEqual([
    "submitted done",
    "returned now",
    "accepted ahead",
  ]);
});

test("a challenge takes the place of talks, and still does when it is over", () => {
  expect(places("in_challenge", "submitted", "in_challenge")).toContain("in_challenge now");
  expect(places("contracted", "submitted", "in_challenge", "contracted")).toContain("in_challenge done");
  expect(places("contracted", "submitted", "in_talks", "contracted")).toContain("in_talks done");
});

test("what was passed over on the way to the end is not shown as done", () => {
  expect(places("closed", "submitted", "closed")).toEqual([
    "submitted done",
    "in_triage skipped",
    "accepted skipped",
    "matched skipped",
    "in_talks skipped",
    "contracted skipped",
    "delivered skipped",
    "closed now",
  ]);
});

test("the step that is usual next stands out; what ends something does not", () => {
  expect(splitActions(["return", "accept", "close"])).toEqual({ next: "accept", others: ["return", "close"] });
  expect(splitActions(["reopen"])).toEqual({ next: null, others: ["reopen"] });
});

test.each([
  ["30-50", { low: "30000000", high: "50000000" }, "30-50万元"],
  ["50万元", { low: "50000000", high: "50000000" }, "50万元"],
  ["12.5", { low: "12500000", high: "12500000" }, "12.5万元"],
  ["80万元以内", { low: "0", high: "80000000" }, "80万元以内"],
] as const)("a budget of %s is kept in fen and written the same way again", (text, budget, written) => {
  const read = readBudget(text);
  expect(read).toEqual({ budget, budgetNegotiable: false });
  expect(read && writeBudget(read)).toBe(written);
});

test("a budget that is to be agreed on is no figure, and one that cannot be read is refused", () => {
  expect(readBudget("面议")).toEqual({ budget: null, budgetNegotiable: true });
  expect(readBudget("")).toEqual({ budget: null, budgetNegotiable: false });
  expect(readBudget("很多")).toBeNull();
});

test("a change states what was changed, and nothing of the contact unless it was touched", () => {
  const values = { ...EMPTY_NEED, title: " 甲 ", field: "", contactName: "" };
  expect(changeOf(values, ["title", "field"])).toEqual({ title: "甲", field: null });
  expect(changeOf({ ...values, contactPhone: "0510-1" }, ["contactPhone"])).toEqual({
    contact: { name: null, phone: "0510-1", email: null },
  });
});

test("a new need states everything", () => {
  expect(draftOf({ ...EMPTY_NEED, title: "甲", budget: "50" })).toMatchObject({
    title: "甲",
    budget: { low: "50000000", high: "50000000" },
    contact: null,
    deadline: null,
  });
});
