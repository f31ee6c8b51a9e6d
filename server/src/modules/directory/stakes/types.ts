import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date();
const Text = (most: number) => z.string().trim().max(most);

const HOLDER_KINDS = ["person", "organisation"] as const;
export const STAKE_ROLES = ["founder", "investor"] as const;
export type StakeRole = (typeof STAKE_ROLES)[number];

const FIELDS = {
  role: z.enum(STAKE_ROLES),
  shareBp: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .describe("Basis points of the whole; null where the source does not say"),
  since: Day.nullable().describe("YYYY-MM-DD"),
  until: Day.nullable().describe("The first day on which it is no longer held, YYYY-MM-DD"),
  source: Text(1_000).min(1).describe("Where this was read"),
} as const;

export const StakeDraft = z
  .strictObject({
    holderKind: z.enum(HOLDER_KINDS),
    holderId: id.nullable().default(null).describe("The holder's record in the directory, whose name is taken"),
    holderName: Text(200).default("").describe("Where the directory has no record of the holder"),
    holderUnit: Text(200).default("").describe("Of a person: tells namesakes apart"),
    role: FIELDS.role,
    shareBp: FIELDS.shareBp.default(null),
    since: FIELDS.since.default(null),
    until: FIELDS.until.default(null),
    source: FIELDS.source,
  })
  .openapi("StakeDraft");
export type StakeDraft = z.output<typeof StakeDraft>;

export const StakeChange = z.strictObject(FIELDS).partial().openapi("StakeChange");
export type StakeChange = z.output<typeof StakeChange>;

export const Stake = z
  .object({
    id,
    scopeId: id,
    enterpriseId: id,
    enterprise: z.string(),
    holderKind: z.enum(HOLDER_KINDS),
    holderId: id.nullable(),
    holderName: z.string(),
    holderUnit: z.string().nullable(),
    role: z.enum(STAKE_ROLES),
    shareBp: z.number().int().nullable(),
    since: z.string().nullable(),
    until: z.string().nullable(),
    source: z.string(),
    isCurrent: z.boolean().describe("Held today, by the day in Shanghai"),
    recordedAt: instant,
    version: z.number().int(),
  })
  .openapi("Stake");
export type Stake = z.infer<typeof Stake>;

export const OrganisationStakes = z
  .object({
    items: z.array(Stake).describe("Who founded it or invested in it"),
    held: z.array(Stake).describe("What it founded or invested in"),
    currentBp: z.number().int().describe("Shares held today, in basis points; above 10,000 a source is wrong"),
  })
  .openapi("OrganisationStakes");
export type OrganisationStakes = z.infer<typeof OrganisationStakes>;

export const PersonStakes = z.object({ held: z.array(Stake) }).openapi("PersonStakes");

export const StakeImport = z
  .object({
    isApplied: z.boolean(),
    added: z.number().int().describe("Rows that were entered, or where it was only looked at, would be"),
    same: z.number().int().describe("Rows that say what is on record"),
    refused: z.array(z.object({ row: z.number().int(), text: z.object({ zh: z.string(), en: z.string() }) })),
  })
  .openapi("StakeImport");
export type StakeImport = z.infer<typeof StakeImport>;
