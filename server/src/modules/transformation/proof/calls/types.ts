import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { Fen, instant, Person, PositiveFen, Text } from "../../shapes.ts";

const Key = z.string().regex(/^[a-z0-9_]{1,40}$/);

/** As the search knows calls. */
export const CALL_KIND = "proof_call";

export const CALL_STATES = ["draft", "open", "closed", "decided", "cancelled"] as const;
export type CallState = (typeof CALL_STATES)[number];
export const CALL_STATE_NAMES: Readonly<Record<CallState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  open: { zh: "征集中", en: "open" },
  closed: { zh: "已截止", en: "closed" },
  decided: { zh: "已立项", en: "decided" },
  cancelled: { zh: "已取消", en: "cancelled" },
};

export const CALL_ACTIONS = ["open", "cancel", "conclude"] as const;
export type CallAction = (typeof CALL_ACTIONS)[number];
export const CALL_SORTS = ["closesAt", "number", "title"] as const;

const Criterion = z
  .strictObject({ key: Key, name: Text(200).min(1), weight: z.number().int().min(1).max(100) })
  .openapi("ProofCriterion");
export type ProofCriterion = z.output<typeof Criterion>;
const AskedDocument = z.strictObject({ key: Key, name: Text(200).min(1) }).openapi("ProofAskedDocument");

/** What may be changed until the call is opened, and is frozen from then on. */
const FIELDS = {
  title: Text(300).min(1),
  purpose: Text(20_000).describe("What may be applied for, and what for"),
  closesAt: z.iso.datetime().nullable().describe("When it closes, by the database's clock"),
  audience: z.enum(["pair", "province"]).describe("Who may apply: the pair's university, or all of the province"),
  budgetFen: PositiveFen,
  mostFen: PositiveFen.describe("The most that one project is granted"),
  quota: z.number().int().min(1).max(999).nullable().describe("Applications of one institution; null: any number"),
  criteria: z.array(Criterion).max(20).describe("By what it is judged, with weights that sum to 100"),
  documents: z.array(AskedDocument).max(20).describe("Files without which an application cannot be handed in"),
  facilityId: z.uuid().nullable().describe("The proof-of-concept centre that runs it"),
} as const;

export const ProofCallDraft = z
  .strictObject({
    ...FIELDS,
    purpose: FIELDS.purpose.default(""),
    closesAt: FIELDS.closesAt.default(null),
    audience: FIELDS.audience.default("pair"),
    quota: FIELDS.quota.default(null),
    criteria: FIELDS.criteria.default([]),
    documents: FIELDS.documents.default([]),
    facilityId: FIELDS.facilityId.default(null),
  })
  .openapi("ProofCallDraft");
export type ProofCallDraft = z.output<typeof ProofCallDraft>;

export const ProofCallChange = z.strictObject(FIELDS).partial().openapi("ProofCallChange");
export type ProofCallChange = z.output<typeof ProofCallChange>;

export const ProofCallTransition = z
  .strictObject({ action: z.enum(CALL_ACTIONS), reason: Text(2000).default("") })
  .openapi("ProofCallTransition");
export type ProofCallTransition = z.output<typeof ProofCallTransition>;

export const ProofCallExtension = z
  .strictObject({ closesAt: z.iso.datetime(), reason: Text(2000).min(1) })
  .openapi("ProofCallExtension");
export type ProofCallExtension = z.output<typeof ProofCallExtension>;

const summary = {
  id: z.uuid(),
  scopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: z.enum(CALL_STATES),
  audience: z.enum(["pair", "province"]),
  closesAt: instant.nullable(),
  openedAt: instant.nullable(),
  budgetFen: Fen,
  mostFen: Fen,
  grantedFen: Fen.describe("Of the budget, so far"),
  centre: z.string().describe("The proof-of-concept centre that runs it, or nothing"),
  applications: z.number().int().describe("Handed in, as far as the caller may know: 0 for whoever applies"),
  undecided: z.number().int(),
  updatedAt: instant,
  version: z.number().int(),
};
export const ProofCallSummary = z.object(summary).openapi("ProofCallSummary");
export type ProofCallSummary = z.output<typeof ProofCallSummary>;

export const ProofCall = z
  .object({
    ...summary,
    purpose: z.string(),
    quota: z.number().int().nullable(),
    criteria: z.array(Criterion),
    documents: z.array(AskedDocument),
    facilityId: z.uuid().nullable(),
    decidedAt: instant.nullable(),
    cancelReason: z.string().nullable(),
    extensions: z.array(
      z.object({ from: instant, to: instant, reason: z.string(), by: Person, at: instant }).openapi("ProofExtension"),
    ),
    createdBy: Person,
    mayChange: z.boolean(),
    mayExtend: z.boolean(),
    mayApply: z.boolean(),
    mayManage: z.boolean(),
    actions: z.array(z.enum(CALL_ACTIONS)).describe("What the caller may do now"),
  })
  .openapi("ProofCall");
export type ProofCall = z.output<typeof ProofCall>;
