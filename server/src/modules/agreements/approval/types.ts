import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { ROLES } from "../../../platform/access/matrix.ts";
import { AgreementPaper } from "../papers/types.ts";
import { AGREEMENT_KINDS } from "../types.ts";

/** What a step of an institution's flow is for; each asks for something of its own. */
export const STEP_KINDS = ["review", "statement", "pricing", "publicity", "seal"] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export const STEP_KIND_NAMES: Readonly<Record<StepKind, Bilingual>> = {
  review: { zh: "审批", en: "Review" },
  statement: { zh: "利益冲突声明", en: "Conflict-of-interest statement" },
  pricing: { zh: "定价依据", en: "Pricing basis" },
  publicity: { zh: "价格公示", en: "Price publicity" },
  seal: { zh: "用印", en: "Use of the seal" },
};

/** Roles in the pair, or above it, whose holders may do a step. */
export const STEP_ROLES = [
  "pair_lead",
  "pair_officer",
  "technology_manager",
  "liaison_officer",
  "transfer_officer",
  "zone_officer",
] as const satisfies readonly (keyof typeof ROLES)[];
export type StepRole = (typeof STEP_ROLES)[number];

export function nameOfRole(role: StepRole): Bilingual {
  const { zh, en } = ROLES[role];
  return { zh, en };
}

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Fen = z.string().regex(/^\d{1,18}$/);
const Person = z.object({ id, name: z.string() });
const Named = z.object({ zh: z.string(), en: z.string() });

export const FlowStep = z
  .strictObject({
    name: Text(100).min(1).describe("What the institution calls it"),
    kind: z.enum(STEP_KINDS),
    roles: z.array(z.enum(STEP_ROLES)).min(1).max(6).describe("Whose holders may do it"),
    kinds: z.array(z.enum(AGREEMENT_KINDS)).default([]).describe("For these kinds of agreements; none: for all"),
    fromFen: Fen.nullable().default(null).describe("From this amount on; null: whatever the amount"),
    minDays: z.number().int().min(0).max(365).default(0).describe("How long a publicity lasts at least"),
  })
  .openapi("AgreementFlowStep");
export type FlowStep = z.output<typeof FlowStep>;

export const FlowDraft = z
  .strictObject({ steps: z.array(FlowStep).max(30).describe("In their order; none: nothing is asked any more") })
  .openapi("AgreementFlowDraft");

export const Flow = z
  .object({
    scopeId: id,
    version: z.number().int().describe("0: none was set"),
    steps: z.array(FlowStep),
    earlier: z.array(
      z.object({ id, version: z.number().int(), createdAt: instant, createdBy: Person, steps: z.array(FlowStep) }),
    ),
  })
  .openapi("AgreementFlow");
export type Flow = z.output<typeof Flow>;

export const PRICING_METHODS = ["agreed", "listed", "auctioned", "appraised"] as const;
export const PRICING_METHOD_NAMES: Readonly<Record<(typeof PRICING_METHODS)[number], Bilingual>> = {
  agreed: { zh: "协议定价", en: "agreed" },
  listed: { zh: "技术交易市场挂牌交易", en: "listed on a technology market" },
  auctioned: { zh: "拍卖", en: "auctioned" },
  appraised: { zh: "评估定价", en: "appraised" },
};

/** What the kinds of steps ask for, besides a remark. */
export const AnyDetails = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("review") }),
  z.strictObject({
    kind: z.literal("statement"),
    hasRelation: z.boolean().describe("Whether somebody concerned has a stake in the other party"),
    text: Text(5000).default("").describe("Which relation, and how it is dealt with"),
  }),
  z.strictObject({
    kind: z.literal("pricing"),
    method: z.enum(PRICING_METHODS),
    text: Text(5000).min(1).describe("How the price was found"),
  }),
  z.strictObject({
    kind: z.literal("publicity"),
    from: Day,
    until: Day,
    place: Text(300).min(1).describe("Where it was to be seen"),
    objections: Text(5000).default("").describe("What was objected to; empty: nothing"),
    handling: Text(5000).default("").describe("What was done about it"),
  }),
  z.strictObject({
    kind: z.literal("seal"),
    seal: Text(200).min(1),
    copies: z.number().int().min(1).max(99),
    on: Day,
  }),
]);
export type AnyDetails = z.output<typeof AnyDetails>;

export const StepOutcome = z
  .discriminatedUnion("outcome", [
    z.strictObject({ outcome: z.literal("done"), reasons: Text(5000).default(""), details: AnyDetails }),
    z.strictObject({ outcome: z.literal("sent_back"), reasons: Text(5000).default("") }),
  ])
  .openapi("AgreementStepOutcome");
export type StepOutcome = z.output<typeof StepOutcome>;

export const ApprovalStart = z
  .strictObject({ amendmentId: id.nullable().default(null).describe("Of an amendment; null: of the agreement") })
  .openapi("AgreementApprovalStart");

export const APPROVAL_STATES = ["in_review", "through", "sent_back", "withdrawn"] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

const TakenStep = z.object({
  id,
  name: z.string(),
  kind: z.enum(STEP_KINDS),
  kindName: Named,
  roles: z.array(Named),
  minDays: z.number().int(),
  entry: z
    .object({
      outcome: z.enum(["done", "sent_back"]),
      reasons: z.string(),
      details: AnyDetails.nullable(),
      doneBy: Person,
      role: Named,
      doneAt: instant,
    })
    .nullable(),
  papers: z.array(AgreementPaper),
  isNext: z.boolean(),
  mayDo: z.boolean(),
  why: Named.nullable().describe("Why the caller may not do it, where it is next"),
});

export const Approval = z
  .object({
    id,
    amendmentId: id.nullable(),
    institution: z.string(),
    flowVersion: z.number().int(),
    state: z.enum(APPROVAL_STATES),
    startedBy: Person,
    startedAt: instant,
    steps: z.array(TakenStep),
    mayWithdraw: z.boolean(),
  })
  .openapi("AgreementApproval");
export type Approval = z.output<typeof Approval>;

export const Approvals = z
  .object({
    approvals: z.array(Approval).describe("The newest first"),
    required: z
      .array(
        z.object({
          amendmentId: id.nullable(),
          institution: z.string(),
          version: z.number().int(),
          steps: z.array(z.string()),
        }),
      )
      .describe("Institutions whose flow is still to be gone through before the text is signed"),
  })
  .openapi("AgreementApprovals");
export type Approvals = z.output<typeof Approvals>;
