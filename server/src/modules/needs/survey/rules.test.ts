import { describe, expect, test } from "vitest";
import { advanceRound, isOver, judgeVersion, levelOf, settleVisit } from "./rules.ts";
import type { RoundAction, RoundState, VisitSettlement, VisitState } from "./types.ts";

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each<[RoundState, RoundAction, number, string]>([
  ["draft", "open", 1, "open"],
  ["draft", "open", 0, "survey.nothing_to_visit"],
  ["draft", "close", 1, "survey.wrong_state"],
  ["open", "close", 1, "closed"],
  ["open", "open", 1, "survey.wrong_state"],
  ["closed", "reopen", 1, "open"],
  ["closed", "close", 1, "survey.wrong_state"],
])("a round that is %s, told to %s with %i doors: %s", (state, action, doors, expected) => {
  expect(codeOf(() => advanceRound({ code: "ROUND-2026-001", state }, action, doors))).toBe(expected);
});

test.each<[RoundState, string, boolean]>([
  ["open", "2026-06-30", false],
  ["open", "2026-07-01", true],
  ["closed", "2026-06-01", true],
])("a round that is %s is over on %s: %s", (state, today, expected) => {
  expect(isOver({ state, endsBefore: "2026-07-01" }, today)).toBe(expected);
});

describe("a version that is sent under the id of a visit", () => {
  const known = [
    { digest: "a", edition: "first" },
    { digest: "b", edition: "second" },
  ];
  const standing = { digest: "b", known } as const;
  test.each<[string, string | null, VisitState, boolean, string]>([
    ["a", null, "counted", false, "repeated"],
    ["b", "a", "counted", true, "repeated"],
    ["c", "b", "counted", false, "corrected"],
    ["c", "b", "late", true, "corrected"],
    ["c", "b", "counted", true, "conflict"],
    ["c", "b", "set_aside", false, "conflict"],
    ["c", "a", "counted", false, "conflict"],
    ["c", null, "counted", false, "conflict"],
  ])("%s, based on %s, of one that is %s, after the end %s: %s", (digest, basedOn, state, over, expected) => {
    expect(judgeVersion({ ...standing, state }, { digest, basedOn, edition: null, follows: [] }, over)).toBe(expected);
  });
  test.each<[string, readonly string[], string]>([
    ["third", ["first", "second"], "corrected"],
    ["third", ["first"], "conflict"],
    ["third", ["a lost one"], "conflict"],
    ["third", [], "conflict"],
    ["second", [], "corrected"],
  ])("edition %s, made after %j, of which no answer came: %s", (edition, follows, expected) => {
    const sent = { digest: "c", basedOn: null, edition, follows };
    expect(judgeVersion({ ...standing, state: "counted" }, sent, false)).toBe(expected);
  });
});

describe("settling", () => {
  const visit = { state: "late", hasConflict: true, officerId: "me", enterprise: "某公司" } as const;
  const act = (state: VisitState, hasConflict: boolean, settlement: Partial<VisitSettlement>, by = "lead") =>
    codeOf(() =>
      settleVisit(
        { ...visit, state, hasConflict },
        { action: "confirm", digest: null, reason: "", ...settlement },
        { by, known: ["a", "b"] },
      ),
    );
  test.each<[string, unknown, unknown]>([
    ["a late visit counts", act("late", false, {}), { state: "counted", hasConflict: false }],
    ["nobody confirms their own", act("late", false, {}, "me"), "survey.own_visit"],
    ["what counts is not confirmed again", act("counted", false, {}), "survey.not_to_settle"],
    ["what was set aside may count after all", act("set_aside", false, {}), { state: "counted", hasConflict: false }],
    ["setting aside takes a reason", act("late", false, { action: "set_aside" }), "survey.reason_missing"],
    [
      "it is set aside, and its conflict stays",
      act("late", true, { action: "set_aside", reason: "重复" }),
      { state: "set_aside", hasConflict: true },
    ],
    [
      "what counts is not set aside",
      act("counted", false, { action: "set_aside", reason: "x" }),
      "survey.not_to_settle",
    ],
    [
      "a version is chosen",
      act("late", true, { action: "choose", digest: "a" }),
      { state: "late", hasConflict: false },
    ],
    ["one that is not there is not", act("late", true, { action: "choose", digest: "c" }), "survey.no_such_version"],
    ["nor without a conflict", act("late", false, { action: "choose", digest: "a" }), "survey.not_to_settle"],
  ])("%s", (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});

test.each<[string, number | null]>([
  ["3F", 3],
  ["３Ｆ", 3],
  ["12层", 12],
  ["三层", 3],
  ["十层", 10],
  ["十二楼", 12],
  ["二十一层", 21],
  ["B1", -1],
  ["地下二层", -2],
  ["-1", -1],
  ["首层", 1],
  ["夹层", null],
])("the floor %s stands at %s", (floor, expected) => {
  expect(levelOf(floor)).toBe(expected);
});
