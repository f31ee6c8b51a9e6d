import { z } from "@hono/zod-openapi";
import { USER_CLASSES } from "../booking/types.ts";

const id = z.uuid();
const minutes = z.number().int();
const FIGURES = {
  bookings: z.number().int(),
  campaigns: z.number().int().describe("That begin in the period"),
  bookedMinutes: minutes.describe("Booked, used or not, and the open hours of the days of campaigns"),
  usedMinutes: minutes.describe("Really used by the hour, as recorded"),
  amountFen: z.string().describe("Owed for use, for late cancellations and for campaigns that were settled"),
} as const;

export const UtilisationRow = z
  .object({
    id,
    bookableId: id,
    bookableName: z.string(),
    unit: z.string().describe("Who uses it; empty where nobody did"),
    userClass: z.enum(USER_CLASSES).nullable(),
    ...FIGURES,
  })
  .openapi("UtilisationRow");
export type UtilisationRow = z.infer<typeof UtilisationRow>;

export const Utilisation = z
  .object({
    from: z.iso.date(),
    until: z.iso.date().describe("The first day that is no longer counted"),
    bookables: z.array(
      z.object({
        bookableId: id,
        name: z.string(),
        openMinutes: minutes.describe("Opening hours of today's settings less closures, times capacity"),
        ...FIGURES,
      }),
    ),
    spaces: z
      .array(
        z.object({
          facilityId: id,
          name: z.string(),
          rooms: z.number().int(),
          areaHundredths: z.number().int().describe("Hundredths of a square metre, of the rooms of today"),
          letBp: z.number().int().describe("Basis points of area and days that were let"),
        }),
      )
      .describe("Facilities with rooms"),
    users: z.array(
      z.object({
        unit: z.string(),
        userClass: z.enum(USER_CLASSES).nullable().describe("Null where an office applied for a campaign"),
        ...FIGURES,
      }),
    ),
  })
  .openapi("Utilisation");
export type Utilisation = z.infer<typeof Utilisation>;
