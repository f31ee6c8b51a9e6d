// Shapes that every part of a project is described with.
import { z } from "@hono/zod-openapi";

export const instant = z.string().describe("Instant, ISO 8601 in UTC");
export const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
export const Text = (most: number) => z.string().trim().max(most);
export const Fen = z
  .string()
  .regex(/^\d{1,18}$/)
  .describe("Amount in fen, as a decimal string");
/** Without a second check: what is no amount at all would be read by it. */
export const PositiveFen = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .describe("Amount in fen, more than nothing, as a decimal string");
export const Named = z.object({ zh: z.string(), en: z.string() });
export const Person = z.object({ id: z.uuid(), name: z.string() });
