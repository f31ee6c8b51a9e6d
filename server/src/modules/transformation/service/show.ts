import { type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileStore } from "../../../platform/files/index.ts";
import { nameOfKind } from "../../agreements/index.ts";
import { findDisplayNames, findNamesOnRecord } from "../../identity/index.ts";
import { type Ground, loadGround } from "../gates/known.ts";
import { listGates, listWaivers } from "../gates/queries.ts";
import { hideClosed } from "../gates/rules.ts";
import { openTo, showGates, showLost } from "../gates/show.ts";
import {
  findProjectRow,
  type ListedProject,
  listMembers,
  listStages,
  listSteps,
  type ProjectRow,
  type StageRow,
} from "../queries.ts";
import { listVerdicts } from "../readiness/queries.ts";
import { showEvidence, showReviews } from "../readiness/show.ts";
import { actionsFrom, currentStages } from "../rules.ts";
import { STAGE_FACTS, STAGES } from "../stages/types.ts";
import { listDeliveries } from "../support/queries.ts";
import { showSupport } from "../support/show.ts";
import { sidesOf } from "../support/sides.ts";
import type { LinkedAgreement, Project, ProjectStage, ProjectSummary } from "../types.ts";
import { wordStep } from "../wording.ts";
import { requireFound, seesAll } from "./found.ts";
import { findOrigin } from "./origin.ts";

type Names = ReadonlyMap<string, string>;
const personOf = (names: Names, id: string) => ({ id, name: names.get(id) ?? "" });

function summaryOf(row: ProjectRow, stages: readonly StageRow[], names: Names): ProjectSummary {
  return {
    id: row.id,
    scopeId: row.scopeId,
    number: row.number,
    title: row.title,
    industry: row.industry,
    company: row.company,
    state: row.state,
    readinessLevel: row.readinessLevel,
    currentStages: currentStages(stages).map(({ stage, startedOn }) => ({ stage, startedOn: startedOn ?? "" })),
    originKind: row.originKind,
    originNumber: row.originNumber,
    owner: personOf(names, row.ownerId),
    waivers: row.waivers,
    sampleNote: row.sampleNote,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

export async function summarise(tx: Tx, rows: readonly ListedProject[]): Promise<ProjectSummary[]> {
  const names = await findDisplayNames(
    tx,
    rows.map(({ ownerId }) => ownerId),
  );
  return rows.map((row) => summaryOf(row, row.stages, names));
}

function showStages(held: readonly StageRow[], lostOf: (row: StageRow) => ProjectStage["lost"]): ProjectStage[] {
  return STAGES.map((stage) => {
    const { name, track } = STAGE_FACTS[stage];
    const row = held.find((each) => each.stage === stage);
    const { entered = null, plannedOn = null, startedOn = null, endedOn = null, note = "" } = row ?? {};
    const lost = row === undefined ? [] : lostOf(row);
    return { stage, name, track, entered, plannedOn, startedOn, endedOn, note, lost };
  });
}

function showAgreements({ links, agreements }: Ground): LinkedAgreement[] {
  const byId = new Map(agreements.map((fact) => [fact.id, fact]));
  return links.map(({ stage, agreementId }) => {
    const fact = byId.get(agreementId);
    return {
      stage,
      agreementId,
      isOpen: fact !== undefined,
      number: fact?.number ?? "",
      title: fact?.title ?? "",
      kind: fact?.kind ?? "",
      kindName: fact === undefined ? { zh: "", en: "" } : nameOfKind(fact.kind, fact.subKind),
      state: fact?.state ?? "",
      isInForce: fact !== undefined && fact.isInForce && !fact.isToCome,
      isToCome: fact?.isToCome ?? false,
      amountFen: fact?.amountFen ?? null,
      receivedFen: fact?.receivedFen ?? null,
      signedOn: fact?.signedOn ?? null,
      endsOn: fact?.endsOn ?? null,
      parties: [...(fact?.parties ?? [])],
    };
  });
}

async function showOrigin(
  tx: Tx,
  { originKind: kind, originId: id, originNumber }: ProjectRow,
): Promise<Project["origin"]> {
  if (kind === null || id === null) return null;
  const found = await findOrigin(tx, { kind, id });
  return { kind, id, number: found?.number ?? originNumber ?? "", title: found?.title ?? null };
}

/** A project as it is shown to the caller, after whatever was done to it. Row-level security hides what is not theirs. */
export async function showProject(tx: Tx, caller: Caller, projectId: string, files: FileStore): Promise<Project> {
  const row = requireFound(await findProjectRow(tx, projectId));
  const isWhole = seesAll(caller, row);
  const stages = await listStages(tx, projectId);
  const steps = await listSteps(tx, projectId);
  const ground = await loadGround(tx, projectId);
  const gates = await listGates(tx, projectId);
  const waivers = await listWaivers(tx, projectId);
  const verdicts = await listVerdicts(tx, projectId);
  const deliveries = await listDeliveries(tx, projectId);
  const { evidence, support, permits, reviews } = ground;
  const isOpen = openTo(caller, row, ground);
  const people = [
    row.createdBy,
    row.ownerId,
    permits.statedBy,
    ...steps.map(({ actorId }) => actorId),
    ...gates.flatMap(({ appliedBy, decidedBy }) => [appliedBy, decidedBy]),
    ...waivers.flatMap(({ givenBy, revokedBy }) => [givenBy, revokedBy]),
    ...evidence.flatMap(({ addedBy, withdrawnBy }) => [addedBy, withdrawnBy]),
    ...reviews.flatMap(({ appliedBy, revokedBy }) => [appliedBy, revokedBy]),
    ...verdicts.map(({ reviewerId }) => reviewerId),
    ...support.map(({ recordedBy }) => recordedBy),
    ...deliveries.map(({ confirmedBy }) => confirmedBy),
  ];
  // The company is told the names of those whom it may see.
  const findNames = mayIn(caller, "project.read", row.scopeId) ? findNamesOnRecord : findDisplayNames;
  const names = await findNames(
    tx,
    people.filter((id) => id !== null),
  );
  const named = (id: string) => personOf(names, id);
  const mayChange = mayIn(caller, "project.write", row.scopeId) && row.state === "active";
  const sides = sidesOf(caller, row);
  return {
    ...summaryOf(row, stages, names),
    summary: row.summary,
    enterpriseId: row.enterpriseId,
    sees: isWhole ? "all" : "record",
    origin: await showOrigin(tx, row),
    members: await listMembers(tx, projectId),
    stages: showStages(stages, (stage) => (isWhole ? showLost(row, stage, { gates, waivers, ground }) : [])),
    agreements: showAgreements(ground),
    gates: isWhole ? showGates(caller, row, { stages, gates, waivers, ground, reviews }, named) : [],
    permits: { ...permits, statedBy: permits.statedBy === null ? null : named(permits.statedBy) },
    evidence: await showEvidence(tx, files, evidence, reviews, named),
    reviews: showReviews(caller, row, reviews, verdicts, named),
    proofs: [...ground.proofs],
    support: showSupport(caller, row, { support, deliveries, sides }, named),
    mayBringEvidence: row.state === "active" && mayBring(caller, row),
    mayPromise: mayChange ? sides : [],
    stateReason: row.stateReason,
    endedOn: row.endedOn,
    createdBy: named(row.createdBy),
    steps: steps.map((step) => ({
      at: step.at,
      actor: named(step.actorId),
      action: step.action,
      text: hideClosed(wordStep(step), isOpen),
    })),
    mayChange,
    actions: mayIn(caller, "project.decide", row.scopeId) ? actionsFrom(row.state) : [],
  };
}

function mayBring(caller: Caller, { scopeId, enterpriseId }: ProjectRow): boolean {
  const isCompany = enterpriseId !== null && mayIn(caller, "project.evidence", enterpriseId);
  return isCompany || mayIn(caller, "project.evidence", scopeId);
}
