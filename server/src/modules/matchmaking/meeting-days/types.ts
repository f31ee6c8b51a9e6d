import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe("HH:MM in Shanghai");
const version = z.number().int();
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string().describe("Empty for somebody who is no longer here") });
const Slot = z.number().int().min(0).max(29).describe("From 0");
const Table = z.number().int().min(0).max(99).describe("From 0");

export const SIDES = ["enterprise", "partner"] as const;
export type Side = (typeof SIDES)[number];
export const PRIORITIES = ["must", "normal", "if_room"] as const;
export type Priority = (typeof PRIORITIES)[number];
export const DAY_ANSWERS = ["coming", "not_coming", "other_time"] as const;
export type DayAnswer = (typeof DAY_ANSWERS)[number];
export const MEETING_OUTCOMES = [
  "interested",
  "talks_go_on",
  "intent_signed",
  "nothing",
  "enterprise_absent",
  "partner_absent",
] as const;
export type MeetingOutcomeKind = (typeof MEETING_OUTCOMES)[number];
export const UNPLACED_WHY = ["no_common_slot", "participant_full", "tables_full", "crowded_out"] as const;
export const MEETING_DAY_SORTS = ["heldOn", "number", "title"] as const;

const DAY_FIELDS = {
  title: z.string().trim().min(1).max(200),
  place: z.string().trim().max(300),
  heldOn: Day,
  startsAt: Clock,
  slotMinutes: z.number().int().min(5).max(180),
  breakMinutes: z.number().int().min(0).max(120).describe("Between two slots"),
  slots: z.number().int().min(1).max(30),
  tables: z.number().int().min(1).max(100),
  pauseAfter: z.number().int().min(1).max(29).nullable().describe("A longer break after so many slots; null for none"),
  pauseMinutes: z.number().int().min(0).max(300),
  note: z.string().trim().max(2000),
} as const;

export const MeetingDayDraft = z
  .strictObject({
    ...DAY_FIELDS,
    place: DAY_FIELDS.place.default(""),
    breakMinutes: DAY_FIELDS.breakMinutes.default(5),
    pauseAfter: DAY_FIELDS.pauseAfter.default(null),
    pauseMinutes: DAY_FIELDS.pauseMinutes.default(0),
    note: DAY_FIELDS.note.default(""),
  })
  .openapi("MeetingDayDraft");
export type MeetingDayDraft = z.infer<typeof MeetingDayDraft>;

export const MeetingDayChange = z.strictObject(DAY_FIELDS).partial().openapi("MeetingDayChange");
export type MeetingDayChange = z.infer<typeof MeetingDayChange>;

const DAY = {
  id,
  scopeId: id,
  number: z.number().int(),
  ...DAY_FIELDS,
  state: z.enum(["open", "cancelled"]),
  isPast: z.boolean().describe("By the day of the database, in Shanghai"),
  isToday: z.boolean(),
  version,
};

export const MeetingDaySummary = z
  .object({
    ...DAY,
    meetings: z.number().int(),
    placed: z.number().int(),
    enterprises: z.number().int(),
    partners: z.number().int(),
    coming: z.number().int().describe("Participants who said so"),
    recorded: z.number().int().describe("Meetings of which the outcome is known"),
  })
  .openapi("MeetingDaySummary");
export type MeetingDaySummary = z.infer<typeof MeetingDaySummary>;

export const DayParticipant = z
  .object({
    id,
    side: z.enum(SIDES),
    name: z.string(),
    unit: z.string(),
    attendee: z.string().describe("Who comes for it"),
    contact: z.string(),
    comment: z.string(),
    unavailable: z.array(Slot).describe("Slots in which it cannot come"),
    answer: z.enum(["none", ...DAY_ANSWERS]),
    answeredAt: instant.nullable(),
    answeredBy: Person.nullable().describe("Null where the link was answered"),
    invitedAt: instant.nullable(),
    wasOpened: z.boolean().describe("Somebody looked at its link"),
    isWalkIn: z.boolean(),
    arrivedAt: instant.nullable(),
    waits: z.number().int().describe("Slots without a meeting between its first and its last"),
    version,
  })
  .openapi("DayParticipant");
export type DayParticipant = z.infer<typeof DayParticipant>;

const Unplaced = z.object({
  reason: z.enum(UNPLACED_WHY),
  participantId: id.nullable().describe("Whose day is full"),
  text: Bilingual.describe("Why, and what would mend it"),
});

export const DayMeeting = z
  .object({
    id,
    lineId: id,
    lineNumber: z.number().int(),
    needId: id,
    needNumber: z.string(),
    needTitle: z.string(),
    partnerName: z.string().describe("What the partner offers: a work, a team"),
    enterpriseId: id.describe("Of the participant"),
    partnerId: id.describe("Of the participant"),
    score: z.number(),
    priority: z.enum(PRIORITIES),
    slot: Slot.nullable(),
    table: Table.nullable(),
    isLocked: z.boolean(),
    unplaced: Unplaced.nullable(),
    isWithdrawn: z.boolean().describe("The match was taken back since; the meeting does not take place"),
    conflicts: z.array(Bilingual).describe("What speaks against its place since it was given: somebody cannot come"),
    outcome: z.enum(MEETING_OUTCOMES).nullable(),
    nextStep: z.string(),
    nextOn: Day.nullable(),
    note: z.string(),
    recordedBy: Person.nullable(),
    recordedAt: instant.nullable(),
    isInLedger: z.boolean().describe("The ledger has the outcome as it is here"),
    version,
  })
  .openapi("DayMeeting");
export type DayMeeting = z.infer<typeof DayMeeting>;

export const MeetingDay = z
  .object({
    ...DAY,
    times: z.array(z.object({ from: Clock, to: Clock })).describe("Of each slot"),
    plannedAt: instant.nullable(),
    remedy: z
      .object({ moreTables: z.number().int().nullable(), moreSlots: z.number().int().nullable() })
      .nullable()
      .describe("Fewest more tables, or slots, with which all had a place; null: all have one, or nothing was planned"),
    participants: z.array(DayParticipant),
    meetings: z.array(DayMeeting),
    mayChange: z.boolean(),
    createdBy: Person,
    createdAt: instant,
  })
  .openapi("MeetingDay");
export type MeetingDay = z.infer<typeof MeetingDay>;

export const DayLines = z
  .strictObject({
    lineIds: z
      .array(id)
      .min(1)
      .max(500)
      .nullable()
      .default(null)
      .describe("Lines of the ledger; null for all accepted matches that are open and not under contract"),
  })
  .openapi("DayLines");

export const DayMeetingDraft = z
  .strictObject({
    needId: id,
    participantId: id.nullable().default(null).describe("A partner that comes already"),
    name: z.string().trim().max(200).default("").describe("Or somebody who is in no list"),
    unit: z.string().trim().max(200).default(""),
    priority: z.enum(PRIORITIES).default("normal"),
  })
  .openapi("DayMeetingDraft");
export type DayMeetingDraft = z.infer<typeof DayMeetingDraft>;

export const DayMeetingChange = z
  .strictObject({
    priority: z.enum(PRIORITIES).optional(),
    place: z.strictObject({ slot: Slot, table: Table }).nullable().optional().describe("Null takes its place away"),
    isLocked: z.boolean().optional(),
  })
  .openapi("DayMeetingChange");
export type DayMeetingChange = z.infer<typeof DayMeetingChange>;

export const TimetableWish = z
  .strictObject({ seed: z.number().int().min(0).max(1_000_000).default(1) })
  .openapi("TimetableWish");

export const DayParticipantDraft = z
  .strictObject({
    side: z.enum(SIDES),
    name: z.string().trim().min(1).max(200),
    unit: z.string().trim().max(200).default(""),
    attendee: z.string().trim().max(200).default(""),
    contact: z.string().trim().max(200).default(""),
  })
  .openapi("DayParticipantDraft");
export type DayParticipantDraft = z.infer<typeof DayParticipantDraft>;

export const DayParticipantChange = z
  .strictObject({
    unavailable: z.array(Slot).max(30).optional(),
    answer: z.enum(DAY_ANSWERS).optional().describe("As it came by telephone"),
    attendee: z.string().trim().max(200).optional(),
    contact: z.string().trim().max(200).optional(),
    comment: z.string().trim().max(2000).optional(),
    hasArrived: z.boolean().optional(),
  })
  .openapi("DayParticipantChange");
export type DayParticipantChange = z.infer<typeof DayParticipantChange>;

export const MeetingOutcome = z
  .strictObject({
    outcome: z.enum(MEETING_OUTCOMES),
    nextStep: z.string().trim().max(500).default(""),
    nextOn: Day.nullable().default(null),
    note: z.string().trim().max(2000).default(""),
    toLedger: z.boolean().default(false).describe("Also write it into the ledger"),
  })
  .openapi("MeetingOutcome");
export type MeetingOutcome = z.infer<typeof MeetingOutcome>;

export const DayInvitationDraft = z
  .strictObject({
    participantIds: z
      .array(id)
      .min(1)
      .max(300)
      .nullable()
      .default(null)
      .describe("Null for all who have a meeting and were not asked yet"),
  })
  .openapi("DayInvitationDraft");

export const DayInvitationsMade = z
  .object({
    items: z.array(
      z.object({
        participantId: id,
        name: z.string(),
        token: z.string(),
        path: z.string(),
        url: z.string().describe("The link; shown once"),
        text: Bilingual.describe("To paste into WeChat"),
      }),
    ),
    expiresAt: instant,
  })
  .openapi("DayInvitationsMade");
export type DayInvitationsMade = z.infer<typeof DayInvitationsMade>;

export const DayInvitationToken = z.strictObject({ token: z.string().min(1).max(200) }).openapi("DayInvitationToken");

const OwnMeeting = z.object({
  from: Clock,
  to: Clock,
  slot: Slot,
  table: z.number().int().describe("As it stands on the card, from 1"),
  needTitle: z.string(),
  withName: z.string(),
  withUnit: z.string(),
});

/** What the page behind a link shows: that participant's own day and nothing of the others. */
export const DayInvitationView = z
  .object({
    pairName: z.string(),
    isSample: z.boolean(),
    title: z.string(),
    place: z.string(),
    heldOn: Day,
    note: z.string(),
    isCancelled: z.boolean(),
    isPast: z.boolean(),
    times: MeetingDay.shape.times,
    side: z.enum(SIDES),
    name: z.string(),
    unit: z.string(),
    attendee: z.string(),
    answer: DayParticipant.shape.answer,
    comment: z.string(),
    unavailable: z.array(Slot),
    meetings: z.array(OwnMeeting),
    waiting: z.number().int().describe("Meetings that have no place yet"),
    calendar: z.string().describe("The day as an iCalendar file"),
    expiresAt: instant,
  })
  .openapi("DayInvitationView");
export type DayInvitationView = z.infer<typeof DayInvitationView>;

export const DayInvitationAnswer = z
  .strictObject({
    token: z.string().min(1).max(200),
    answer: z.enum(DAY_ANSWERS),
    attendee: z.string().trim().max(200).default(""),
    contact: z.string().trim().max(200).default(""),
    comment: z.string().trim().max(2000).default(""),
    unavailable: z.array(Slot).max(30).default([]).describe("For another time: slots in which it cannot come"),
  })
  .openapi("DayInvitationAnswer");
export type DayInvitationAnswer = z.infer<typeof DayInvitationAnswer>;

export const DayInvitationForwarded = z
  .object({ token: z.string(), path: z.string(), url: z.string(), expiresAt: instant, text: Bilingual })
  .openapi("DayInvitationForwarded");
export type DayInvitationForwarded = z.infer<typeof DayInvitationForwarded>;

export const MyMeeting = z
  .object({
    id,
    dayId: id,
    dayTitle: z.string(),
    place: z.string(),
    heldOn: Day,
    from: Clock.nullable(),
    to: Clock.nullable(),
    table: z.number().int().nullable().describe("As it stands on the card, from 1"),
    needTitle: z.string(),
    enterpriseName: z.string(),
    partnerName: z.string(),
    isCancelled: z.boolean(),
  })
  .openapi("MyMeeting");
export type MyMeeting = z.infer<typeof MyMeeting>;
