import { type Caller, mayIn } from "../../../platform/access/index.ts";
import { type ProjectRow, type StageRow } from "../queries.ts";
import { STAGE_FACTS } from "../stages/types.ts";
import type { Person } from "../shapes.ts";
import type { ReviewRow } from "../readiness/queries.ts";
import { type Ground, knownOf, supportersOf } from "./known.ts";
import type { GateRow, WaiverRow } from "./queries.ts";
import { hideClosed, lookAtGate, lostFrom, lostLevels, nextGates } from "./rules.ts";
import { GATE_STAGES, GATES, type LostGround, type ProjectGate, REQUIREMENT_NAMES, SUPPLIERS } from "./types.ts";
import type { z } from "@hono/zod-openapi";

type Named = (id: string) => z.infer<typeof Person>;

/** Every gate of the chain as the caller sees it: as it was decided, or as it stands now. */
export function showGates(
  caller: Caller,
  project: ProjectRow,
  {
    stages,
    gates,
    waivers,
    ground,
    reviews,
  }: {
    readonly stages: readonly StageRow[];
    readonly gates: readonly GateRow[];
    readonly waivers: readonly WaiverRow[];
    readonly ground: Ground;
    readonly reviews: readonly ReviewRow[];
  },
  named: Named,
): ProjectGate[] {
  const isOpen = openTo(caller, project, ground);
  const next = nextGates(stages);
  const isActive = project.state === "active";
  const mayWrite = isActive && mayIn(caller, "project.write", project.scopeId);
  const mayDecide = isActive && mayIn(caller, "project.decide", project.scopeId);
  return GATE_STAGES.map((stage) => {
    const gate = gates.findLast((each) => each.stage === stage && each.state !== "withdrawn") ?? null;
    const isPending = gate?.state === "open" || gate?.state === "held";
    const own = waivers.filter(({ gateId }) => gateId === gate?.id);
    const now = lookAtGate(stage, knownOf(stage, project, ground, own));
    const mayJudge = mayDecide && isPending && gate?.appliedBy !== caller.userId;
    const isComplete = now.every(({ state }) => state !== "missing");
    const lost = gate === null ? [] : lostLevels(gate, reviews);
    const isDecided = gate?.state === "passed" || gate?.state === "stopped";
    return {
      stage,
      name: STAGE_FACTS[stage].name,
      id: gate?.id ?? null,
      state: gate?.state ?? "none",
      isNext: isPending || (gate?.state !== "passed" && next.includes(stage)),
      statement: gate?.statement ?? "",
      appliedBy: gate === null ? null : named(gate.appliedBy),
      appliedAt: gate?.appliedAt ?? null,
      decidedBy: gate === null || gate.decidedBy === null ? null : named(gate.decidedBy),
      decidedAt: gate?.decidedAt ?? null,
      reason: gate?.reason ?? null,
      findings: isDecided
        ? (gate.findings ?? []).map((finding) => ({ ...finding, text: hideClosed(finding.text, isOpen) }))
        : now,
      waivers: own.map(({ id, requirement, reason, givenBy, givenAt, revokedBy, revokedAt }) => ({
        id,
        requirement,
        reason,
        givenBy: named(givenBy),
        givenAt,
        revokedBy: revokedBy === null ? null : named(revokedBy),
        revokedAt,
      })),
      lost: lost.map(({ level, revokedBy, revokedAt, revokedReason }) => ({
        level,
        by: named(revokedBy ?? ""),
        at: revokedAt ?? "",
        reason: revokedReason ?? "",
      })),
      isHeldAgain: lost.length > 0 && project.readinessLevel >= (GATES[stage].level ?? 0),
      actions: [
        ...(mayWrite && !isPending && gate?.state !== "passed" && next.includes(stage) ? (["apply"] as const) : []),
        ...(mayWrite && isPending ? (["withdraw"] as const) : []),
        ...(mayJudge && !isComplete ? (["waive"] as const) : []),
        ...(mayJudge && isComplete ? (["pass"] as const) : []),
        ...(mayJudge ? (["hold", "stop"] as const) : []),
      ],
    };
  });
}

/** Which numbers of agreements the caller may see in what was written down: all of the pair's, or those that they read. */
export function openTo(
  caller: Caller,
  { scopeId }: ProjectRow,
  { agreements }: Ground,
): (agreementNumber: string) => boolean {
  if (mayIn(caller, "agreement.read", scopeId)) return () => true;
  const open = new Set(agreements.map(({ number }) => number));
  return (number) => open.has(number);
}

/** What has gone from under a stage since its gate opened it. */
export function showLost(
  project: ProjectRow,
  { stage, entered, endedOn }: StageRow,
  {
    gates,
    waivers,
    ground,
  }: { readonly gates: readonly GateRow[]; readonly waivers: readonly WaiverRow[]; readonly ground: Ground },
): LostGround[] {
  if (project.state !== "active" || entered !== "gate" || endedOn !== null) return [];
  const gate = gates.find((each) => each.stage === stage && each.state === "passed");
  if (gate === undefined) return [];
  const own = waivers.filter(({ gateId }) => gateId === gate.id);
  const { agreements, waived } = knownOf(gate.stage, project, ground, own);
  return lostFrom(gate.stage, { agreements, waived, supporters: supportersOf(ground) }).map((requirement) => ({
    requirement,
    name: REQUIREMENT_NAMES[requirement],
    supplier: SUPPLIERS[requirement],
  }));
}
