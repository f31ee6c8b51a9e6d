import { z } from "@hono/zod-openapi";
import { BOOKING_STATES } from "../booking/types.ts";
import { CAMPAIGN_STATES } from "../campaign/types.ts";

const id = z.uuid();
const Day = z.iso.date();
const fen = z.string();

export const FacilityCosts = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(["booking", "campaign", "room"]),
        id,
        number: z.string().nullable().describe("Null for a room"),
        name: z.string().describe("What is used"),
        unit: z.string().describe("By whom"),
        startsOn: Day,
        endsBefore: Day.nullable().describe("The first day that is no longer theirs; null for hours"),
        state: z.enum([...BOOKING_STATES, ...CAMPAIGN_STATES]).nullable(),
        expectedFen: fen.describe("What it comes to as things stand: owed, or as it was booked, quoted or let"),
        owedFen: fen.describe("What is owed by now; rent up to today"),
      }),
    ),
    expectedFen: fen,
    owedFen: fen,
  })
  .openapi("FacilityCosts");
export type FacilityCosts = z.infer<typeof FacilityCosts>;
