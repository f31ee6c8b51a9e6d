import { type Ctx, transact } from "../../../platform/access/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { newId } from "../../../platform/ids.ts";
import { gateApplied, gateDecided } from "../events.ts";
import { listStages, type ProjectRow, putStage, updateProjectState } from "../queries.ts";
import { changing } from "../service/changing.ts";
import { closeOpen } from "../service/close-open.ts";
import { aboutOf, requireFound } from "../service/found.ts";
import type { Project } from "../types.ts";
import { knownOf, loadGround, sinceOf } from "./known.ts";
import {
  decideGate,
  findGate,
  type GateRow,
  insertGate,
  insertWaiver,
  listGates,
  listWaivers,
  replacePermits,
  revokeWaiver,
  withdrawGate,
} from "./queries.ts";
import {
  allowDecision,
  endedBy,
  gateError,
  isPending,
  lookAtGate,
  refuseNeedlessApplication,
  refuseUnfitPermits,
} from "./rules.ts";
import { lastDayOf, refuseEarlyMove } from "../rules.ts";
import type { Finding, GateApplication, GateDecision, PermitStatement, WaiverDraft } from "./types.ts";

export async function applyForGate(
  ctx: Ctx,
  projectId: string,
  { stage, statement }: GateApplication,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, project) => {
    const hasOpen = (await listGates(tx, projectId)).some((gate) => gate.stage === stage && isPending(gate));
    refuseNeedlessApplication({ number: project.number, stage }, { stages: await listStages(tx, projectId), hasOpen });
    const id = newId();
    await insertGate(tx, project, { id, stage, statement, appliedBy: ctx.caller.userId });
    await ctx.outbox.emit(tx, gateApplied, {
      aggregate: `project:${projectId}`,
      scopeId: project.scopeId,
      payload: { ...aboutOf(project), stage },
    });
    return {
      step: "gate_applied",
      details: { stage },
      audited: { action: "project.gate_applied", details: { gateId: id, stage } },
    };
  });
}

async function projectOf(ctx: Ctx, gateId: string): Promise<string> {
  return transact(ctx, async (tx) => requireFound(await findGate(tx, gateId)).projectId);
}

interface Looked {
  readonly findings: Finding[];
  readonly since: ReturnType<typeof sinceOf>;
}

async function lookAt(tx: Tx, project: ProjectRow, gate: GateRow): Promise<Looked> {
  const ground = await loadGround(tx, project.id, "held");
  const waivers = (await listWaivers(tx, project.id)).filter(({ gateId }) => gateId === gate.id);
  const findings = lookAtGate(gate.stage, knownOf(gate.stage, project, ground, waivers));
  return { findings, since: sinceOf(gate.stage, project, ground) };
}

function refuseOwn({ number }: ProjectRow, { stage, appliedBy }: GateRow, by: string): void {
  if (appliedBy === by) throw gateError("transformation.gate_own", { number, stage });
}

/** Passes, holds or stops. What the gate asks for is looked at again, in the transaction that decides. */
export async function decide(ctx: Ctx, gateId: string, decision: GateDecision, version: number): Promise<Project> {
  const projectId = await projectOf(ctx, gateId);
  return changing(ctx, projectId, { permission: "project.decide", version }, async (tx, project) => {
    const gate = requireFound(await findGate(tx, gateId));
    const { findings, since } = await lookAt(tx, project, gate);
    const stages = await listStages(tx, projectId);
    const by = ctx.caller.userId;
    const { number } = project;
    allowDecision({ ...gate, number }, decision, { by, today: await findToday(tx), findings, since, stages });
    const { on, reason } = decision;
    if (decision.decision === "stop") refuseEarlyMove(number, on, lastDayOf(null, stages));
    const state = ({ pass: "passed", hold: "held", stop: "stopped" } as const)[decision.decision];
    await decideGate(tx, gateId, { state, by, reason, findings });
    if (state === "passed") await enterStage(tx, project, gate, on);
    if (state === "stopped") {
      await updateProjectState(tx, projectId, { state: "stopped", reason, on });
      await closeOpen(tx, projectId);
    }
    await ctx.outbox.emit(tx, gateDecided, {
      aggregate: `project:${projectId}`,
      scopeId: project.scopeId,
      payload: { ...aboutOf(project), stage: gate.stage, state, appliedBy: gate.appliedBy },
    });
    const waived = findings.filter((finding) => finding.state === "waived").map(({ requirement }) => requirement);
    return {
      step: `gate_${state}`,
      details: { stage: gate.stage, on, reason, waived: waived.length },
      audited: { action: "project.gate_decided", details: { gateId, stage: gate.stage, state, on, waived } },
    };
  });
}

async function enterStage(tx: Tx, project: ProjectRow, { stage }: GateRow, on: string): Promise<void> {
  const stages = await listStages(tx, project.id);
  for (const ended of endedBy(stage, stages)) await putStage(tx, project, { ...ended, endedOn: on });
  const held = stages.find((each) => each.stage === stage);
  await putStage(tx, project, {
    stage,
    entered: "gate",
    plannedOn: held?.plannedOn ?? null,
    startedOn: on,
    endedOn: null,
    note: held?.note ?? "",
  });
}

export async function withdrawGateApplication(ctx: Ctx, gateId: string): Promise<Project> {
  const projectId = await projectOf(ctx, gateId);
  return changing(ctx, projectId, { permission: "project.write" }, async (tx, { number }) => {
    const gate = requireFound(await findGate(tx, gateId));
    if (!isPending(gate)) throw gateError("transformation.gate_decided", { number, stage: gate.stage });
    await withdrawGate(tx, gateId);
    return {
      step: "gate_withdrawn",
      details: { stage: gate.stage },
      audited: { action: "project.gate_withdrawn", details: { gateId, stage: gate.stage } },
    };
  });
}

/** The gate does without something that is missing: by name, with the day and the reason, seen and counted. */
export async function waive(
  ctx: Ctx,
  gateId: string,
  { requirement, reason }: WaiverDraft,
  version: number,
): Promise<Project> {
  const projectId = await projectOf(ctx, gateId);
  return changing(ctx, projectId, { permission: "project.decide", version }, async (tx, project) => {
    const gate = requireFound(await findGate(tx, gateId));
    const { stage } = gate;
    if (!isPending(gate)) throw gateError("transformation.gate_decided", { number: project.number, stage });
    refuseOwn(project, gate, ctx.caller.userId);
    const { findings } = await lookAt(tx, project, gate);
    const finding = findings.find((each) => each.requirement === requirement);
    if (finding?.state !== "missing") throw gateError("transformation.waiver_needless", { requirement });
    await insertWaiver(tx, project, { gateId, requirement, reason, givenBy: ctx.caller.userId });
    return {
      step: "waiver_given",
      details: { stage, requirement, reason },
      audited: { action: "project.waiver_given", details: { gateId, stage, requirement } },
    };
  });
}

export async function takeWaiverBack(ctx: Ctx, gateId: string, waiverId: string, version: number): Promise<Project> {
  const projectId = await projectOf(ctx, gateId);
  return changing(ctx, projectId, { permission: "project.decide", version }, async (tx, project) => {
    const gate = requireFound(await findGate(tx, gateId));
    const { stage } = gate;
    if (!isPending(gate)) throw gateError("transformation.gate_decided", { number: project.number, stage });
    const own = (await listWaivers(tx, projectId)).find(
      ({ id, gateId: of, revokedAt }) => id === waiverId && of === gateId && revokedAt === null,
    );
    const { requirement } = requireFound(own);
    await revokeWaiver(tx, waiverId, ctx.caller.userId);
    return {
      step: "waiver_revoked",
      details: { stage, requirement },
      audited: { action: "project.waiver_revoked", details: { gateId, stage, requirement } },
    };
  });
}

/** Which permits the industry needs and which of them are there; or that it needs none. */
export async function statePermits(
  ctx: Ctx,
  projectId: string,
  statement: PermitStatement,
  version: number,
): Promise<Project> {
  return changing(ctx, projectId, { permission: "project.write", version }, async (tx, project) => {
    refuseUnfitPermits(statement, await findToday(tx));
    await replacePermits(tx, project, statement, ctx.caller.userId);
    const { permits, noneNeeded } = statement;
    const obtained = permits.filter(({ obtainedOn }) => obtainedOn !== null).length;
    return {
      step: "permits_stated",
      details: { needed: permits.length, obtained, noneNeeded },
      audited: { action: "project.permits_stated", details: { needed: permits.length, obtained, noneNeeded } },
    };
  });
}
