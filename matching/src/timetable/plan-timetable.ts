/**
 * A day of meetings of two at tables: who meets whom in which slot at which table. First as much value as can take place, then
 * short waits and an early end (search-slots.ts), then people stay at their tables (seat-tables.ts). What is locked stays;
 * nobody is asked to be in two places, or where they cannot be. Not proven best: compared in tests with trying everything.
 */
import { countSlots, explainUnplaced, meetingsOf } from "./explain-unplaced.ts";
import { MOST_SLOTS, readTimetable, type TimetableGrid } from "./read-timetable.ts";
import { seatTables } from "./seat-tables.ts";
import { canPlaceAll, searchSlots } from "./search-slots.ts";
import { idleSlots } from "./slot-board.ts";
import type { Timetable, TimetableProblem, TimetableRemedy } from "./types.ts";

/** @throws MatchingError where the problem is malformed, naming the record and field. */
export function planTimetable(problem: TimetableProblem): Timetable {
  const grid = readTimetable(problem);
  const { slotOf } = searchSlots(grid);
  const tableOf = seatTables(grid, slotOf);
  const meetings = grid.meetingIds.map((id, meeting) => ({
    id,
    meeting,
    slot: slotOf[meeting]!,
    table: tableOf[meeting]!,
  }));
  const placed = meetings.filter(({ slot }) => slot >= 0);
  const waits = waitsIn(grid, slotOf);
  return {
    placed: placed.map(({ id, slot, table }) => ({ id, slot, table })),
    unplaced: meetings.filter(({ slot }) => slot < 0).map(({ meeting }) => explainUnplaced(grid, meeting)),
    waits,
    value: placed.reduce((sum, { meeting }) => sum + grid.values[meeting]!, 0),
    isPerfect: waits.length === 0 && placed.length === meetings.length,
  };
}

function waitsIn(
  { participantIds, first, second }: TimetableGrid,
  slotOf: readonly number[],
): Timetable["waits"][number][] {
  const busy = participantIds.map(() => 0);
  for (const [meeting, slot] of slotOf.entries()) {
    if (slot < 0) continue;
    busy[first[meeting]!]! |= 1 << slot;
    busy[second[meeting]!]! |= 1 << slot;
  }
  return participantIds.map((id, who) => ({ id, slots: idleSlots(busy[who]!) })).filter(({ slots }) => slots > 0);
}

/** How far beyond what is needed at the least somebody looks. */
const MOST_TRIES = 4;

/** What would give every meeting a place: the fewest more tables, or the fewest more slots, in which everybody can come. */
export function findRemedy(problem: TimetableProblem): TimetableRemedy {
  const grid = readTimetable(problem);
  const count = grid.meetingIds.length;
  const missing = grid.can.map((slots, who) => meetingsOf(grid, who) - countSlots(slots));
  const areSlotsEnough =
    missing.every((slots) => slots <= 0) &&
    grid.first.every((one, meeting) => (grid.can[one]! & grid.can[grid.second[meeting]!]!) !== 0);
  const tables = areSlotsEnough
    ? tryMore(Math.ceil(count / grid.slots) - grid.tables, (more) => ({ ...problem, tables: problem.tables + more }))
    : null;
  const least = Math.max(Math.ceil(count / grid.tables) - grid.slots, ...missing);
  const slots = tryMore(least, (more) => ({ ...problem, slots: problem.slots + more }));
  return { moreTables: tables, moreSlots: slots };
}

function tryMore(least: number, larger: (more: number) => TimetableProblem): number | null {
  const from = Math.max(1, least);
  for (let more = from; more < from + MOST_TRIES; more++) {
    const problem = larger(more);
    if (problem.slots > MOST_SLOTS) return null;
    if (canPlaceAll(readTimetable(problem))) return more;
  }
  return null;
}
