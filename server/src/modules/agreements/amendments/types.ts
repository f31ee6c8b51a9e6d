import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { AgreementPaper } from "../papers/types.ts";
import { AgreementChange, AgreementMilestoneShown, AgreementPartyShown, AgreementPaymentShown } from "../types.ts";

export const AMENDMENT_STATES = ["draft", "signed", "dropped"] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];
export const AMENDMENT_STATE_NAMES: Readonly<Record<AmendmentState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  signed: { zh: "已签署", en: "signed" },
  dropped: { zh: "已放弃", en: "dropped" },
};

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Person = z.object({ id, name: z.string() });
const Named = z.object({ zh: z.string(), en: z.string() });
const Reason = z.string().trim().min(1).max(5000).describe("Why it is amended");

export const AmendmentDraft = z.strictObject({ reason: Reason }).openapi("AgreementAmendmentDraft");

/** Its kind is what an agreement is approved and registered as, so it stays; another kind takes another agreement. */
export const AmendmentChange = AgreementChange.omit({ kind: true, subKind: true, enterpriseId: true })
  .extend({ reason: Reason.optional() })
  .openapi("AgreementAmendmentChange");
export type AmendmentChange = z.output<typeof AmendmentChange>;

export const AmendmentTransition = z
  .strictObject({
    action: z.enum(["sign", "send", "drop"]).describe("send: the enterprise reads the draft, until it is changed"),
    on: Day.optional().describe("The day on which it was signed"),
  })
  .openapi("AgreementAmendmentTransition");
export type AmendmentTransition = z.output<typeof AmendmentTransition>;

export const Amendment = z
  .object({
    id,
    number: z.number().int(),
    state: z.enum(AMENDMENT_STATES),
    reason: z.string(),
    content: z.object({
      title: z.string(),
      amountFen: z.string().nullable(),
      startsOn: Day.nullable(),
      endsOn: Day.nullable(),
      subject: z.string(),
      indicators: z.string(),
      ipTerms: z.string(),
      otherTerms: z.string(),
      parties: z.array(AgreementPartyShown),
      milestones: z.array(AgreementMilestoneShown),
      payments: z.array(AgreementPaymentShown),
    }),
    changes: z
      .array(z.object({ field: z.string(), label: Named, before: Named, after: Named }))
      .describe("What it changes, in words"),
    sentAt: instant.nullable(),
    signedOn: Day.nullable(),
    signedBy: Person.nullable(),
    createdBy: Person,
    createdAt: instant,
    papers: z.array(AgreementPaper),
    mayChange: z.boolean(),
    maySend: z.boolean(),
    version: z.number().int(),
  })
  .openapi("AgreementAmendment");
export type Amendment = z.output<typeof Amendment>;
