/**
 * Gives the meetings of each slot their tables, one slot after the other: whoever sat at a table last stays there where it
 * can be, the first of the two before the second. Each slot is an assignment problem, solved exactly.
 */
import { assign } from "../assign/assign.ts";
import type { ScoredPair } from "../assign/types.ts";
import type { TimetableGrid } from "./read-timetable.ts";

const FIRST_STAYS = 3;
const SECOND_STAYS = 2;

/** @returns the table of every meeting that has a slot; -1 for the others. */
export function seatTables(grid: TimetableGrid, slotOf: readonly number[]): number[] {
  const { slots, first, second, lockedTable } = grid;
  const tableOf = slotOf.map((slot, meeting) => (slot >= 0 ? lockedTable[meeting]! : -1));
  const lastTable = new Map<number, number>();
  for (let slot = 0; slot < slots; slot++) {
    const here = slotOf.flatMap((at, meeting) => (at === slot ? [meeting] : []));
    for (const [meeting, table] of seatSlot(grid, here, lastTable)) tableOf[meeting] = table;
    for (const meeting of here)
      for (const who of [first[meeting]!, second[meeting]!]) lastTable.set(who, tableOf[meeting]!);
  }
  return tableOf;
}

function seatSlot(
  { tables, first, second, lockedTable }: TimetableGrid,
  here: readonly number[],
  lastTable: ReadonlyMap<number, number>,
): (readonly [meeting: number, table: number])[] {
  const open = here.filter((meeting) => lockedTable[meeting]! < 0);
  const taken = new Set(here.map((meeting) => lockedTable[meeting]!));
  const free = Array.from({ length: tables }, (_, table) => table).filter((table) => !taken.has(table));
  const edges = open.flatMap((meeting) =>
    free.map((table): ScoredPair => {
      const stays =
        (lastTable.get(first[meeting]!) === table ? FIRST_STAYS : 0) +
        (lastTable.get(second[meeting]!) === table ? SECOND_STAYS : 0);
      // Low tables first where it is the same, so that a small day leaves the far end of the room empty.
      return [String(meeting), String(table), 1 + stays + (tables - table) / (2 * tables * tables)];
    }),
  );
  const { pairs } = assign({
    needs: open.map((meeting) => ({ id: String(meeting) })),
    suppliers: free.map((table) => ({ id: String(table), max: 1 })),
    edges,
  });
  return pairs.map(([meeting, table]) => [Number(meeting), Number(table)] as const);
}
