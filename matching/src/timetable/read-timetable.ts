import { MatchingError } from "../errors.ts";
import { compareIds } from "../order.ts";
import type { TimetableProblem } from "./types.ts";

/** A participant's slots are the bits of one number. */
export const MOST_SLOTS = 30;
const MOST_TABLES = 500;
const MOST_VALUE = 1_000_000;

/** A problem by numbers: participants and meetings are positions in the order of their ids. */
export interface TimetableGrid {
  readonly slots: number;
  readonly tables: number;
  readonly seed: number;
  readonly participantIds: readonly string[];
  readonly meetingIds: readonly string[];
  /** Participants of meeting m: `first[m]`, `second[m]`. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly values: readonly number[];
  /** Slots in which a participant can, as bits. */
  readonly can: readonly number[];
  /** Where a locked meeting stands; -1 for the others. */
  readonly lockedSlot: readonly number[];
  readonly lockedTable: readonly number[];
}

/** @throws MatchingError where the problem is malformed, naming the record and field. */
export function readTimetable({
  slots,
  tables,
  meetings,
  unavailable = {},
  seed = 1,
}: TimetableProblem): TimetableGrid {
  refuseOutside("slots", slots, 1, MOST_SLOTS);
  refuseOutside("tables", tables, 1, MOST_TABLES);
  refuseOutside("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  const ordered = meetings.toSorted((a, b) => compareIds(a.id, b.id));
  const participantIds = [...new Set(ordered.flatMap(({ between }) => between))].sort(compareIds);
  const positions = new Map(participantIds.map((id, at) => [id, at]));
  const taken = new Set<string>();
  for (const [at, { id, between, value, locked }] of ordered.entries()) {
    if (ordered[at - 1]?.id === id) throw new MatchingError("duplicate_id", { what_zh: "洽谈", what: "meeting", id });
    if (between[0] === between[1])
      refuse(`meetings["${id}"].between`, between[0], "两个不同的参加者", "two participants");
    refuseOutside(`meetings["${id}"].value`, value, 1, MOST_VALUE);
    if (locked === undefined) continue;
    refuseOutside(`meetings["${id}"].locked.slot`, locked.slot, 0, slots - 1);
    refuseOutside(`meetings["${id}"].locked.table`, locked.table, 0, tables - 1);
    for (const place of [`table ${locked.table}`, ...between].map((who) => `${locked.slot} ${who}`)) {
      if (taken.has(place))
        refuse(
          `meetings["${id}"].locked`,
          place,
          "没有别的锁定洽谈占用的位置",
          "a place that no other locked meeting takes",
        );
      taken.add(place);
    }
  }
  const everySlot = 2 ** slots - 1;
  const can = participantIds.map((id) =>
    (unavailable[id] ?? []).reduce((bits, slot) => (slot < slots ? bits & ~(1 << slot) : bits), everySlot),
  );
  return {
    slots,
    tables,
    seed,
    participantIds,
    meetingIds: ordered.map(({ id }) => id),
    first: ordered.map(({ between }) => positions.get(between[0])!),
    second: ordered.map(({ between }) => positions.get(between[1])!),
    values: ordered.map(({ value }) => value),
    can,
    lockedSlot: ordered.map(({ locked }) => locked?.slot ?? -1),
    lockedTable: ordered.map(({ locked }) => locked?.table ?? -1),
  };
}

function refuseOutside(field: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  refuse(field, value, `${min} 到 ${max} 的整数`, `a whole number from ${min} to ${max}`);
}

function refuse(where: string, value: string | number, expected_zh: string, expected_en: string): never {
  throw new MatchingError("invalid_value", { where, value, expected_zh, expected_en });
}
