// A task's steps, taken by those who look after the consortium or by the people of the member whose it is.
import { accessError, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import type { News } from "../events.ts";
import type { ConsortiumRow } from "../queries/consortia.ts";
import { listMembers, listTasks, updateTaskState } from "../queries/parts.ts";
import { moveOwnTask } from "../queries/taking-part.ts";
import { advanceTask, refuseEnded } from "../rules.ts";
import type { Consortium, TaskTransition } from "../shapes.ts";
import type { TaskAction, TaskState } from "../types.ts";
import { announce, auditOf, changeConsortium, type Done } from "./change.ts";
import { getConsortiumRow, isReportedByMember, mayManage, requirePart, showConsortium, speaksFor } from "./found.ts";
import type { At } from "./parts.ts";

const TASK_NEWS: Readonly<Record<TaskAction, News>> = {
  report: "task_reported",
  take_back: "task_taken_back",
  accept: "task_accepted",
  return: "task_returned",
  drop: "task_dropped",
};

export async function moveTask(ctx: Ctx, at: At, taskId: string, step: TaskTransition): Promise<Consortium> {
  return transact(ctx, async (tx) => {
    const row = await getConsortiumRow(tx, ctx.caller, "consortium.take_part", at.consortiumId);
    if (!mayManage(ctx.caller, row)) return moveAsMember(ctx, tx, { row, version: at.version }, taskId, step);
    return changeConsortium({ ...ctx, tx }, at, async (held, now) => {
      const { state, done, ownIn } = await judge(ctx, held, now, taskId, step);
      const { on, result } = step;
      await updateTaskState(held, taskId, { state, on, by: ctx.caller.userId, reportedIn: ownIn, result });
      return done;
    });
  });
}

async function moveAsMember(
  ctx: Ctx,
  tx: Tx,
  { row, version }: { readonly row: ConsortiumRow; readonly version: number },
  taskId: string,
  step: TaskTransition,
): Promise<Consortium> {
  const { id, number } = row;
  expectVersion(row, version);
  refuseEnded(row);
  const { done, ownIn } = await judge(ctx, tx, row, taskId, step);
  if (ownIn === null) throw accessError("access.forbidden", { permission: "consortium.take_part" });
  if (!(await moveOwnTask(tx, { consortiumId: id, version }, taskId, step, done.details))) {
    // Somebody else was quicker.
    expectVersion(await getConsortiumRow(tx, ctx.caller, "consortium.take_part", id), version);
    throw accessError("access.not_found", {});
  }
  if (done.news !== undefined) await announce(ctx, tx, row, { ...done.news, actsIn: ownIn });
  await audit(tx, {
    ...auditOf(row),
    scopeId: ownIn,
    action: `consortium.${done.action}`,
    details: { number, ...done.audited },
    personal: done.details,
  });
  return showConsortium(tx, ctx.caller, id);
}

interface Judged {
  readonly state: TaskState;
  readonly done: Done;
  /** The member's scope, where the caller is one of its people. */
  readonly ownIn: string | null;
}

async function judge(
  { caller }: Ctx,
  tx: Tx,
  row: ConsortiumRow,
  taskId: string,
  step: TaskTransition,
): Promise<Judged> {
  const task = requirePart(await listTasks(tx, row.id), taskId);
  const member = requirePart(await listMembers(tx, row.id), task.memberId);
  const { enterpriseId } = member;
  const isOwn = speaksFor(caller, enterpriseId);
  const state = advanceTask(
    {
      ...task,
      memberName: member.name,
      memberSince: member.enteredOn,
      isReportedByMember: isReportedByMember(task, member),
    },
    step,
    { actorId: caller.userId, mayManage: mayManage(caller, row), isOwn },
    await findToday(tx),
  );
  const { action, on, result } = step;
  const { title, reportedBy } = task;
  return {
    state,
    ownIn: isOwn ? enterpriseId : null,
    done: {
      action: `task_${action}`,
      details: { title, on, result },
      audited: { taskId, on },
      news: { what: TASK_NEWS[action], about: title, on, enterpriseId, userIds: [reportedBy] },
    },
  };
}
