import { accessError, authorize, type Caller, mayIn } from "../../../platform/access/index.ts";
import { type Permission, reachOf } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findAgreement } from "../../agreements/index.ts";
import { findDisplayNames, findNamesOnRecord } from "../../identity/index.ts";
import {
  type ConsortiumRow,
  type CountedConsortium,
  findConsortiumRow,
  findCounted,
  listSteps,
} from "../queries/consortia.ts";
import {
  listContributions,
  listDeliveries,
  listMembers,
  listResults,
  listTasks,
  type TaskRow,
} from "../queries/parts.ts";
import { listFileRows, listRequestRows, type RequestRow } from "../queries/taking-part.ts";
import { actionsFrom, deliveredOf, findConcerns, findLacks, findNotes, taskActionsFrom } from "../rules.ts";
import type { Consortium, ConsortiumContent, ConsortiumSummary, Member } from "../shapes.ts";
import { wordStep } from "../wording.ts";

/** What row-level security hides and what does not exist are the same answer. */
function required<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw accessError("access.not_found", {});
  return row;
}

/** A part of a consortium by its id. */
export function requirePart<T extends { readonly id: string }>(parts: readonly T[], id: string): T {
  return required(parts.find((part) => part.id === id));
}

/** In its own scope, in its managers', or, to read it, in a pair that takes part. */
export async function getConsortiumRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  consortiumId: string,
  lock: "read" | "for_update" = "read",
): Promise<ConsortiumRow> {
  // Unlocked first: to whoever only reads it, a row that cannot be written is there all the same.
  const row = required(await findConsortiumRow(tx, consortiumId));
  refuseReader(caller, permission, row);
  return lock === "read" ? row : required(await findConsortiumRow(tx, consortiumId, lock));
}

function refuseReader(
  caller: Caller,
  permission: Permission,
  { scopeId, managerScopeId, readers }: ConsortiumRow,
): void {
  if (managerScopeId !== null && mayIn(caller, permission, managerScopeId)) return;
  const isKnown = readers.some((reader) => mayIn(caller, "consortium.read", reader));
  if (permission === "consortium.read" && isKnown) return;
  if (permission === "consortium.take_part" && readers.some((reader) => mayIn(caller, permission, reader))) return;
  if (isKnown && !mayIn(caller, permission, scopeId)) throw accessError("access.forbidden", { permission });
  authorize(caller, permission, scopeId);
}

export function mayManage(caller: Caller, { scopeId, managerScopeId }: ConsortiumRow): boolean {
  return [scopeId, managerScopeId].some((place) => place !== null && mayIn(caller, "consortium.manage", place));
}

/** One of its own people: officers above an enterprise see it and do not act for it. */
export function speaksFor(caller: Caller, scopeId: string | null): boolean {
  return caller.grants.some(
    (grant) => grant.scopeId === scopeId && reachOf(grant.role, "consortium.take_part") !== null,
  );
}

export function isReportedByMember(
  { reportedIn }: Pick<TaskRow, "reportedIn">,
  { enterpriseId }: Pick<Member, "enterpriseId">,
): boolean {
  return reportedIn !== null && reportedIn === enterpriseId;
}

/** Whoever asked, and their colleagues. */
export function isAsker(caller: Caller, { askedBy, askedIn }: Pick<RequestRow, "askedBy" | "askedIn">): boolean {
  return speaksFor(caller, askedIn) || (askedBy === caller.userId && mayIn(caller, "consortium.take_part", askedIn));
}

export function contentOf(row: ConsortiumRow): ConsortiumContent {
  const { name, type, chainNode, goal, governance, basis, agreementId, assessOn, managerScopeId, pairIds } = row;
  return { name, type, chainNode, goal, governance, basis, agreementId, assessOn, managerScopeId, pairIds };
}

export function summarise(row: CountedConsortium): ConsortiumSummary {
  const { members, open, reported, accepted, tasksOverdue, contributions } = row;
  const sums = contributions.map(({ promised, delivered }) => ({
    promised: BigInt(promised),
    delivered: BigInt(delivered),
  }));
  return {
    id: row.id,
    scopeId: row.scopeId,
    number: row.number,
    name: row.name,
    type: row.type,
    state: row.state,
    chainNode: row.chainNode,
    foundedOn: row.foundedOn,
    assessOn: row.assessOn,
    assessedOn: row.assessedOn,
    grade: row.grade,
    lead: row.lead,
    members: { enterprise: 0, university: 0, institute: 0, park: 0, other: 0, ...members },
    memberNames: row.memberNames,
    tasks: { open, reported, accepted, overdue: tasksOverdue },
    contributions,
    deliveredBp: deliveredOf(sums),
    results: row.results,
    concerns: findConcerns({
      state: row.state,
      hasLead: row.lead !== null,
      members: row.memberCount,
      tasksOverdue,
      contributionsOverdue: row.contributionsOverdue,
      assessIn: row.assessIn,
      waiting: reported + row.unconfirmed,
    }),
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

export async function findOwnLacks(tx: Tx, row: ConsortiumRow, members: readonly Member[]) {
  const agreement = row.agreementId === null ? null : await findAgreement(tx, row.agreementId);
  return { agreement, lacks: findLacks({ ...row, agreementState: agreement?.state ?? null, members }) };
}

/** A consortium as it is shown, after whatever was done to it. */
export async function showConsortium(tx: Tx, caller: Caller, consortiumId: string): Promise<Consortium> {
  const row = required(await findCounted(tx, consortiumId));
  const members = await listMembers(tx, consortiumId);
  const tasks = await listTasks(tx, consortiumId);
  const contributions = await listContributions(tx, consortiumId);
  const deliveries = await listDeliveries(tx, consortiumId);
  const results = await listResults(tx, consortiumId);
  const files = await listFileRows(tx, consortiumId);
  const requests = await listRequestRows(tx, consortiumId);
  const steps = await listSteps(tx, consortiumId);
  const { agreement, lacks } = await findOwnLacks(tx, row, members);
  const actors = [
    ...steps.map(({ actorId }) => actorId),
    ...tasks.flatMap(({ reportedBy, acceptedBy }) => [reportedBy, acceptedBy]),
    ...deliveries.flatMap(({ notedBy, confirmedBy }) => [notedBy, confirmedBy]),
    ...files.map(({ addedBy }) => addedBy),
    ...requests.flatMap(({ askedBy, decidedBy, withdrawnBy }) => [askedBy, decidedBy, withdrawnBy]),
  ].filter((id) => id !== null);
  const isWhole = [row.scopeId, row.managerScopeId].some((id) => id !== null && mayIn(caller, "consortium.read", id));
  const names = await (isWhole ? findNamesOnRecord : findDisplayNames)(tx, [...new Set(actors)]);
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  const personOr = (id: string | null) => (id === null ? null : person(id));
  const byId = new Map(members.map((member) => [member.id, member]));
  const nameOf = (id: string) => byId.get(id)?.name ?? "";
  const { userId } = caller;
  const isAlive = row.state !== "ended";
  const isManager = mayManage(caller, row);
  const mayWork = isManager && isAlive;
  const mayTakePart = (scopeId: string | null | undefined) =>
    isAlive && typeof scopeId === "string" && mayIn(caller, "consortium.take_part", scopeId);
  const filesOf = (part: "taskId" | "resultId", partId: string) =>
    files
      .filter((file) => file[part] === partId)
      .map(({ id, name, sha256, sizeBytes, addedBy, addedAt }) => ({
        id,
        name,
        sha256,
        sizeBytes,
        addedBy: person(addedBy),
        addedAt,
      }));
  return {
    ...summarise(row),
    goal: row.goal,
    governance: row.governance,
    basis: row.basis,
    agreement:
      agreement === null
        ? null
        : {
            id: agreement.id,
            scopeId: agreement.scopeId,
            number: agreement.number,
            title: agreement.title,
            state: agreement.state,
          },
    agreementId: row.agreementId,
    pairIds: row.pairIds,
    managerScopeId: row.managerScopeId,
    endedOn: row.endedOn,
    memberList: members,
    taskList: tasks.map(({ reportedBy, reportedIn, acceptedBy, ...task }) => {
      const enterpriseId = byId.get(task.memberId)?.enterpriseId ?? null;
      const isOwn = speaksFor(caller, enterpriseId);
      const reported = { reportedBy, isReportedByMember: isReportedByMember({ reportedIn }, { enterpriseId }) };
      const actor = { actorId: userId, mayManage: isManager, isOwn };
      return {
        ...task,
        memberName: nameOf(task.memberId),
        reportedBy: personOr(reportedBy),
        acceptedBy: personOr(acceptedBy),
        isOwn,
        actions: isAlive ? taskActionsFrom({ state: task.state, ...reported }, actor) : [],
        files: filesOf("taskId", task.id),
        mayAddFile: mayWork || mayTakePart(enterpriseId),
      };
    }),
    contributionList: contributions.map(({ isPast, ...contribution }) => {
      const own = deliveries.filter(({ contributionId }) => contributionId === contribution.id);
      const confirmed = own.filter(({ confirmedBy }) => confirmedBy !== null);
      const delivered = confirmed.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
      const isHere = byId.get(contribution.memberId)?.leftOn === null;
      return {
        ...contribution,
        memberName: nameOf(contribution.memberId),
        delivered: String(delivered),
        isOverdue: isHere && isPast && delivered < BigInt(contribution.promised),
        deliveries: own.map(({ id, quantity, deliveredOn, note, notedBy, confirmedBy }) => ({
          id,
          quantity,
          deliveredOn,
          note,
          notedBy: person(notedBy),
          confirmedBy: personOr(confirmedBy),
          mayConfirm: mayWork && confirmedBy === null && notedBy !== userId,
        })),
      };
    }),
    resultList: results.map((result) => ({
      ...result,
      shares: result.shares.map(({ memberId, shareBp }) => ({ memberId, memberName: nameOf(memberId), shareBp })),
      files: filesOf("resultId", result.id),
    })),
    requestList: requests.map(({ askedBy, decidedBy, withdrawnBy, ...request }) => ({
      ...request,
      askedBy: person(askedBy),
      decidedBy: personOr(decidedBy),
      withdrawnBy: personOr(withdrawnBy),
      mayWithdraw: isAlive && request.state === "asked" && isAsker(caller, { askedBy, askedIn: request.askedIn }),
      mayDecide: mayWork && request.state === "asked" && askedBy !== userId,
    })),
    mayAsk: row.readers.some((reader) => mayTakePart(reader)),
    lacks: row.state === "preparing" ? lacks : [],
    notes: findNotes(row.type, row.leadKind),
    steps: steps.map(({ at, actorId, action, details }) => ({
      at,
      actor: person(actorId),
      action,
      text: wordStep({ action, details }),
    })),
    mayManage: mayWork,
    actions: isManager ? actionsFrom(row.state) : [],
  };
}
