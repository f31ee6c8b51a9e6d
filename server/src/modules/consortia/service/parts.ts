// Members, tasks, promises, deliveries and results.
import { authorize, type Ctx } from "../../../platform/access/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { listEnterpriseAccountRows } from "../../identity/index.ts";
import { type ConsortiumRow, setReaders } from "../queries/consortia.ts";
import {
  confirmDelivery,
  findLastDayOf,
  findTaskTitlesOf,
  insertContribution,
  insertDelivery,
  insertMembers,
  insertResult,
  insertTask,
  listContributions,
  listDeliveries,
  listMembers,
  listResults,
  listTasks,
  updateAccount,
  updateExit,
  updateLead,
  updateResult,
  updateTask,
} from "../queries/parts.ts";
import {
  consortiaError,
  refuseBeyondPromise,
  refuseDayToCome,
  refuseExit,
  refuseGone,
  refuseKnownMember,
  refuseOwnConfirmation,
  refuseSettledTask,
  refuseUnfitDelivery,
  refuseUnfitShares,
} from "../rules.ts";
import type {
  Consortium,
  ContributionDraft,
  DeliveryDraft,
  Member,
  MemberAccount,
  MemberDraft,
  MemberExit,
  ResultDraft,
  TaskDraft,
} from "../shapes.ts";
import { changeConsortium, type Done } from "./change.ts";
import { requirePart } from "./found.ts";

export interface At {
  readonly consortiumId: string;
  readonly version: number;
}

export async function enterMember(ctx: Ctx, at: At, draft: MemberDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    await letIn(ctx, tx, row, draft);
    const { name, enteredOn, agreedBy } = draft;
    return {
      action: "member_entered",
      details: { name, on: enteredOn, agreedBy },
      audited: { kind: draft.kind, on: enteredOn },
      news: { what: "member_entered", about: name, on: enteredOn, enterpriseId: draft.enterpriseId },
    };
  });
}

export async function letIn(ctx: Ctx, tx: Tx, row: ConsortiumRow, draft: MemberDraft): Promise<void> {
  const members = await listMembers(tx, row.id);
  refuseKnownMember(draft.name, members);
  refuseDayToCome(draft.enteredOn, await findToday(tx));
  await refuseUnfitAccount(ctx, tx, row, draft, members);
  await insertMembers(tx, row, [{ ...draft, isLead: false }]);
  await setReaders(tx, row.id);
}

/** From now on people of that enterprise read the consortium; null: no longer. */
export async function setAccount(
  ctx: Ctx,
  at: At,
  memberId: string,
  { enterpriseId }: MemberAccount,
): Promise<Consortium> {
  const work = async (tx: Tx, row: ConsortiumRow): Promise<Done | null> => {
    const members = await listMembers(tx, row.id);
    const member = requirePart(members, memberId);
    refuseGone(member);
    if (member.enterpriseId === enterpriseId) return null;
    await refuseUnfitAccount(ctx, tx, row, { kind: member.kind, enterpriseId }, members);
    await updateAccount(tx, memberId, enterpriseId);
    await setReaders(tx, row.id);
    const action = enterpriseId === null ? "account_closed" : "account_opened";
    return { action, details: { name: member.name }, audited: { memberId, enterpriseId } };
  };
  // A consortium is over one day; what was opened by mistake can be closed for ever.
  return changeConsortium(ctx, at, work, { mayBeEnded: enterpriseId === null });
}

/** Who reads it is chosen by those who choose its pairs and managers, among the enterprises that they are offered. */
async function refuseUnfitAccount(
  ctx: Ctx,
  tx: Tx,
  { scopeId }: ConsortiumRow,
  { kind, enterpriseId }: Pick<Member, "kind" | "enterpriseId">,
  members: readonly Member[],
): Promise<void> {
  if (enterpriseId === null) return;
  authorize(ctx.caller, "consortium.create", scopeId);
  const offered = await listEnterpriseAccountRows(tx, scopeId);
  if (kind !== "enterprise" || !offered.some(({ id }) => id === enterpriseId)) {
    throw consortiaError("consortia.account_unfit", {});
  }
  const holder = members.find((one) => one.leftOn === null && one.enterpriseId === enterpriseId);
  if (holder !== undefined) throw consortiaError("consortia.account_taken", { name: holder.name });
}

export async function setLead(ctx: Ctx, at: At, memberId: string): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const member = requirePart(await listMembers(tx, row.id), memberId);
    refuseGone(member);
    if (member.isLead) return null;
    await updateLead(tx, row.id, memberId);
    return { action: "lead_changed", details: { name: member.name }, audited: { memberId } };
  });
}

export async function exitMember(ctx: Ctx, at: At, memberId: string, exit: MemberExit): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const { name, enterpriseId } = await letOut(tx, row, memberId, exit);
    const { on, agreedBy, keeps } = exit;
    return {
      action: "member_left",
      details: { name, on, agreedBy, keeps },
      audited: { memberId, on },
      news: { what: "member_left", about: name, on, enterpriseId },
    };
  });
}

export async function letOut(tx: Tx, row: ConsortiumRow, memberId: string, exit: MemberExit): Promise<Member> {
  const member = requirePart(await listMembers(tx, row.id), memberId);
  const openTasks = await findTaskTitlesOf(tx, memberId);
  const lastDay = await findLastDayOf(tx, memberId);
  refuseExit(member, exit, { openTasks, lastDay, today: await findToday(tx) });
  await updateExit(tx, memberId, exit);
  await setReaders(tx, row.id);
  return member;
}

async function requirePresentMember(tx: Tx, { id }: ConsortiumRow, memberId: string): Promise<Member> {
  const member = requirePart(await listMembers(tx, id), memberId);
  refuseGone(member);
  return member;
}

export async function addTask(ctx: Ctx, at: At, draft: TaskDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const { enterpriseId } = await requirePresentMember(tx, row, draft.memberId);
    await insertTask(tx, row, draft);
    const { title, memberId, dueOn } = draft;
    return {
      action: "task_added",
      details: { title, on: dueOn },
      audited: { memberId, on: dueOn },
      news: { what: "task_assigned", about: title, on: dueOn, enterpriseId },
    };
  });
}

export async function changeTask(ctx: Ctx, at: At, taskId: string, draft: TaskDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const task = requirePart(await listTasks(tx, row.id), taskId);
    refuseSettledTask(task);
    const owner = task.memberId === draft.memberId ? null : await requirePresentMember(tx, row, draft.memberId);
    await updateTask(tx, taskId, draft);
    const { title, memberId, dueOn } = draft;
    const done = { action: "task_changed", details: { title, on: dueOn }, audited: { taskId, memberId, on: dueOn } };
    if (owner === null) return done;
    const { enterpriseId } = owner;
    return { ...done, news: { what: "task_assigned", about: title, on: dueOn, enterpriseId } };
  });
}

export async function promiseContribution(ctx: Ctx, at: At, draft: ContributionDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    await requirePresentMember(tx, row, draft.memberId);
    await insertContribution(tx, row, draft);
    const { kind, promised, title, memberId } = draft;
    return {
      action: "contribution_promised",
      details: { title, kind, quantity: promised },
      audited: { memberId, kind, promised },
    };
  });
}

export async function noteDelivery(
  ctx: Ctx,
  at: At,
  contributionId: string,
  draft: DeliveryDraft,
): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const contribution = requirePart(await listContributions(tx, row.id), contributionId);
    const { title, kind, promised } = contribution;
    const member = requirePart(await listMembers(tx, row.id), contribution.memberId);
    refuseUnfitDelivery(member, { on: draft.on, today: await findToday(tx) });
    const noted = (await listDeliveries(tx, row.id))
      .filter((delivery) => delivery.contributionId === contributionId)
      .reduce((sum, { quantity }) => sum + BigInt(quantity), 0n);
    refuseBeyondPromise({ title, kind, promised: BigInt(promised), noted }, BigInt(draft.quantity));
    await insertDelivery(tx, row, { contributionId, by: ctx.caller.userId }, draft);
    const { quantity, on } = draft;
    return {
      action: "delivery_noted",
      details: { title, kind, quantity, on },
      audited: { contributionId, quantity, on },
    };
  });
}

export async function approveDelivery(ctx: Ctx, at: At, deliveryId: string): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    const delivery = requirePart(await listDeliveries(tx, row.id), deliveryId);
    const { title, kind } = requirePart(await listContributions(tx, row.id), delivery.contributionId);
    refuseOwnConfirmation(title, delivery, ctx.caller.userId);
    await confirmDelivery(tx, deliveryId, ctx.caller.userId);
    const { quantity } = delivery;
    return { action: "delivery_confirmed", details: { title, kind, quantity }, audited: { deliveryId, quantity } };
  });
}

export async function addResult(ctx: Ctx, at: At, draft: ResultDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    await judgeResult(tx, row, draft);
    await insertResult(tx, row, draft);
    const { title: about, achievedOn: on } = draft;
    return { ...recorded("result_added", draft), news: { what: "result_shared", about, on } };
  });
}

export async function changeResult(ctx: Ctx, at: At, resultId: string, draft: ResultDraft): Promise<Consortium> {
  return changeConsortium(ctx, at, async (tx, row) => {
    requirePart(await listResults(tx, row.id), resultId);
    await judgeResult(tx, row, draft);
    await updateResult(tx, resultId, draft);
    return recorded("result_changed", draft);
  });
}

async function judgeResult(tx: Tx, { id }: ConsortiumRow, { title, shares, achievedOn }: ResultDraft): Promise<void> {
  const members = await listMembers(tx, id);
  for (const { memberId } of shares) requirePart(members, memberId);
  refuseUnfitShares(title, shares, new Map(members.map((member) => [member.id, member.name])));
  refuseDayToCome(achievedOn, await findToday(tx));
}

function recorded(action: string, { title, kind, shares }: ResultDraft): Done {
  return { action, details: { title }, audited: { kind, shares } };
}
