import { z } from "@hono/zod-openapi";
import { Day, instant, Named, Person, Text } from "../../shapes.ts";
import { ProofContent } from "../applications/types.ts";

/** `account` is known for certain and `declared` by the reviewer; the others are found by names and units. */
const CONFLICT_KINDS = ["account", "team", "unit", "shared_work", "declared"] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

const SETTLEMENT_OUTCOMES = ["cleared", "confirmed"] as const;
export type SettlementOutcome = (typeof SETTLEMENT_OUTCOMES)[number];

export const ConflictSettlement = z
  .strictObject({
    at: z.number().int().min(0).describe("Which of the conflicts of the review, from 0"),
    outcome: z.enum(SETTLEMENT_OUTCOMES).describe("Cleared: the fact is somebody else's. Confirmed: it is so"),
    reason: Text(2000).min(1).describe("How it was found out"),
  })
  .openapi("ProofConflictSettlement");
export type ConflictSettlement = z.output<typeof ConflictSettlement>;

const ProofConflict = z
  .object({
    kind: z.enum(CONFLICT_KINDS),
    fact: Named,
    settlements: z.array(
      z.object({ outcome: z.enum(SETTLEMENT_OUTCOMES), by: Person, reason: z.string(), at: instant }),
    ),
    isStanding: z.boolean().describe("Not cleared: the reviewer does not judge this application"),
    maySettle: z.boolean().describe("It was found by names or units, and a person may clear or confirm it"),
  })
  .openapi("ProofConflict");

const OwnConflict = z.object({ kind: z.enum(CONFLICT_KINDS), fact: Named }).openapi("OwnProofConflict");

const Score = z
  .strictObject({
    key: z.string().max(40).describe("Of the criterion"),
    score: z.number().int().min(0).max(100).nullable(),
    reason: Text(2000),
  })
  .openapi("ProofScore");
export type ProofScore = z.output<typeof Score>;

export const ProofReviewDraft = z
  .strictObject({ scores: z.array(Score).max(20), comment: Text(5000) })
  .openapi("ProofReviewDraft");
export type ProofReviewDraft = z.output<typeof ProofReviewDraft>;

export const ProofConflictDraft = z.strictObject({ fact: Text(2000).min(1) }).openapi("ProofConflictDraft");

export const ReviewerDraft = z
  .strictObject({
    userId: z.uuid(),
    unit: Text(300).min(1).describe("Where they work: what conflicts are computed from"),
    dueOn: Day.nullable().default(null),
  })
  .openapi("ProofReviewerDraft");
export type ReviewerDraft = z.output<typeof ReviewerDraft>;

const Spread = z
  .object({
    count: z.number().int(),
    mean: z.number(),
    min: z.number(),
    max: z.number(),
    deviation: z.number(),
  })
  .openapi("ProofSpread");

export const ProofReviewTable = z
  .object({
    reviewers: z.array(
      z.object({
        userId: z.uuid(),
        name: z.string(),
        unit: z.string(),
        dueOn: Day.nullable(),
        assigned: z.number().int(),
        submitted: z.number().int(),
        conflicts: z.number().int(),
      }),
    ),
    applications: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        spread: Spread.nullable(),
        reviews: z.array(
          z.object({
            reviewer: Person,
            state: z.enum(["open", "submitted", "conflict"]),
            total: z.number().nullable().describe("Weighted mean of its scores; null until it is given"),
            scores: z.array(Score),
            comment: z.string(),
            conflicts: z.array(ProofConflict),
          }),
        ),
      }),
    ),
    mayName: z.boolean(),
  })
  .openapi("ProofReviewTable");
export type ProofReviewTable = z.output<typeof ProofReviewTable>;

export const OwnProofCall = z
  .object({
    callId: z.uuid(),
    number: z.string(),
    title: z.string(),
    dueOn: Day.nullable(),
    open: z.number().int().describe("Still to be judged"),
    submitted: z.number().int(),
    isOver: z.boolean().describe("Nothing is judged any more"),
  })
  .openapi("OwnProofCall");
export type OwnProofCall = z.output<typeof OwnProofCall>;

export const OwnProofReviews = z
  .object({
    callId: z.uuid(),
    number: z.string(),
    title: z.string(),
    purpose: z.string(),
    dueOn: Day.nullable(),
    isOver: z.boolean(),
    criteria: z.array(z.object({ key: z.string(), name: z.string(), weight: z.number().int() })),
    documents: z.array(z.object({ key: z.string(), name: z.string() })),
    applications: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        content: z.union([ProofContent, z.null()]).describe("Null where the reviewer is in conflict with it"),
        documents: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string(), sizeBytes: z.number().int() })),
        state: z.enum(["open", "submitted", "conflict"]),
        scores: z.array(Score),
        comment: z.string(),
        conflicts: z.array(OwnConflict).describe("Those that stand"),
        submittedAt: instant.nullable(),
        version: z.number().int(),
      }),
    ),
  })
  .openapi("OwnProofReviews");
export type OwnProofReviews = z.output<typeof OwnProofReviews>;
