import { describe, expect, test } from "vitest";
import { actionsFrom, advanceProject, currentStages, formatNumber, lastDayOf, stateStage } from "./rules.ts";
import type { GateStage } from "./gates/types.ts";
import { STAGE_FACTS, STAGES } from "./stages/types.ts";

const NO_DAYS = { plannedOn: null, startedOn: null, endedOn: null, note: "" };
const today = "2026-11-26";
const number = "PRJ-2026-000001";

test("industrialization joins both tracks, which are apart before it", () => {
  expect(STAGE_FACTS.industrialization.follows).toEqual(["lab", "proof_of_concept", "pilot_scale", "incubation"]);
  expect(STAGES.map((stage) => STAGE_FACTS[stage].track)).toEqual([
    "technology",
    "technology",
    "technology",
    "company",
    "joint",
  ]);
});

describe("a stage", () => {
  const state = (stage: (typeof STAGES)[number], days: object, held: Parameters<typeof stateStage>[0]["held"] = null) =>
    stateStage({ number, stage, held, today, enteredOn: "2026-03-02", gates: [] }, { ...NO_DAYS, ...days });

  test("of the laboratory begins without a gate, every other one does not", () => {
    expect(state("lab", { startedOn: "2024-03-01" })).toMatchObject({ entered: "begun" });
    for (const stage of STAGES.slice(1)) {
      expect(() => state(stage, { startedOn: "2024-03-01" })).toThrow("begins by passing its gate");
    }
  });
  test("that was over before is stated with both days, but for industrialization", () => {
    const days = { startedOn: "2024-03-01", endedOn: "2025-03-01" };
    expect(state("proof_of_concept", days)).toMatchObject({ entered: "stated" });
    expect(() => state("industrialization", days)).toThrow("begins by passing its gate");
  });
  test("is not stated where it ended on the day of entry or later, nor where a gate says otherwise", () => {
    const days = { ...NO_DAYS, startedOn: "2024-03-01", endedOn: "2026-03-01" };
    const at = { number, stage: "pilot_scale", held: null, today, enteredOn: "2026-03-02", gates: [] } as const;
    expect(() => stateStage({ ...at, enteredOn: "2026-03-01" }, days)).toThrow("entered here on 2026-03-01");
    const gate = (stage: GateStage, became: string, decidedBy: string | null = null) => ({
      stage,
      state: became,
      decidedBy,
    });
    for (const known of [
      gate("pilot_scale", "open"),
      gate("pilot_scale", "held", "lead"),
      gate("pilot_scale", "stopped", "lead"),
      gate("pilot_scale", "withdrawn", "lead"),
      gate("proof_of_concept", "held", "lead"),
    ]) {
      expect(() => stateStage({ ...at, gates: [known] }, days)).toThrow("has been applied for");
    }
    const past = [
      gate("pilot_scale", "withdrawn"),
      gate("incubation", "open"),
      gate("proof_of_concept", "passed", "l"),
    ];
    expect(stateStage({ ...at, gates: past }, days)).toMatchObject({ entered: "stated" });
  });
  test("is planned for a day to come, and neither begins nor ends on one", () => {
    expect(state("pilot_scale", { plannedOn: "2027-01-01" })).toMatchObject({ entered: null, plannedOn: "2027-01-01" });
    expect(() => state("lab", { startedOn: "2027-01-01" })).toThrow("still to come");
    expect(() => state("lab", { startedOn: "2026-01-02", endedOn: "2026-01-01" })).toThrow("before it began");
  });
  test("that a gate opened keeps its first day, and may end", () => {
    const held = { entered: "gate", plannedOn: null, startedOn: "2026-05-01", endedOn: null } as const;
    expect(state("pilot_scale", { endedOn: "2026-06-01" }, held)).toMatchObject({
      entered: "gate",
      startedOn: "2026-05-01",
      endedOn: "2026-06-01",
    });
    expect(() => state("pilot_scale", { startedOn: "2026-04-01" }, held)).toThrow("began on 2026-05-01");
    expect(() => state("pilot_scale", { endedOn: "2026-04-01" }, held)).toThrow("before it began");
  });
});

test("stages go on, in the order of the chain, on both tracks at once", () => {
  const stage = (name: (typeof STAGES)[number], endedOn: string | null) => ({
    stage: name,
    entered: "gate" as const,
    plannedOn: null,
    startedOn: "2026-01-01",
    endedOn,
  });
  const held = [stage("incubation", null), stage("lab", "2026-02-01"), stage("pilot_scale", null)];
  expect(currentStages(held).map((each) => each.stage)).toEqual(["pilot_scale", "incubation"]);
});

describe("a project", () => {
  const active = { number, state: "active", hasLicence: false, since: "2026-10-01" } as const;
  const said = { on: "2026-11-01", reason: "团队解散", today };

  test("ends with a reason, on a day that has come", () => {
    expect(advanceProject(active, "stop", said)).toBe("stopped");
    expect(advanceProject(active, "return", said)).toBe("returned");
    expect(() => advanceProject(active, "stop", { ...said, reason: "" })).toThrow("say why");
    expect(() => advanceProject(active, "stop", { ...said, on: "2026-11-27" })).toThrow("still to come");
  });
  test("does nothing before the last day of its course", () => {
    const early = { ...said, on: "2026-09-30" };
    expect(() => advanceProject(active, "stop", early)).toThrow("before 2026-10-01");
    expect(() => advanceProject({ ...active, state: "stopped" }, "resume", early)).toThrow("before 2026-10-01");
    const lab = { entered: "begun", plannedOn: null, startedOn: "2026-01-01", endedOn: "2026-04-01" } as const;
    expect(lastDayOf(null, [lab])).toBe("2026-04-01");
    expect(lastDayOf("2026-05-01", [lab])).toBe("2026-05-01");
    expect(lastDayOf(null, [])).toBeNull();
  });
  test("is licensed out with a licence or transfer in force only", () => {
    expect(() => advanceProject(active, "license_out", said)).toThrow("no licence or transfer agreement in force");
    expect(advanceProject({ ...active, hasLicence: true }, "license_out", said)).toBe("licensed_out");
  });
  test("goes on after it was stopped, returned or licensed out", () => {
    expect(actionsFrom("stopped")).toEqual(["resume"]);
    expect(actionsFrom("returned")).toEqual(["resume"]);
    expect(actionsFrom("licensed_out")).toEqual(["resume"]);
    expect(() => advanceProject({ ...active, state: "stopped" }, "stop", said)).toThrow("stopped");
  });
  test("is numbered by the year", () => {
    expect(formatNumber(2026, 1)).toBe("PRJ-2026-000001");
  });
});
