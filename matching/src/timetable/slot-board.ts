/**
 * Who meets in which slot, and what that is worth. A board always keeps the rules: nobody twice in a slot, no more meetings
 * in it than tables, nobody where they cannot, what is locked where it is.
 */
import type { TimetableGrid } from "./read-timetable.ts";

/**
 * A point of value counts as much as ten slots of waiting in a row. A wait counts by its square, so that one long wait is worse
 * than several short ones.
 */
export const VALUE_WEIGHT = 100;
/** Twenty meetings a slot earlier are worth a slot of waiting: a day that is not full ends early. */
export const LATE_WEIGHT = 0.05;

/** Idle slots between the first and the last of the slots that are set. */
export function idleSlots(bits: number): number {
  if (bits === 0) return 0;
  let busy = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) busy++;
  return 32 - Math.clz32(bits) - (31 - Math.clz32(bits & -bits)) - busy;
}

const NOBODY = -1;

export class SlotBoard {
  readonly grid: TimetableGrid;
  /** By meeting; -1 while it has none. */
  readonly slotOf: Int32Array;
  /** Meetings in a slot. */
  readonly sizes: Int32Array;
  /** Slots in which a participant is busy, as bits. */
  readonly busy: Int32Array;
  readonly #meetingAt: Int32Array;

  constructor(grid: TimetableGrid) {
    this.grid = grid;
    this.slotOf = new Int32Array(grid.values.length).fill(NOBODY);
    this.sizes = new Int32Array(grid.slots);
    this.busy = new Int32Array(grid.can.length);
    this.#meetingAt = new Int32Array(grid.can.length * grid.slots).fill(NOBODY);
    for (const [meeting, slot] of grid.lockedSlot.entries()) if (slot >= 0) this.put(meeting, slot);
  }

  /** What somebody is in during a slot; -1 when they are free. */
  meetingOf(participant: number, slot: number): number {
    return this.#meetingAt[participant * this.grid.slots + slot]!;
  }

  isLocked(meeting: number): boolean {
    return this.grid.lockedSlot[meeting]! >= 0;
  }

  /** Whether both of a meeting can come in the slot, busy or not. */
  isPossible(meeting: number, slot: number): boolean {
    const { first, second, can } = this.grid;
    return (can[first[meeting]!]! & can[second[meeting]!]! & (1 << slot)) !== 0;
  }

  isFree(meeting: number, slot: number): boolean {
    const { first, second } = this.grid;
    return ((this.busy[first[meeting]!]! | this.busy[second[meeting]!]!) & (1 << slot)) === 0;
  }

  put(meeting: number, slot: number): void {
    this.#set(meeting, slot, meeting);
    this.slotOf[meeting] = slot;
    this.sizes[slot]!++;
  }

  take(meeting: number): void {
    const slot = this.slotOf[meeting]!;
    this.#set(meeting, slot, NOBODY);
    this.slotOf[meeting] = NOBODY;
    this.sizes[slot]!--;
  }

  /** Puts every meeting where it was. */
  restore(slotOf: readonly number[]): void {
    for (const [meeting, slot] of this.slotOf.entries()) if (slot >= 0) this.take(meeting);
    for (const [meeting, slot] of slotOf.entries()) if (slot >= 0) this.put(meeting, slot);
  }

  #set(meeting: number, slot: number, to: number): void {
    const { first, second, slots } = this.grid;
    for (const participant of [first[meeting]!, second[meeting]!]) {
      this.#meetingAt[participant * slots + slot] = to;
      this.busy[participant]! ^= 1 << slot;
    }
  }

  waitCost(participant: number): number {
    return idleSlots(this.busy[participant]!) ** 2;
  }

  /** What a timetable is judged by: the less the better. */
  cost(): number {
    const { values, can } = this.grid;
    const value = values.reduce((sum, one, meeting) => (this.slotOf[meeting]! >= 0 ? sum + one : sum), 0);
    const waits = can.reduce((sum, _, participant) => sum + this.waitCost(participant), 0);
    const late = values.reduce((sum, _, meeting) => sum + this.lateCost(meeting), 0);
    return waits + late - VALUE_WEIGHT * value;
  }

  lateCost(meeting: number): number {
    return LATE_WEIGHT * Math.max(0, this.slotOf[meeting]!);
  }

  /**
   * The meetings that have to change between two slots when one of them does: who is in it is in the next one too, and so on
   * (a Kempe chain). Null when one of them is locked or cannot be in the other slot.
   */
  chainOf(start: number, from: number, to: number): number[] | null {
    const { first, second } = this.grid;
    const chain: number[] = [];
    const open = [start];
    const known = new Set(open);
    for (let meeting = open.pop(); meeting !== undefined; meeting = open.pop()) {
      const here = this.slotOf[meeting]!;
      const there = here === from ? to : from;
      if (this.isLocked(meeting) || !this.isPossible(meeting, there)) return null;
      chain.push(meeting);
      for (const participant of [first[meeting]!, second[meeting]!]) {
        const next = this.meetingOf(participant, there);
        if (next === NOBODY || known.has(next)) continue;
        known.add(next);
        open.push(next);
      }
    }
    return chain;
  }

  /** Moves every meeting of the list from one of the two slots to the other. */
  flip(meetings: readonly number[], from: number, to: number): void {
    const targets = meetings.map((meeting) => (this.slotOf[meeting] === from ? to : from));
    for (const meeting of meetings) this.take(meeting);
    for (const [at, meeting] of meetings.entries()) this.put(meeting, targets[at]!);
  }
}
