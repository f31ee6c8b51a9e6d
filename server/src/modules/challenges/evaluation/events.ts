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

const About = z.object({ challengeId: z.uuid(), scopeId: z.uuid(), code: z.string(), title: z.string() });

export const expertInvited = eventType("challenges.expert_invited", About.extend({ userId: z.uuid() }));

/** Declared, or declined to judge. */
export const expertAnswered = eventType(
  "challenges.expert_answered",
  About.extend({ name: z.string(), takesPart: z.boolean(), conflicts: z.number().int(), invitedBy: z.uuid() }),
);

/** An expert no longer judges: withdrawn by the office, or stepped down. `setAside`: scores that no longer count. */
export const expertWithdrawn = eventType(
  "challenges.expert_withdrawn",
  About.extend({
    userId: z.uuid(),
    name: z.string(),
    isOwn: z.boolean(),
    setAside: z.number().int(),
  }),
);

/** A conflict turned out to be that of a namesake: the expert judges these bids. */
export const conflictCleared = eventType(
  "challenges.conflict_cleared",
  About.extend({ userId: z.uuid(), numbers: z.array(z.number().int()), restored: z.number().int() }),
);

/** A conflict was found after an expert had scored: the scores count no more, and the bid needs somebody else. */
export const scoresSetAside = eventType(
  "challenges.scores_set_aside",
  About.extend({ userId: z.uuid(), name: z.string(), number: z.number().int().nullable() }),
);

/** The public notice has begun: the poster is told of it, and each bidder of their own result. */
export const resultAnnounced = eventType(
  "challenges.result_announced",
  About.extend({ endsAt: z.string(), posterId: z.uuid().nullable() }),
);
export const bidDecided = eventType(
  "challenges.bid_decided",
  About.extend({ bidId: z.uuid(), readers: z.array(z.uuid()), isChosen: z.boolean(), bidTitle: z.string() }),
);

export const objectionMade = eventType("challenges.objection_made", About.extend({ name: z.string() }));

export const objectionAnswered = eventType(
  "challenges.objection_answered",
  About.extend({ bidId: z.uuid().nullable(), userId: z.uuid().nullable(), isUpheld: z.boolean() }),
);
