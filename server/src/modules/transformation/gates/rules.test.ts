import { describe, expect, test } from "vitest";
import { deliver, refuseUnfitSupport } from "../support/rules.ts";
import { admitApplication, missingKinds, outcomeOf } from "../readiness/rules.ts";
import { EVIDENCE_KIND_NAMES, LEVELS } from "../readiness/types.ts";
import {
  allowDecision,
  type GateKnown,
  liesBehind,
  lookAtGate,
  lostLevels,
  lostFrom,
  nextGates,
  refuseUnfitPermits,
} from "./rules.ts";
import { GATE_STAGES, GATES, type GateStage } from "./types.ts";

const NOTHING: GateKnown = {
  readinessLevel: 0,
  agreements: [],
  companyEvidence: [],
  support: { university: [], zone: [] },
  permits: { isStated: false, noneNeeded: false, missing: [], held: [] },
  proofs: [],
  waived: [],
};
const SAID = [{ zh: "经费：30 万元", en: "money: 30" }];
const everything = (stage: GateStage): GateKnown => ({
  readinessLevel: 9,
  agreements: [{ number: "AGR-2026-000001", kind: GATES[stage].agreements[0] ?? "development", isInForce: true }],
  companyEvidence: ["营业执照"],
  support: { university: SAID, zone: SAID },
  permits: { isStated: true, noneNeeded: true, missing: [], held: [] },
  proofs: [],
  waived: [],
});
const statesOf = (stage: GateStage, known: GateKnown) =>
  Object.fromEntries(lookAtGate(stage, known).map(({ requirement, state }) => [requirement, state]));

describe("a gate", () => {
  test.each(GATE_STAGES)("to %s asks for an agreement and for support from both sides, and for evidence", (stage) => {
    expect(GATES[stage].requires).toEqual(expect.arrayContaining(["agreement", "support_university", "support_zone"]));
    expect(GATES[stage].requires.some((each) => each === "readiness" || each === "company")).toBe(true);
    expect(Object.values(statesOf(stage, NOTHING)).every((state) => state === "missing")).toBe(true);
    expect(Object.values(statesOf(stage, everything(stage))).every((state) => state === "there")).toBe(true);
  });
  test("finds missing whatever one thing is taken away, and says who can supply it", () => {
    const less: readonly (readonly [keyof GateKnown, Partial<GateKnown>, string])[] = [
      ["readinessLevel", { readinessLevel: 4 }, "readiness"],
      ["agreements", { agreements: [{ number: "A", kind: "pilot_scale", isInForce: false }] }, "agreement"],
      ["support", { support: { university: [], zone: SAID } }, "support_university"],
      ["support", { support: { university: SAID, zone: [] } }, "support_zone"],
      ["permits", { permits: { isStated: true, noneNeeded: false, missing: ["食品生产许可"], held: [] } }, "permits"],
    ];
    for (const [, change, requirement] of less) {
      const findings = lookAtGate("pilot_scale", { ...everything("pilot_scale"), ...change });
      const missing = findings.filter(({ state }) => state === "missing");
      expect(missing.map((finding) => finding.requirement)).toEqual([requirement]);
      expect(missing[0]?.supplier.zh).not.toBe("");
    }
  });
  test("does not take an agreement of a kind that carries another stage", () => {
    const known = {
      ...everything("pilot_scale"),
      agreements: [{ number: "A", kind: "incubation", isInForce: true }] as const,
    };
    expect(statesOf("pilot_scale", known)).toMatchObject({ agreement: "missing" });
  });
  test("calls waived what is missing and waived, and there what is there in spite of a waiver", () => {
    expect(statesOf("pilot_scale", { ...NOTHING, waived: ["readiness"] })).toMatchObject({
      readiness: "waived",
      agreement: "missing",
    });
    expect(statesOf("pilot_scale", { ...everything("pilot_scale"), waived: ["readiness"] })).toMatchObject({
      readiness: "there",
    });
  });
  test("is passed by somebody other than the applicant, on a day that has come, with nothing missing", () => {
    const gate = { number: "PRJ-2026-000001", stage: "pilot_scale", state: "open", appliedBy: "a" } as const;
    const pass = { decision: "pass", on: "2026-11-01", reason: "" } as const;
    const standing = {
      by: "b",
      today: "2026-11-26",
      findings: lookAtGate("pilot_scale", everything("pilot_scale")),
      since: {},
      stages: [],
    };
    expect(() => allowDecision(gate, pass, standing)).not.toThrow();
    expect(() => allowDecision(gate, pass, { ...standing, by: "a" })).toThrow("somebody else decides");
    expect(() => allowDecision(gate, { ...pass, on: "2026-12-01" }, standing)).toThrow("still to come");
    expect(() => allowDecision({ ...gate, state: "passed" }, pass, standing)).toThrow("is decided");
    const poor = { ...standing, findings: lookAtGate("pilot_scale", NOTHING) };
    expect(() => allowDecision(gate, pass, poor)).toThrow(
      "Evidence of readiness (level 5 asked, no level granted yet)",
    );
    expect(() => allowDecision(gate, { ...pass, decision: "hold" }, poor)).toThrow("Say why");
    expect(() => allowDecision(gate, { ...pass, decision: "hold", reason: "等批件" }, poor)).not.toThrow();
    const since = { agreement: "2026-11-02", support_zone: "2026-10-01" };
    expect(() => allowDecision(gate, pass, { ...standing, since })).toThrow(
      "agreement in force is there since 2026-11-02",
    );
    expect(() => allowDecision(gate, { ...pass, on: "2026-11-02" }, { ...standing, since })).not.toThrow();
    const lab = { stage: "lab", startedOn: "2026-11-20", endedOn: null } as const;
    expect(() => allowDecision(gate, pass, { ...standing, stages: [lab] })).toThrow(
      "before laboratory began on 2026-11-20",
    );
  });
});

test("the next gates are the nearest of the technology, the company's, and industrialization behind the pilot scale", () => {
  const atIn = (...stages: Parameters<typeof liesBehind>[1][number]["stage"][]) =>
    stages.map((stage) => ({ stage, startedOn: "2026-01-01", endedOn: null }));
  expect(nextGates(atIn("lab"))).toEqual(["proof_of_concept", "incubation"]);
  expect(nextGates(atIn("lab", "pilot_scale"))).toEqual(["incubation", "industrialization"]);
  expect(nextGates(atIn("industrialization"))).toEqual([]);
  expect(liesBehind("proof_of_concept", atIn("pilot_scale"))).toBe(true);
  expect(liesBehind("pilot_scale", atIn("incubation"))).toBe(false);
});

describe("a passed gate", () => {
  const review = (level: number, state: "granted" | "revoked", at: string) => ({ level, state, decidedAt: at });
  const gate = (found: "there" | "waived", stage: GateStage = "pilot_scale") => ({
    stage,
    state: "passed",
    findings: [{ requirement: "readiness" as const, state: found }],
    decidedAt: "2026-05-18T08:00:00.5Z",
  });
  const early = "2026-05-18T08:00:00Z";
  const late = "2026-05-18T08:00:00.51Z";
  test.each([
    ["lost the level on which it was passed", gate("there"), [review(5, "revoked", early)], [5]],
    [
      "lost nothing while another level as high stands that it knew of",
      gate("there"),
      [review(6, "revoked", early), review(5, "granted", early)],
      [],
    ],
    ["is not held up by a lower level", gate("there"), [review(5, "revoked", early), review(4, "granted", early)], [5]],
    [
      "is not held up by what was granted later",
      gate("there"),
      [review(5, "revoked", early), review(7, "granted", late)],
      [5],
    ],
    [
      "did not know of a level that was granted later",
      gate("there"),
      [review(5, "granted", early), review(7, "revoked", late)],
      [],
    ],
    ["relied on no level where it was waived", gate("waived"), [review(5, "revoked", early)], []],
    [
      "relied on no level while it is not passed",
      { ...gate("there"), state: "held" },
      [review(5, "revoked", early)],
      [],
    ],
  ] as const)("%s", (_, passed, reviews, lost) => {
    expect(lostLevels(passed, reviews).map(({ level }) => level)).toEqual(lost);
  });
});

test("permits are listed, or none is needed: not both, and not neither", () => {
  const permit = { name: "食品生产许可", authority: "", number: "", obtainedOn: "2026-01-01", expiresOn: "2031-01-01" };
  const state = (permits: (typeof permit)[], noneNeeded: boolean) =>
    refuseUnfitPermits({ permits, noneNeeded, note: "" }, "2026-11-26");
  expect(() => state([permit], false)).not.toThrow();
  expect(() => state([], true)).not.toThrow();
  expect(() => state([], false)).toThrow("Either list");
  expect(() => state([permit], true)).toThrow("Either list");
  expect(() => state([{ ...permit, expiresOn: "2025-01-01" }], false)).toThrow("食品生产许可");
});

describe("a readiness level", () => {
  test("has nine steps, each asking for evidence of its own kind", () => {
    expect(LEVELS).toHaveLength(9);
    const asked = LEVELS.flatMap(({ requires }) => requires);
    expect(new Set(asked).size).toBe(9);
    expect(asked.every((kind) => EVIDENCE_KIND_NAMES[kind].zh !== "")).toBe(true);
    expect(missingKinds(5, ["function_validation"])).toEqual(["relevant_component_test"]);
  });
  const evidence = [
    { id: "e", kind: "function_validation", title: "验证", addedBy: "team", isWithdrawn: false },
    { id: "w", kind: "relevant_component_test", title: "试验", addedBy: "team", isWithdrawn: true },
  ] as const;
  const wanted = { level: 3, evidenceIds: ["e"], reviewerIds: ["judge"], applicantId: "team" };
  const known = {
    held: 2,
    hasOpen: false,
    evidence,
    reviewers: [
      { id: "judge", name: "王某" },
      { id: "team", name: "李某" },
    ],
  };
  test("is applied for with the evidence that it requires, to people who are no party", () => {
    expect(admitApplication(wanted, known).map(({ id }) => id)).toEqual(["e"]);
    expect(() => admitApplication({ ...wanted, level: 5 }, known)).toThrow(
      "Level 5 lacks evidence: test of components",
    );
    expect(() => admitApplication({ ...wanted, evidenceIds: ["w"] }, known)).toThrow("was withdrawn");
    expect(() => admitApplication({ ...wanted, reviewerIds: ["team"] }, known)).toThrow("李某 cannot judge");
    expect(() => admitApplication({ ...wanted, reviewerIds: ["stranger"] }, known)).toThrow(
      "Somebody chosen cannot judge",
    );
    expect(() => admitApplication(wanted, { ...known, held: 3 })).toThrow("3 is not higher");
    expect(() => admitApplication(wanted, { ...known, hasOpen: true })).toThrow("is being judged");
  });
  test("is granted by all who were named, and refused by one of them", () => {
    expect(outcomeOf(["grant", null])).toBe("open");
    expect(outcomeOf(["grant", "grant"])).toBe("granted");
    expect(outcomeOf(["grant", "refuse"])).toBe("refused");
    expect(outcomeOf([])).toBe("open");
  });
});

describe("support", () => {
  const today = "2026-11-26";
  const promise = {
    side: "zone",
    kind: "money",
    description: "概念验证经费",
    state: "promised",
    promisedOn: "2026-01-01",
    quantityHundredths: null,
    valueFen: "30000000",
    recordedBy: "zone",
    deliveredFen: "10000000",
    deliveredHundredths: 0,
  } as const;
  const other = { by: "university", sides: ["university"], today } as const;
  const arrived = {
    deliveredOn: "2026-10-01",
    quantityHundredths: null,
    valueFen: "20000000",
    note: "",
    completes: false,
  };
  test("in money says how much, in policy is not counted, and is due after it was promised", () => {
    const draft = {
      side: "zone",
      kind: "money",
      description: "经费",
      quantityHundredths: null,
      valueFen: null,
      promisedOn: "2026-01-01",
      dueOn: null,
    } as const;
    expect(() => refuseUnfitSupport(draft, today)).toThrow("says how much");
    expect(() => refuseUnfitSupport({ ...draft, kind: "policy", quantityHundredths: 100 }, today)).toThrow(
      "not counted",
    );
    expect(() => refuseUnfitSupport({ ...draft, valueFen: "1", dueOn: "2025-01-01" }, today)).toThrow(
      "before it was promised",
    );
  });
  test("is delivered up to what was promised, confirmed by somebody else, and kept when nothing is left", () => {
    expect(deliver(promise, arrived, other)).toBe(true);
    expect(deliver(promise, { ...arrived, valueFen: "1" }, other)).toBe(false);
    expect(deliver(promise, { ...arrived, valueFen: "1", completes: true }, other)).toBe(true);
    expect(() => deliver(promise, { ...arrived, valueFen: "20000001" }, other)).toThrow("CNY 200,000.00 is left");
    expect(() => deliver(promise, arrived, { ...other, by: "zone" })).toThrow("somebody else confirms");
    expect(() => deliver(promise, arrived, { ...other, sides: ["zone"] })).toThrow("the other side or the pair office");
    expect(() => deliver(promise, { ...arrived, deliveredOn: "2025-12-31" }, other)).toThrow("promised on 2026-01-01");
    const room = { ...promise, kind: "space", valueFen: null, deliveredFen: "0", quantityHundredths: 80_000 } as const;
    const more = { ...arrived, valueFen: null, quantityHundredths: 80_001 };
    expect(() => deliver(room, more, other)).toThrow("800 m² is left");
    expect(() => deliver({ ...promise, state: "withdrawn" }, arrived, other)).toThrow("already");
  });
});

describe("what an entered stage lost", () => {
  const agreement = { number: "A", kind: "pilot_scale", isInForce: true } as const;
  const whole = { agreements: [agreement], supporters: ["university", "zone"], waived: [] } as const;
  test("is its agreement or a side's support, unless its gate did without", () => {
    expect(lostFrom("pilot_scale", whole)).toEqual([]);
    expect(lostFrom("pilot_scale", { ...whole, agreements: [{ ...agreement, isInForce: false }] })).toEqual([
      "agreement",
    ]);
    expect(lostFrom("pilot_scale", { ...whole, agreements: [{ ...agreement, kind: "incubation" }] })).toEqual([
      "agreement",
    ]);
    expect(lostFrom("pilot_scale", { ...whole, supporters: ["zone"] })).toEqual(["support_university"]);
    expect(lostFrom("pilot_scale", { agreements: [], supporters: [], waived: ["agreement", "support_zone"] })).toEqual([
      "support_university",
    ]);
  });
});

describe("a grant for a proof of concept", () => {
  const gate = (proofs: GateKnown["proofs"]) => statesOf("pilot_scale", { ...everything("pilot_scale"), proofs });
  test("is reported before pilot scale, and asks for nothing where there is none", () => {
    expect(gate([])).not.toHaveProperty("proof_report");
    expect(gate([{ title: "耐热酶", isReported: true }])).toMatchObject({ proof_report: "there" });
    const both = [
      { title: "耐热酶", isReported: true },
      { title: "膜分离", isReported: false },
    ];
    expect(gate(both)).toMatchObject({ proof_report: "missing" });
  });
});
