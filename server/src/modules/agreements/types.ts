import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

// The kinds of agreements and what each is divided into. A new kind is a line here.

interface SubKind {
  readonly key: string;
  readonly name: Bilingual;
}

interface AgreementKind {
  readonly name: Bilingual;
  /** What the printed text is headed with. */
  readonly heading: string;
  /** One of the five technology contracts of the Civil Code, which the seller registers. */
  readonly isTechnologyContract: boolean;
  /** Whether it can be signed only with an amount. */
  readonly needsAmount: boolean;
  readonly subKinds: readonly SubKind[];
}

const sub = (key: string, zh: string, en: string): SubKind => ({ key, name: { zh, en } });
const technology = (zh: string, en: string, subKinds: readonly SubKind[]) => ({
  name: { zh, en },
  heading: `${zh}合同`,
  isTechnologyContract: true,
  needsAmount: true,
  subKinds,
});
const other = (zh: string, en: string, heading: string, needsAmount: boolean, subKinds: readonly SubKind[] = []) => ({
  name: { zh, en },
  heading,
  isTechnologyContract: false,
  needsAmount,
  subKinds,
});

export const AGREEMENT_KINDS = [
  "development",
  "transfer",
  "licence",
  "consulting",
  "service",
  "proof_of_concept",
  "pilot_scale",
  "incubation",
  "consortium",
  "appointment",
  "confidentiality",
  "framework",
] as const;
export type AgreementKindName = (typeof AGREEMENT_KINDS)[number];

/**
 * The five kinds of technology contracts are those of the Civil Code, part 3, chapter 20, as amended in 2020. What they are
 * divided into is common use at registration; the registration rules of 2026-01-23 may name more.
 */
export const KINDS: Readonly<Record<AgreementKindName, AgreementKind>> = {
  development: technology("技术开发", "Technology development", [
    sub("commissioned", "委托开发", "commissioned"),
    sub("cooperative", "合作开发", "cooperative"),
  ]),
  transfer: technology("技术转让", "Technology transfer", [
    sub("patent", "专利权转让", "patent"),
    sub("patent_application", "专利申请权转让", "patent application"),
    sub("know_how", "技术秘密转让", "know-how"),
    sub("software", "计算机软件著作权转让", "software copyright"),
    sub("layout", "集成电路布图设计专有权转让", "integrated circuit layout"),
    sub("plant_variety", "植物新品种权转让", "plant variety"),
    sub("biomedical", "生物、医药新品种权转让", "biological or medical variety"),
  ]),
  licence: technology("技术许可", "Technology licence", [
    sub("patent", "专利实施许可", "patent"),
    sub("know_how", "技术秘密使用许可", "know-how"),
    sub("software", "计算机软件使用许可", "software"),
  ]),
  consulting: technology("技术咨询", "Technology consulting", []),
  service: technology("技术服务", "Technology service", [
    sub("general", "一般技术服务", "general"),
    sub("training", "技术培训", "training"),
    sub("intermediary", "技术中介", "intermediary"),
  ]),
  proof_of_concept: other("概念验证", "Proof of concept", "概念验证协议", true),
  pilot_scale: other("中试", "Pilot scale", "中试合作协议", true),
  incubation: other("孵化", "Incubation", "孵化服务协议", false),
  consortium: other("创新联合体", "Consortium", "创新联合体共建协议", false),
  appointment: other("人才聘任", "Appointment", "聘任协议", false, [
    sub("vice_president", "科技副总", "sci-tech vice president"),
    sub("professor", "产业教授", "industry professor"),
  ]),
  confidentiality: other("保密", "Confidentiality", "保密协议", false),
  framework: other("框架合作", "Framework", "合作框架协议", false),
};

export function isSubKindOf(kind: AgreementKindName, subKind: string | null): boolean {
  return subKind === null || KINDS[kind].subKinds.some(({ key }) => key === subKind);
}

/** "技术开发（委托开发）". */
export function nameOfKind(kind: AgreementKindName, subKind: string | null): Bilingual {
  const { name, subKinds } = KINDS[kind];
  const division = subKinds.find(({ key }) => key === subKind)?.name;
  return division === undefined ? name : { zh: `${name.zh}（${division.zh}）`, en: `${name.en} (${division.en})` };
}

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Text = (most: number) => z.string().trim().max(most);
const Fen = z
  .string()
  .regex(/^\d{1,18}$/)
  .describe("Amount in fen, as a decimal string");
// The rules say which amount is broken and how to mend it, as for receipts.
const TypedFen = Text(40).describe("Whole fen as a decimal string: 12.50 yuan is 1250");
const BasisPoints = z.number().int().min(0).max(10_000).describe("Hundredths of a percent");
const Person = z.object({ id, name: z.string() });
const Named = z.object({ zh: z.string(), en: z.string() });

export const AGREEMENT_STATES = ["draft", "signed", "completed", "ended"] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
export const AGREEMENT_STATE_NAMES: Readonly<Record<AgreementState, Bilingual>> = {
  draft: { zh: "草稿", en: "draft" },
  signed: { zh: "已签署", en: "signed" },
  completed: { zh: "履约完成", en: "fulfilled" },
  ended: { zh: "已终止", en: "terminated" },
};

export const AGREEMENT_ACTIONS = ["sign", "send", "complete", "end"] as const;
export type AgreementAction = (typeof AGREEMENT_ACTIONS)[number];

export const PARTY_ROLES = ["buyer", "seller", "partner", "platform", "zone", "university"] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
export const PARTY_ROLE_NAMES: Readonly<Record<PartyRole, Bilingual>> = {
  buyer: { zh: "甲方（委托、受让方）", en: "Buyer" },
  seller: { zh: "乙方（受托、让与方）", en: "Seller" },
  partner: { zh: "合作方", en: "Partner" },
  platform: { zh: "平台", en: "Platform" },
  zone: { zh: "高新区", en: "Zone" },
  university: { zh: "高校", en: "University" },
};

export const PAYMENT_KINDS = ["fixed", "instalment", "royalty", "deferred"] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];
export const PAYMENT_KIND_NAMES: Readonly<Record<PaymentKind, Bilingual>> = {
  fixed: { zh: "一次支付", en: "in one sum" },
  instalment: { zh: "分期支付", en: "instalment" },
  royalty: { zh: "销售提成", en: "royalty on sales" },
  deferred: { zh: "先使用后付费", en: "use first, pay later" },
};

export const Party = z
  .strictObject({
    role: z.enum(PARTY_ROLES),
    name: Text(300).min(1),
    creditCode: Text(50).nullable().default(null),
    representative: Text(200).default("").describe("Who answers for it"),
    shareBp: BasisPoints.default(0).describe("Of what the agreement counts for; together 10,000"),
  })
  .openapi("AgreementParty");
export type Party = z.output<typeof Party>;

export const Milestone = z
  .strictObject({
    title: Text(500).min(1),
    deliverable: Text(5000).default(""),
    dueOn: Day.nullable().default(null),
    id: id.nullable().default(null).describe("Of a milestone that stays; null for a new one"),
  })
  .openapi("AgreementMilestone");
export type Milestone = z.output<typeof Milestone>;

export const Payment = z
  .strictObject({
    kind: z.enum(PAYMENT_KINDS).default("instalment"),
    condition: Text(1000).default("").describe("When it is due, in words"),
    amountFen: TypedFen.nullable().default(null).describe("Null for a royalty"),
    royaltyBp: z.number().int().min(1).max(10_000).nullable().default(null).describe("Of sales, for a royalty"),
    dueOn: Day.nullable().default(null),
  })
  .openapi("AgreementPayment");
export type Payment = z.output<typeof Payment>;

const FIELDS = {
  kind: z.enum(AGREEMENT_KINDS),
  subKind: Text(40).nullable(),
  title: Text(500).min(1),
  enterpriseId: id.nullable().describe("Scope of the enterprise that is a party; its people read the agreement"),
  amountFen: TypedFen.nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  subject: Text(50_000),
  indicators: Text(20_000),
  ipTerms: Text(20_000),
  otherTerms: Text(20_000),
  parties: z.array(Party).max(50),
  milestones: z.array(Milestone).max(50),
  payments: z.array(Payment).max(50),
} as const;

export const AgreementDraft = z
  .strictObject({
    ...FIELDS,
    subKind: FIELDS.subKind.default(null),
    enterpriseId: FIELDS.enterpriseId.default(null),
    amountFen: FIELDS.amountFen.default(null),
    startsOn: FIELDS.startsOn.default(null),
    endsOn: FIELDS.endsOn.default(null),
    subject: FIELDS.subject.default(""),
    indicators: FIELDS.indicators.default(""),
    ipTerms: FIELDS.ipTerms.default(""),
    otherTerms: FIELDS.otherTerms.default(""),
    parties: FIELDS.parties.default([]),
    milestones: FIELDS.milestones.default([]),
    payments: FIELDS.payments.default([]),
    needId: id.nullable().default(null).describe("The need that it meets: contracted when the agreement is signed"),
  })
  .openapi("AgreementDraft");
export type AgreementDraft = z.output<typeof AgreementDraft>;

export const AgreementChange = z.strictObject(FIELDS).partial().openapi("AgreementChange");
export type AgreementChange = z.output<typeof AgreementChange>;

export type AgreementContent = Omit<AgreementDraft, "needId">;

export const AgreementTransition = z
  .strictObject({
    action: z.enum(AGREEMENT_ACTIONS),
    on: Day.describe("The day on which it was signed, sent to the other party, fulfilled or terminated"),
    reason: Text(2000).default("").describe("Why it is terminated, or counts as fulfilled with something still open"),
  })
  .openapi("AgreementTransition");
export type AgreementTransition = z.output<typeof AgreementTransition>;

/** What the list can be narrowed to: late by the schedule, anything open, all of it here. */
export const MONEY_STANDS = ["overdue", "unpaid", "paid"] as const;

export const AGREEMENT_SORTS = ["number", "title", "kind", "state", "amount", "endsOn", "updatedAt"] as const;

export const AgreementPartyShown = z.object({
  role: z.enum(PARTY_ROLES),
  name: z.string(),
  creditCode: z.string().nullable(),
  representative: z.string(),
  shareBp: z.number().int(),
});
export const AgreementMilestoneShown = z.object({
  title: z.string(),
  deliverable: z.string(),
  dueOn: Day.nullable(),
  id: id.nullable(),
});
export const AgreementPaymentShown = z.object({
  kind: z.enum(PAYMENT_KINDS),
  condition: z.string(),
  amountFen: Fen.nullable(),
  royaltyBp: z.number().int().nullable(),
  dueOn: Day.nullable(),
});

const summary = {
  id,
  scopeId: id,
  number: z.string(),
  kind: z.enum(AGREEMENT_KINDS),
  subKind: z.string().nullable(),
  kindName: Named,
  title: z.string(),
  state: z.enum(AGREEMENT_STATES),
  amountFen: Fen.nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  signedOn: Day.nullable(),
  origin: z
    .object({ kind: z.enum(["need", "challenge"]), id, number: z.string(), title: z.string() })
    .nullable()
    .describe("What it came from"),
  sampleNote: Named.nullable().describe("What of it is made up, to show the system; null where nothing is"),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
};

export const AgreementSummary = z
  .object({
    ...summary,
    parties: z.array(z.string()).describe("Their names, in order"),
    receivedFen: Fen.describe("Without royalties"),
    royaltyFen: Fen,
    overdueFen: Fen.describe("Due before today and not received"),
  })
  .openapi("AgreementSummary");
export type AgreementSummary = z.output<typeof AgreementSummary>;

const sums = {
  count: z.number().int(),
  sampleCount: z.number().int().describe("How many of them are made up in part"),
  agreedFen: Fen,
  receivedFen: Fen.describe("Without royalties"),
  royaltyFen: Fen,
};
const AgreementSums = z.object(sums).openapi("AgreementSums");
export type AgreementSums = z.output<typeof AgreementSums>;

export const AgreementTotals = z
  .object({
    technology: AgreementSums.describe("The five kinds of technology contracts together"),
    other: AgreementSums,
    kinds: z
      .array(z.object({ kind: z.enum(AGREEMENT_KINDS), kindName: Named, isTechnologyContract: z.boolean(), ...sums }))
      .describe("Kinds of which any was signed, in their order"),
  })
  .openapi("AgreementTotals");
export type AgreementTotals = z.output<typeof AgreementTotals>;

export const Agreement = z
  .object({
    ...summary,
    enterpriseId: id.nullable(),
    sentAt: instant
      .nullable()
      .describe("When the draft, as it reads now, was sent to the enterprise, which reads it since"),
    subject: z.string(),
    indicators: z.string(),
    ipTerms: z.string(),
    otherTerms: z.string(),
    parties: z.array(AgreementPartyShown),
    milestones: z.array(AgreementMilestoneShown),
    payments: z.array(AgreementPaymentShown),
    stateReason: z.string().nullable(),
    endedOn: Day.nullable(),
    createdBy: Person.nullable().describe("Null: drawn up from an award"),
    lacks: z.array(Named).describe("What is missing before it can be signed"),
    rests: z.array(Named).describe("What of a signed one is still open: fulfilled all the same, it takes a reason"),
    steps: z.array(z.object({ at: instant, actor: Person.nullable(), action: z.string(), text: Named })),
    mayChange: z.boolean(),
    actions: z.array(z.enum(AGREEMENT_ACTIONS)).describe("What the caller may do now"),
  })
  .openapi("Agreement");
export type Agreement = z.output<typeof Agreement>;
