/** Timetables of meeting days: how long they take, who has no place, and how long people wait. */
import { findRemedy, planTimetable, type TimetableProblem } from "@dual-high/matching";
import type { Benchmark } from "./benchmark.ts";
import { seededChance } from "./seeded-chance.ts";
import { printTable } from "./table.ts";

const SEED = 56;
const DAYS_A_SIZE = 10;
const [NEEDS, TEAMS, TABLES, SLOTS] = [40, 30, 10, 12];
const SIZES = [90, 100, 110, 120] as const;
/** Every fourth participant cannot come in a third of the day. */
const AWAY_SHARE = 0.25;

function makeDay(meetings: number, withAway: boolean, chance: () => number): TimetableProblem {
  const pick = (count: number) => Math.floor(chance() * count);
  const pairs = new Set<string>();
  while (pairs.size < meetings) pairs.add(`E${pick(NEEDS)} T${pick(TEAMS)}`);
  const everybody = [...pairs].flatMap((pair) => pair.split(" "));
  const away = [...new Set(everybody)].filter(() => withAway && chance() < AWAY_SHARE);
  return {
    slots: SLOTS,
    tables: TABLES,
    meetings: [...pairs].map((pair, at) => {
      const [one = "", other = ""] = pair.split(" ");
      return { id: `M${at}`, between: [one, other], value: 100 + pick(800) };
    }),
    unavailable: Object.fromEntries(
      away.map((who) => {
        const from = pick(SLOTS - SLOTS / 3);
        return [who, Array.from({ length: SLOTS / 3 }, (_, at) => from + at)];
      }),
    ),
  };
}

function measureDay(problem: TimetableProblem) {
  const started = performance.now();
  const { placed, unplaced, waits } = planTimetable(problem);
  const ms = performance.now() - started;
  const asked = performance.now();
  if (unplaced.length > 0) findRemedy(problem);
  return {
    ms,
    remedyMs: unplaced.length > 0 ? performance.now() - asked : 0,
    unplaced: unplaced.length,
    waits: waits.reduce((sum, { slots }) => sum + slots, 0),
    longestWait: Math.max(0, ...waits.map(({ slots }) => slots)),
    lastSlot: Math.max(...placed.map(({ slot }) => slot)) + 1,
  };
}

export const timetable: Benchmark = {
  name: "timetable",
  describe: "meeting days of 40 needs and 30 teams at 10 tables in 12 slots: time, meetings without a place, waits",
  async run() {
    const chance = seededChance(SEED);
    const groups = SIZES.flatMap((meetings) =>
      [false, true].map((withAway) => ({
        meetings,
        withAway,
        days: Array.from({ length: DAYS_A_SIZE }, () => measureDay(makeDay(meetings, withAway, chance))),
      })),
    );
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    printTable(
      [
        "meetings",
        "some away",
        "ms",
        "largest ms",
        "largest remedy ms",
        "no place",
        "slots waited",
        "longest",
        "slots used",
      ],
      groups.map(({ meetings, withAway, days }) => [
        String(meetings),
        withAway ? "yes" : "no",
        mean(days.map(({ ms }) => ms)),
        Math.max(...days.map(({ ms }) => ms)),
        Math.max(...days.map(({ remedyMs }) => remedyMs)),
        mean(days.map(({ unplaced }) => unplaced)),
        mean(days.map(({ waits }) => waits)),
        Math.max(...days.map(({ longestWait }) => longestWait)),
        mean(days.map(({ lastSlot }) => lastSlot)),
      ]),
    );
    const days = groups.flatMap((group) => group.days);
    return {
      days: days.length,
      meanMs: mean(days.map(({ ms }) => ms)),
      largestMs: Math.max(...days.map(({ ms }) => ms)),
      largestRemedyMs: Math.max(...days.map(({ remedyMs }) => remedyMs)),
      unplaced: mean(days.map(({ unplaced }) => unplaced)),
      waits: mean(days.map(({ waits }) => waits)),
      longestWait: Math.max(...days.map(({ longestWait }) => longestWait)),
    };
  },
};
