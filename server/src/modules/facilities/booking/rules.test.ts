import { expect, test } from "vitest";
import { openSpans, peakOf, priceOf } from "./hours.ts";
import { minuteOf } from "./instants.ts";
import {
  actionsFor,
  type BookingFacts,
  chooseClass,
  classOfScope,
  moveBooking,
  priceOn,
  refuseUnbookable,
  refuseUnsoundPrices,
} from "./rules.ts";
import type { BookingAction, BookingRules, BookingState } from "./types.ts";

const RULES: BookingRules = {
  slotMinutes: 30,
  leadMinutes: 120,
  horizonDays: 30,
  longestMinutes: 240,
  admits: ["university", "zone_enterprise"],
  needsApproval: true,
  cancelMinutes: 1440,
  lateShare: 3333,
  offerMinutes: 60,
};
/** Weekdays from nine to five, by Shanghai's clock; 2026-11-30 is a Monday. */
const OPENING = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "09:00", until: "17:00" }));
const at = (text: string) => minuteOf(`2026-${text}:00+08:00`);
const span = (from: string, until: string) => ({ from: at(from), until: at(until) });

test("opening hours go by Shanghai's clock and weekdays, less closures", () => {
  const week = span("11-30T00:00", "12-07T00:00");
  const repair = span("12-01T10:00", "12-01T11:00");
  expect(openSpans(OPENING, [repair], week)).toEqual([
    span("11-30T09:00", "11-30T17:00"),
    span("12-01T09:00", "12-01T10:00"),
    span("12-01T11:00", "12-01T17:00"),
    span("12-02T09:00", "12-02T17:00"),
    span("12-03T09:00", "12-03T17:00"),
    span("12-04T09:00", "12-04T17:00"),
  ]);
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "00:00", until: "24:00" }));
  expect(openSpans(always, [], week)).toEqual([week]);
});

test.each([
  ["upside_down", "11-30T11:00", "11-30T11:00"],
  ["slots", "11-30T11:10", "11-30T12:00"],
  ["lead", "11-30T09:00", "11-30T10:00"],
  ["horizon", "12-31T09:00", "12-31T10:00"],
  ["longest", "11-30T11:00", "11-30T16:00"],
  ["closed", "11-30T16:00", "11-30T17:30"],
  ["closed", "12-05T10:00", "12-05T11:00"],
  ["closed", "12-01T09:30", "12-01T10:30"],
])("a booking is refused for its %s", (rule, from, until) => {
  const closures = [span("12-01T10:00", "12-01T11:00")];
  const hours = { name: "质谱仪", rules: RULES, opening: OPENING, closures };
  const ask = () => refuseUnbookable(hours, span(from, until), at("11-30T08:00"));
  expect(ask).toThrow(
    expect.objectContaining({ code: "facilities.booking_period", params: expect.objectContaining({ rule }) }),
  );
  expect(() => refuseUnbookable(hours, span("12-01T11:00", "12-01T12:00"), at("11-30T08:00"))).not.toThrow();
});

test("the fullest moment counts, not how many overlap", () => {
  const taken = [
    span("11-30T09:00", "11-30T10:00"),
    span("11-30T10:00", "11-30T11:00"),
    span("11-30T10:30", "11-30T12:00"),
  ];
  expect(peakOf(taken, span("11-30T09:00", "11-30T12:00"))).toBe(2);
  expect(peakOf(taken, span("11-30T09:00", "11-30T10:00"))).toBe(1);
  expect(peakOf(taken, span("11-30T12:00", "11-30T13:00"))).toBe(0);
});

test("a price is exact to the fen, half a fen upwards", () => {
  expect(priceOf(90, 20_001n)).toBe(30_002n);
  expect(priceOf(1, 29n)).toBe(0n);
  expect(priceOf(1, 30n)).toBe(1n);
});

test("an enterprise's class is its zone's to say, an office names the class it books for", () => {
  expect(classOfScope({ kind: "enterprise", parentId: "z" }, "z")).toBe("zone_enterprise");
  expect(classOfScope({ kind: "enterprise", parentId: "y" }, "z")).toBe("other");
  expect(classOfScope({ kind: "university", parentId: null }, "z")).toBe("university");
  const hours = { name: "质谱仪", rules: RULES };
  expect(chooseClass(hours, "zone_enterprise", "university")).toBe("zone_enterprise");
  expect(() => chooseClass(hours, null, null)).toThrow(expect.objectContaining({ code: "facilities.class_missing" }));
  expect(() => chooseClass(hours, "other", null)).toThrow(
    expect.objectContaining({ code: "facilities.class_not_admitted" }),
  );
});

test("the latest price that has begun counts; one in force is never rewritten", () => {
  const prices = [
    { userClass: "university", validFrom: "2026-01-01", fenPerHour: "100" },
    { userClass: "university", validFrom: "2026-12-01", fenPerHour: "200" },
    { userClass: "zone_enterprise", validFrom: "2026-01-01", fenPerHour: "300" },
  ] as const;
  expect(priceOn(prices, "university", "2026-11-30")).toBe(100n);
  expect(priceOn(prices, "university", "2026-12-01")).toBe(200n);
  const today = "2026-11-26";
  expect(() => refuseUnsoundPrices(prices, prices, RULES, today)).not.toThrow();
  const codeOf = (after: readonly object[]) => {
    try {
      refuseUnsoundPrices(prices, after as never, RULES, today);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(codeOf([{ ...prices[0], fenPerHour: "1" }, prices[1], prices[2]])).toBe("facilities.price_in_force");
  expect(codeOf([...prices, { ...prices[0], validFrom: "2026-06-01" }])).toBe("facilities.price_in_force");
  expect(codeOf([...prices, { ...prices[1], fenPerHour: "9" }])).toBe("facilities.price_twice");
  expect(codeOf([prices[0], { ...prices[1], fenPerHour: "9" }, prices[2]])).toBe(null);
});

const NOW = at("11-29T12:00");
const booking = (state: BookingState, change: Partial<BookingFacts> = {}): BookingFacts => ({
  number: "BOOK-2026-000001",
  state,
  stateBefore: null,
  bookedBy: "booker",
  startsMinute: at("11-30T09:00"),
  endsMinute: at("11-30T10:30"),
  offerMinute: state === "offered" ? NOW + 10 : null,
  fenPerHour: 20_001n,
  usedMinutes: null,
  rules: RULES,
  ...change,
});
const BOOKER = { userId: "booker", isManager: false };
const MANAGER = { userId: "manager", isManager: true };
const STRANGER = { userId: "colleague", isManager: false };

test.each<[BookingState, string[], string[]]>([
  ["waiting", ["cancel"], ["cancel"]],
  ["offered", ["accept", "cancel"], ["cancel"]],
  ["requested", ["cancel"], ["approve", "refuse", "cancel"]],
  ["approved", ["cancel"], ["cancel"]],
  ["used", [], ["record", "settle"]],
  ["settled", [], []],
  ["refused", [], []],
  ["lapsed", [], []],
])("what can be done while it is %s, and doing anything else is refused", (state, byBooker, byManager) => {
  const actions: BookingAction[] = ["approve", "refuse", "accept", "cancel", "restore", "record", "settle"];
  const facts = booking(state, state === "used" ? { startsMinute: NOW - 60, endsMinute: NOW - 30 } : {});
  for (const [who, expected] of [
    [BOOKER, byBooker],
    [MANAGER, byManager],
    [STRANGER, []],
  ] as const) {
    expect(actionsFor(facts, who, NOW).toSorted()).toEqual(expected.toSorted());
    const done = actions.filter((action) => {
      try {
        moveBooking(facts, { action, reason: "说明", usedMinutes: 60 }, who, NOW);
        return true;
      } catch {
        return false;
      }
    });
    expect(done.toSorted()).toEqual(expected.toSorted());
  }
});

test("nobody approves their own request, however they run it", () => {
  const both = { userId: "booker", isManager: true };
  const approve = () =>
    moveBooking(booking("requested"), { action: "approve", reason: "", usedMinutes: null }, both, NOW);
  expect(approve).toThrow(expect.objectContaining({ code: "facilities.booking_own" }));
});

test("a late cancellation costs its share, one in time or by those who run it nothing", () => {
  const cancel = (who: typeof BOOKER, now: number) =>
    moveBooking(booking("approved"), { action: "cancel", reason: "检修", usedMinutes: null }, who, now).amountFen;
  expect(cancel(BOOKER, at("11-29T12:00"))).toBe(10_000n);
  expect(cancel(BOOKER, at("11-28T12:00"))).toBe(null);
  expect(cancel(MANAGER, at("11-29T12:00"))).toBe(null);
});

test("an offer is taken while it lasts, a cancellation of a booked place can be taken back", () => {
  const accept = (now: number) =>
    moveBooking(booking("offered"), { action: "accept", reason: "", usedMinutes: null }, BOOKER, now);
  expect(accept(NOW).state).toBe("requested");
  expect(() => accept(NOW + 10)).toThrow(expect.objectContaining({ code: "facilities.offer_over" }));
  const restore = (stateBefore: BookingState | null) =>
    moveBooking(
      booking("cancelled", { stateBefore }),
      { action: "restore", reason: "", usedMinutes: null },
      BOOKER,
      NOW,
    );
  expect(restore("approved").state).toBe("approved");
  expect(() => restore(null)).toThrow(expect.objectContaining({ code: "facilities.booking_wrong_state" }));
});
