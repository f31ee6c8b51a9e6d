// Deadlines that come near are told to the people responsible, once for each of the scope's days before.
import { type Bilingual, daysBetween } from "@dual-high/kernel";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../platform/access/index.ts";
import { audit } from "../../platform/audit/index.ts";
import { type Database, findToday, type Tx, withSystem } from "../../platform/db/index.ts";
import { expectVersion } from "../../platform/http/index.ts";
import { newId } from "../../platform/ids.ts";
import type { Deadline, DeadlineSource } from "../../platform/ports.ts";
import { listPreferring } from "../../platform/preferences/index.ts";
import { listNeedReaders } from "../needs/index.ts";
import { insertDeliveries } from "./queries.ts";
import { DEFAULT_REMINDER_DAYS, remindersDue } from "./reminder-rules.ts";

const KIND = "notify.deadline_near";
/** A person's own setting: no reminders of deadlines in the inbox. The workbench shows them all the same. */
const MUTE = "mute:deadlines";

export interface ReminderDays {
  readonly days: number[];
  readonly isDefault: boolean;
  readonly version: number;
}

/**
 * Sends what is due by the database's day, in the offices' zone; answers to how many deadlines. Any number of processes may
 * do so at once: whoever writes a reminder down sends it.
 */
export async function remindOfDeadlines(db: Database, sources: readonly DeadlineSource[]): Promise<number> {
  return withSystem(db, async (tx) => {
    const today = await findToday(tx);
    const daysOf = await daysByScope(tx);
    const farthest = Math.max(...DEFAULT_REMINDER_DAYS, ...[...daysOf.values()].flat());
    let told = 0;
    for (const source of sources) {
      for (const deadline of await source(tx, today, farthest)) {
        if (await remindOf(tx, deadline, today, daysOf.get(deadline.scopeId) ?? DEFAULT_REMINDER_DAYS)) told += 1;
      }
    }
    return told;
  });
}

async function remindOf(tx: Tx, deadline: Deadline, today: string, days: readonly number[]): Promise<boolean> {
  const left = daysBetween(today, deadline.due);
  const reminders = remindersDue(left, days, deadline.isToldLate);
  if (reminders === null) return false;
  const [isFirst] = await noteSent(tx, deadline, [reminders.tell]);
  if (isFirst === undefined) return false;
  await noteSent(tx, deadline, reminders.pass);
  const readers = deadline.needId === undefined ? null : await listNeedReaders(tx, deadline.needId);
  const muted = await listPreferring(tx, MUTE, true);
  const to = [...new Set(deadline.userIds)].filter((id) => !muted.has(id) && readers?.has(id) !== false);
  const title = titleOf(deadline, left);
  const occurredAt = await findNow(tx);
  await insertDeliveries(
    tx,
    to.map((userId) => ({
      id: newId(),
      userId,
      zoneId: deadline.scopeId,
      scopeId: deadline.scopeId,
      eventId: newId(),
      kind: KIND,
      title,
      path: deadline.path,
      ...(deadline.needId === undefined ? {} : { needId: deadline.needId }),
      occurredAt,
    })),
  );
  return true;
}

function titleOf({ label, due }: Deadline, left: number): Bilingual {
  if (left < 0) return { zh: `已逾期 ${-left} 天（${due}）：${label.zh}`, en: `Overdue since ${due}: ${label.en}` };
  if (left === 0) return { zh: `今天到期：${label.zh}`, en: `Due today: ${label.en}` };
  return {
    zh: `还有 ${left} 天到期（${due}）：${label.zh}`,
    en: `Due in ${left} ${left === 1 ? "day" : "days"} (${due}): ${label.en}`,
  };
}

/** Answers those that were not written down before. */
async function noteSent(tx: Tx, { kind, id, due }: Deadline, days: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ days: number }>`
    INSERT INTO reminders_sent (subject_kind, subject_id, due, days)
    SELECT ${kind}, ${id}::uuid, ${due}::date, d FROM unnest(${days}::integer[]) AS d
    ON CONFLICT DO NOTHING RETURNING days`.execute(tx.kysely);
  return rows.map((row) => row.days);
}

async function findNow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ at: string }>`SELECT now() AS at`.execute(tx.kysely);
  return rows[0]?.at ?? "";
}

async function daysByScope(tx: Tx): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await sql<{ scopeId: string; days: number[] }>`
    SELECT scope_id AS "scopeId", days FROM reminder_days`.execute(tx.kysely);
  return new Map(rows.map(({ scopeId, days }) => [scopeId, days]));
}

export async function showReminderDays(ctx: Ctx, scopeId: string): Promise<ReminderDays> {
  authorize(ctx.caller, "scope.read", scopeId);
  return transact(ctx, async (tx) => findReminderDays(tx, scopeId));
}

/** An empty list reminds of nothing. */
export async function setReminderDays(
  ctx: Ctx,
  scopeId: string,
  wanted: readonly number[],
  version: number,
): Promise<ReminderDays> {
  authorize(ctx.caller, "need.triage", scopeId);
  return transact(ctx, async (tx) => {
    expectVersion(await findReminderDays(tx, scopeId), version);
    const days = [...new Set(wanted)].toSorted((one, other) => other - one);
    await sql`
      INSERT INTO reminder_days (scope_id, days, updated_by) VALUES (${scopeId}, ${days}::integer[], ${ctx.caller.userId})
      ON CONFLICT (scope_id) DO UPDATE SET days = EXCLUDED.days, updated_by = EXCLUDED.updated_by, updated_at = now(),
        version = reminder_days.version + 1`.execute(tx.kysely);
    await audit(tx, {
      scopeId,
      action: "notify.reminder_days_set",
      subjectKind: "scope",
      subjectId: scopeId,
      details: { days },
    });
    return findReminderDays(tx, scopeId);
  });
}

async function findReminderDays(tx: Tx, scopeId: string): Promise<ReminderDays> {
  const { rows } = await sql<{ days: number[]; version: number }>`
    SELECT days, version FROM reminder_days WHERE scope_id = ${scopeId}`.execute(tx.kysely);
  const [row] = rows;
  if (row === undefined) return { days: [...DEFAULT_REMINDER_DAYS], isDefault: true, version: 0 };
  return { ...row, isDefault: false };
}
