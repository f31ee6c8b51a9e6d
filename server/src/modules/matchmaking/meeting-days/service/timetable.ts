// Works out who meets whom when at which table.
import type { TimetableProblem } from "@dual-high/matching";
import { type Ctx, transact } from "../../../../platform/access/index.ts";
import { planAside } from "../compute/plan-aside.ts";
import {
  type DayRow,
  findNow,
  listMeetings,
  listParticipants,
  type MeetingRow,
  notePlanned,
  type ParticipantRow,
  type PlannedPlace,
  putTimetable,
  touchDay,
} from "../queries.ts";
import { refuseOver, slotTimes, worthOf } from "../rules.ts";
import type { MeetingDay } from "../types.ts";
import { auditDay, getDayToChange, refuseStale } from "./found.ts";
import { showDay } from "./show.ts";

/**
 * Plans a day anew. Locked meetings stay, as do those that have begun or have an outcome; nobody is put into a slot that is
 * over. The engine works between two transactions: whoever changed the day meanwhile is told of by its version.
 */
export async function planMeetingDay(
  ctx: Ctx,
  dayId: string,
  { seed }: { readonly seed: number },
  version: number,
): Promise<MeetingDay> {
  const { problem, absent } = await transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseStale(day, version);
    refuseOver(day);
    const { clock } = await findNow(tx);
    return problemOf(day, {
      meetings: await listMeetings(tx, dayId),
      participants: await listParticipants(tx, dayId),
      begun: day.isToday ? slotTimes(day).filter(({ from }) => from <= clock).length : 0,
      seed,
    });
  });
  const { timetable, remedy } = await planAside(problem);
  return transact(ctx, async (tx) => {
    const day = await getDayToChange(tx, ctx.caller, dayId);
    refuseStale(day, version);
    const places: PlannedPlace[] = [
      ...timetable.placed.map(({ id, slot, table }) => ({ id, slot, table, unplaced: null })),
      ...timetable.unplaced.map(({ id, reason, participantId }) => ({
        id,
        slot: null,
        table: null,
        unplaced: { reason, participantId },
      })),
      ...absent,
    ];
    await putTimetable(tx, places);
    await notePlanned(tx, dayId, remedy);
    await touchDay(tx, dayId);
    const placed = timetable.placed.length;
    await auditDay(tx, day, "planned", { seed, placed, unplaced: places.length - placed });
    return showDay(ctx, tx, dayId);
  });
}

interface Input {
  readonly meetings: readonly MeetingRow[];
  readonly participants: readonly ParticipantRow[];
  /** Slots that have begun. */
  readonly begun: number;
  readonly seed: number;
}

/** The question to the engine, and the meetings that are not asked about: one side does not come, or the match was taken back. */
function problemOf(
  day: DayRow,
  { meetings, participants, begun, seed }: Input,
): { readonly problem: TimetableProblem; readonly absent: PlannedPlace[] } {
  const gone = new Set(participants.filter(({ answer }) => answer === "not_coming").map(({ id }) => id));
  const past = Array.from({ length: begun }, (_, slot) => slot);
  const absent: PlannedPlace[] = [];
  const asked: TimetableProblem["meetings"][number][] = [];
  for (const meeting of meetings) {
    const { id, slot, table, enterpriseId, partnerId, lineState, outcome, isLocked } = meeting;
    if (outcome !== null && slot === null) continue;
    const stays = slot !== null && table !== null && (isLocked || outcome !== null || slot < begun);
    const whoIsGone = [enterpriseId, partnerId].find((who) => gone.has(who));
    if (outcome === null && (lineState === "withdrawn" || whoIsGone !== undefined)) {
      const unplaced = whoIsGone === undefined ? null : { reason: "no_common_slot" as const, participantId: whoIsGone };
      absent.push({ id, slot: null, table: null, unplaced });
      continue;
    }
    asked.push({
      id,
      between: [enterpriseId, partnerId],
      value: worthOf(meeting),
      ...(stays ? { locked: { slot, table } } : {}),
    });
  }
  const unavailable = Object.fromEntries(
    participants.map((one) => [one.id, [...new Set([...one.unavailable, ...past])]]),
  );
  return { problem: { slots: day.slots, tables: day.tables, meetings: asked, unavailable, seed }, absent };
}
