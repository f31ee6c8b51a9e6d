/**
 * Gives meetings their slots by simulated annealing over Kempe chains, which reach every timetable from every other one without
 * ever breaking a rule (Thompson and Dowsland: A robust simulated annealing based examination timetabling system, Computers &
 * Operations Research 25, 1998). With slots in which people cannot come the problem is NP-hard (Even, Itai and Shamir: On the
 * complexity of timetable and multicommodity flow problems, SIAM J. Comput. 5, 1976). The amount of work is fixed, not the time:
 * the same problem gives the same timetable on every machine.
 */
import { uniformNumbers } from "../uniform-numbers.ts";
import type { TimetableGrid } from "./read-timetable.ts";
import { SlotBoard, VALUE_WEIGHT } from "./slot-board.ts";

const STEPS_PER_MEETING = 2500;
const LEAST_STEPS = 10_000;
const MOST_STEPS = 300_000;
const MOST_VALUE_STEPS = 40_000;
/** In squared slots of waiting. */
const HOT = 6;
const COLD = 0.02;
const VALUE_ROUNDS = 3;
/** Less than any difference between two boards. */
const TINY = 1e-6;

export interface SlotSearch {
  readonly slotOf: readonly number[];
  readonly cost: number;
}

export function searchSlots(grid: TimetableGrid): SlotSearch {
  const search = openSearch(grid, () => false);
  const short = anneal(search, HOT, MOST_STEPS);
  if (short.slotOf.every((slot) => slot >= 0)) return short;
  // Something stays out. Which it is may change only by way of worse boards, at a heat to which a meeting more or less is little.
  const least = Math.min(...grid.values);
  const rounds = [short];
  for (let round = 0; round < VALUE_ROUNDS; round++)
    rounds.push(anneal(search, VALUE_WEIGHT * least * 2 ** round, MOST_VALUE_STEPS));
  return rounds.reduce((best, one) => (one.cost < best.cost ? one : best));
}

/** Whether a place for every meeting was found; that none was found is no proof that there is none. */
export function canPlaceAll(grid: TimetableGrid): boolean {
  const hasAll = ({ slotOf }: SlotBoard) => slotOf.every((slot) => slot >= 0);
  return anneal(openSearch(grid, hasAll), HOT, MOST_VALUE_STEPS).slotOf.every((slot) => slot >= 0);
}

function openSearch(grid: TimetableGrid, isEnough: (board: SlotBoard) => boolean): Search {
  const board = new SlotBoard(grid);
  placeInOrder(board);
  return { board, open: openMeetings(board), random: uniformNumbers(grid.seed), isEnough };
}

function openMeetings(board: SlotBoard): number[] {
  return board.grid.values.map((_, meeting) => meeting).filter((meeting) => !board.isLocked(meeting));
}

interface Search {
  readonly board: SlotBoard;
  readonly open: readonly number[];
  readonly random: () => number;
  readonly isEnough: (board: SlotBoard) => boolean;
}

/** Goes on from the board as it is, and leaves the best one that it met on it. */
function anneal({ board, open, random, isEnough }: Search, hot: number, most: number): SlotSearch {
  const { slots } = board.grid;
  let best: SlotSearch = { slotOf: [...board.slotOf], cost: board.cost() };
  if (open.length === 0 || isEnough(board)) return best;
  const pick = (count: number) => Math.floor(random() * count);
  const steps = Math.min(most, Math.max(LEAST_STEPS, STEPS_PER_MEETING * open.length));
  let cost = best.cost;
  for (let step = 0; step < steps; step++) {
    const heat = hot * (COLD / hot) ** (step / steps);
    const meeting = open[pick(open.length)]!;
    const slot = pick(slots);
    const accept = (change: number) => change <= 0 || random() < Math.exp(-change / heat);
    const change =
      board.slotOf[meeting]! < 0
        ? tryPlacing(board, meeting, slot, pick, accept)
        : tryMoving(board, meeting, slot, pick, accept);
    if (change === 0) continue;
    cost += change;
    if (cost > best.cost - TINY) continue;
    best = { slotOf: [...board.slotOf], cost };
    if (isEnough(board)) break;
  }
  board.restore(best.slotOf);
  return best;
}

/** The most valuable first, each in the slot in which the two wait least. */
function placeInOrder(board: SlotBoard): void {
  const { values, slots, tables, first, second } = board.grid;
  const order = values.map((_, meeting) => meeting).filter((meeting) => !board.isLocked(meeting));
  order.sort((a, b) => values[b]! - values[a]! || a - b);
  for (const meeting of order) {
    let least = Infinity;
    let found = -1;
    for (let slot = 0; slot < slots; slot++) {
      if (board.sizes[slot]! >= tables || !board.isPossible(meeting, slot) || !board.isFree(meeting, slot)) continue;
      board.put(meeting, slot);
      const wait = board.waitCost(first[meeting]!) + board.waitCost(second[meeting]!);
      board.take(meeting);
      if (wait < least) {
        least = wait;
        found = slot;
      }
    }
    if (found >= 0) board.put(meeting, found);
  }
}

type Pick = (count: number) => number;
type Accept = (change: number) => boolean;

/** Puts a meeting into a slot; whoever stands in its way there gives way, if that is accepted. The answer is the change of cost. */
function tryPlacing(board: SlotBoard, meeting: number, slot: number, pick: Pick, accept: Accept): number {
  const { first, second, values, tables } = board.grid;
  if (!board.isPossible(meeting, slot)) return 0;
  const inTheWay = new Set(
    [first[meeting]!, second[meeting]!].map((who) => board.meetingOf(who, slot)).filter((other) => other >= 0),
  );
  if (inTheWay.size === 0 && board.sizes[slot]! >= tables) inTheWay.add(meetingIn(board, slot, pick));
  const leaving = [...inTheWay];
  if (leaving.some((other) => board.isLocked(other))) return 0;
  const lost = leaving.reduce((sum, other) => sum + values[other]!, 0) - values[meeting]!;
  return attempt(board, [meeting, ...leaving], VALUE_WEIGHT * lost, accept, {
    go() {
      for (const other of leaving) board.take(other);
      board.put(meeting, slot);
    },
    back() {
      board.take(meeting);
      for (const other of leaving) board.put(other, slot);
    },
  });
}

/** Moves a meeting to another slot with all that has to move for it, and where that slot is full one that makes room. */
function tryMoving(board: SlotBoard, meeting: number, slot: number, pick: Pick, accept: Accept): number {
  const from = board.slotOf[meeting]!;
  if (from === slot) return 0;
  const chain = board.chainOf(meeting, from, slot);
  if (chain === null) return 0;
  const grows = chain.reduce((sum, one) => sum + (board.slotOf[one] === from ? 1 : -1), 0);
  const full =
    board.sizes[slot]! + grows > board.grid.tables ? slot : board.sizes[from]! - grows > board.grid.tables ? from : -1;
  const moved = full < 0 ? chain : withRoom(board, chain, { full, other: full === slot ? from : slot }, pick);
  if (moved === null) return 0;
  return attempt(board, moved, 0, accept, {
    go: () => board.flip(moved, from, slot),
    back: () => board.flip(moved, slot, from),
  });
}

/** The chain and another one that takes a meeting out of the full slot; null when there is none at hand. */
function withRoom(
  board: SlotBoard,
  chain: readonly number[],
  { full, other }: { readonly full: number; readonly other: number },
  pick: Pick,
): number[] | null {
  const second = meetingIn(board, full, pick);
  if (chain.includes(second)) return null;
  const more = board.chainOf(second, full, other);
  if (more === null) return null;
  const moved = [...chain, ...more];
  const grows = moved.reduce((sum, one) => sum + (board.slotOf[one] === full ? -1 : 1), 0);
  const { tables } = board.grid;
  return board.sizes[full]! + grows <= tables && board.sizes[other]! - grows <= tables ? moved : null;
}

/** Any meeting of a slot that has one. */
function meetingIn(board: SlotBoard, slot: number, pick: Pick): number {
  let skip = pick(board.sizes[slot]!);
  for (const [meeting, at] of board.slotOf.entries()) if (at === slot && skip-- === 0) return meeting;
  throw new Error(`slot ${slot} holds fewer meetings than were counted`);
}

function attempt(
  board: SlotBoard,
  meetings: readonly number[],
  valueChange: number,
  accept: Accept,
  step: { readonly go: () => void; readonly back: () => void },
): number {
  const { first, second } = board.grid;
  const people: number[] = [];
  for (const meeting of meetings) {
    for (const who of [first[meeting]!, second[meeting]!]) if (!people.includes(who)) people.push(who);
  }
  const costNow = () => {
    let cost = 0;
    for (const who of people) cost += board.waitCost(who);
    for (const meeting of meetings) cost += board.lateCost(meeting);
    return cost;
  };
  const before = costNow();
  step.go();
  const change = valueChange + costNow() - before;
  if (accept(change)) return change;
  step.back();
  return 0;
}
