// A day as it is looked at: who, when, where, what speaks against it, what came of it.
import { type Bilingual } from "@dual-high/kernel";
import { type Ctx, mayIn } from "../../../../platform/access/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { listLinksTo } from "../../../identity/index.ts";
import { type Named, namesFor, requireFound } from "../../service/found.ts";
import {
  type DayRow,
  findDayRow,
  listMeetings,
  listParticipants,
  type MeetingRow,
  type ParticipantRow,
} from "../queries.ts";
import { sayUnplaced, slotTimes } from "../rules.ts";
import type { DayMeeting, DayParticipant, MeetingDay } from "../types.ts";

/** The day after a change, in the transaction of it. */
export async function showDay(ctx: Ctx, tx: Tx, dayId: string): Promise<MeetingDay> {
  const day = requireFound(await findDayRow(tx, dayId));
  const [participants, meetings] = [await listParticipants(tx, dayId), await listMeetings(tx, dayId)];
  const links = await listLinksTo(
    tx,
    participants.map(({ id }) => id),
  );
  const opened = new Set(links.filter(({ firstOpenedAt }) => firstOpenedAt !== null).map(({ subjectId }) => subjectId));
  const named = await namesFor(tx, [
    day.createdBy,
    ...participants.map(({ answeredBy }) => answeredBy),
    ...meetings.map(({ recordedBy }) => recordedBy),
  ]);
  const { zoneId: _, createdBy, ...rest } = day;
  return {
    ...rest,
    times: slotTimes(day),
    participants: participants.map((one) => showParticipant(one, meetings, { named, wasOpened: opened.has(one.id) })),
    meetings: meetings.map((meeting) => showMeeting(day, meeting, { named, participants, meetings })),
    mayChange: day.state === "open" && !day.isPast && mayIn(ctx.caller, "meeting_day.manage", day.scopeId),
    createdBy: named(createdBy),
  };
}

function showParticipant(
  participant: ParticipantRow,
  meetings: readonly MeetingRow[],
  { named, wasOpened }: { readonly named: Named; readonly wasOpened: boolean },
): DayParticipant {
  const { id, side, name, unit, attendee, contact, comment, unavailable, answer, answeredAt, answeredBy } = participant;
  const { invitedAt, isWalkIn, arrivedAt, version } = participant;
  return {
    id,
    side,
    name,
    unit,
    attendee,
    contact,
    comment,
    unavailable,
    answer,
    answeredAt,
    answeredBy: answeredBy === null ? null : named(answeredBy),
    invitedAt,
    wasOpened,
    isWalkIn,
    arrivedAt,
    waits: waitsOf(participant, meetings),
    version,
  };
}

function waitsOf({ id }: ParticipantRow, meetings: readonly MeetingRow[]): number {
  const slots = meetings
    .filter(({ enterpriseId, partnerId }) => enterpriseId === id || partnerId === id)
    .flatMap(({ slot }) => (slot === null ? [] : [slot]));
  return slots.length === 0 ? 0 : Math.max(...slots) - Math.min(...slots) + 1 - slots.length;
}

interface Around {
  readonly named: Named;
  readonly participants: readonly ParticipantRow[];
  readonly meetings: readonly MeetingRow[];
}

function showMeeting(day: DayRow, meeting: MeetingRow, around: Around): DayMeeting {
  const { recordedBy, lineState } = meeting;
  // What else the row has is cut off by the schema of the answer.
  return {
    ...meeting,
    unplaced:
      meeting.unplaced === null ? null : { ...meeting.unplaced, text: whyUnplaced(day, meeting.unplaced, around) },
    isWithdrawn: lineState === "withdrawn",
    conflicts: conflictsOf(meeting, around.participants),
    recordedBy: recordedBy === null ? null : around.named(recordedBy),
    isInLedger: isInLedger(meeting),
  };
}

/** Whether the ledger says of a meeting what is recorded of it. */
export function isInLedger({ outcome, nextStep, nextOn, note, inLedger }: MeetingRow): boolean {
  return (
    inLedger !== null &&
    inLedger.outcome === outcome &&
    inLedger.nextStep === nextStep &&
    inLedger.nextOn === nextOn &&
    inLedger.note === note
  );
}

function whyUnplaced(
  { slots }: DayRow,
  { reason, participantId }: NonNullable<MeetingRow["unplaced"]>,
  { participants, meetings }: Around,
): Bilingual {
  const full = participants.find(({ id }) => id === participantId);
  if (full?.answer === "not_coming") {
    const { name } = full;
    return {
      zh: `“${name}”答复不来。请另约时间，或把这一场移出这一天。`,
      en: `“${name}” is not coming. Arrange another time, or take the meeting off the day.`,
    };
  }
  const own = meetings.filter(
    ({ enterpriseId, partnerId, lineState }) =>
      lineState !== "withdrawn" && (enterpriseId === participantId || partnerId === participantId),
  );
  const can = slots - (full?.unavailable.filter((slot) => slot < slots).length ?? 0);
  return sayUnplaced(reason, { name: full?.name ?? "", meetings: own.length, can });
}

function conflictsOf(meeting: MeetingRow, participants: readonly ParticipantRow[]): Bilingual[] {
  const { slot } = meeting;
  if (slot === null || meeting.outcome !== null) return [];
  return [meeting.enterpriseId, meeting.partnerId].flatMap((who): Bilingual[] => {
    const one = participants.find(({ id }) => id === who);
    if (one === undefined) return [];
    if (one.answer === "not_coming") return [{ zh: `${one.name}不来`, en: `${one.name} is not coming` }];
    return one.unavailable.includes(slot)
      ? [{ zh: `${one.name}这一场到不了`, en: `${one.name} cannot come in this slot` }]
      : [];
  });
}
