/** The question and the answer of `planTimetable`. Both are plain JSON. Slots and tables are counted from 0. */

export interface TimetablePlace {
  readonly slot: number;
  readonly table: number;
}

export interface TimetableMeeting {
  readonly id: string;
  /** The two who meet. Whoever is in several meetings is one participant with several meetings. */
  readonly between: readonly [participantId: string, participantId: string];
  /** What it is worth that they meet: a whole number from 1 to 1,000,000. */
  readonly value: number;
  /** It stands there and stays. */
  readonly locked?: TimetablePlace;
}

export interface TimetableProblem {
  readonly slots: number;
  readonly tables: number;
  readonly meetings: readonly TimetableMeeting[];
  /** Slots in which somebody cannot, by the participant's id. */
  readonly unavailable?: Readonly<Record<string, readonly number[]>>;
  /** Chooses among equally good timetables. A whole number; default 1. */
  readonly seed?: number;
}

/**
 * Why two do not meet: there is no slot in which both can; somebody has more meetings than slots in which they can; there are
 * more meetings than tables x slots; or what others and locked meetings take leaves the two no slot together.
 */
export const UNPLACED_REASONS = ["no_common_slot", "participant_full", "tables_full", "crowded_out"] as const;
export type UnplacedReason = (typeof UNPLACED_REASONS)[number];

export interface UnplacedMeeting {
  readonly id: string;
  readonly reason: UnplacedReason;
  /** Whose day is full, where that is the reason; else null. */
  readonly participantId: string | null;
}

/** All lists are in the order of ids. */
export interface Timetable {
  readonly placed: readonly (TimetablePlace & { readonly id: string })[];
  readonly unplaced: readonly UnplacedMeeting[];
  /** Slots between somebody's first and last meeting in which they have none; those who never wait are left out. */
  readonly waits: readonly { readonly id: string; readonly slots: number }[];
  /** Sum of the values of the meetings that take place. */
  readonly value: number;
  /** Every meeting has a place and nobody waits. */
  readonly isPerfect: boolean;
}

/** Fewest more tables, or slots at the end of the day, with which every meeting was given a place; null: none was found. */
export interface TimetableRemedy {
  readonly moreTables: number | null;
  readonly moreSlots: number | null;
}
