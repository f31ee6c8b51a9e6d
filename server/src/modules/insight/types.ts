import { z } from "@hono/zod-openapi";

const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Named = z.object({ zh: z.string(), en: z.string() });
const Amount = z.string().describe("A decimal string: of rows, of fen, or of minutes");

const Stretch = z.object({ from: Day, until: Day.describe("The first day that is no longer counted") });
const Earlier = z
  .object({
    amount: Amount,
    change: z.string().describe("What the period has more, or less, as a decimal string"),
    shown: z.object({ amount: Named, change: Named }),
  })
  .nullable();

export const Brief = z
  .object({
    scopeId: z.uuid(),
    name: Named.describe("Of the pair"),
    from: Day,
    until: Day.describe("The first day that is no longer counted"),
    compared: z
      .object({
        now: Stretch.describe("What has passed of the period"),
        before: Stretch.nullable().describe("As long, before it; null where nothing was entered for it yet"),
        yearBefore: Stretch.nullable().describe(
          "The same days of the year before; null as above, or where it is `before`",
        ),
      })
      .describe("What the figures are compared with"),
    moved: z.array(Named).describe("What the period added, a sentence for each part of the work"),
    figures: z.array(
      z.object({
        key: z.string(),
        label: Named,
        unit: z.enum(["count", "fen", "minutes"]),
        inPeriod: Amount,
        inAll: Amount.describe("Up to the period's end"),
        before: Earlier,
        yearBefore: Earlier,
        shown: z.object({ inPeriod: Named, inAll: Named }).describe("As they are written"),
        path: z.string().describe("Of the list that is counted"),
      }),
    ),
    stops: z.array(z.object({ key: z.string(), text: Named, count: z.number().int(), path: z.string() })),
    asks: z.array(z.object({ whom: Named, what: z.array(Named) })).describe("What is asked of whom"),
  })
  .openapi("Brief");
export type Brief = z.output<typeof Brief>;

export const BriefRows = z
  .object({
    key: z.string(),
    label: Named,
    from: Day,
    until: Day,
    total: z.object({ amount: Amount, shown: Named }).describe("The figure, of all its rows"),
    rows: z
      .array(z.object({ day: Day, title: z.string(), amount: Amount, shown: Named, path: z.string() }))
      .describe("The latest first; at most 500"),
  })
  .openapi("BriefRows");
export type BriefRows = z.output<typeof BriefRows>;
