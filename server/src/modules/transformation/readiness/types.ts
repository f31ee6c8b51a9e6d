import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { Day, instant, Named, Person, Text } from "../shapes.ts";

/**
 * The edition of the scale by which levels are granted. Its names of the nine levels are in common Chinese use; the text of
 * GB/T 22900-2022 was not at hand, so what each level asks for is taken from its name and nothing more. A corrected reading is a
 * change of this table under another key: what was granted before keeps the key by which it was.
 */
export const STANDARD = "GB/T 22900-2022";

export const EVIDENCE_KINDS = [
  "principle_report",
  "concept_scheme",
  "function_validation",
  "laboratory_component_test",
  "relevant_component_test",
  "relevant_prototype_test",
  "actual_prototype_test",
  "system_verification",
  "batch_application",
  "company_registration",
  "proof_of_concept_report",
  "other",
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export const EVIDENCE_KIND_NAMES: Readonly<Record<EvidenceKind, Bilingual>> = {
  principle_report: { zh: "基本原理报告", en: "report of the basic principle" },
  concept_scheme: { zh: "技术方案", en: "scheme of the application" },
  function_validation: { zh: "关键功能验证记录", en: "validation of the key function" },
  laboratory_component_test: { zh: "实验室部件试验记录", en: "test of components in the laboratory" },
  relevant_component_test: { zh: "相关环境部件试验记录", en: "test of components in a relevant environment" },
  relevant_prototype_test: { zh: "相关环境样机试验记录", en: "test of a prototype in a relevant environment" },
  actual_prototype_test: { zh: "实际环境样机试验记录", en: "test of a prototype in the actual environment" },
  system_verification: { zh: "实际系统验证报告", en: "verification of the actual system" },
  batch_application: { zh: "批量应用（销售）证明", en: "proof of application in quantity" },
  company_registration: { zh: "企业登记证明", en: "registration of the company" },
  proof_of_concept_report: { zh: "概念验证结题报告", en: "report on a proof of concept" },
  other: { zh: "其他材料", en: "other material" },
};

interface Level {
  readonly name: Bilingual;
  readonly requires: readonly EvidenceKind[];
}

/** Levels 1 to 9 in their order, each with the kinds of evidence without which it is not granted. */
export const LEVELS: readonly Level[] = [
  { name: { zh: "报告级", en: "report: basic principles" }, requires: ["principle_report"] },
  { name: { zh: "方案级", en: "scheme: concept formulated" }, requires: ["concept_scheme"] },
  { name: { zh: "功能级", en: "function: key function validated" }, requires: ["function_validation"] },
  { name: { zh: "仿真级", en: "simulation: components in the laboratory" }, requires: ["laboratory_component_test"] },
  {
    name: { zh: "初样级", en: "first sample: components in a relevant environment" },
    requires: ["relevant_component_test"],
  },
  {
    name: { zh: "正样级", en: "qualified sample: prototype in a relevant environment" },
    requires: ["relevant_prototype_test"],
  },
  { name: { zh: "系统级", en: "system: prototype in the actual environment" }, requires: ["actual_prototype_test"] },
  { name: { zh: "产品级", en: "product: actual system verified" }, requires: ["system_verification"] },
  { name: { zh: "销售级", en: "sales: applied in quantity" }, requires: ["batch_application"] },
];

export const EvidenceQuery = z.object({
  kind: z.enum(EVIDENCE_KINDS),
  title: Text(300).min(1),
  shownOn: Day.describe("The day on which what it shows was reached"),
  classification: z.enum(["public", "internal", "confidential"]).default("internal"),
});
export type EvidenceQuery = z.output<typeof EvidenceQuery>;

export const EvidenceWithdrawal = z.strictObject({ reason: Text(2000).min(1) }).openapi("ProjectEvidenceWithdrawal");

export const ReadinessApplication = z
  .strictObject({
    level: z.number().int().min(1).max(9),
    evidenceIds: z.array(z.uuid()).min(1).max(50),
    reviewerIds: z
      .array(z.uuid())
      .min(1)
      .max(9)
      .describe("Who judge it: neither who applies nor who brought the evidence"),
    statement: Text(20_000).default(""),
  })
  .openapi("ReadinessApplication");
export type ReadinessApplication = z.output<typeof ReadinessApplication>;

export const ReadinessVerdict = z
  .strictObject({ verdict: z.enum(["grant", "refuse"]), reason: Text(20_000).default("") })
  .openapi("ReadinessVerdict");
export type ReadinessVerdict = z.output<typeof ReadinessVerdict>;

export const ReadinessRevocation = z
  .strictObject({
    reason: Text(2000).min(1).describe("Why it is taken back; everybody who reads the project reads it"),
  })
  .openapi("ReadinessRevocation");
export type ReadinessRevocation = z.output<typeof ReadinessRevocation>;

const REVIEW_STATES = ["open", "granted", "refused", "withdrawn", "revoked"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const ProjectEvidence = z
  .object({
    id: z.uuid(),
    kind: z.enum(EVIDENCE_KINDS),
    kindName: Named,
    title: z.string(),
    shownOn: Day,
    file: z.object({ name: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
    addedBy: Person,
    addedAt: instant,
    withdrawn: z.object({ by: Person, at: instant, reason: z.string() }).nullable(),
    isUsed: z.boolean().describe("A level that was granted or applied for rests on it: it cannot be withdrawn"),
  })
  .openapi("ProjectEvidence");
export type ProjectEvidence = z.output<typeof ProjectEvidence>;

export const ReadinessReview = z
  .object({
    id: z.uuid(),
    level: z.number().int(),
    levelName: Named,
    standard: z.string(),
    statement: z.string(),
    state: z.enum(REVIEW_STATES),
    reachedOn: Day.describe("The last day that its evidence shows"),
    evidenceIds: z.array(z.uuid()),
    appliedBy: Person,
    appliedAt: instant,
    decidedAt: instant.nullable(),
    verdicts: z.array(
      z.object({
        reviewer: Person,
        verdict: z.enum(["grant", "refuse"]).nullable(),
        reason: z.string(),
        at: instant.nullable(),
      }),
    ),
    revoked: z.object({ by: Person, at: instant, reason: z.string() }).nullable(),
    mayJudge: z.boolean(),
    mayWithdraw: z.boolean(),
    mayRevoke: z.boolean(),
  })
  .openapi("ReadinessReview");
export type ReadinessReview = z.output<typeof ReadinessReview>;

const ReadinessLevel = z
  .object({
    level: z.number().int(),
    name: Named,
    requires: z.array(z.object({ kind: z.enum(EVIDENCE_KINDS), name: Named })),
  })
  .openapi("ReadinessLevel");

export const ReadinessScale = z
  .object({ standard: z.string(), levels: z.array(ReadinessLevel) })
  .openapi("ReadinessScale");
