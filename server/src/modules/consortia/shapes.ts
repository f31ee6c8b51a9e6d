import { z } from "@hono/zod-openapi";
import {
  CONCERNS,
  CONSORTIUM_ACTIONS,
  CONSORTIUM_STATES,
  CONSORTIUM_TYPES,
  CONTRIBUTION_KINDS,
  GRADES,
  MEMBER_KINDS,
  REQUEST_KINDS,
  REQUEST_STATES,
  RESULT_KINDS,
  TASK_ACTIONS,
  TASK_STATES,
} from "./types.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Amount = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .describe("Fen for money, otherwise whole units of the kind; a decimal string above zero");
const Sum = z.string().describe("Fen for money, otherwise whole units of the kind; a decimal string");
const Named = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string() });
const Optional = (most: number) =>
  Text(most)
    .transform((text) => (text === "" ? null : text))
    .nullable();

const FIELDS = {
  name: Text(300).min(1),
  type: z.enum(CONSORTIUM_TYPES),
  chainNode: Optional(200).describe("Where in the industrial chain"),
  goal: Text(20_000),
  governance: Text(20_000),
  basis: Text(500).describe("The document by which it was founded, where no agreement here is"),
  agreementId: id.nullable().describe("The agreement of kind `consortium`"),
  assessOn: Day.nullable().describe("The day by which it is assessed next"),
  pairIds: z.array(id).max(50).describe("Pairs whose people read it besides its own scope"),
  managerScopeId: id.nullable().describe("Scope whose consortium managers look after it"),
} as const;

export const MemberDraft = z
  .strictObject({
    name: Text(300).min(1),
    kind: z.enum(MEMBER_KINDS),
    creditCode: Optional(50).default(null),
    enterpriseId: id
      .nullable()
      .default(null)
      .describe("Scope of the enterprise, whose people read the consortium there"),
    representative: Text(200).default("").describe("Who answers for it"),
    enteredOn: Day,
    agreedBy: Text(200).default("").describe("Who of the lead agreed that it enters"),
  })
  .openapi("ConsortiumMemberDraft");
export type MemberDraft = z.output<typeof MemberDraft>;

export const MemberAccount = z.strictObject({ enterpriseId: id.nullable() }).openapi("ConsortiumMemberAccount");
export type MemberAccount = z.output<typeof MemberAccount>;

export const ConsortiumDraft = z
  .strictObject({
    ...FIELDS,
    chainNode: FIELDS.chainNode.default(null),
    goal: FIELDS.goal.default(""),
    governance: FIELDS.governance.default(""),
    basis: FIELDS.basis.default(""),
    agreementId: FIELDS.agreementId.default(null),
    assessOn: FIELDS.assessOn.default(null),
    pairIds: FIELDS.pairIds.default([]),
    managerScopeId: FIELDS.managerScopeId.default(null),
    lead: z
      .strictObject({ name: Text(300).min(1), kind: z.enum(MEMBER_KINDS).default("enterprise") })
      .nullable()
      .default(null)
      .describe("Its first member, which leads it"),
  })
  .openapi("ConsortiumDraft");
export type ConsortiumDraft = z.output<typeof ConsortiumDraft>;

export const ConsortiumChange = z.strictObject(FIELDS).partial().openapi("ConsortiumChange");
export type ConsortiumChange = z.output<typeof ConsortiumChange>;
export type ConsortiumContent = Omit<ConsortiumDraft, "lead">;

export const ConsortiumTransition = z
  .strictObject({
    action: z.enum(CONSORTIUM_ACTIONS),
    on: Day,
    people: Text(500).default("").describe("Who decided or assessed, by name"),
    grade: z.enum(GRADES).nullable().default(null).describe("Of an assessment"),
    nextOn: Day.nullable().default(null).describe("When it is assessed next"),
    reason: Text(2000).default("").describe("Why it ends, or what the assessment says"),
  })
  .openapi("ConsortiumTransition");
export type ConsortiumTransition = z.output<typeof ConsortiumTransition>;

export const MemberExit = z
  .strictObject({
    on: Day,
    agreedBy: Text(200).describe("Who of the lead agreed"),
    keeps: Text(5000).default("").describe("What it keeps, as agreed"),
  })
  .openapi("ConsortiumMemberExit");
export type MemberExit = z.output<typeof MemberExit>;

export const TaskDraft = z
  .strictObject({ title: Text(500).min(1), memberId: id, dueOn: Day })
  .openapi("ConsortiumTaskDraft");
export type TaskDraft = z.output<typeof TaskDraft>;

export const TaskTransition = z
  .strictObject({ action: z.enum(TASK_ACTIONS), on: Day, result: Text(20_000).default("") })
  .openapi("ConsortiumTaskTransition");
export type TaskTransition = z.output<typeof TaskTransition>;

export const ContributionDraft = z
  .strictObject({
    memberId: id,
    kind: z.enum(CONTRIBUTION_KINDS),
    title: Text(500).min(1),
    promised: Amount,
    dueOn: Day.nullable().default(null),
  })
  .openapi("ConsortiumContributionDraft");
export type ContributionDraft = z.output<typeof ContributionDraft>;

export const DeliveryDraft = z
  .strictObject({ quantity: Amount, on: Day, note: Text(2000).default("") })
  .openapi("ConsortiumDeliveryDraft");
export type DeliveryDraft = z.output<typeof DeliveryDraft>;

export const ResultDraft = z
  .strictObject({
    title: Text(500).min(1),
    kind: z.enum(RESULT_KINDS),
    reference: Text(200).default("").describe("Patent or registration number"),
    achievedOn: Day,
    terms: Text(5000).default("").describe("Who may use it, and how"),
    shares: z
      .array(z.strictObject({ memberId: id, shareBp: z.number().int().min(1).max(10_000) }))
      .min(1)
      .max(50)
      .describe("Hundredths of a percent; together 10,000"),
  })
  .openapi("ConsortiumResultDraft");
export type ResultDraft = z.output<typeof ResultDraft>;

export const RequestDraft = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("entry"),
      name: Text(300).min(1),
      memberKind: z.enum(MEMBER_KINDS),
      representative: Text(200).default(""),
      reason: Text(2000).min(1),
    }),
    z.strictObject({ kind: z.literal("exit"), memberId: id, reason: Text(2000).min(1) }),
  ])
  .openapi("ConsortiumRequestDraft");
export type RequestDraft = z.output<typeof RequestDraft>;

export const RequestDecision = z
  .strictObject({
    isGranted: z.boolean(),
    on: Day.describe("When it enters or leaves"),
    agreedBy: Text(200).default("").describe("Who of the lead agreed"),
    keeps: Text(5000).default("").describe("What a member that leaves keeps"),
    answer: Text(2000).default("").describe("Why it is declined, or what goes with it"),
  })
  .openapi("ConsortiumRequestDecision");
export type RequestDecision = z.output<typeof RequestDecision>;

export const CONSORTIUM_SORTS = [
  "number",
  "name",
  "type",
  "state",
  "chainNode",
  "members",
  "overdue",
  "delivered",
  "assessOn",
  "updatedAt",
] as const;

const summary = {
  id,
  scopeId: id,
  number: z.string(),
  name: z.string(),
  type: z.enum(CONSORTIUM_TYPES),
  state: z.enum(CONSORTIUM_STATES),
  chainNode: z.string().nullable(),
  foundedOn: Day.nullable(),
  assessOn: Day.nullable(),
  assessedOn: Day.nullable(),
  grade: z.enum(GRADES).nullable(),
  lead: z.string().nullable(),
  members: z.record(z.enum(MEMBER_KINDS), z.number().int()).describe("Those who are in it now, by kind"),
  memberNames: z.array(z.string()).describe("Those who are in it now, but for the lead"),
  tasks: z.object({
    open: z.number().int(),
    reported: z.number().int(),
    accepted: z.number().int(),
    overdue: z.number().int().describe("Of those that are open"),
  }),
  contributions: z
    .array(z.object({ kind: z.enum(CONTRIBUTION_KINDS), promised: Sum, delivered: Sum }))
    .describe("Delivered is what somebody else confirmed"),
  deliveredBp: z
    .number()
    .int()
    .nullable()
    .describe("Hundredths of a percent of what was promised, each kind counting alike; null where nothing was"),
  results: z.number().int(),
  concerns: z.array(z.enum(CONCERNS)).describe("What asks for a look, the most pressing first"),
  updatedAt: instant,
  version: z.number().int(),
};

export const ConsortiumSummary = z.object(summary).openapi("ConsortiumSummary");
export type ConsortiumSummary = z.output<typeof ConsortiumSummary>;

const Member = z.object({
  id,
  name: z.string(),
  kind: z.enum(MEMBER_KINDS),
  creditCode: z.string().nullable(),
  enterpriseId: id.nullable().describe("Its own scope, whose people read the consortium while it is a member"),
  representative: z.string(),
  isLead: z.boolean(),
  enteredOn: Day,
  entryAgreedBy: z.string(),
  leftOn: Day.nullable(),
  exitAgreedBy: z.string().nullable(),
  keeps: z.string().nullable(),
});
export type Member = z.output<typeof Member>;

const File = z.object({
  id,
  name: z.string(),
  sha256: z.string(),
  sizeBytes: z.number(),
  addedBy: Person,
  addedAt: instant,
});

const Request = z.object({
  id,
  kind: z.enum(REQUEST_KINDS),
  memberId: id.nullable(),
  name: z.string(),
  memberKind: z.enum(MEMBER_KINDS).nullable(),
  representative: z.string(),
  reason: z.string(),
  state: z.enum(REQUEST_STATES),
  askedIn: id.describe("Scope for which it is asked"),
  askedBy: Person,
  askedAt: instant,
  decidedBy: Person.nullable(),
  decidedAt: instant.nullable(),
  answer: z.string(),
  withdrawnBy: Person.nullable(),
  withdrawnAt: instant.nullable(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean().describe("Whoever asked, and the people of the scope for which it is asked"),
});

const Task = z.object({
  id,
  title: z.string(),
  memberId: id,
  memberName: z.string(),
  dueOn: Day,
  state: z.enum(TASK_STATES),
  result: z.string(),
  reportedBy: Person.nullable(),
  reportedOn: Day.nullable(),
  acceptedBy: Person.nullable(),
  acceptedOn: Day.nullable(),
  isOverdue: z.boolean(),
  isOwn: z.boolean().describe("Whether the caller is of the member whose task it is"),
  actions: z.array(z.enum(TASK_ACTIONS)).describe("What the caller may do now"),
  files: z.array(File),
  mayAddFile: z.boolean().describe("Those who look after the consortium, and the member whose task it is"),
});

const Delivery = z.object({
  id,
  quantity: Sum,
  deliveredOn: Day,
  note: z.string(),
  notedBy: Person,
  confirmedBy: Person.nullable(),
  mayConfirm: z.boolean(),
});

const Contribution = z.object({
  id,
  memberId: id,
  memberName: z.string(),
  kind: z.enum(CONTRIBUTION_KINDS),
  title: z.string(),
  promised: Sum,
  delivered: Sum.describe("What somebody else confirmed"),
  dueOn: Day.nullable(),
  isOverdue: z.boolean(),
  deliveries: z.array(Delivery),
});

const Result = z.object({
  id,
  title: z.string(),
  kind: z.enum(RESULT_KINDS),
  reference: z.string(),
  achievedOn: Day,
  terms: z.string(),
  shares: z.array(z.object({ memberId: id, memberName: z.string(), shareBp: z.number().int() })),
  files: z.array(File),
});

export const Consortium = z
  .object({
    ...summary,
    goal: z.string(),
    governance: z.string(),
    basis: z.string(),
    agreement: z
      .object({ id, scopeId: id, number: z.string(), title: z.string(), state: z.string() })
      .nullable()
      .describe("As far as the caller reads it"),
    agreementId: id.nullable(),
    pairIds: z.array(id),
    managerScopeId: id.nullable(),
    endedOn: Day.nullable(),
    memberList: z.array(Member).describe("Those who left as well"),
    taskList: z.array(Task),
    contributionList: z.array(Contribution),
    resultList: z.array(Result),
    requestList: z.array(Request).describe("To enter or to leave: what is to be decided first"),
    mayAsk: z.boolean().describe("Whether the caller may ask for an entry or an exit"),
    lacks: z.array(Named).describe("What is missing before it can be founded"),
    notes: z.array(Named).describe("What is unusual, and allowed"),
    steps: z.array(z.object({ at: instant, actor: Person, action: z.string(), text: Named })),
    mayManage: z.boolean(),
    actions: z.array(z.enum(CONSORTIUM_ACTIONS)).describe("What the caller may do now"),
  })
  .openapi("Consortium");
export type Consortium = z.output<typeof Consortium>;

export const ConsortiumImport = z
  .object({
    isApplied: z.boolean(),
    added: z.number().int(),
    same: z.number().int().describe("Rows whose consortium is there already"),
    rows: z.array(
      z.object({
        row: z.number().int(),
        name: z.string(),
        type: z.enum(CONSORTIUM_TYPES),
        lead: z.string().nullable(),
        members: z.number().int(),
      }),
    ),
    refused: z.array(z.object({ row: z.number().int(), text: Named })),
  })
  .openapi("ConsortiumImport");
export type ConsortiumImport = z.output<typeof ConsortiumImport>;
