import { z } from "@hono/zod-openapi";
import { Day, Text } from "../shapes.ts";

export const BooksClosing = z
  .strictObject({ until: Day.describe("The last day that is closed") })
  .openapi("FundBooksClosing");

export const BooksReopening = z
  .strictObject({ from: Day.describe("The first day that is open again"), reason: Text(2000).min(1) })
  .openapi("FundBooksReopening");
export type BooksReopening = z.output<typeof BooksReopening>;
