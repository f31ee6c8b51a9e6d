import { readFileSync } from "node:fs";
import type { DomainError } from "@dual-high/kernel";
import { describe, expect, test } from "vitest";
import {
  actionsFrom,
  advanceState,
  creditCodeOf,
  describeTransitions,
  differences,
  isChangeable,
  maskContact,
  refuseUpsideDownBudget,
  TRANSITIONS,
} from "./rules.ts";
import { NEED_ACTIONS, NEED_STATES, type NeedAction, type NeedState } from "./types.ts";

/** Every step that there is, said in the plainest way. */
const STEPS: readonly (readonly [NeedState, NeedAction, NeedState])[] = [
  ["draft", "submit", "submitted"],
  ["returned", "submit", "submitted"],
  ["submitted", "begin_triage", "in_triage"],
  ["submitted", "return", "returned"],
  ["in_triage", "return", "returned"],
  ["in_triage", "accept", "accepted"],
  ["accepted", "match", "matched"],
  ["accepted", "pose_challenge", "in_challenge"],
  ["matched", "begin_talks", "in_talks"],
  ["matched", "pose_challenge", "in_challenge"],
  ["in_talks", "pose_challenge", "in_challenge"],
  ["in_talks", "sign", "contracted"],
  ["in_challenge", "sign", "contracted"],
  ["contracted", "deliver", "delivered"],
  ...NEED_STATES.filter((state) => state !== "closed").map((state) => [state, "close", "closed"] as const),
  ["matched", "reopen", "accepted"],
  ["in_talks", "reopen", "accepted"],
  ["in_challenge", "reopen", "accepted"],
  ["closed", "reopen", "accepted"],
];

function refusalOf(state: NeedState, action: NeedAction, reason: string): DomainError | null {
  try {
    advanceState({ number: "NEED-2026-000042", state }, action, reason);
    return null;
  } catch (error) {
    return error as DomainError;
  }
}

function outcomeOf(state: NeedState, action: NeedAction, reason: string): string {
  const refusal = refusalOf(state, action, reason);
  return refusal === null ? advanceState({ number: "NEED-2026-000042", state }, action, reason) : refusal.code;
}

const everyPair = NEED_STATES.flatMap((state) => NEED_ACTIONS.map((action) => [state, action] as const));

describe("the states of a need", () => {
  test.each(everyPair)("from %s by %s", (state, action) => {
    const step = STEPS.find(([from, by]) => from === state && by === action);
    expect(outcomeOf(state, action, "缺少指标")).toBe(step?.[2] ?? "needs.wrong_state");
    expect(actionsFrom(state).includes(action)).toBe(step !== undefined);
  });
  test.each(NEED_ACTIONS)("%s says why where others will ask", (action) => {
    const [state = "draft"] = TRANSITIONS[action].from;
    const isAsked = ["return", "close", "reopen"].includes(action);
    expect(outcomeOf(state, action, "")).toBe(isAsked ? "needs.reason_missing" : TRANSITIONS[action].to);
  });
  test("every state but a draft is reached, and every state but closed is left without closing", () => {
    const reached = new Set(STEPS.map(([, , to]) => to));
    expect(NEED_STATES.filter((state) => !reached.has(state))).toEqual(["draft"]);
    const left = new Set(STEPS.filter(([, action]) => action !== "close").map(([from]) => from));
    expect(NEED_STATES.filter((state) => !left.has(state))).toEqual(["delivered"]);
  });
  test("a refusal names the need, where it is and where it would have to be, in both languages", () => {
    const refusal = refusalOf("draft", "accept", "");
    expect(refusal?.text("zh")).toBe("NEED-2026-000042 现在是“草稿”，不能受理（须为“初审中”）。请刷新后再办。");
    expect(refusal?.text("en")).toContain("NEED-2026-000042 is draft; to accept it has to be in triage");
  });
  test("docs/need-states.md is drawn from the table: node server/src/generate.ts", () => {
    const committed = readFileSync(new URL("../../../../docs/need-states.md", import.meta.url), "utf8");
    expect(committed).toBe(describeTransitions());
  });
});

test("the office mends a need until it is closed, the enterprise until it is accepted", () => {
  for (const state of NEED_STATES) {
    expect(isChangeable(state, "office")).toBe(state !== "closed");
    const isBefore = ["draft", "submitted", "in_triage", "returned"].includes(state);
    expect(isChangeable(state, "enterprise")).toBe(isBefore);
  }
});

test("the number of an enterprise's scope is a credit code only where it looks like one", () => {
  expect(creditCodeOf("91320200MA1XQ3K91K")).toBe("91320200MA1XQ3K91K");
  for (const code of [null, "sample", "91320200"]) expect(creditCodeOf(code)).toBe(null);
});

test("differences name the fields with what was and what is", () => {
  const before = { title: "甲", budget: { low: "1", high: "2" }, field: null };
  expect(differences(before, { ...before }, ["title", "budget", "field"])).toEqual([]);
  expect(differences(before, { title: "乙", budget: null, field: null }, ["title", "budget", "field"])).toEqual([
    { field: "title", before: "甲", after: "乙" },
    { field: "budget", before: { low: "1", high: "2" }, after: null },
  ]);
});

test("a budget whose lower end is above its upper end is refused", () => {
  refuseUpsideDownBudget(null);
  refuseUpsideDownBudget({ low: "100", high: "100" });
  expect(() => refuseUpsideDownBudget({ low: "1000", high: "999" })).toThrow(
    expect.objectContaining({ code: "needs.budget_upside_down" }) as Error,
  );
});

test.each([
  [{ name: "李四", phone: "13800001234", email: "li.si@example.com" }, "李某", "138****1234", "l***@example.com"],
  [{ name: null, phone: "110", email: null }, null, "****", null],
])("a contact is masked: %j", (contact, name, phone, email) => {
  expect(maskContact(contact)).toEqual({ name, phone, email });
});
