import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { advanceState, CHALLENGE_TRANSITIONS, challengeActions, describeChallengeStates, formatCode } from "./rules.ts";
import { CHALLENGE_ACTIONS, CHALLENGE_MODES, CHALLENGE_STATES } from "./types.ts";

describe("the states of a challenge", () => {
  test("every step is refused from every state and in every mode that the table does not name", () => {
    const outcomeOf = (step: () => unknown): unknown => {
      try {
        return step();
      } catch (error) {
        return (error as { readonly code?: string }).code;
      }
    };
    for (const action of CHALLENGE_ACTIONS) {
      const { from, to, modes = CHALLENGE_MODES } = CHALLENGE_TRANSITIONS[action];
      for (const state of CHALLENGE_STATES) {
        for (const mode of CHALLENGE_MODES) {
          const refusal = modes.includes(mode) ? "challenges.wrong_state" : "challenges.wrong_mode";
          const isStep = modes.includes(mode) && from.includes(state);
          const outcome = outcomeOf(() => advanceState({ code: "CHALLENGE-2026-000001", mode, state }, action, "理由"));
          expect([action, state, mode, outcome]).toEqual([action, state, mode, isStep ? to : refusal]);
        }
      }
    }
  });
  test("every state but a draft is reached, and only three are ends", () => {
    const reached = new Set(Object.values(CHALLENGE_TRANSITIONS).map(({ to }) => to));
    expect(CHALLENGE_STATES.filter((state) => !reached.has(state))).toEqual(["draft"]);
    const ends = CHALLENGE_STATES.filter((state) =>
      CHALLENGE_MODES.every((mode) => challengeActions({ mode, state }).length === 0),
    );
    expect(ends).toEqual(["awarded", "failed", "cancelled"]);
  });
  test.each([
    ["negotiated", "close"],
    ["race", "close"],
    ["sealed", "open"],
  ] as const)("what ends the window of a %s one is to %s", (mode, action) => {
    const ending = challengeActions({ mode, state: "published" }).filter((each) => each === "close" || each === "open");
    expect(ending).toEqual([action]);
  });
  test("an end that nobody awarded takes a reason", () => {
    const challenge = { code: "CHALLENGE-2026-000001", mode: "sealed", state: "published" } as const;
    for (const action of ["fail", "cancel"] as const) {
      expect(() => advanceState(challenge, action, "")).toThrow(
        expect.objectContaining({ code: "challenges.reason_missing" }),
      );
    }
  });
});

test("a code is counted within the year", () => {
  expect(formatCode(2026, 1)).toBe("CHALLENGE-2026-000001");
});

test("the page of states is as the table says", () => {
  const page = new URL("../../../../../docs/challenge-states.md", import.meta.url);
  expect(readFileSync(page, "utf8")).toBe(describeChallengeStates());
});
