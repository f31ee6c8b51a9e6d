import type { TimetableGrid } from "./read-timetable.ts";
import type { UnplacedMeeting } from "./types.ts";

/** Why a meeting has no place: the reason that no other timetable would have mended, where there is one. */
export function explainUnplaced(grid: TimetableGrid, meeting: number): UnplacedMeeting {
  const { first, second, can, meetingIds, participantIds, slots, tables } = grid;
  const id = meetingIds[meeting]!;
  const [one, other] = [first[meeting]!, second[meeting]!];
  if ((can[one]! & can[other]!) === 0) return { id, reason: "no_common_slot", participantId: null };
  const over = (who: number) => meetingsOf(grid, who) - countSlots(can[who]!);
  const fullest = over(other) > over(one) ? other : one;
  if (over(fullest) > 0) return { id, reason: "participant_full", participantId: participantIds[fullest]! };
  if (meetingIds.length > slots * tables) return { id, reason: "tables_full", participantId: null };
  return { id, reason: "crowded_out", participantId: null };
}

export function meetingsOf({ first, second }: TimetableGrid, who: number): number {
  return first.reduce((count, one, meeting) => (one === who || second[meeting] === who ? count + 1 : count), 0);
}

export function countSlots(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
