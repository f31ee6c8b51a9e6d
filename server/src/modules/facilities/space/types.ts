import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

const id = z.uuid();
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Fen = z
  .string()
  .regex(/^\d{1,15}$/)
  .describe("Fen, a whole number as text");

const ROOM_KINDS = ["office", "laboratory", "workshop", "pilot_hall", "store", "meeting", "other"] as const;

export const ROOM_KIND_NAMES: Readonly<Record<(typeof ROOM_KINDS)[number], Bilingual>> = {
  office: { zh: "办公", en: "Office" },
  laboratory: { zh: "实验室", en: "Laboratory" },
  workshop: { zh: "车间", en: "Workshop" },
  pilot_hall: { zh: "中试厂房", en: "Pilot hall" },
  store: { zh: "仓库", en: "Store" },
  meeting: { zh: "会议", en: "Meeting room" },
  other: { zh: "其他", en: "Other" },
};
const ROOM_STATES = ["free", "taken", "ending"] as const;
export const ROOM_STATE_NAMES: Readonly<Record<(typeof ROOM_STATES)[number], Bilingual>> = {
  free: { zh: "空闲", en: "Free" },
  taken: { zh: "在用", en: "Taken" },
  ending: { zh: "60 天内到期", en: "Ends within 60 days" },
};

const ROOM = {
  building: Text(100).min(1),
  floor: Text(50).min(1).describe("As the sign in the lift says it: 3F, B1"),
  level: z.number().int().min(-20).max(200).describe("Its place in the stack; basements are negative"),
  number: Text(50).min(1),
  kind: z.enum(ROOM_KINDS),
  areaHundredths: z.number().int().min(1).max(100_000_000).describe("Hundredths of a square metre"),
  fenPerM2Month: Fen.describe("Fen per square metre and month"),
} as const;
export const RoomDraft = z.strictObject(ROOM).openapi("RoomDraft");
export type RoomDraft = z.output<typeof RoomDraft>;
export const RoomChange = z
  .strictObject({ ...ROOM, isArchived: z.boolean() })
  .partial()
  .openapi("RoomChange");
export type RoomChange = z.output<typeof RoomChange>;

const ALLOCATION = {
  occupant: Text(200).min(1),
  startsOn: Day,
  endsBefore: Day.describe("The first day that is no longer theirs"),
  purpose: Text(2000),
  chargeReference: Text(200)
    .transform((text) => (text === "" ? null : text))
    .nullable()
    .describe("Number of the agreement"),
} as const;
export const AllocationDraft = z
  .strictObject({
    ...ALLOCATION,
    purpose: ALLOCATION.purpose.default(""),
    chargeReference: ALLOCATION.chargeReference.default(null),
  })
  .openapi("RoomAllocationDraft");
export type AllocationDraft = z.output<typeof AllocationDraft>;
export const AllocationChange = z
  .strictObject({ ...ALLOCATION, isCancelled: z.boolean() })
  .partial()
  .openapi("RoomAllocationChange");
export type AllocationChange = z.output<typeof AllocationChange>;

const AllocationShape = z.object({
  id,
  roomId: id,
  occupant: z.string(),
  startsOn: Day,
  endsBefore: Day,
  purpose: z.string(),
  chargeReference: z.string().nullable(),
  fenPerMonth: z.string().describe("As the room cost when it was let"),
  hasBegun: z.boolean().describe("Begun, and not entered today: it is ended by its days and no longer cancelled"),
  isCancelled: z.boolean(),
  version: z.number().int(),
});
export const Allocation = AllocationShape.openapi("RoomAllocation");
export type Allocation = z.infer<typeof Allocation>;

const RoomShape = z.object({
  id,
  facilityId: id,
  ...ROOM,
  fenPerMonth: z.string().describe("Area times price of now, half a fen upwards: for what is let from now on"),
  state: z.enum(ROOM_STATES).describe("`ending`: taken, and free again within 60 days"),
  allocation: AllocationShape.nullable().describe("Whose it is on the day that was asked for"),
  upcoming: z.array(Allocation).describe("Who has it afterwards"),
  version: z.number().int(),
});
export const Room = RoomShape.openapi("Room");
export const RoomChanged = z
  .object({ room: RoomShape.nullable().describe("Null once it is out of use") })
  .openapi("RoomChanged");
export type Room = z.infer<typeof Room>;

export const Space = z
  .object({
    facilityId: id,
    on: Day,
    mayManage: z.boolean(),
    mayExport: z.boolean(),
    areaHundredths: z.number().int(),
    takenHundredths: z.number().int(),
    fenPerMonth: z.string().describe("What the rooms that are taken bring in a month"),
    rooms: z.array(Room).describe("By building, from the ground up, by number"),
  })
  .openapi("Space");
export type Space = z.infer<typeof Space>;
