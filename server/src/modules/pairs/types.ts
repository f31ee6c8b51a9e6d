import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");

/** Of the programme: pilots in 2025-2026, further pairs of their own accord, every zone in 2027. */
export const PHASES = ["pilot", "extension", "full_coverage"] as const;
export const CONFIDENCES = ["confirmed", "likely"] as const;

const Side = z.object({ id, name: z.string(), nameEn: z.string().nullable() });

export const Pair = z
  .object({
    id: id.describe("Also the id of its scope"),
    name: z.string(),
    nameEn: z.string().nullable(),
    zone: Side,
    university: Side,
    cityCode: z.string().nullable(),
    cityName: z.string().nullable(),
    phase: z.enum(PHASES),
    since: Day.nullable(),
    source: z.string().describe("What says that they are paired"),
    confidence: z.enum(CONFIDENCES).describe("How plainly the source says so"),
    isSample: z.boolean().describe("Made up, to try the system with"),
    sampleNote: z
      .object({ zh: z.string(), en: z.string() })
      .nullable()
      .describe("What in it is made up, where its story is told beyond what the source says"),
    createdAt: instant,
    version: z.number().int(),
  })
  .openapi("Pair");
export type Pair = z.infer<typeof Pair>;

const Source = z.string().trim().max(1000);
const City = z.object({
  cityCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable()
    .default(null),
  cityName: z.string().trim().min(1).max(100).nullable().default(null),
});

export const PairDraft = z
  .strictObject({
    zoneId: id,
    universityId: id,
    ...City.shape,
    phase: z.enum(PHASES).default("pilot"),
    since: Day.nullable().default(null),
    source: Source.default(""),
    confidence: z.enum(CONFIDENCES).default("confirmed"),
  })
  .openapi("PairDraft");
export type PairDraft = z.infer<typeof PairDraft>;

export const PairChange = z
  .strictObject({
    phase: z.enum(PHASES).optional(),
    since: Day.nullable().optional(),
    source: Source.optional(),
    confidence: z.enum(CONFIDENCES).optional(),
  })
  .openapi("PairChange");
export type PairChange = z.infer<typeof PairChange>;

export const PAIR_SORTS = ["zone", "university", "city", "since", "createdAt"] as const;
