import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { Day, Fen, instant, Person, Text } from "../../shapes.ts";

export const APPLICATION_STATES = ["draft", "submitted", "withdrawn", "granted", "refused"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export const APPLICATION_STATE_NAMES: Readonly<Record<ApplicationState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  submitted: { zh: "已提交", en: "handed in" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
  granted: { zh: "已立项", en: "granted" },
  refused: { zh: "未立项", en: "refused" },
};

export const PROOF_ORIGINS = ["project", "achievement"] as const;
const Origin = z.strictObject({ kind: z.enum(PROOF_ORIGINS), id: z.uuid() }).openapi("ProofOriginRef");

const Indicator = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9_]{1,40}$/),
    name: Text(200).min(1),
    unit: Text(60).describe("In what it is measured, or nothing for what is only told yes or no"),
    target: Text(200).describe("What has to be reached, such as ≥ 90"),
  })
  .openapi("ProofIndicator");
const CostLine = z.strictObject({ item: Text(200).min(1), amountFen: Fen }).openapi("ProofCostLine");
const Funding = z.strictObject({ source: Text(300).min(1), amountFen: Fen }).openapi("ProofOtherFunding");
const Level = z.number().int().min(0).max(9);

const CONTENT = {
  title: Text(300).min(1),
  unit: Text(300).describe("Where the team works"),
  leadName: Text(100),
  members: z.array(z.strictObject({ name: Text(100).min(1), unit: Text(300) })).max(50),
  hypothesis: Text(20_000).describe("The technical hypothesis that is to be proved"),
  method: Text(20_000),
  indicators: z.array(Indicator).max(30),
  milestones: z.array(z.strictObject({ title: Text(300).min(1), dueOn: Day })).max(30),
  costs: z.array(CostLine).max(50),
  askedFen: Fen,
  readinessFrom: Level.describe("Level now, by GB/T 22900"),
  readinessTo: Level.describe("Level that the proof is to reach"),
  hasOtherFunding: z.boolean().nullable().describe("Null: not declared yet"),
  otherFunding: z.array(Funding).max(30),
} as const;

export const ProofContent = z.strictObject(CONTENT).openapi("ProofContent");
export type ProofContent = z.output<typeof ProofContent>;

export const EMPTY_CONTENT: ProofContent = {
  title: "",
  unit: "",
  leadName: "",
  members: [],
  hypothesis: "",
  method: "",
  indicators: [],
  milestones: [],
  costs: [],
  askedFen: "0",
  readinessFrom: 0,
  readinessTo: 0,
  hasOtherFunding: null,
  otherFunding: [],
};

export const ProofApplicationDraft = z
  .strictObject({ origin: Origin, title: Text(300).default("").describe("Empty: that of what it starts from") })
  .openapi("ProofApplicationDraft");
export type ProofApplicationDraft = z.output<typeof ProofApplicationDraft>;

export const ProofDecision = z
  .strictObject({
    decision: z.enum(["grant", "refuse"]),
    grantedFen: Fen.nullable().default(null).describe("For a grant: at most what was asked and what is left"),
    reportDueOn: Day.nullable().default(null).describe("For a grant: by when the team reports"),
    reason: Text(5000).min(1).describe("What the team reads"),
  })
  .openapi("ProofDecision");
export type ProofDecision = z.output<typeof ProofDecision>;

export const ProofSource = z
  .object({ kind: z.enum(PROOF_ORIGINS), id: z.uuid(), number: z.string(), title: z.string() })
  .openapi("ProofSource");
export type ProofSource = z.output<typeof ProofSource>;

export const APPLICATION_SORTS = ["submittedAt", "title"] as const;
export const APPLICATION_ACTIONS = ["change", "submit", "withdraw", "decide"] as const;

const summary = {
  id: z.uuid(),
  callId: z.uuid(),
  title: z.string(),
  unit: z.string(),
  leadName: z.string(),
  state: z.enum(APPLICATION_STATES),
  askedFen: Fen,
  grantedFen: Fen.nullable(),
  readinessFrom: z.number().int(),
  readinessTo: z.number().int(),
  isOwn: z.boolean().describe("Whether the caller is of its team"),
  submittedAt: instant.nullable(),
};
export const ProofApplicationSummary = z.object(summary).openapi("ProofApplicationSummary");
export type ProofApplicationSummary = z.output<typeof ProofApplicationSummary>;

export const ProofApplication = z
  .object({
    ...summary,
    call: z.object({
      number: z.string(),
      title: z.string(),
      closesAt: instant.nullable(),
      mostFen: Fen,
      leftFen: Fen.describe("Of the budget, not granted yet"),
      documents: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
    scopeId: z.uuid(),
    content: ProofContent,
    origin: z.object({ kind: z.enum(PROOF_ORIGINS), id: z.uuid(), number: z.string() }),
    documents: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string(), sizeBytes: z.number().int() })),
    createdBy: Person,
    decidedBy: Person.nullable(),
    decidedAt: instant.nullable(),
    reason: z.string(),
    feedback: z
      .array(z.object({ total: z.number().nullable(), comment: z.string() }))
      .describe("What reviewers gave it, without their names: for its team once it is decided"),
    reportDueOn: Day.nullable(),
    projectId: z.uuid().nullable(),
    agreementId: z.uuid().nullable(),
    actions: z.array(z.enum(APPLICATION_ACTIONS)).describe("What the caller may do now"),
    version: z.number().int(),
  })
  .openapi("ProofApplication");
export type ProofApplication = z.output<typeof ProofApplication>;
