// Projects of any scope, without what leads there.
import { insertLink, insertProject, insertStep, putStage } from "../src/modules/transformation/queries.ts";
import { decideGate, insertGate, insertWaiver, listWaivers } from "../src/modules/transformation/gates/queries.ts";
import { closeReview, insertEvidence, insertReview } from "../src/modules/transformation/readiness/queries.ts";
import { insertSupport, updateSupport } from "../src/modules/transformation/support/queries.ts";
import { withActor } from "../src/platform/db/index.ts";
import { newId } from "../src/platform/ids.ts";
import { actorIn } from "../src/platform/test-db.ts";
import type { TestApp } from "./test-app.ts";

let counter = 0;

export const PROJECT_BODY = {
  title: "母乳低聚糖发酵法制备",
  summary: "发酵法制备母乳低聚糖，已完成实验室验证。",
  industry: "食品制造",
  company: "样例生物工程有限公司",
  labSince: "2024-03-01",
  members: [{ name: "华某某", unit: "样例大学 生物工程学院", role: "lead" }],
} as const;

export async function makeProject(world: TestApp, scopeId: string): Promise<string> {
  const actor = actorIn([scopeId]);
  const id = newId();
  const { userId: createdBy } = actor;
  const number = `PRJ-2026-9${String((counter += 1)).padStart(5, "0")}`;
  const origin = { originKind: null, originId: null, originNumber: null };
  const content = { title: PROJECT_BODY.title, summary: "", industry: "", company: "", enterpriseId: null };
  await withActor(world.db, actor, async (tx) => {
    const made = { id, scopeId, zoneId: scopeId, number, ownerId: createdBy, sampleNote: null, createdBy, ...origin };
    await insertProject(tx, made, content);
    const of = { ...made, enterpriseId: null, readers: [] };
    const days = { plannedOn: null, startedOn: "2024-03-01", endedOn: null };
    await putStage(tx, of, { stage: "lab", entered: "begun", ...days, note: "" });
    await insertStep(tx, of, "entered");
  });
  return id;
}

export async function linkForTest(
  world: TestApp,
  scopeId: string,
  projectId: string,
  agreementId: string,
): Promise<void> {
  const actor = actorIn([scopeId]);
  await withActor(world.db, actor, async (tx) => {
    await insertLink(tx, { id: projectId, scopeId, enterpriseId: null }, { stage: "lab", agreementId }, actor.userId);
  });
}

/** Something to act on beneath a project, entered by somebody else than whoever acts. */
export async function makeEvidence(world: TestApp, scopeId: string) {
  const projectId = await makeProject(world, scopeId);
  const actor = actorIn([scopeId]);
  const evidenceId = newId();
  await withActor(world.db, actor, async (tx) => {
    const bytes = new TextEncoder().encode("关键功能验证：收率 ≥ 90%");
    const draft = { scopeId, ownerKind: "project_evidence", ownerId: evidenceId, name: "验证记录.txt", bytes };
    const { id: fileId } = await world.app.files.putFile(tx, draft);
    const piece = { kind: "function_validation", title: "验证记录", shownOn: "2025-06-01" } as const;
    const project = { id: projectId, scopeId, enterpriseId: null };
    await insertEvidence(tx, project, { ...piece, id: evidenceId, fileId, addedBy: actor.userId });
  });
  return { projectId, evidenceId };
}

export async function makeReview(
  world: TestApp,
  scopeId: string,
  reviewerId: string,
  state: "open" | "granted" = "open",
) {
  const { projectId, evidenceId } = await makeEvidence(world, scopeId);
  const actor = actorIn([scopeId]);
  const id = newId();
  await withActor(world.db, actor, async (tx) => {
    const applied = { level: 3, standard: "GB/T 22900-2022", statement: "", reachedOn: "2025-06-01" };
    const review = { ...applied, id, evidenceIds: [evidenceId], appliedBy: actor.userId };
    await insertReview(tx, { id: projectId, scopeId, enterpriseId: null }, review, [reviewerId]);
    if (state === "granted") await closeReview(tx, id, state);
  });
  return { projectId, reviewId: id };
}

export async function makeSupport(world: TestApp, scopeId: string) {
  const projectId = await makeProject(world, scopeId);
  const actor = actorIn([scopeId]);
  const id = newId();
  await withActor(world.db, actor, async (tx) => {
    const promise = {
      side: "zone",
      kind: "space",
      description: "孵化器 800 平方米",
      promisedOn: "2026-01-01",
    } as const;
    const draft = { ...promise, quantityHundredths: 80_000, valueFen: null, dueOn: null };
    await insertSupport(tx, { id: projectId, scopeId, enterpriseId: null }, id, draft, actor.userId);
  });
  return { projectId, supportId: id };
}

export async function makeGate(world: TestApp, scopeId: string) {
  const projectId = await makeProject(world, scopeId);
  const actor = actorIn([scopeId]);
  const id = newId();
  const project = { id: projectId, scopeId, enterpriseId: null };
  const waiverId = await withActor(world.db, actor, async (tx) => {
    await insertGate(tx, project, { id, stage: "proof_of_concept", statement: "", appliedBy: actor.userId });
    const waiver = { gateId: id, requirement: "agreement", reason: "协议已谈妥待签", givenBy: actor.userId } as const;
    await insertWaiver(tx, project, waiver);
    return (await listWaivers(tx, projectId))[0]?.id ?? "";
  });
  return { projectId, gateId: id, waiverId };
}

export async function settleForTest(world: TestApp, scopeId: string, supportId: string): Promise<void> {
  await withActor(world.db, actorIn([scopeId]), async (tx) => updateSupport(tx, supportId, "delivered", null));
}

/** Lets a project through a gate, without what the gate asks for. */
export async function passGateForTest(
  world: TestApp,
  scopeId: string,
  projectId: string,
  stage: "proof_of_concept" | "pilot_scale",
  on: string,
): Promise<void> {
  await withActor(world.db, actorIn([scopeId]), async (tx) => {
    const id = newId();
    await insertGate(
      tx,
      { id: projectId, scopeId, enterpriseId: null },
      { id, stage, statement: "", appliedBy: newId() },
    );
    await decideGate(tx, id, { state: "passed", by: newId(), reason: "", findings: [] });
    const days = { entered: "gate", plannedOn: null, startedOn: on, endedOn: null } as const;
    await putStage(tx, { id: projectId, scopeId, enterpriseId: null, readers: [] }, { stage, ...days, note: "" });
  });
}
