import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);

export const CAMPAIGN_STATES = [
  "requested",
  "quoted",
  "accepted",
  "cleared",
  "scheduled",
  "running",
  "settled",
  "refused",
  "withdrawn",
] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
export const CAMPAIGN_STATE_NAMES: Readonly<Record<CampaignState, Bilingual>> = {
  requested: { zh: "待报价", en: "to be quoted" },
  quoted: { zh: "待接受报价", en: "quoted" },
  accepted: { zh: "待安环审查", en: "to be reviewed" },
  cleared: { zh: "待排期", en: "cleared" },
  scheduled: { zh: "已排期", en: "scheduled" },
  running: { zh: "进行中", en: "running" },
  settled: { zh: "已结算", en: "settled" },
  refused: { zh: "未通过", en: "refused" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};
export const CAMPAIGN_ACTIONS = [
  "quote",
  "accept",
  "review",
  "schedule",
  "report",
  "amend",
  "accept_amendment",
  "refuse_amendment",
  "withdraw_amendment",
  "settle",
  "refuse",
  "withdraw",
] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

const Line = z.strictObject({
  text: Text(200).min(1),
  quantityThousandths: z.number().int().min(1).max(1_000_000_000).describe("Thousandths of the unit"),
  unit: Text(20).min(1),
  fenEach: z
    .string()
    .regex(/^-?\d{1,13}$/)
    .describe("Fen a unit, a whole number as text; below nothing for a reduction"),
});
export type Line = z.output<typeof Line>;
const PricedLine = Line.extend({
  amountFen: z.string().describe("Quantity times price, half a fen away from nothing"),
});
export type PricedLine = z.infer<typeof PricedLine>;
const Figure = z.strictObject({
  name: Text(100).min(1),
  value: z.string().regex(/^-?\d{1,12}(?:\.\d{1,6})?$/),
  unit: Text(20).default(""),
});

export const CampaignDraft = z
  .strictObject({
    bookableId: id.describe("The pilot line"),
    title: Text(200).min(1),
    description: Text(20_000).min(1).describe("What is to be made, from what, how much"),
    hazards: Text(20_000).default("").describe("What is known of dangers, waste and emissions"),
    chargeReference: Text(200).min(1).describe("Number of the agreement or project, or the account in words"),
  })
  .openapi("CampaignDraft");
export type CampaignDraft = z.output<typeof CampaignDraft>;

const REVIEW_OUTCOMES = ["passed", "passed_with_conditions", "failed"] as const;
/** What becomes of an amendment that is not accepted. */
export const QUOTE_CLOSINGS = ["refused", "taken_back"] as const;
const BATCH_OUTCOMES = ["good", "off_target", "aborted"] as const;

export const CampaignStep = z
  .discriminatedUnion("action", [
    z.strictObject({ action: z.literal("quote"), lines: z.array(Line).min(1).max(100) }),
    z.strictObject({ action: z.literal("accept") }),
    z.strictObject({
      action: z.literal("review"),
      outcome: z.enum(REVIEW_OUTCOMES),
      text: Text(20_000).min(1).describe("Conditions and reasons"),
    }),
    z.strictObject({ action: z.literal("schedule"), startsOn: Day, endsBefore: Day }),
    z.strictObject({
      action: z.literal("report"),
      ranOn: Day,
      outcome: z.enum(BATCH_OUTCOMES),
      figures: z.array(Figure).max(50),
      note: Text(20_000).default(""),
    }),
    z.strictObject({ action: z.literal("amend"), lines: z.array(Line).min(1).max(100), reason: Text(2000).min(1) }),
    z.strictObject({ action: z.literal("accept_amendment") }),
    z.strictObject({ action: z.literal("refuse_amendment"), reason: Text(2000).min(1) }),
    z.strictObject({ action: z.literal("withdraw_amendment"), reason: Text(2000).min(1) }),
    z.strictObject({ action: z.literal("settle") }),
    z.strictObject({ action: z.literal("refuse"), reason: Text(2000).min(1) }),
    z.strictObject({
      action: z.literal("withdraw"),
      reason: Text(2000).default("").describe("Required once days are kept for it"),
    }),
  ])
  .openapi("CampaignStep");
export type CampaignStep = z.output<typeof CampaignStep>;

export const CampaignSummary = z
  .object({
    id,
    number: z.string().describe("CAMP-2026-000001"),
    bookableId: id,
    bookableName: z.string(),
    scopeId: id,
    applicantScopeId: id,
    appliedBy: id,
    applicantName: z.string(),
    applicantUnit: z.string(),
    title: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    stateSince: instant,
    startsOn: Day.nullable(),
    endsBefore: Day.nullable(),
    agreedFen: z.string().describe("The quote and its amendments, as far as they were accepted"),
    settledFen: z.string().nullable(),
    createdAt: instant,
    version: z.number().int(),
  })
  .openapi("CampaignSummary");
export type CampaignSummary = z.infer<typeof CampaignSummary>;
export const CAMPAIGN_SORTS = ["createdAt", "number"] as const;

export const Campaign = CampaignSummary.extend({
  description: z.string(),
  hazards: z.string(),
  chargeReference: z.string(),
  reason: z.string().nullable(),
  reviewedBy: id.nullable(),
  reviewedAt: instant.nullable(),
  reviewOutcome: z.enum(REVIEW_OUTCOMES).nullable(),
  reviewText: z.string().nullable(),
  quotes: z.array(
    z.object({
      id,
      number: z.number().int().describe("1 is the quote, the others are amendments"),
      lines: z.array(PricedLine),
      totalFen: z.string(),
      reason: z.string(),
      quotedAt: instant,
      acceptedAt: instant.nullable(),
      closedAs: z.enum(QUOTE_CLOSINGS).nullable().describe("By the applicant's side, or by those who run the line"),
      closedAt: instant.nullable(),
      closedReason: z.string().nullable(),
    }),
  ),
  batches: z.array(
    z.object({
      id,
      number: z.number().int(),
      ranOn: Day,
      outcome: z.enum(BATCH_OUTCOMES),
      figures: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string() })),
      note: z.string(),
      reportedAt: instant,
    }),
  ),
  actions: z.array(z.enum(CAMPAIGN_ACTIONS)).describe("What the caller may do with it now"),
}).openapi("Campaign");
export type Campaign = z.infer<typeof Campaign>;

export const CalendarCampaign = z
  .object({
    id,
    number: z.string(),
    title: z.string(),
    applicantUnit: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    startsAt: instant,
    endsAt: instant.describe("Where its place is free again"),
  })
  .openapi("CalendarCampaign");
export type CalendarCampaign = z.infer<typeof CalendarCampaign>;
