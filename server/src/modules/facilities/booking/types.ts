import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { CalendarCampaign } from "../campaign/types.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Instant = z.iso.datetime({ offset: true }).describe("Instant, ISO 8601");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const Fen = z
  .string()
  .regex(/^\d{1,15}$/)
  .describe("Fen, a whole number as text");
const Text = (most: number) => z.string().trim().max(most);

export const USER_CLASSES = ["university", "zone_enterprise", "other"] as const;
export type UserClass = (typeof USER_CLASSES)[number];
export const USER_CLASS_NAMES: Readonly<Record<UserClass, Bilingual>> = {
  university: { zh: "高校", en: "University" },
  zone_enterprise: { zh: "区内企业", en: "Enterprise of the zone" },
  other: { zh: "其他", en: "Other" },
};
const Class = z.enum(USER_CLASSES);

export const CHARGE_KINDS = ["agreement", "project", "other"] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

export const BOOKING_STATES = [
  "waiting",
  "offered",
  "requested",
  "approved",
  "used",
  "settled",
  "refused",
  "cancelled",
  "lapsed",
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export const BOOKING_STATE_NAMES: Readonly<Record<BookingState, Bilingual>> = {
  waiting: { zh: "候补中", en: "on the waiting list" },
  offered: { zh: "候补已轮到", en: "offered a place" },
  requested: { zh: "待审批", en: "awaiting approval" },
  approved: { zh: "已预约", en: "booked" },
  used: { zh: "已使用", en: "used" },
  settled: { zh: "已结算", en: "settled" },
  refused: { zh: "未批准", en: "refused" },
  cancelled: { zh: "已取消", en: "cancelled" },
  lapsed: { zh: "已过期", en: "lapsed" },
};

export const BOOKING_ACTIONS = ["approve", "refuse", "accept", "cancel", "restore", "record", "settle"] as const;
export type BookingAction = (typeof BOOKING_ACTIONS)[number];

// What can be booked -------------------------------------------------------------------------------------------------------

const Opening = z.strictObject({
  weekday: z.number().int().min(1).max(7).describe("1 is Monday"),
  from: Clock,
  until: Clock,
});
export type Opening = z.output<typeof Opening>;
const Closure = z.strictObject({ startsAt: Instant, endsAt: Instant, reason: Text(200).default("") });
export type Closure = z.output<typeof Closure>;
const Price = z
  .strictObject({ userClass: Class, validFrom: Day, fenPerHour: Fen })
  .describe("What an hour costs a class of users from a day on; an earlier price of the class ends there");
export type Price = z.output<typeof Price>;

export const BookingRules = z
  .strictObject({
    slotMinutes: z.union([z.literal(15), z.literal(30), z.literal(60)]).describe("Bookings begin and end on these"),
    leadMinutes: z.number().int().min(0).max(43_200).describe("At least so long before it begins"),
    horizonDays: z.number().int().min(1).max(730).describe("At most so far ahead"),
    longestMinutes: z.number().int().min(15).max(43_200),
    admits: z.array(Class).min(1).max(3).describe("Who may book"),
    needsApproval: z.boolean(),
    cancelMinutes: z.number().int().min(0).max(43_200).describe("Free of charge until so long before it begins"),
    lateShare: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .describe("Owed after a later cancellation, basis points of the price"),
    offerMinutes: z.number().int().min(5).max(10_080).describe("How long a freed place is kept for the first in line"),
  })
  .openapi("BookingRules");
export type BookingRules = z.output<typeof BookingRules>;

const BOOKABLE = {
  capacity: z.number().int().min(1).max(1000).describe("How many may use it at the same time"),
  isOpen: z.boolean().describe("Open to everybody who is signed in"),
  opening: z.array(Opening).max(50),
  closures: z.array(Closure).max(200),
  rules: BookingRules,
  prices: z.array(Price).min(1).max(100),
} as const;

export const BookableDraft = z
  .strictObject({
    ...BOOKABLE,
    facilityId: id.nullable().default(null),
    instrumentId: id.nullable().default(null),
    closures: BOOKABLE.closures.default([]),
  })
  .openapi("BookableDraft");
export type BookableDraft = z.output<typeof BookableDraft>;
export const BookableChange = z.strictObject(BOOKABLE).partial().openapi("BookableChange");
export type BookableChange = z.output<typeof BookableChange>;

export const Bookable = z
  .object({
    id,
    scopeId: id,
    managerScopeId: id.nullable(),
    facilityId: id.nullable(),
    instrumentId: id.nullable(),
    name: z.string(),
    location: z.string().nullable(),
    capacity: z.number().int(),
    isOpen: z.boolean(),
    opening: z.array(Opening),
    closures: z.array(Closure),
    rules: BookingRules,
    prices: z.array(Price),
    mayManage: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("Bookable");
export type Bookable = z.infer<typeof Bookable>;
export const BookableChanged = Bookable.extend({
  closedOver: z
    .array(z.object({ id, number: z.string(), bookerName: z.string(), bookerUnit: z.string(), startsAt: instant }))
    .describe("Bookings to come that fall in a closure: they stand until those who run it cancel them with the reason"),
}).openapi("BookableChanged");
export type BookableChanged = z.infer<typeof BookableChanged>;
export const BOOKABLE_SORTS = ["name", "createdAt"] as const;

// Bookings -----------------------------------------------------------------------------------------------------------------

export const BookingDraft = z
  .strictObject({
    bookableId: id,
    startsAt: Instant,
    endsAt: Instant,
    purpose: Text(2000).default(""),
    chargeKind: z.enum(CHARGE_KINDS),
    chargeReference: Text(200).min(1).describe("Number of the agreement or project, or the account in words"),
    userClass: Class.nullable()
      .default(null)
      .describe("For whom an office books; others belong to the class that their scope says"),
    joinsLine: z.boolean().default(false).describe("Take a place in the waiting list where nothing is left"),
  })
  .openapi("BookingDraft");
export type BookingDraft = z.output<typeof BookingDraft>;

export const Booking = z
  .object({
    id,
    number: z.string().describe("BOOK-2026-000001"),
    bookableId: id,
    bookableName: z.string(),
    scopeId: id,
    bookerScopeId: id,
    bookedBy: id,
    bookerName: z.string(),
    bookerUnit: z.string(),
    userClass: Class,
    startsAt: instant,
    endsAt: instant,
    purpose: z.string(),
    chargeKind: z.enum(CHARGE_KINDS),
    chargeReference: z.string(),
    state: z.enum(BOOKING_STATES),
    stateSince: instant,
    offerEndsAt: instant.nullable(),
    placeInLine: z.number().int().nullable().describe("In the waiting list: 1 is next"),
    fenPerHour: z.string(),
    expectedFen: z.string().describe("What the booked hours cost at that price"),
    reason: z.string().nullable(),
    usedMinutes: z.number().int().nullable(),
    useNote: z.string().nullable(),
    amountFen: z.string().nullable().describe("What is owed"),
    actions: z.array(z.enum(BOOKING_ACTIONS)).describe("What the caller may do with it now"),
    createdAt: instant,
    version: z.number().int(),
  })
  .openapi("Booking");
export type Booking = z.infer<typeof Booking>;
export const BOOKING_SORTS = ["startsAt", "createdAt"] as const;

export const BookingStep = z
  .strictObject({
    action: z.enum(BOOKING_ACTIONS),
    reason: Text(2000)
      .default("")
      .describe(
        "For a refusal, for a cancellation by those who run it, and for use of more than a slot beyond what was booked",
      ),
    usedMinutes: z.number().int().min(0).max(100_000).nullable().default(null).describe("For `record`"),
    userClass: Class.nullable().default(null).describe("For `approve`: the class, where it was stated wrongly"),
  })
  .openapi("BookingStep");
export type BookingStep = z.output<typeof BookingStep>;

const Period = z.object({ startsAt: instant, endsAt: instant });
export const BookableCalendar = z
  .object({
    bookable: Bookable,
    now: instant.describe("By the database's clock"),
    open: z.array(Period).describe("Opening hours less closures"),
    taken: z.array(Period).describe("One for each place that is taken"),
    bookings: z.array(Booking).describe("Those that the caller may read"),
    campaigns: z.array(CalendarCampaign).describe("Those that the caller may read; each takes a place for whole days"),
  })
  .openapi("BookableCalendar");
export type BookableCalendar = z.infer<typeof BookableCalendar>;
