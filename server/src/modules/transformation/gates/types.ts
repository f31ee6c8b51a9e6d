import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import type { AgreementKindName } from "../../agreements/index.ts";
import { Day, instant, Named, Person, Text } from "../shapes.ts";

export const GATE_STAGES = ["proof_of_concept", "pilot_scale", "incubation", "industrialization"] as const;
export type GateStage = (typeof GATE_STAGES)[number];

export const REQUIREMENTS = [
  "readiness",
  "company",
  "agreement",
  "support_university",
  "support_zone",
  "permits",
  "proof_report",
] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

export const REQUIREMENT_NAMES: Readonly<Record<Requirement, Bilingual>> = {
  readiness: { zh: "就绪度证据", en: "Evidence of readiness" },
  company: { zh: "企业登记证明", en: "Registration of the company" },
  agreement: { zh: "生效的合同", en: "Agreement in force" },
  support_university: { zh: "高校的支持", en: "Support of the university" },
  support_zone: { zh: "高新区的支持", en: "Support of the zone" },
  permits: { zh: "行业许可", en: "Permits of the industry" },
  proof_report: { zh: "概念验证结题", en: "Report on the proof of concept" },
};

/** Who can supply what is missing. */
export const SUPPLIERS: Readonly<Record<Requirement, Bilingual>> = {
  readiness: {
    zh: "团队、企业或专班上传证据，评审人授予级别",
    en: "the team, the company or the office uploads evidence; named reviewers grant the level",
  },
  company: { zh: "企业或专班上传", en: "the company or the office uploads it" },
  agreement: {
    zh: "专班或高校起草并登记签署，再关联到这一阶段",
    en: "the office or the university has it signed and links it to this stage",
  },
  support_university: {
    zh: "高校成果转化人员登记",
    en: "the university's transfer office records it",
  },
  support_zone: { zh: "高新区工作人员登记", en: "the zone's officers record it" },
  permits: {
    zh: "企业办理；专班写明需要哪些许可，或写明不需要",
    en: "the company obtains them; the office states which are needed, or that none is",
  },
  proof_report: {
    zh: "受资助团队提交结题报告，由另一人验收",
    en: "the team that was granted it reports; somebody else accepts",
  },
};

interface GateFacts {
  /** The readiness level that has to be granted; null where the technology does not decide. */
  readonly level: number | null;
  /** Kinds of agreement that carry the stage. */
  readonly agreements: readonly AgreementKindName[];
  readonly requires: readonly Requirement[];
}

/**
 * What each gate asks for. Levels are those at which a stage begins in the mapping of stages to the scale that the pilot pairs
 * may adjust: proof of concept 3-5, pilot scale 5-7, industrialization 8-9. Incubation is on the company's track and asks for
 * the company instead of a level. docs/decisions/0067-gates-waivers-readiness.md says why.
 */
export const GATES: Readonly<Record<GateStage, GateFacts>> = {
  proof_of_concept: {
    level: 3,
    agreements: ["proof_of_concept", "development"],
    requires: ["readiness", "agreement", "support_university", "support_zone"],
  },
  pilot_scale: {
    level: 5,
    agreements: ["pilot_scale", "development"],
    requires: ["readiness", "agreement", "support_university", "support_zone", "permits", "proof_report"],
  },
  incubation: {
    level: null,
    agreements: ["incubation"],
    requires: ["company", "agreement", "support_university", "support_zone"],
  },
  industrialization: {
    level: 8,
    agreements: ["licence", "transfer", "development"],
    requires: ["readiness", "agreement", "support_university", "support_zone", "permits"],
  },
};

export const Finding = z
  .object({
    requirement: z.enum(REQUIREMENTS),
    name: Named,
    state: z.enum(["there", "missing", "waived"]),
    text: Named.describe("What is there, or what is missing"),
    supplier: Named.describe("Who can supply it"),
  })
  .openapi("GateFinding");
export type Finding = z.output<typeof Finding>;

export const LostGround = z
  .object({
    requirement: z.enum(REQUIREMENTS),
    name: Named,
    supplier: Named.describe("Who can supply it again"),
  })
  .openapi("ProjectLostGround");
export type LostGround = z.output<typeof LostGround>;

export const GateApplication = z
  .strictObject({ stage: z.enum(GATE_STAGES), statement: Text(20_000).default("") })
  .openapi("GateApplication");
export type GateApplication = z.output<typeof GateApplication>;

const GATE_DECISIONS = ["pass", "hold", "stop"] as const;
export const GateDecision = z
  .strictObject({
    decision: z.enum(GATE_DECISIONS),
    on: Day.describe("The day on which the stage began, or on which it was held or stopped"),
    reason: Text(20_000).default("").describe("Always needed, but to pass"),
  })
  .openapi("GateDecision");
export type GateDecision = z.output<typeof GateDecision>;

export const WaiverDraft = z
  .strictObject({ requirement: z.enum(REQUIREMENTS), reason: Text(2000).min(1) })
  .openapi("GateWaiverDraft");
export type WaiverDraft = z.output<typeof WaiverDraft>;

const PermitLine = z.strictObject({
  name: Text(300).min(1),
  authority: Text(300).default(""),
  number: Text(100).default(""),
  obtainedOn: Day.nullable().default(null).describe("Null: still to be obtained"),
  expiresOn: Day.nullable().default(null),
});
export const PermitStatement = z
  .strictObject({
    permits: z.array(PermitLine).max(50),
    noneNeeded: z.boolean().default(false).describe("The industry needs none; then the list is empty"),
    note: Text(2000).default(""),
  })
  .openapi("PermitStatement");
export type PermitStatement = z.output<typeof PermitStatement>;

const GATE_ACTIONS = ["apply", "withdraw", "waive", "pass", "hold", "stop"] as const;

export const ProjectGate = z
  .object({
    stage: z.enum(GATE_STAGES),
    name: Named,
    id: z.uuid().nullable().describe("Of the application; null: nobody has applied"),
    state: z.enum(["none", "open", "held", "passed", "stopped", "withdrawn"]),
    isNext: z.boolean().describe("It may be applied for, or has been"),
    statement: z.string(),
    appliedBy: Person.nullable(),
    appliedAt: instant.nullable(),
    decidedBy: Person.nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
    findings: z.array(Finding).describe("Of a gate that was decided, as it was then"),
    waivers: z.array(
      z.object({
        id: z.uuid(),
        requirement: z.enum(REQUIREMENTS),
        reason: z.string(),
        givenBy: Person,
        givenAt: instant,
        revokedBy: Person.nullable(),
        revokedAt: instant.nullable(),
      }),
    ),
    lost: z
      .array(
        z.object({
          level: z.number().int(),
          by: Person,
          at: instant,
          reason: z.string(),
        }),
      )
      .describe(
        "Levels that a passed gate relied on and that were revoked since; nothing as high was left of what it knew",
      ),
    isHeldAgain: z.boolean().describe("The level that it asks for was lost, and has been granted anew"),
    actions: z.array(z.enum(GATE_ACTIONS)).describe("What the caller may try now"),
  })
  .openapi("ProjectGate");
export type ProjectGate = z.output<typeof ProjectGate>;

export const ProjectPermits = z
  .object({
    isStated: z.boolean(),
    noneNeeded: z.boolean(),
    note: z.string(),
    statedBy: Person.nullable(),
    statedAt: instant.nullable(),
    permits: z.array(
      z.object({
        name: z.string(),
        authority: z.string(),
        number: z.string(),
        obtainedOn: Day.nullable(),
        expiresOn: Day.nullable(),
        isExpired: z.boolean(),
      }),
    ),
  })
  .openapi("ProjectPermits");
export type ProjectPermits = z.output<typeof ProjectPermits>;
