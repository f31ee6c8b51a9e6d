import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { AgreementPaper } from "../papers/types.ts";

export const SIDES = ["enterprise", "office"] as const;
/** On which side of the table somebody sits: the enterprise's own people, or the pair's office and its university. */
export type Side = (typeof SIDES)[number];

export const MILESTONE_STATES = ["open", "delivered", "refused", "accepted"] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];
export const MILESTONE_STATE_NAMES: Readonly<Record<MilestoneState, Bilingual>> = {
  open: { zh: "未交付", en: "not delivered" },
  delivered: { zh: "待验收", en: "waits for acceptance" },
  refused: { zh: "验收未通过", en: "refused" },
  accepted: { zh: "已验收", en: "accepted" },
};

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Person = z.object({ id, name: z.string() });

export const DeliveryDraft = z
  .strictObject({
    party: z.string().trim().min(1).max(300).describe("Which of the parties delivered, by its name"),
    deliveredOn: Day,
    note: z.string().trim().max(5000).default("").describe("What was delivered, where it lies"),
  })
  .openapi("AgreementDeliveryDraft");
export type DeliveryDraft = z.output<typeof DeliveryDraft>;

export const DeliveryDecision = z
  .strictObject({
    decision: z.enum(["accepted", "refused"]),
    party: z.string().trim().min(1).max(300).describe("For which of the parties, by its name; another than delivered"),
    reasons: z.string().trim().max(5000).default("").describe("Why it is refused, or what was seen"),
  })
  .openapi("AgreementDeliveryDecision");
export type DeliveryDecision = z.output<typeof DeliveryDecision>;

const Delivery = z.object({
  id,
  party: z.string(),
  side: z.enum(SIDES),
  deliveredOn: Day,
  note: z.string(),
  recordedBy: Person,
  recordedAt: instant,
  decision: z.enum(["accepted", "refused"]).nullable(),
  reasons: z.string(),
  decidedParty: z.string().nullable(),
  decidedBy: Person.nullable(),
  decidedAt: instant.nullable(),
  papers: z.array(AgreementPaper),
  mayAddPapers: z.boolean(),
  mayDecide: z.boolean(),
});

export const MilestoneProgress = z
  .object({
    id,
    title: z.string(),
    deliverable: z.string(),
    dueOn: Day.nullable(),
    state: z.enum(MILESTONE_STATES),
    isOverdue: z.boolean().describe("The day is over, and nothing was delivered that waits or was accepted"),
    mayDeliver: z.boolean(),
    deliveries: z.array(Delivery).describe("The newest first"),
  })
  .openapi("AgreementMilestoneProgress");
export type MilestoneProgress = z.output<typeof MilestoneProgress>;
