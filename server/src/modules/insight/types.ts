import { z } from "@hono/zod-openapi";

const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Named = z.object({ zh: z.string(), en: z.string() });
const Amount = z.string().describe("A decimal string: of rows, of fen, or of minutes");

export const Brief = z
  .object({
    scopeId: z.uuid(),
    name: Named.describe("Of the pair"),
    from: Day,
    until: Day.describe("The first day that is no longer counted"),
    moved: z.array(Named).describe("What the period added, a sentence for each part of the work"),
    figures: z.array(
      z.object({
        key: z.string(),
        label: Named,
        unit: z.enum(["count", "fen", "minutes"]),
        inPeriod: Amount,
        inAll: Amount.describe("Up to the period's end"),
        shown: z.object({ inPeriod: Named, inAll: Named }).describe("As they are written"),
        path: z.string().describe("Of the list that is counted"),
      }),
    ),
    stops: z.array(z.object({ key: z.string(), text: Named, count: z.number().int(), path: z.string() })),
    asks: z.array(z.object({ whom: Named, what: z.array(Named) })).describe("What is asked of whom"),
  })
  .openapi("Brief");
export type Brief = z.output<typeof Brief>;
