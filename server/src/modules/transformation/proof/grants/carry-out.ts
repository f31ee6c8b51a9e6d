// What becomes of a grant: a project that goes on with it, and the draft of its agreement under proof of concept.
import { findToday, type Tx } from "../../../../platform/db/index.ts";
import { takeNumbers } from "../../../../platform/db/index.ts";
import { newId } from "../../../../platform/ids.ts";
import type { Outbox } from "../../../../platform/outbox/index.ts";
import { agreementDrafted, draftAgreement } from "../../../agreements/index.ts";
import { findScope, listHolders } from "../../../identity/index.ts";
import {
  findProjectRow,
  insertLink,
  insertProject,
  insertStep,
  type ProjectRow,
  putStage,
  replaceMembers,
  touchProject,
} from "../../queries.ts";
import { formatNumber } from "../../rules.ts";
import { requireFound } from "../../service/found.ts";
import { indexProject, OWNERS } from "../../service/projects.ts";
import { findProjectOf } from "../applications/origin-queries.ts";
import { type ApplicationRow, findApplication, linkGrant } from "../applications/queries.ts";
import { requireCall } from "../calls/found.ts";
import type { CallRow } from "../calls/queries.ts";
import { proofDecided } from "../events.ts";

/** Once for each grant, whatever is delivered twice. */
export function carryOutGrants(outbox: Outbox): void {
  outbox.subscribe(proofDecided, "transformation.carry_out_grant", async (tx, { payload }) => {
    if (payload.decision !== "grant") return;
    const application = requireFound(await findApplication(tx, payload.applicationId, "held"));
    if (application.agreementId !== null) return;
    const call = await requireCall(tx, application.callId);
    const project = await findOrFound(tx, call, application, payload.decidedBy);
    const agreement = await draftGrantAgreement(tx, outbox, call, application);
    await insertLink(tx, project, { stage: "proof_of_concept", agreementId: agreement.id }, payload.decidedBy);
    await linkGrant(tx, application.id, { projectId: project.id, agreementId: agreement.id });
    await touchProject(tx, project.id);
    const details = { call: call.number, amountFen: application.grantedFen, agreement: agreement.number };
    await insertStep(tx, project, "proof_granted", details, payload.decidedBy);
  });
}

/** Of the pair's office, and where it has nobody of its zone: whoever decided may run a centre, and never open a project. */
async function findOwner(tx: Tx, call: CallRow, by: string): Promise<string> {
  const office = await listHolders(tx, call.scopeId, OWNERS);
  const zone = office.length === 0 ? await listHolders(tx, call.zoneId, ["zone_officer"]) : [];
  const known = [by, call.createdBy].find((id) => [...office, ...zone].some((person) => person.id === id));
  return known ?? office.find(({ role }) => role === "pair_lead")?.id ?? [...office, ...zone][0]?.id ?? by;
}

/** The project applied for, or that goes on with the achievement; else one is founded, in the laboratory from today. */
async function findOrFound(
  tx: Tx,
  call: CallRow,
  application: ApplicationRow,
  by: string,
): Promise<Pick<ProjectRow, "id" | "scopeId" | "enterpriseId">> {
  if (application.originKind === "project") return requireFound(await findProjectRow(tx, application.originId));
  const going = await findProjectOf(tx, call.scopeId, application.originId);
  if (going !== null) return requireFound(await findProjectRow(tx, going));
  const { title, hypothesis, leadName, unit, members } = application.content;
  const { year, first } = await takeNumbers(tx, "project_counters", call.scopeId);
  const made = {
    id: newId(),
    scopeId: call.scopeId,
    zoneId: call.zoneId,
    number: formatNumber(year, first),
    enterpriseId: null,
    ownerId: await findOwner(tx, call, by),
    createdBy: by,
    readers: [],
    originKind: "achievement" as const,
    originId: application.originId,
    originNumber: application.originNumber,
    sampleNote: null,
  };
  const content = { title, summary: hypothesis, industry: "", company: "", enterpriseId: null };
  await insertProject(tx, made, content);
  const startedOn = await findToday(tx);
  const days = { plannedOn: null, startedOn, endedOn: null, note: "" };
  await putStage(tx, made, { stage: "lab", entered: "begun", ...days });
  await replaceMembers(tx, made, [
    // Whoever wrote it may have written it for them: the office ties accounts to members where it knows them.
    { name: leadName, unit, role: "lead", userId: null },
    ...members.map((member) => ({ ...member, role: "researcher" as const, userId: null })),
  ]);
  await insertStep(tx, made, "entered", { originNumber: application.originNumber }, by);
  await indexProject(tx, made, content);
  return made;
}

async function draftGrantAgreement(tx: Tx, outbox: Outbox, call: CallRow, application: ApplicationRow) {
  const { content, grantedFen } = application;
  const { scopeId } = call;
  const giver = call.centre === "" ? ((await findScope(tx, call.universityId))?.name ?? "") : call.centre;
  const party = { creditCode: null, representative: "" };
  const drafted = {
    kind: "proof_of_concept" as const,
    subKind: null,
    title: content.title,
    enterpriseId: null,
    amountFen: grantedFen,
    startsOn: null,
    endsOn: null,
    subject: [content.hypothesis, content.method].join("\n\n"),
    indicators: content.indicators
      .map(({ name, target, unit }) => `${name}：${target}${unit === "" ? "" : ` ${unit}`}`)
      .join("\n"),
    ipTerms: "",
    otherTerms: "",
    parties: [
      { ...party, role: "platform" as const, name: giver, shareBp: 0 },
      { ...party, role: "seller" as const, name: content.unit, representative: content.leadName, shareBp: 10_000 },
    ],
    milestones: content.milestones.map(({ title, dueOn }) => ({ title, deliverable: "", dueOn, id: null })),
    payments: [],
  };
  const made = await draftAgreement(tx, scopeId, drafted, { origin: null, needIds: [] });
  await outbox.emit(tx, agreementDrafted, {
    aggregate: `agreement:${made.id}`,
    scopeId,
    payload: {
      agreementId: made.id,
      scopeId,
      number: made.number,
      title: drafted.title,
      enterpriseId: null,
      originNumber: call.number,
    },
  });
  return made;
}
