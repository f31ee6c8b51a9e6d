import { DomainError } from "@dual-high/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONSORTIUM_ACTIONS, CONSORTIUM_STATES, TASK_ACTIONS, TASK_STATES, type TaskAction } from "./types.ts";
import {
  actionsFrom,
  advanceConsortium,
  advanceTask,
  deliveredOf,
  findConcerns,
  findLacks,
  findNotes,
  refuseBeyondPromise,
  refuseExit,
  refuseUnfitShares,
  type Survey,
  taskActionsFrom,
} from "./rules.ts";

const TODAY = "2026-11-26";
const codeOf = (fn: () => unknown): string | null => {
  try {
    fn();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code.replace("consortia.", "");
    throw error;
  }
};

describe("the life of a consortium", () => {
  const running = {
    number: "CON-2026-000001",
    state: "running",
    foundedOn: "2026-01-10",
    startedBy: "u1",
    lacks: [],
  } as const;
  const step = { on: TODAY, people: "李某", grade: "good", nextOn: null, reason: "期满" } as const;
  const by = { actorId: "u2", today: TODAY };

  test("goes from preparing to its end, each step from where it may", () => {
    const table = CONSORTIUM_STATES.map((state) => [state, actionsFrom(state)]);
    expect(Object.fromEntries(table)).toEqual({
      preparing: ["found", "end"],
      founded: ["run", "end"],
      running: ["assess", "end"],
      assessed: ["run", "end"],
      ended: [],
    });
    for (const state of CONSORTIUM_STATES) {
      for (const action of CONSORTIUM_ACTIONS) {
        const code = codeOf(() => advanceConsortium({ ...running, state }, { ...step, action }, by));
        expect(code).toBe(actionsFrom(state).includes(action) ? null : "wrong_state");
      }
    }
  });

  test.each([
    ["is not assessed by whoever set it running", "assess", {}, { actorId: "u1" }, "assessed_by_starter"],
    ["is assessed with a grade", "assess", { grade: null }, {}, "grade_missing"],
    ["is assessed by people with names", "assess", { people: "" }, {}, "people_missing"],
    ["is not assessed in the days to come", "assess", { on: "2026-11-27" }, {}, "day_to_come"],
    ["is not assessed before it was founded", "assess", { on: "2026-01-09" }, {}, "day_before"],
    ["is not assessed next before it was now", "assess", { nextOn: "2026-11-25" }, {}, "day_before"],
    ["does not end without a reason", "end", { reason: "" }, {}, "reason_missing"],
  ] as const)("%s", (_, action, more, actor, code) => {
    expect(codeOf(() => advanceConsortium(running, { ...step, action, ...more }, { ...by, ...actor }))).toBe(code);
  });

  test("is founded when it has a lead, two members, a goal and what it rests on", () => {
    const lead = { kind: "enterprise", isLead: true, leftOn: null } as const;
    const other = { kind: "university", isLead: false, leftOn: null } as const;
    const whole = { goal: "攻关", basis: "", agreementState: "signed", members: [lead, other] };
    expect(findLacks(whole)).toEqual([]);
    expect(findLacks({ ...whole, agreementState: "draft", basis: "锡科发〔2026〕1号" })).toEqual([]);
    expect(findLacks({ goal: "", basis: "", agreementState: "draft", members: [other] })).toHaveLength(4);
    expect(findLacks({ ...whole, members: [lead, { ...other, leftOn: TODAY }] })).toHaveLength(1);
    const preparing = { ...running, state: "preparing", lacks: findLacks({ ...whole, goal: "" }) } as const;
    expect(codeOf(() => advanceConsortium(preparing, { ...step, action: "found" }, by))).toBe("incomplete");
  });

  test("notes a lead that its type does not usually have, and refuses none", () => {
    expect(findNotes("ecosystem", "university")).toHaveLength(1);
    expect(findNotes("platform", "university")).toEqual([]);
  });
});

describe("a member leaves", () => {
  const member = { name: "样例精工", isLead: false, enteredOn: "2026-03-01", leftOn: null };
  const exit = { on: TODAY, agreedBy: "王某" };
  const around = { openTasks: [], lastDay: "2026-04-01", today: TODAY };
  test.each([
    ["with the lead's agreement", {}, {}, {}, null],
    ["not without it", {}, { agreedBy: "" }, {}, "exit_not_agreed"],
    ["not while it leads", { isLead: true }, {}, {}, "lead_leaves"],
    ["not twice", { leftOn: "2026-05-01" }, {}, {}, "member_gone"],
    ["not before it entered", {}, { on: "2026-02-28" }, {}, "day_before"],
    ["not before what it last reported or delivered", {}, { on: "2026-03-31" }, {}, "day_before"],
    ["not with tasks that nobody has taken over", {}, {}, { openTasks: ["样机"] }, "exit_leaves_tasks"],
  ] as const)("%s", (_, who, how, rest, code) => {
    expect(codeOf(() => refuseExit({ ...member, ...who }, { ...exit, ...how }, { ...around, ...rest }))).toBe(code);
  });
});

test("a task is accepted by somebody else than whoever reported it, and only once it is reported", () => {
  const step = { on: TODAY, result: "样机一台" };
  const others = { actorId: "u2", mayManage: true, isOwn: false };
  const task = {
    title: "样机",
    memberName: "样例精工",
    reportedBy: "u1",
    reportedOn: "2026-04-01",
    isReportedByMember: false,
    memberSince: "2026-03-01",
  };
  const allowed = TASK_STATES.map((state) => [
    state,
    TASK_ACTIONS.filter(
      (action) => codeOf(() => advanceTask({ ...task, state }, { ...step, action }, others, TODAY)) === null,
    ),
  ]);
  expect(Object.fromEntries(allowed)).toEqual({
    open: ["report", "drop"],
    reported: ["accept", "return", "drop"],
    accepted: [],
    dropped: [],
  });
  const reported = { ...task, state: "reported" } as const;
  const own = { ...others, actorId: "u1" };
  expect(codeOf(() => advanceTask(reported, { ...step, action: "accept" }, own, TODAY))).toBe("accepted_by_reporter");
  expect(codeOf(() => advanceTask(reported, { ...step, result: "", action: "return" }, own, TODAY))).toBe(
    "task_text_missing",
  );
  const early = { ...step, on: "2026-03-31", action: "accept" } as const;
  expect(codeOf(() => advanceTask(reported, early, others, TODAY))).toBe("day_before");
  const open = { ...task, state: "open", reportedOn: null } as const;
  const before = { ...step, on: "2026-02-28", action: "report" } as const;
  expect(codeOf(() => advanceTask(open, before, others, TODAY))).toBe("day_before");
  expect(codeOf(() => advanceTask(open, { ...before, on: "2026-03-01" }, others, TODAY))).toBeNull();
});

describe("the steps of a task", () => {
  const task = {
    title: "样机",
    memberName: "样例精工",
    reportedBy: "u1",
    reportedOn: "2026-04-01",
    isReportedByMember: true,
    memberSince: "2026-03-01",
  };
  const member = { actorId: "u2", mayManage: false, isOwn: true };
  const keeper = { ...member, mayManage: true, isOwn: false };
  const both = { ...member, mayManage: true };
  const neither = { ...member, isOwn: false };
  test.each([
    ["a member reports its own", member, "open", true, ["report"]],
    ["and takes back what it reported", member, "reported", true, ["take_back"]],
    ["but not what the office reported for it", member, "reported", false, []],
    ["nor what was accepted", member, "accepted", true, []],
    ["others do nothing about it", neither, "open", true, []],
    ["nor once it is reported", neither, "reported", true, []],
    ["the office does the rest", keeper, "reported", true, ["accept", "return", "drop"]],
    [
      "but whoever is of the member that reported accepts nothing",
      both,
      "reported",
      true,
      ["take_back", "return", "drop"],
    ],
    ["unless the office reported it", both, "reported", false, ["accept", "return", "drop"]],
  ] as const)("%s", (_, actor, state, isReportedByMember, expected) => {
    const now = { ...task, state, isReportedByMember };
    expect(taskActionsFrom(now, actor)).toEqual(expected);
    // What is offered is what is done.
    const step = { on: TODAY, result: "样机一台" };
    expect(
      TASK_ACTIONS.filter((action) => codeOf(() => advanceTask(now, { ...step, action }, actor, TODAY)) === null),
    ).toEqual(expected);
  });
  test("that are refused say whose they are", () => {
    const tryStep = (action: TaskAction, actor: typeof member, isReportedByMember = true) =>
      codeOf(() =>
        advanceTask(
          { ...task, state: "reported", isReportedByMember },
          { action, on: TODAY, result: "x" },
          actor,
          TODAY,
        ),
      );
    expect(tryStep("take_back", neither)).toBe("task_of_another");
    expect(tryStep("accept", member)).toBe("task_not_yours_to_decide");
    expect(tryStep("take_back", member, false)).toBe("report_of_another");
    expect(tryStep("take_back", keeper)).toBe("report_of_another");
    expect(tryStep("accept", both)).toBe("accepted_by_member");
  });
});

describe("promises", () => {
  const promise = { title: "首期出资", kind: "money", promised: 1_000_000n, noted: 400_000n } as const;
  test("are not delivered beyond what was promised", () => {
    expect(codeOf(() => refuseBeyondPromise(promise, 600_000n))).toBeNull();
    expect(codeOf(() => refuseBeyondPromise(promise, 600_001n))).toBe("beyond_promise");
  });
  test("are delivered in a share between none and all, whatever the amounts", () => {
    const sum = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 10n ** 17n }))
      .map(([promised, part]) => ({ promised, delivered: part > promised ? promised : part }));
    fc.assert(
      fc.property(fc.array(sum, { minLength: 1, maxLength: 4 }), (sums) => {
        const share = deliveredOf(sums) ?? -1;
        const isAll = sums.every(({ promised, delivered }) => promised === delivered);
        return Number.isInteger(share) && share >= 0 && (isAll ? share === 10_000 : share < 10_000);
      }),
    );
    expect(deliveredOf([{ promised: 0n, delivered: 0n }])).toBeNull();
  });
});

test("shares in a result come to the whole, once for each member", () => {
  const names = new Map([["a", "甲"]]);
  const shares = (...bps: number[]) => bps.map((shareBp, index) => ({ memberId: String(index), shareBp }));
  expect(codeOf(() => refuseUnfitShares("专利", shares(5_000, 5_000), names))).toBeNull();
  expect(codeOf(() => refuseUnfitShares("专利", shares(5_000, 4_999), names))).toBe("shares_do_not_sum");
  const twice = [
    { memberId: "a", shareBp: 5_000 },
    { memberId: "a", shareBp: 5_000 },
  ];
  expect(codeOf(() => refuseUnfitShares("专利", twice, names))).toBe("share_twice");
});

test("what asks for a look is told, and nothing of what has ended", () => {
  const quiet: Survey = {
    state: "running",
    hasLead: true,
    members: 5,
    tasksOverdue: 0,
    contributionsOverdue: 0,
    assessIn: 31,
    waiting: 0,
  };
  expect(findConcerns(quiet)).toEqual([]);
  expect(findConcerns({ ...quiet, assessIn: 30 })).toEqual(["assessment_due"]);
  expect(findConcerns({ ...quiet, assessIn: -1, tasksOverdue: 2 })).toEqual(["tasks_overdue", "assessment_overdue"]);
  expect(findConcerns({ ...quiet, hasLead: false, members: 1, waiting: 1 })).toEqual([
    "no_lead",
    "too_few_members",
    "waits_for_another",
  ]);
  expect(findConcerns({ ...quiet, state: "preparing", hasLead: false, members: 0, assessIn: -9 })).toEqual([]);
  expect(findConcerns({ ...quiet, state: "ended", tasksOverdue: 2 })).toEqual([]);
});
