import { describe, expect, test } from "vitest";
import {
  byListNumber,
  compareRuns,
  isUntouched,
  LINE_MOVES,
  refuseDecidedMeanwhile,
  refuseTooLarge,
  refuseUnfitDecision,
  refuseUnfitLine,
} from "./rules.ts";
import { LINE_STATES, type RunSide } from "./types.ts";

describe("a decision", () => {
  test.each([
    ["refused", null, "matchmaking.reason_missing"],
    ["accepted", "other", "matchmaking.reason_unfit"],
    ["postponed", "too_early", "matchmaking.reason_unfit"],
    ["none", "other", "matchmaking.reason_unfit"],
  ] as const)("%s with the reason %s is refused", (decision, reason, code) => {
    expect(() => refuseUnfitDecision({ decision, reason, comment: "" })).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ["refused", "too_early"],
    ["accepted", null],
    ["postponed", null],
    ["none", null],
  ] as const)("%s with the reason %s is one", (decision, reason) => {
    expect(() => refuseUnfitDecision({ decision, reason, comment: "" })).not.toThrow();
  });

  test("on what nobody else decided is made on version 0, and later on the version that was read", () => {
    const known = { version: 2, decision: "accepted", at: "2026-06-30 10:00", who: "张某" } as const;
    expect(() => refuseDecidedMeanwhile(null, 0, "A")).not.toThrow();
    expect(() => refuseDecidedMeanwhile(known, 2, "A")).not.toThrow();
    for (const version of [0, 1, 3]) {
      expect(() => refuseDecidedMeanwhile(known, version, "A")).toThrow(
        expect.objectContaining({ code: "matchmaking.decided_meanwhile", kind: "stale" }),
      );
    }
  });
});

describe("a line of the ledger", () => {
  const line = { outcome: "谈成", contractNumber: "HT-1" };

  const moves = LINE_STATES.flatMap((from) => LINE_STATES.map((to) => ({ from, to })));
  const isAllowed = ({ from, to }: (typeof moves)[number]) =>
    from !== "withdrawn" && (from === to || LINE_MOVES[from].includes(to));

  test.each(moves.filter(isAllowed))("goes from $from to $to", ({ from, to }) => {
    expect(() => refuseUnfitLine({ state: from }, { ...line, state: to })).not.toThrow();
  });

  test.each(moves.filter((move) => !isAllowed(move)))("does not go from $from to $to", ({ from, to }) => {
    const code = "matchmaking.state_unreachable";
    expect(() => refuseUnfitLine({ state: from }, { ...line, state: to })).toThrow(expect.objectContaining({ code }));
  });

  test("is withdrawn by nobody's hand, only by taking an acceptance back", () => {
    for (const state of LINE_STATES) expect(LINE_MOVES[state]).not.toContain("withdrawn");
  });

  const fresh = {
    state: "to_contact",
    nextStep: "",
    nextOn: null,
    writtenEntries: 0,
    contractNumber: "",
    lastAnswer: null,
  } as const;
  test.each([
    ["as it was made", {}, true],
    ["with a step planned", { nextStep: "走访" }, false],
    ["with a day", { nextOn: "2026-07-01" }, false],
    ["moved on", { state: "contacted" as const }, false],
    ["with an entry", { writtenEntries: 1 }, false],
    ["answered by link", { lastAnswer: "interested" }, false],
  ])("%s: untouched is told", (_name, more, expected) => {
    expect(isUntouched({ ...fresh, ...more })).toBe(expected);
  });
});

describe("what changed between two runs", () => {
  const need = (needId: string, digest: string, candidates: RunSide["needs"][number]["candidates"] = []) => ({
    needId,
    number: needId,
    enterprise: "",
    title: "",
    digest,
    outcome: candidates.length > 0 ? ("matched" as const) : ("unmatched" as const),
    candidates,
  });
  const candidate = (partnerKey: string, rank: number, score = 0.3) => ({ partnerKey, name: partnerKey, rank, score });
  const side = (needs: RunSide["needs"], more: Partial<RunSide> = {}): RunSide => ({
    engine: "1",
    parameters: "{}",
    needs,
    partners: { A: "a", B: "b" },
    ...more,
  });

  test.each([
    ["a new need", [], [need("1", "x")], { change: "new", causes: ["need_new"] }],
    ["a need that is gone", [need("1", "x")], [], { change: "gone", causes: ["need_gone"] }],
    [
      "a need that says something else",
      [need("1", "x")],
      [need("1", "y")],
      { change: "changed", causes: ["need_changed"] },
    ],
  ])("%s", (_name, before, after, expected) => {
    expect(compareRuns(side(before), side(after)).needs).toMatchObject([expected]);
  });

  test.each([
    ["added to the lists", { B: "b" }, { A: "a", B: "b" }, ["partner_added"]],
    ["written anew", { A: "old", B: "b" }, { A: "a", B: "b" }, ["partner_changed"]],
    ["in no other way than by the others", { A: "a", B: "b" }, { A: "a", B: "b" }, ["others_changed"]],
  ])("a partner comes in: %s", (_name, old, now, causes) => {
    const before = side([need("1", "x", [candidate("B", 1)])], { partners: old });
    const after = side([need("1", "x", [candidate("A", 1), candidate("B", 2)])], { partners: now });
    const partner = compareRuns(before, after).needs[0]?.partners.find(({ key }) => key === "A");
    expect(partner).toMatchObject({ change: "in", rankBefore: null, rankAfter: 1, causes });
  });

  test("a partner that is in no list any more is out for that", () => {
    const before = side([need("1", "x", [candidate("A", 1)])]);
    const after = side([need("1", "x")], { partners: { B: "b" } });
    expect(compareRuns(before, after).needs[0]?.partners).toMatchObject([
      { change: "out", causes: ["partner_removed"] },
    ]);
  });

  test("another engine or other parameters are named", () => {
    const before = side([need("1", "x", [candidate("A", 1)])]);
    const after = side([need("1", "x", [candidate("A", 2)])], { engine: "2", parameters: "{top}" });
    expect(compareRuns(before, after).needs[0]?.causes).toEqual(["parameters", "engine"]);
  });

  test("a score that moved a little because words became rarer is no change", () => {
    const before = side([need("1", "x", [candidate("A", 1, 0.3)])]);
    const after = side([need("1", "x", [candidate("A", 1, 0.303)])]);
    expect(compareRuns(before, after)).toEqual({ needs: [], unchanged: 1 });
  });
});

test("numbers of a list are in the order in which a person counts", () => {
  const numbers = ["N1", "N2", "N9", "N10", "N11", "N100", "NEED-2026-000002", "NEED-2026-000010"];
  expect(numbers.toReversed().toSorted(byListNumber)).toEqual(numbers);
  // The same to whoever counts, and still in one order whichever comes first.
  expect(["N01", "N1"].toSorted(byListNumber)).toEqual(["N1", "N01"].toSorted(byListNumber));
});

test("a workbook is made of a hundred thousand suggestions and no more", () => {
  expect(() => refuseTooLarge({ candidates: 100_000 })).not.toThrow();
  expect(() => refuseTooLarge({ candidates: 100_001 })).toThrow(/100001/);
});
