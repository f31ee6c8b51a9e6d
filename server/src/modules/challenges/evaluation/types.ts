import { z } from "@hono/zod-openapi";
import { CHALLENGE_MODES, CHALLENGE_STATES } from "../notice/types.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Bilingual = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string() });

export const EXPERT_STATES = ["invited", "declared", "declined", "withdrawn"] as const;
export type ExpertState = (typeof EXPERT_STATES)[number];
export const REVIEW_STATES = ["draft", "submitted", "set_aside"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const CONFLICT_KINDS = [
  "institution",
  "shared_work",
  "enterprise",
  "investment",
  "declared",
  "reported",
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

// What is sent ----------------------------------------------------------------------------------------------------------------

export const EvaluationBegin = z
  .strictObject({
    expertsPerBid: z.number().int().min(1).max(20).default(3),
    dueOn: Day.nullable().default(null).describe("Until when experts are asked to have scored"),
  })
  .openapi("EvaluationBegin");
export type EvaluationBegin = z.output<typeof EvaluationBegin>;

export const EvaluationDue = z
  .strictObject({ dueOn: Day.nullable().describe("Null: no day") })
  .openapi("EvaluationDue");

export const ExpertInvitation = z
  .strictObject({
    userId: id.describe("An account with the role of an expert in this pair"),
    name: Text(200).default("").describe("As works name the expert; empty: the account's name"),
    unit: Text(300).min(1).describe("Where the expert works"),
  })
  .openapi("ExpertInvitation");
export type ExpertInvitation = z.output<typeof ExpertInvitation>;

export const ConflictReport = z
  .strictObject({ expertId: id, bidId: id, fact: Text(1000).min(1).describe("What shows it") })
  .openapi("ExpertConflictReport");
export type ConflictReport = z.output<typeof ConflictReport>;

export const ExpertWithdrawal = z
  .strictObject({ reason: Text(2000).min(1).describe("Read by the office and by the expert") })
  .openapi("ExpertWithdrawal");

export const ConflictClearing = z
  .strictObject({ reason: Text(2000).min(1).describe("Why it is somebody else of that name") })
  .openapi("ExpertConflictClearing");

export const ScoringClosing = z
  .strictObject({ reason: Text(2000).default("").describe("Where a bid has fewer experts than it needs") })
  .openapi("ScoringClosing");

const Result = z.strictObject({
  bidId: id,
  isChosen: z.boolean(),
  reason: Text(2000).min(1).describe("What this bidder reads"),
});

export const AwardDecision = z
  .strictObject({
    decision: Text(10_000).min(1).describe("Why, for the record and the notice"),
    results: z.array(Result).min(1).max(200).describe("One for each bid that is judged"),
  })
  .openapi("AwardDecision");
export type AwardDecision = z.output<typeof AwardDecision>;

export const PublicNoticeDraft = z
  .strictObject({
    text: Text(10_000).default("").describe("What the notice says beside the result"),
    isPublic: z.boolean().default(true).describe("Whether it is read without an account"),
    otherReason: Text(2000)
      .default("")
      .describe("After a joint application: what the other bidders read; empty: that others apply with the poster"),
  })
  .openapi("PublicNoticeDraft");
export type PublicNoticeDraft = z.output<typeof PublicNoticeDraft>;

export const Reconsideration = z.strictObject({ reason: Text(2000).min(1) }).openapi("Reconsideration");

export const ObjectionAnswer = z
  .strictObject({ answer: Text(5000).min(1), isUpheld: z.boolean() })
  .openapi("ObjectionAnswer");
export type ObjectionAnswer = z.output<typeof ObjectionAnswer>;

export const Declaration = z
  .strictObject({
    takesPart: z.boolean().describe("False: declines"),
    statement: Text(2000).default(""),
    conflicts: z
      .array(z.strictObject({ bidId: id, fact: Text(1000).min(1) }))
      .max(200)
      .default([]),
  })
  .openapi("ExpertDeclaration");
export type Declaration = z.output<typeof Declaration>;

export const Score = z
  .strictObject({
    key: z.string().max(12),
    score: z.number().int().min(0).max(100).nullable().default(null),
    reason: Text(2000).default(""),
  })
  .openapi("CriterionScore");
export type Score = z.output<typeof Score>;

export const ReviewDraft = z
  .strictObject({ scores: z.array(Score).max(20), comment: Text(5000).default("") })
  .openapi("BidReviewDraft");
export type ReviewDraft = z.output<typeof ReviewDraft>;

export const ObjectionDraft = z.strictObject({ body: Text(5000).min(1) }).openapi("ObjectionDraft");
export const PublicObjectionDraft = z
  .strictObject({ name: Text(200).min(1), contact: Text(300).min(1), body: Text(5000).min(1) })
  .openapi("PublicObjectionDraft");
export type PublicObjectionDraft = z.output<typeof PublicObjectionDraft>;

// What is shown ---------------------------------------------------------------------------------------------------------------

const CriterionShown = z.object({
  key: z.string(),
  name: z.string(),
  explanation: z.string(),
  weight: z.number().int().describe("Percent"),
});
const IndicatorShown = z.object({
  key: z.string(),
  name: z.string(),
  target: z.string(),
  unit: z.string(),
  isRequired: z.boolean(),
});
const ScoreShown = z.object({ key: z.string(), score: z.number().int().nullable(), reason: z.string() });
const BidShown = z.object({
  title: z.string(),
  members: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      title: z.string(),
      role: z.string(),
      hours: z.number().int().nullable(),
      isLead: z.boolean(),
    }),
  ),
  plan: z.string(),
  indicators: z.array(z.object({ key: z.string(), promised: z.string() })),
  price: z.string().nullable(),
  priceNote: z.string(),
  evidence: z.string(),
});

const Challenge = z.object({
  id,
  scopeId: id,
  code: z.string(),
  title: z.string(),
  mode: z.enum(CHALLENGE_MODES),
  state: z.enum(CHALLENGE_STATES),
  version: z.number().int(),
});

const Conflict = z.object({
  id,
  bidId: id,
  kind: z.enum(CONFLICT_KINDS),
  fact: Bilingual.describe("What shows it"),
  foundAt: instant,
  foundBy: Person.nullable().describe("Null: computed"),
  cleared: z
    .object({ by: Person, at: instant, reason: z.string() })
    .nullable()
    .describe("By whom it was found to be a namesake's; it counts no more and stays in the record"),
});

const ExpertShown = z.object({
  id,
  userId: id,
  name: z.string(),
  unit: z.string(),
  state: z.enum(EXPERT_STATES),
  invitedBy: Person,
  invitedAt: instant,
  answeredAt: instant.nullable(),
  statement: z.string(),
  conflicts: z.array(Conflict),
  assigned: z.number().int().describe("Bids that this expert judges"),
  submitted: z.number().int(),
  setAside: z.number().int().describe("Scores that were given and count no more: a conflict, or the expert has left"),
  withdrawn: z
    .object({ by: Person, at: instant, reason: z.string(), isOwn: z.boolean().describe("Stepped down") })
    .nullable(),
});

const Spread = z.object({
  count: z.number().int(),
  mean: z.number(),
  min: z.number(),
  max: z.number(),
  deviation: z.number().describe("Standard deviation of those who scored"),
});
export type Spread = z.output<typeof Spread>;

const ReviewShown = z.object({
  expertId: id,
  expert: z.string(),
  state: z.enum(REVIEW_STATES),
  total: z.number().nullable().describe("Weighted mean of the criteria"),
  scores: z.array(ScoreShown),
  comment: z.string(),
});

const JudgedBid = z.object({
  id,
  number: z.number().int().nullable(),
  title: z.string(),
  bidder: z.string(),
  lead: z.string(),
  members: z.number().int(),
  price: z.string().nullable(),
  promised: z.array(z.object({ key: z.string(), promised: z.string() })),
  assigned: z.number().int().describe("Experts who judge it"),
  submitted: z.number().int(),
  lacks: z.number().int().describe("Experts that it still needs"),
  stakes: z.array(Bilingual).describe("What the bidder or its members hold in the enterprise that poses the challenge"),
  total: Spread.nullable().describe("Of the weighted totals; null before the scoring is closed"),
  byCriterion: z.array(z.object({ key: z.string(), spread: Spread.nullable() })),
  reviews: z.array(ReviewShown).describe("Empty before the scoring is closed"),
  result: z.object({ isChosen: z.boolean(), reason: z.string() }).nullable(),
});
export type JudgedBid = z.output<typeof JudgedBid>;

const Objection = z.object({
  id,
  name: z.string(),
  contact: z.string(),
  bidNumber: z.number().int().nullable().describe("Null: by the public page"),
  body: z.string(),
  at: instant,
  answer: z.string().nullable(),
  isUpheld: z.boolean().nullable(),
  answeredBy: Person.nullable(),
  answeredAt: instant.nullable(),
});

const Signed = z.object({ by: Person.nullable(), at: instant }).nullable();
export const EVALUATION_ACTIONS = [
  "begin",
  "set_due",
  "invite",
  "report_conflict",
  "clear_conflict",
  "withdraw_expert",
  "close",
  "decide",
  "announce",
  "reconsider",
  "award",
] as const;
export type EvaluationAction = (typeof EVALUATION_ACTIONS)[number];

export const Evaluation = z
  .object({
    challenge: Challenge,
    criteria: z.array(CriterionShown),
    indicators: z.array(IndicatorShown),
    expertsPerBid: z.number().int().nullable(),
    dueOn: z.string().nullable().describe("Until when experts are asked to have scored"),
    experts: z.array(ExpertShown),
    bids: z.array(JudgedBid),
    closed: Signed,
    closeReason: z.string().nullable(),
    decided: Signed,
    decision: z.string().nullable(),
    announced: Signed,
    noticeEndsAt: instant.nullable(),
    noticeText: z.string(),
    isPublic: z.boolean(),
    awarded: Signed,
    objections: z.array(Objection),
    noticeDays: z.number().int(),
    actions: z.array(z.enum(EVALUATION_ACTIONS)).describe("What the caller may do now"),
    version: z.number().int().describe("0 before the evaluation has begun"),
  })
  .openapi("Evaluation");
export type Evaluation = z.output<typeof Evaluation>;

export const ExpertCandidates = z
  .object({ items: z.array(z.object({ userId: id, name: z.string(), unit: z.string() })) })
  .openapi("ExpertCandidates");

const BidForExpert = z.object({
  id,
  number: z.number().int().nullable(),
  bidder: z.string(),
  team: z.array(z.object({ name: z.string(), unit: z.string() })).describe("To declare conflicts by"),
  conflict: z.enum(CONFLICT_KINDS).nullable().describe("Why this expert does not judge it"),
  content: BidShown.nullable().describe("Null before the declaration, and for a bid that is not to be judged"),
  review: z
    .object({
      state: z.enum(REVIEW_STATES),
      scores: z.array(ScoreShown),
      comment: z.string(),
      submittedAt: instant.nullable(),
      version: z.number().int().describe("0 before anything was kept"),
    })
    .nullable(),
});

export const ExpertEvaluation = z
  .object({
    challenge: Challenge.extend({ purpose: z.string() }),
    state: z.enum(EXPERT_STATES),
    name: z.string(),
    unit: z.string(),
    isOpen: z.boolean().describe("Scores are still taken"),
    dueOn: z.string().nullable().describe("Until when scores are asked for"),
    withdrawn: z
      .object({ at: instant, reason: z.string(), isOwn: z.boolean() })
      .nullable()
      .describe("The caller judges no more: by their own wish, or the office's"),
    criteria: z.array(CriterionShown),
    indicators: z.array(IndicatorShown),
    bids: z.array(BidForExpert),
  })
  .openapi("ExpertEvaluation");
export type ExpertEvaluation = z.output<typeof ExpertEvaluation>;

export const ExpertEvaluations = z
  .object({
    items: z.array(
      z.object({
        challengeId: id,
        code: z.string(),
        title: z.string(),
        state: z.enum(EXPERT_STATES),
        isOpen: z.boolean(),
        assigned: z.number().int(),
        submitted: z.number().int(),
        invitedAt: instant,
        dueOn: z.string().nullable(),
        waits: z.enum(["declare", "score"]).nullable().describe("What is the caller's to do now"),
      }),
    ),
  })
  .openapi("ExpertEvaluations");

export const BidResult = z
  .object({
    challenge: Challenge,
    bid: z.object({ id, number: z.number().int().nullable(), title: z.string(), isChosen: z.boolean().nullable() }),
    reason: z.string().nullable().describe("Why; null before the public notice"),
    decision: z.string().nullable(),
    chosen: z.array(z.object({ bidder: z.string(), title: z.string() })),
    announcedAt: instant.nullable(),
    noticeEndsAt: instant.nullable(),
    mayObject: z.boolean(),
    objections: z.array(
      z.object({ id, body: z.string(), at: instant, answer: z.string().nullable(), isUpheld: z.boolean().nullable() }),
    ),
  })
  .openapi("BidResult");
export type BidResult = z.output<typeof BidResult>;

export const PublicNotice = z
  .object({
    code: z.string(),
    title: z.string(),
    purpose: z.string(),
    poster: z.string().nullable().describe("Null where the notice does not name it"),
    indicators: z.array(IndicatorShown),
    decision: z.string(),
    text: z.string(),
    chosen: z.array(z.object({ bidder: z.string(), title: z.string(), lead: z.string() })),
    announcedAt: instant,
    endsAt: instant,
    isOpen: z.boolean().describe("Objections are taken"),
    isAwarded: z.boolean(),
    isSample: z.boolean(),
  })
  .openapi("PublicNotice");
export type PublicNotice = z.output<typeof PublicNotice>;
