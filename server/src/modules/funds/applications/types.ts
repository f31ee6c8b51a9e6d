import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { Amount, Day, Fen, instant, Named, Person, Text } from "../shapes.ts";
import { FUND_STAGES, type FundStage } from "../types.ts";

const id = z.uuid();

export const AID_KINDS = ["grant", "equity", "grant_to_equity"] as const;
export type AidKind = (typeof AID_KINDS)[number];
export const AID_NAMES: Readonly<Record<AidKind, Bilingual>> = {
  grant: { zh: "无偿资助", en: "grant" },
  equity: { zh: "股权投资", en: "equity" },
  grant_to_equity: { zh: "拨投结合", en: "grant-to-equity" },
};

export const STAGE_NAMES: Readonly<Record<FundStage, Bilingual>> = {
  proof_of_concept: { zh: "概念验证", en: "proof of concept" },
  pilot_scale: { zh: "中试", en: "pilot scale" },
  incubation: { zh: "孵化", en: "incubation" },
  industrialization: { zh: "产业化", en: "industrialization" },
};

export const APPLICATION_STATES = [
  "draft",
  "submitted",
  "due_diligence",
  "committee",
  "approved",
  "declined",
  "returned",
  "withdrawn",
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export const STATE_NAMES: Readonly<Record<ApplicationState, Bilingual>> = {
  draft: { zh: "草稿", en: "a draft" },
  submitted: { zh: "已提交", en: "submitted" },
  due_diligence: { zh: "尽职调查中", en: "in due diligence" },
  committee: { zh: "投决会审议中", en: "before the committee" },
  approved: { zh: "已通过", en: "approved" },
  declined: { zh: "未通过", en: "declined" },
  returned: { zh: "已退回", en: "returned" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
};

const TRIGGERS = ["financing_round", "date"] as const;

export const EquityTerms = z.strictObject({
  trigger: z.enum(TRIGGERS).describe("What makes the grant equity"),
  triggerOn: Day.nullable().default(null).describe("The day, where that is the trigger"),
  triggerText: Text(2000).min(1).describe("The trigger in the words that were agreed"),
  valuation: Text(2000).min(1).describe("How the price is found"),
  discountBp: z.number().int().min(0).max(10_000).default(0).describe("Off the price of the round, in basis points"),
  teamShareBp: z.number().int().min(0).max(10_000).describe("The team's share, in basis points; at most 9,000"),
  lockedUntil: Day.describe("The end of the research period: until then the team's shares are not sold"),
});
export type EquityTerms = z.output<typeof EquityTerms>;

const FIELDS = {
  title: Text(300).min(1),
  applicant: Text(300).min(1).describe("Who gets the money"),
  purpose: Text(20_000),
  stage: z.enum(FUND_STAGES),
  kind: z.enum(AID_KINDS),
  amountFen: Amount,
  terms: EquityTerms.nullable().describe("Needed for a grant that is to become equity, and for nothing else"),
} as const;

export const ApplicationDraft = z
  .strictObject({
    fundId: id,
    projectId: id.nullable().default(null).describe("The transformation project that asks"),
    ...FIELDS,
    purpose: FIELDS.purpose.default(""),
    terms: FIELDS.terms.default(null),
  })
  .openapi("FundApplicationDraft");
export type ApplicationDraft = z.output<typeof ApplicationDraft>;
export type ApplicationContent = Omit<ApplicationDraft, "fundId" | "projectId">;

export const ApplicationChange = z.strictObject(FIELDS).partial().openapi("FundApplicationChange");
export type ApplicationChange = z.output<typeof ApplicationChange>;

const OWN_STEPS = ["submit", "withdraw"] as const;
export const OwnStep = z
  .strictObject({ action: z.enum(OWN_STEPS), reason: Text(2000).default("") })
  .openapi("FundApplicationStep");
export type OwnStep = z.output<typeof OwnStep>;

export const DiligenceStart = z.strictObject({ investigatorId: id }).openapi("FundDiligenceStart");

export const CONCLUSIONS = ["support", "conditions", "against"] as const;
export const DiligenceReport = z
  .strictObject({
    findings: Text(20_000).min(1),
    conclusion: z.enum(CONCLUSIONS),
    interest: Text(2000)
      .default("")
      .describe("An interest of the investigator's own; where there is one, somebody else has to look"),
  })
  .openapi("FundDiligenceReport");
export type DiligenceReport = z.output<typeof DiligenceReport>;

export const CommitteeCall = z
  .strictObject({ memberIds: z.array(id).min(1).max(30), meetsOn: Day })
  .openapi("FundCommitteeCall");
export type CommitteeCall = z.output<typeof CommitteeCall>;

const VOTES = ["for", "against", "abstain", "conflict"] as const;
export const VOTE_NAMES: Readonly<Record<(typeof VOTES)[number], Bilingual>> = {
  for: { zh: "同意", en: "for" },
  against: { zh: "不同意", en: "against" },
  abstain: { zh: "弃权", en: "abstained" },
  conflict: { zh: "回避", en: "declared an interest" },
};
export const Vote = z
  .strictObject({
    vote: z.enum(VOTES).describe("`conflict`: an interest is declared, and there is no vote"),
    reason: Text(20_000).min(1),
  })
  .openapi("FundVote");
export type Vote = z.output<typeof Vote>;

export const TrancheDraft = z.strictObject({
  amountFen: Amount,
  plannedOn: Day,
  gate: z.enum(FUND_STAGES).nullable().default(null).describe("The gate of the project that has to be passed before"),
});
export type TrancheDraft = z.output<typeof TrancheDraft>;

export const OUTCOMES = ["approve", "decline", "return"] as const;
export const CommitteeDecision = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    on: Day,
    reason: Text(20_000).min(1),
    tranches: z.array(TrancheDraft).max(24).default([]).describe("Of what is approved; their sum is committed"),
  })
  .openapi("FundCommitteeDecision");
export type CommitteeDecision = z.output<typeof CommitteeDecision>;

export const APPLICATION_SORTS = ["updatedAt", "number", "amount", "state"] as const;

const ACTIONS = [
  "edit",
  "submit",
  "withdraw",
  "start_diligence",
  "report",
  "call_committee",
  "vote",
  "decide",
] as const;
export type Action = (typeof ACTIONS)[number];

const summary = {
  id,
  fundId: id,
  fundNumber: z.string(),
  scopeId: id,
  number: z.string(),
  title: z.string(),
  applicant: z.string(),
  projectId: id.nullable(),
  projectScopeId: id.nullable(),
  projectNumber: z.string().nullable(),
  stage: z.enum(FUND_STAGES),
  kind: z.enum(AID_KINDS),
  amountFen: Fen,
  state: z.enum(APPLICATION_STATES),
  updatedAt: instant,
  version: z.number().int(),
};
export const ApplicationSummary = z.object(summary).openapi("FundApplicationSummary");
export type ApplicationSummary = z.output<typeof ApplicationSummary>;

export const Application = z
  .object({
    ...summary,
    fundName: z.string(),
    applicantScopeId: id,
    purpose: z.string(),
    terms: EquityTerms.nullable(),
    submittedBy: Person.nullable(),
    submittedAt: instant.nullable(),
    investigator: Person.nullable(),
    report: z
      .object({ findings: z.string(), conclusion: z.enum(CONCLUSIONS), at: instant })
      .nullable()
      .describe("The fund's own: null for whoever applied"),
    papers: z.array(z.object({ id, title: z.string(), addedBy: Person, addedAt: instant })),
    meetsOn: Day.nullable(),
    votes: z.array(
      z.object({
        member: Person,
        vote: z.enum(VOTES).nullable(),
        reason: z.string(),
        votedAt: instant.nullable(),
      }),
    ),
    decidedBy: Person.nullable(),
    decidedOn: Day.nullable(),
    reason: z.string(),
    commitmentId: id.nullable(),
    steps: z.array(z.object({ at: instant, actor: Person, action: z.string(), text: Named })),
    actions: z.array(z.enum(ACTIONS)).describe("What the caller may do now"),
  })
  .openapi("FundApplication");
export type Application = z.output<typeof Application>;
