import { type Caller, mayIn } from "../../../platform/access/index.ts";
import { type ProjectRow, type StageRow } from "../queries.ts";
import { STAGE_FACTS } from "../stages/types.ts";
import type { Person } from "../shapes.ts";
import { type Ground, knownOf } from "./known.ts";
import type { ReviewRow } from "../readiness/queries.ts";
import type { GateRow, WaiverRow } from "./queries.ts";
import { lookAtGate, lostLevels, nextGates } from "./rules.ts";
import { GATE_STAGES, GATES, type ProjectGate } from "./types.ts";
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
      findings: isDecided ? (gate.findings ?? []) : now,
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
