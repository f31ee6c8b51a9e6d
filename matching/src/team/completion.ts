/**
 * The least that it costs to complete a team, which is what its search goes by: dynamic programming over sets of open places (the
 * rarest open place has to be filled by somebody who can), remembered for every set that is met. Exact but for three liberties,
 * with which the answer can only be too low: a person may fill two places of one requirement, places beyond 30 are left out, and
 * so are groups beyond five.
 */
import type { TeamCore } from "./team-core.ts";

const MOST_PLACES = 30;
const MOST_GROUPS = 5;
/** Rooms of groups are digits of four bits; the largest says that there is no limit. */
const UNLIMITED = 15;
const MOST_COUNTED = 31;

/** Counted down with every set that is looked into; beneath 0 nothing is sure any more. */
export interface Effort {
  left: number;
}

export interface Completion {
  /** All places open. */
  readonly full: number;
  /** The places that stay open when a person joins. */
  readonly fill: (open: number, person: number) => number;
  /** Without one place of a requirement. */
  readonly waive: (open: number, requirement: number) => number;
  /** @returns the least cost with at most `members` more people and `lacks` places open at the end; Infinity where there is no way. */
  readonly least: (open: number, members: number, seats: readonly number[], lacks: number) => number;
}

export function openCompletion({ requirements, covers, cost, group, seats }: TeamCore, effort: Effort): Completion {
  const fields: number[] = [];
  const requirementOf: number[] = [];
  for (const [at, { times }] of requirements.entries()) {
    const fits = requirementOf.length + times <= MOST_PLACES;
    fields.push(fits ? (2 ** times - 1) << requirementOf.length : 0);
    if (fits) for (let place = 0; place < times; place++) requirementOf.push(at);
  }
  const firm = requirements.flatMap(({ isFirm }, at) => (isFirm && fields[at] !== 0 ? [fields[at]!] : []));
  const allFirm = firm.reduce((set, field) => set | field, 0);
  const full = fields.reduce((set, field) => set | field, 0);
  /** A place that is wanted once is cleared with all of its kind; of several the lowest is. */
  const single = covers.map((own) =>
    own.reduce((set, at) => (requirements[at]!.times === 1 ? set | fields[at]! : set), 0),
  );
  const several = covers.map((own) => own.filter((at) => requirements[at]!.times > 1).map((at) => fields[at]!));
  const mostFilled = covers.reduce(
    (most, own) => Math.max(most, own.filter((at) => !requirements[at]!.isFirm && fields[at] !== 0).length),
    0,
  );
  const known = new StateMap();
  const groupCount = Math.min(seats.length, MOST_GROUPS);

  const fill = (open: number, person: number): number => {
    let left = open & ~single[person]!;
    for (const field of several[person]!) {
      const places = left & field;
      left &= ~(places & -places);
    }
    return left;
  };
  const waive = (open: number, requirement: number): number => {
    const places = open & fields[requirement]!;
    return open & ~(places & -places);
  };
  /** Who has at least as many seats as may still join has no limit: fewer sets to remember. */
  const packRoom = (roomOf: (at: number) => number, members: number): number => {
    let room = 0;
    for (let at = 0; at < groupCount; at++) {
      const free = roomOf(at);
      room |= (free >= members || free >= UNLIMITED ? UNLIMITED : free) << (4 * at);
    }
    return room;
  };

  const complete = (open: number, members: number, room: number, lacks: number): number => {
    if (open === 0) return 0;
    const places = countBits(open & ~allFirm) - lacks;
    if (places > members * mostFilled) return Infinity;
    for (const field of firm) if (countBits(open & field) > members) return Infinity;
    if (places <= 0 && (open & allFirm) === 0) return 0;
    const rest = members | (lacks << 5) | (room << 10);
    const before = known.find(open, rest);
    if (before >= 0) return before;
    effort.left -= 1;
    if (effort.left < 0) return 0;
    const place = open & -open;
    const requirement = requirementOf[31 - Math.clz32(place)]!;
    let best = Infinity;
    for (const person of requirements[requirement]!.by) {
      const price = cost[person]!;
      if (price >= best) break;
      let left = room;
      const own = group[person]!;
      if (own >= 0 && own < groupCount) {
        const free = (room >> (4 * own)) & UNLIMITED;
        if (free === 0) continue;
        if (free < UNLIMITED) left = room - (1 << (4 * own));
      }
      if (groupCount > 0) {
        const rooms = left;
        left = packRoom((at) => (rooms >> (4 * at)) & UNLIMITED, members - 1);
      }
      const whole = price + complete(fill(open, person), members - 1, left, lacks);
      if (whole < best) best = whole;
    }
    if (lacks > 0 && !requirements[requirement]!.isFirm) {
      best = Math.min(best, complete(open & ~place, members, room, lacks - 1));
    }
    if (effort.left >= 0) known.keep(open, rest, best);
    return best;
  };

  return {
    full,
    fill,
    waive,
    least: (open, members, free, lacks) =>
      members > MOST_COUNTED || lacks > MOST_COUNTED
        ? 0
        : complete(
            open,
            members,
            packRoom((at) => free[at]!, members),
            lacks,
          ),
  };
}

/** Of a 32-bit word. */
function countBits(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Two words to a number, by open addressing: a Map with a joined key takes five times as long. */
class StateMap {
  private size = 0;
  private opens = new Int32Array(1 << 12);
  private rests = new Int32Array(1 << 12);
  /** -1 where nothing is kept. */
  private values = new Float64Array(1 << 12).fill(-1);

  find(open: number, rest: number): number {
    return this.values[this.placeOf(open, rest)]!;
  }

  keep(open: number, rest: number, value: number): void {
    if (this.size * 2 >= this.values.length) this.grow();
    const place = this.placeOf(open, rest);
    if (this.values[place] === -1) this.size += 1;
    this.opens[place] = open;
    this.rests[place] = rest;
    this.values[place] = value;
  }

  private placeOf(open: number, rest: number): number {
    const mask = this.values.length - 1;
    let mixed = Math.imul(open ^ Math.imul(rest, 0x9e3779b1), 0x85ebca6b);
    mixed ^= mixed >>> 15;
    let place = mixed & mask;
    while (this.values[place] !== -1 && (this.opens[place] !== open || this.rests[place] !== rest)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private grow(): void {
    const { opens, rests, values } = this;
    this.opens = new Int32Array(opens.length * 2);
    this.rests = new Int32Array(opens.length * 2);
    this.values = new Float64Array(opens.length * 2).fill(-1);
    this.size = 0;
    values.forEach((value, at) => {
      if (value !== -1) this.keep(opens[at]!, rests[at]!, value);
    });
  }
}
