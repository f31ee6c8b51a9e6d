import { authorize, type Ctx, transact } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { type Listing, listPageOf, type TotalledPage } from "../../../../platform/listing/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { zoneOf } from "../../service/found.ts";
import { dayError } from "../errors.ts";
import {
  cancelDayRow,
  type DayRow,
  emptyBeyond,
  findNow,
  insertDay,
  listDayRows,
  listMeetings,
  listParticipants,
  notePlanned,
  touchDay,
  updateDay,
} from "../queries.ts";
import { refuseLateEnd, refuseOver } from "../rules.ts";
import type { MEETING_DAY_SORTS, MeetingDay, MeetingDayChange, MeetingDayDraft, MeetingDaySummary } from "../types.ts";
import { auditDay, getDayToChange, getDayToRead, refuseStale } from "./found.ts";
import { showDay } from "./show.ts";

export async function createMeetingDay(ctx: Ctx, scopeId: string, draft: MeetingDayDraft): Promise<MeetingDay> {
  authorize(ctx.caller, "meeting_day.manage", scopeId);
  return transact(ctx, async (tx) => {
    refuseLateEnd(draft);
    if (draft.heldOn < (await findNow(tx)).today) throw dayError("matchmaking.day_in_past", { day: draft.heldOn });
    const day = { ...draft, id: newId(), scopeId, zoneId: await zoneOf(tx, scopeId), createdBy: ctx.caller.userId };
    await insertDay(tx, day);
    await auditDay(tx, day, "created", { heldOn: draft.heldOn });
    return showDay(ctx, tx, day.id);
  });
}

export async function listMeetingDays(
  ctx: Ctx,
  scopeId: string,
  listing: Listing<(typeof MEETING_DAY_SORTS)[number]>,
): Promise<TotalledPage<MeetingDaySummary>> {
  authorize(ctx.caller, "meeting_day.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listDayRows(tx, scopeId, listing);
    return listPageOf(listing, rows, total);
  });
}

export async function getMeetingDay(ctx: Ctx, dayId: string): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    await getDayToRead(tx, ctx.caller, "meeting_day.read", dayId);
    return showDay(ctx, tx, dayId);
  });
}

/** Changes when, where and how much room there is. Whoever stood in what is no longer there has no place. */
export async function changeMeetingDay(
  ctx: Ctx,
  dayId: string,
  change: MeetingDayChange,
  version: number,
): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseStale(day, version);
    refuseOver(day);
    const next = { ...day, ...change } as MeetingDayDraft;
    refuseLateEnd(next);
    if (next.heldOn !== day.heldOn) {
      if (next.heldOn < (await findNow(tx)).today) throw dayError("matchmaking.day_in_past", { day: next.heldOn });
      await refuseRecorded(tx, day);
    }
    await updateDay(tx, dayId, next);
    await emptyBeyond(tx, dayId, next);
    if (next.slots !== day.slots || next.tables !== day.tables) await notePlanned(tx, dayId, null);
    await touchDay(tx, dayId);
    await auditDay(tx, day, "changed", { fields: Object.keys(change) });
    return showDay(ctx, tx, dayId);
  });
}

async function refuseRecorded(tx: Tx, { id, title }: Pick<DayRow, "id" | "title">): Promise<void> {
  const meetings = await listMeetings(tx, id);
  if (meetings.some(({ outcome }) => outcome !== null)) throw dayError("matchmaking.day_has_outcomes", { title });
}

/** Nobody comes; links still say so. */
export async function cancelMeetingDay(ctx: Ctx, dayId: string, version: number): Promise<MeetingDay> {
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseStale(day, version);
    refuseOver(day);
    await refuseRecorded(tx, day);
    await cancelDayRow(tx, dayId);
    await touchDay(tx, dayId);
    await auditDay(tx, day, "cancelled", { participants: (await listParticipants(tx, dayId)).length });
    return showDay(ctx, tx, dayId);
  });
}
