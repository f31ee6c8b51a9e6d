import { z } from "zod";
import { eventType } from "../../../platform/outbox/index.ts";

const AwardedBid = z.object({
  bidId: z.uuid(),
  number: z.string(),
  lead: z.string(),
  units: z.array(z.string()).min(1).describe("Units that bid together, the lead's first"),
  amountFen: z.string().nullable(),
  plan: z.string(),
  indicators: z.string(),
});
export type AwardedBid = z.infer<typeof AwardedBid>;

const ChallengeAward = z.object({
  challengeId: z.uuid(),
  scopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  needIds: z.array(z.uuid()),
  enterprise: z.string(),
  enterpriseId: z.uuid().nullable(),
  purpose: z.string(),
  indicators: z.string(),
  ownership: z.string().describe("Who owns the results"),
  milestones: z.array(z.object({ title: z.string(), deliverable: z.string(), dueOn: z.string().nullable() })),
  bids: z.array(AwardedBid).min(1),
});
export type ChallengeAward = z.infer<typeof ChallengeAward>;

/** The award is final. It says all that an agreement is drawn up from, for who draws it up may not read bids. */
export const challengeAwarded = eventType("challenges.awarded", ChallengeAward);
