import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { LostGround, ProjectGate, ProjectPermits } from "./gates/types.ts";
import { APPLICATION_STATES } from "./proof/applications/types.ts";
import { CONCLUSIONS, REPORT_STATES } from "./proof/reports/types.ts";
import { ProjectEvidence, ReadinessReview } from "./readiness/types.ts";
import { Day, Fen, instant, Named, Person, Text } from "./shapes.ts";
import { STAGES, TRACKS } from "./stages/types.ts";
import { ProjectSupport, SIDES } from "./support/types.ts";

const id = z.uuid();
export const PROJECT_STATES = ["active", "licensed_out", "stopped", "returned"] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];
export const PROJECT_STATE_NAMES: Readonly<Record<ProjectState, Bilingual>> = {
  active: { zh: "进行中", en: "under way" },
  licensed_out: { zh: "已许可转让", en: "licensed out" },
  stopped: { zh: "已终止", en: "stopped" },
  returned: { zh: "已退回来源", en: "returned" },
};

export const PROJECT_ACTIONS = ["license_out", "stop", "return", "resume"] as const;
export type ProjectAction = (typeof PROJECT_ACTIONS)[number];

export const ORIGIN_KINDS = ["need", "achievement", "challenge"] as const;
export type OriginKind = (typeof ORIGIN_KINDS)[number];

/** What somebody is in a project; named in the interface. */
const MEMBER_ROLES = ["lead", "researcher", "manager", "enterprise", "university", "zone", "investor"] as const;
export const Member = z
  .strictObject({
    name: Text(100).min(1),
    unit: Text(300).default(""),
    role: z.enum(MEMBER_ROLES),
    login: Text(200).nullable().default(null).describe("Of their account: they read the project by being in it"),
    userId: id.nullable().default(null).describe("Of somebody who is a member with an account already"),
  })
  .openapi("ProjectMember");
export type Member = z.output<typeof Member>;

const FIELDS = {
  title: Text(300).min(1),
  summary: Text(20_000),
  industry: Text(300).describe("In words, such as 发酵工程 or a code of GB/T 4754"),
  company: Text(300).describe("The company of the second track"),
  enterpriseId: id.nullable().describe("The company's own scope: its people read the project and bring evidence"),
} as const;

const Origin = z.strictObject({ kind: z.enum(ORIGIN_KINDS), id }).openapi("ProjectOriginRef");

export const ProjectDraft = z
  .strictObject({
    ...FIELDS,
    summary: FIELDS.summary.default(""),
    industry: FIELDS.industry.default(""),
    company: FIELDS.company.default(""),
    enterpriseId: FIELDS.enterpriseId.default(null),
    origin: Origin.nullable().default(null).describe("Null: entered by hand"),
    labSince: Day.nullable()
      .default(null)
      .describe("The day on which work in the laboratory began. Null: it begins at a later stage, by passing its gate"),
    members: z.array(Member).max(100).default([]),
  })
  .openapi("ProjectDraft");
export type ProjectDraft = z.output<typeof ProjectDraft>;

export const ProjectChange = z
  .strictObject({ ...FIELDS, ownerId: id, members: z.array(Member).max(100).describe("All of them") })
  .partial()
  .openapi("ProjectChange");
export type ProjectChange = z.output<typeof ProjectChange>;

export const ProjectTransition = z
  .strictObject({
    action: z.enum(PROJECT_ACTIONS),
    on: Day.describe("The day on which it ended, or went on"),
    reason: Text(2000).default(""),
  })
  .openapi("ProjectTransition");
export type ProjectTransition = z.output<typeof ProjectTransition>;

/** Days of a stage that no gate was passed for; of one that a gate opened, its end, its plan and its note. */
export const StageChange = z
  .strictObject({
    plannedOn: Day.nullable().default(null),
    startedOn: Day.nullable().default(null),
    endedOn: Day.nullable().default(null),
    note: Text(2000).default(""),
  })
  .openapi("ProjectStageChange");
export type StageChange = z.output<typeof StageChange>;

export const AgreementLink = z.strictObject({ stage: z.enum(STAGES), agreementId: id }).openapi("ProjectAgreementLink");

export const PROJECT_SORTS = ["number", "title", "state", "readiness", "updatedAt"] as const;

const CurrentStage = z.object({ stage: z.enum(STAGES), startedOn: Day });

const summary = {
  id,
  scopeId: id,
  number: z.string(),
  title: z.string(),
  industry: z.string(),
  company: z.string(),
  state: z.enum(PROJECT_STATES),
  readinessLevel: z.number().int().describe("Granted on evidence; 0 before any was"),
  currentStages: z.array(CurrentStage).describe("On its tracks, in the order of the chain"),
  originKind: z.enum(ORIGIN_KINDS).nullable(),
  originNumber: z.string().nullable(),
  owner: Person,
  waivers: z.number().int().describe("Requirements that were waived at its gates and stand"),
  sampleNote: Named.nullable().describe("What of it is made up, to show the system; null where nothing is"),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
};

export const ProjectSummary = z.object(summary).openapi("ProjectSummary");
export type ProjectSummary = z.output<typeof ProjectSummary>;

export const ProjectStage = z
  .object({
    stage: z.enum(STAGES),
    name: Named,
    track: z.enum(TRACKS),
    entered: z
      .enum(["begun", "stated", "gate"])
      .nullable()
      .describe("stated: it was over before the project was entered; gate: its gate was passed; null: planned at most"),
    plannedOn: Day.nullable(),
    startedOn: Day.nullable(),
    endedOn: Day.nullable(),
    note: z.string(),
    lost: z.array(LostGround).describe("What has gone from under it since its gate opened it, while it goes on"),
  })
  .openapi("ProjectStage");
export type ProjectStage = z.output<typeof ProjectStage>;

export const LinkedAgreement = z
  .object({
    stage: z.enum(STAGES),
    agreementId: id,
    isOpen: z.boolean().describe("Whether the caller may read the agreement; all that follows is empty where not"),
    number: z.string(),
    title: z.string(),
    kind: z.string(),
    kindName: Named,
    state: z.string(),
    isInForce: z.boolean(),
    isToCome: z.boolean().describe("Signed, and its first day still to come"),
    amountFen: Fen.nullable(),
    receivedFen: Fen.nullable().describe("What came in under it, royalties included; null where it is not open"),
    signedOn: Day.nullable(),
    endsOn: Day.nullable(),
    parties: z.array(z.string()),
  })
  .openapi("ProjectAgreement");
export type LinkedAgreement = z.output<typeof LinkedAgreement>;

const ProjectProof = z
  .object({
    applicationId: id,
    title: z.string(),
    callId: id,
    callNumber: z.string(),
    state: z.enum(APPLICATION_STATES),
    askedFen: Fen,
    grantedFen: Fen.nullable(),
    reportDueOn: Day.nullable(),
    reportState: z.enum(REPORT_STATES).nullable(),
    conclusion: z.enum(CONCLUSIONS).nullable(),
  })
  .openapi("ProjectProof");

export const Project = z
  .object({
    ...summary,
    summary: z.string(),
    enterpriseId: id.nullable(),
    sees: z.enum(["all", "record"]).describe("record: a member without a role here sees the record and its stages"),
    origin: z
      .object({
        kind: z.enum(ORIGIN_KINDS),
        id,
        number: z.string(),
        title: z.string().nullable().describe("Null where the caller may not read it"),
      })
      .nullable(),
    members: z.array(
      z.object({ name: z.string(), unit: z.string(), role: z.enum(MEMBER_ROLES), userId: id.nullable() }),
    ),
    stages: z.array(ProjectStage).describe("All five, in the order of the chain"),
    agreements: z.array(LinkedAgreement),
    gates: z
      .array(ProjectGate)
      .describe("All four, in the order of the chain; none for a member who sees the record alone"),
    permits: ProjectPermits,
    evidence: z.array(ProjectEvidence),
    reviews: z.array(ReadinessReview).describe("Applications for a level, the oldest first"),
    support: z.array(ProjectSupport),
    proofs: z.array(ProjectProof).describe("What was applied for with it under calls for proofs of concept"),
    mayBringEvidence: z.boolean(),
    mayPromise: z.array(z.enum(SIDES)).describe("For which sides the caller may record support"),
    stateReason: z.string().nullable(),
    endedOn: Day.nullable(),
    createdBy: Person,
    steps: z.array(z.object({ at: instant, actor: Person, action: z.string(), text: Named })),
    mayChange: z.boolean(),
    actions: z.array(z.enum(PROJECT_ACTIONS)).describe("What the caller may do now"),
  })
  .openapi("Project");
export type Project = z.output<typeof Project>;

export const ProjectPerson = z.object({ id, name: z.string(), role: z.string() }).openapi("ProjectPerson");
export type ProjectPerson = z.output<typeof ProjectPerson>;
