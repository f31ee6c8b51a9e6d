import { expect, test } from "vitest";
import {
  buildGrid,
  clockOf,
  costOf,
  dayName,
  dayNumber,
  isFull,
  minuteOf,
  mondayOf,
  priceOn,
} from "./calendar-grid.ts";
import type { Calendar } from "./queries.ts";

const at = (text: string) => `2026-${text}:00+08:00`;
const period = (from: string, until: string) => ({ startsAt: at(from), endsAt: at(until) });
const CALENDAR = {
  bookable: {
    capacity: 2,
    rules: { slotMinutes: 60 },
    prices: [
      { userClass: "university", validFrom: "2026-01-01", fenPerHour: "100" },
      { userClass: "university", validFrom: "2026-12-01", fenPerHour: "20001" },
    ],
  },
  now: at("11-30T10:30"),
  open: [period("11-30T09:00", "11-30T12:00"), period("12-01T13:00", "12-01T14:00")],
  taken: [
    period("11-30T11:00", "11-30T12:00"),
    period("11-30T11:00", "11-30T12:00"),
    period("12-01T13:00", "12-01T14:00"),
  ],
  bookings: [{ id: "b", ...period("11-30T11:00", "11-30T12:00") }],
} as unknown as Calendar;
const MONDAY = dayNumber("2026-11-30");

test("rows run from the first open hour to the last, and every cell says whether it can be had", () => {
  const { rows, cells } = buildGrid(CALENDAR, [MONDAY, MONDAY + 1]);
  expect(rows.map(clockOf)).toEqual(["09:00", "10:00", "11:00", "12:00", "13:00"]);
  expect(cells.map((row) => row.map(({ kind, left }) => `${kind} ${left}`))).toEqual([
    ["past 2", "closed 2"],
    ["past 2", "closed 2"],
    ["full 0", "closed 2"],
    ["closed 2", "closed 2"],
    ["closed 2", "free 1"],
  ]);
  expect(cells[2]?.[0]?.bookings).toHaveLength(1);
  expect(buildGrid(CALENDAR, [MONDAY + 5]).rows).toEqual([]);
});

test("a span is full when one moment of it is", () => {
  const span = (from: string, until: string) => ({ from: minuteOf(at(from)), until: minuteOf(at(until)) });
  expect(isFull(CALENDAR, span("11-30T10:00", "11-30T12:00"))).toBe(true);
  expect(isFull(CALENDAR, span("12-01T13:00", "12-01T14:00"))).toBe(false);
});

test("days are Shanghai's, weeks begin on Monday", () => {
  expect(dayName(mondayOf(dayNumber("2026-12-06")))).toBe("2026-11-30");
  expect(mondayOf(MONDAY)).toBe(MONDAY);
});

test("the price is that of the class on the day, the cost exact to the fen", () => {
  expect(priceOn(CALENDAR.bookable, "university", "2026-11-30")).toBe("100");
  expect(priceOn(CALENDAR.bookable, "university", "2026-12-01")).toBe("20001");
  expect(priceOn(CALENDAR.bookable, "other", "2026-12-01")).toBe(null);
  expect(costOf(90, "20001")).toBe("30002");
});
