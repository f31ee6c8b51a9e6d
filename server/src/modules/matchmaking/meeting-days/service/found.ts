import type { Caller } from "../../../../platform/access/index.ts";
import type { Permission } from "../../../../platform/access/matrix.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { requireAllowed, requireFound } from "../../service/found.ts";
import { dayError } from "../errors.ts";
import {
  type DayRow,
  findDayRow,
  findMeeting,
  findParticipant,
  type MeetingRow,
  type ParticipantRow,
} from "../queries.ts";

/** Whoever changes a day waits for whoever does so at the moment: who sits where is looked at as a whole. */
export async function getDayToChange(tx: Tx, caller: Caller, dayId: string): Promise<DayRow> {
  return requireAllowed(caller, "meeting_day.manage", await findDayRow(tx, dayId, "for_update"));
}

export async function getDayToRead(tx: Tx, caller: Caller, permission: Permission, dayId: string): Promise<DayRow> {
  return requireAllowed(caller, permission, await findDayRow(tx, dayId));
}

export async function getMeetingOf(tx: Tx, day: DayRow, meetingId: string): Promise<MeetingRow> {
  const meeting = await findMeeting(tx, meetingId);
  const found = requireFound(meeting?.dayId === day.id ? meeting : null);
  if (found.droppedAt !== null) throw dayError("matchmaking.meeting_dropped", {});
  return found;
}

export async function getParticipantOf(tx: Tx, day: DayRow, participantId: string): Promise<ParticipantRow> {
  const participant = await findParticipant(tx, participantId);
  const found = requireFound(participant?.dayId === day.id ? participant : null);
  if (found.removedAt !== null) throw dayError("matchmaking.day_participant_gone", {});
  return found;
}

export function refuseStale(row: { readonly version: number }, version: number): void {
  if (row.version !== version) throw dayError("matchmaking.day_changed_meanwhile", {});
}

export function refuseWithdrawn({ lineState, lineNumber }: MeetingRow): void {
  if (lineState === "withdrawn") throw dayError("matchmaking.meeting_withdrawn", { number: lineNumber });
}

export async function auditDay(
  tx: Tx,
  day: Pick<DayRow, "id" | "scopeId" | "zoneId">,
  action: string,
  details: Readonly<Record<string, unknown>> = {},
  personal?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(tx, {
    scopeId: day.scopeId,
    zoneId: day.zoneId,
    action: `meeting_day.${action}`,
    subjectKind: "meeting_day",
    subjectId: day.id,
    details,
    ...(personal === undefined ? {} : { personal }),
  });
}
