import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { NEED_PARTS } from "@dual-high/matchlist";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");

export const NEED_STATES = [
  "draft",
  "submitted",
  "in_triage",
  "returned",
  "accepted",
  "matched",
  "in_talks",
  "in_challenge",
  "contracted",
  "delivered",
  "closed",
] as const;
export type NeedState = (typeof NEED_STATES)[number];

export const NEED_STATE_NAMES: Readonly<Record<NeedState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  submitted: { zh: "已提交", en: "submitted" },
  in_triage: { zh: "初审中", en: "in triage" },
  returned: { zh: "已退回", en: "returned" },
  accepted: { zh: "已受理", en: "accepted" },
  matched: { zh: "已对接", en: "matched" },
  in_talks: { zh: "洽谈中", en: "in talks" },
  in_challenge: { zh: "揭榜中", en: "in challenge" },
  contracted: { zh: "已签约", en: "contracted" },
  delivered: { zh: "已交付", en: "delivered" },
  closed: { zh: "已办结", en: "closed" },
};

export const NEED_VISIBILITIES = ["pair", "province", "restricted"] as const;
export type NeedVisibility = (typeof NEED_VISIBILITIES)[number];

export const NEED_VISIBILITY_NAMES: Readonly<Record<NeedVisibility, Bilingual>> = {
  pair: { zh: "本结对", en: "this pair" },
  province: { zh: "全省", en: "the province" },
  restricted: { zh: "限定人员", en: "named people" },
};

export const NEED_ACTIONS = [
  "submit",
  "begin_triage",
  "return",
  "accept",
  "match",
  "begin_talks",
  "pose_challenge",
  "sign",
  "deliver",
  "close",
  "reopen",
] as const;
export type NeedAction = (typeof NEED_ACTIONS)[number];

const Fen = z
  .string()
  .regex(/^\d{1,18}$/)
  .describe("Amount in fen, as a decimal string");
const Budget = z.object({ low: Fen, high: Fen }).describe("Equal ends for a single figure");
const Text = (most: number) => z.string().trim().max(most);
const Optional = (most: number) =>
  Text(most)
    .transform((text) => (text === "" ? null : text))
    .nullable();

const Contact = z.object({
  name: Optional(200).default(null),
  phone: Optional(100).default(null),
  email: Optional(200).default(null),
});

/** What a person may fill in, without defaults: a change states some of it. */
const FIELDS = {
  title: Text(500).min(1),
  content: Text(50_000),
  enterprise: Optional(300),
  enterpriseId: id.nullable().describe("Scope of the enterprise; its people see the need"),
  creditCode: Optional(50),
  field: Optional(300),
  indicators: Optional(20_000),
  basis: Optional(20_000),
  cooperation: Optional(1000),
  budget: Budget.nullable(),
  budgetNegotiable: z.boolean(),
  deadline: Day.nullable(),
  contact: Contact.nullable(),
} as const;

export const NeedDraft = z
  .strictObject({
    ...FIELDS,
    content: FIELDS.content.default(""),
    enterprise: FIELDS.enterprise.default(null),
    enterpriseId: FIELDS.enterpriseId.default(null),
    creditCode: FIELDS.creditCode.default(null),
    field: FIELDS.field.default(null),
    indicators: FIELDS.indicators.default(null),
    basis: FIELDS.basis.default(null),
    cooperation: FIELDS.cooperation.default(null),
    budget: FIELDS.budget.default(null),
    budgetNegotiable: FIELDS.budgetNegotiable.default(false),
    deadline: FIELDS.deadline.default(null),
    contact: FIELDS.contact.default(null),
  })
  .openapi("NeedDraft");
export type NeedDraft = z.output<typeof NeedDraft>;

export const NeedChange = z.strictObject(FIELDS).partial().openapi("NeedChange");
export type NeedChange = z.output<typeof NeedChange>;

export const NeedTransition = z
  .strictObject({
    action: z.enum(NEED_ACTIONS),
    reason: Text(2000).default("").describe("What is missing, or why: returning, closing and reopening take one"),
  })
  .openapi("NeedTransition");
export type NeedTransition = z.output<typeof NeedTransition>;

const Said = z.object({ zh: z.string(), en: z.string() });

export const NeedOffices = z
  .object({
    offices: z
      .array(
        z.object({
          id,
          name: Said,
          isKnown: z.boolean().describe("Looks after a need of the enterprise already"),
        }),
      )
      .describe("Those that are known first"),
    seat: Said.nullable().describe(
      "The zone or the province beneath which the scope stands; null where it stands nowhere",
    ),
  })
  .openapi("NeedOffices");
export type NeedOffices = z.infer<typeof NeedOffices>;

export const NeedClarity = z
  .object({
    missing: z.array(z.enum(NEED_PARTS)).describe("What it does not say"),
    isTooShort: z.boolean(),
    topics: z.array(z.string()).describe("Separate topics named in one need"),
    mustClarify: z.boolean().describe("Too vague to match"),
  })
  .openapi("NeedClarity");

export const NeedSummary = z
  .object({
    id,
    scopeId: id,
    number: z.string().describe("NEED-2026-000042"),
    listNumber: z.string().nullable().describe("Its number in the office's own list"),
    state: z.enum(NEED_STATES),
    stateSince: instant,
    title: z.string(),
    enterprise: z.string().nullable(),
    enterpriseId: id.nullable(),
    creditCode: z.string().nullable(),
    field: z.string().nullable(),
    budget: Budget.nullable(),
    budgetNegotiable: z.boolean(),
    deadline: Day.nullable(),
    visibility: z.enum(NEED_VISIBILITIES),
    openedBy: Said.nullable().describe("The pair that opened it to the province; null where it is not open"),
    missing: NeedClarity.shape.missing,
    mustClarify: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("NeedSummary");
export type NeedSummary = z.infer<typeof NeedSummary>;

export const Need = NeedSummary.omit({ missing: true, mustClarify: true })
  .extend({
    stateReason: z.string().nullable(),
    content: z.string(),
    indicators: z.string().nullable(),
    basis: z.string().nullable(),
    cooperation: z.string().nullable(),
    contact: z
      .object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
      .nullable(),
    isContactMasked: z.boolean(),
    clarity: NeedClarity,
    origin: z
      .object({ file: z.string(), sheet: z.string().optional(), row: z.number().int().optional() })
      .nullable()
      .describe("Where it was read; null when it was typed in"),
    actions: z.array(z.enum(NEED_ACTIONS)).describe("What the reader may do with it now"),
    mayChange: z.boolean(),
    isOwnDraft: z.boolean().describe("Its enterprise is still writing it, and nobody else reads it"),
    mayHandle: z.boolean().describe("The reader says who reads it, and sees who did"),
  })
  .openapi("Need");
export type Need = z.infer<typeof Need>;

/** A field with what it held before and holds now. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const NeedRevision = z
  .object({
    version: z.number().int(),
    at: instant,
    actorId: id.nullable(),
    actorName: z.string().nullable(),
    action: z.string(),
    fromState: z.enum(NEED_STATES).nullable(),
    toState: z.enum(NEED_STATES),
    reason: z.string().nullable(),
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .openapi("NeedRevision");
export type NeedRevision = z.infer<typeof NeedRevision>;

const Span = z
  .object({
    field: z.enum(["title", "content", "indicators", "basis"]),
    start: z.number().int(),
    end: z.number().int(),
  })
  .describe("Code units of a field, from start up to, not including, end");

export const NeedTriage = z
  .object({
    version: z.number().int().describe("Of the need that was read"),
    score: z.number().int().min(0).max(100),
    parts: z.array(
      z.object({
        part: z.enum(NEED_PARTS),
        isThere: z.boolean(),
        spans: z.array(Span).describe("Where it stands; empty where a field of its own says it"),
        name: Said,
        lack: Said.describe("What a team cannot know without it"),
        ask: Said.describe("What to ask the enterprise"),
      }),
    ),
    isTooShort: z.boolean(),
    topics: z.array(Span).describe("Separate topics; empty when there is one"),
    isList: z.boolean().describe("The topics have nothing in common"),
  })
  .openapi("NeedTriage");
export type NeedTriage = z.infer<typeof NeedTriage>;

/** What an officer may word anew. */
export const REWRITTEN = ["title", "content", "indicators", "basis"] as const;

export const RewriteDraft = z
  .strictObject({
    title: FIELDS.title,
    content: FIELDS.content,
    indicators: FIELDS.indicators.default(null),
    basis: FIELDS.basis.default(null),
    note: Optional(2000).default(null).describe("To the enterprise: what was changed and why"),
  })
  .openapi("NeedRewriteDraft");
export type RewriteDraft = z.output<typeof RewriteDraft>;

export const REWRITE_STATES = ["open", "confirmed", "declined", "withdrawn"] as const;
const Wording = z.object({
  title: z.string(),
  content: z.string(),
  indicators: z.string().nullable(),
  basis: z.string().nullable(),
});
export type Wording = z.infer<typeof Wording>;

export const RewriteDecision = z
  .strictObject({
    decision: z.enum(["confirm", "decline", "withdraw"]),
    note: Optional(2000)
      .default(null)
      .describe("Why it was declined, or how the enterprise agreed where the office confirms for it"),
  })
  .openapi("NeedRewriteDecision");
export type RewriteDecision = z.output<typeof RewriteDecision>;

export const NeedRewrite = z
  .object({
    id,
    state: z.enum(REWRITE_STATES),
    original: Wording,
    proposed: Wording,
    note: z.string().nullable(),
    proposedAt: instant,
    proposedByName: z.string().nullable(),
    decidedAt: instant.nullable(),
    decidedByName: z.string().nullable(),
    isOnBehalf: z.boolean().describe("The office decided for the enterprise"),
    decisionNote: z.string().nullable(),
    decisions: z.array(RewriteDecision.shape.decision).describe("What the reader may do with it now"),
    needsNote: z.boolean().describe("The reader would decide for the enterprise and has to say how it agreed"),
  })
  .openapi("NeedRewrite");
export type NeedRewrite = z.infer<typeof NeedRewrite>;

export const VisibilityView = z
  .object({
    visibility: z.enum(NEED_VISIBILITIES),
    openedBy: Said.nullable(),
    traces: z
      .array(z.object({ kind: z.string(), label: Said, count: z.number().int() }))
      .describe("What came of it while others read it, and is put away while it is restricted"),
  })
  .openapi("NeedVisibility");
export type VisibilityView = z.infer<typeof VisibilityView>;

export const NeedReader = z
  .object({
    userId: id,
    name: z.string().nullable(),
    units: z.string().nullable().describe("Where they had a role when they accepted"),
    invitedAt: instant,
    withdrawnAt: instant.nullable(),
    acceptedAt: instant.nullable().describe("Null until they accept the statement"),
    acceptedVersion: z.number().int().nullable().describe("Of the statement; 0 is the system's own wording"),
  })
  .openapi("NeedReader");
export type NeedReader = z.infer<typeof NeedReader>;

export const NeedReading = z
  .object({
    id,
    userId: id,
    userName: z.string().nullable(),
    userUnits: z.string().nullable(),
    at: instant,
    part: z.string().describe("page, history, triage, rewrites, change, list or export"),
  })
  .openapi("NeedReading");

export const NeedMerge = z
  .strictObject({ into: id.describe("The need that stays; it takes over what it does not say itself") })
  .openapi("NeedMerge");
export type NeedMerge = z.output<typeof NeedMerge>;

export const NeedMergeShown = z
  .object({
    id,
    merged: z.object({ id, number: z.string(), title: z.string() }),
    mergedBy: z.object({ id, name: z.string().nullable() }),
    mergedAt: instant,
    undoneAt: instant.nullable(),
    obstacle: z
      .object({ zh: z.string(), en: z.string() })
      .nullable()
      .describe("Why it cannot be taken apart any more, and what to do; null where it can"),
  })
  .openapi("NeedMergeShown");
export type NeedMergeShown = z.infer<typeof NeedMergeShown>;

export const NeedMergeUndone = z
  .object({
    need: Need,
    survivor: z.object({ id, number: z.string() }),
    left: z.array(z.string()).describe("Fields that the other took over and that were changed since: left as they are"),
  })
  .openapi("NeedMergeUndone");
export type NeedMergeUndone = z.infer<typeof NeedMergeUndone>;

export const NEED_SORTS = [
  "number",
  "title",
  "enterprise",
  "state",
  "stateSince",
  "budget",
  "deadline",
  "createdAt",
  "updatedAt",
] as const;
