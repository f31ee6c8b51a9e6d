import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Fen = z.string().describe("Amount in fen, as a decimal string");
const Text = (most: number) => z.string().trim().max(most);
const Named = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id, name: z.string() });

export const MONEY_PATHS = ["commissioned", "transformation", "none"] as const;
export type MoneyPath = (typeof MONEY_PATHS)[number];

/** What a rule's value is: hundredths of a percent, days, fen, or the name of a path. */
export const RULE_UNITS = ["bp", "days", "working_days", "fen", "path"] as const;
export type RuleUnit = (typeof RULE_UNITS)[number];

export const MoneyRuleDraft = z
  .strictObject({
    key: Text(81),
    value: Text(40).min(1),
    inForceFrom: Day,
    source: Text(1000).describe("Title and number of the document, article"),
  })
  .openapi("MoneyRuleDraft");
export type MoneyRuleDraft = z.output<typeof MoneyRuleDraft>;

export const MoneyRule = z
  .object({
    id: id.nullable().describe("Null: came with the program"),
    key: z.string(),
    name: Named,
    unit: z.enum(RULE_UNITS),
    value: z.string(),
    inForceFrom: Day,
    source: z.string(),
    enteredBy: Person.nullable().describe("Null: came with the program"),
    enteredAt: instant.nullable(),
    isInForce: z.boolean().describe("Of the versions of this rule, the one that holds today"),
  })
  .openapi("MoneyRule");
export type MoneyRule = z.output<typeof MoneyRule>;

export const MoneyRules = z
  .object({
    rules: z.array(MoneyRule).describe("Every version, the one in force first"),
    missing: z.array(z.object({ key: z.string(), name: Named, unit: z.enum(RULE_UNITS) })),
    keys: z.array(z.object({ key: z.string(), name: Named, unit: z.enum(RULE_UNITS) })),
    maySet: z.boolean(),
  })
  .openapi("MoneyRules");
export type MoneyRules = z.output<typeof MoneyRules>;

/** What is taken off; the registrar's recognition fee and value-added tax apart, for the registration's form asks for each. */
const DEDUCTION_KINDS = ["tax", "cost", "recognition_fee", "vat"] as const;
export type DeductionKind = (typeof DEDUCTION_KINDS)[number];
export const LINE_KINDS = [...DEDUCTION_KINDS, "overhead", "unit", "institution", "inventor", "account"] as const;
export type LineKind = (typeof LINE_KINDS)[number];

const TypedFen = z.string().trim().max(40).describe("Whole fen as a decimal string");

export const DistributionDraft = z
  .strictObject({
    account: Text(300).default("").describe("The project's account, for a commissioned project"),
    unit: Text(300).default("").describe("The school or institute that did the work"),
    institution: Text(300).default("").describe("The university"),
    deductions: z
      .array(z.strictObject({ kind: z.enum(DEDUCTION_KINDS), text: Text(300).min(1), amountFen: TypedFen }))
      .max(50)
      .default([])
      .describe(
        "What is taken off, item by item, beside the recognition fee and VAT that the receipt states; of a commissioned project no tax or cost",
      ),
    inventors: z
      .array(
        z.strictObject({
          name: Text(300).min(1),
          unit: Text(300).default(""),
          shareBp: z.number().int().min(0).max(10_000),
        }),
      )
      .max(100)
      .default([])
      .describe("Of the inventors' part; together 10,000"),
    publicFrom: Day.nullable().default(null).describe("The first day of its public notice"),
  })
  .openapi("DistributionDraft");
export type DistributionDraft = z.output<typeof DistributionDraft>;

export const DISTRIBUTION_STATES = ["proposed", "approved", "withdrawn", "reversed"] as const;
export type DistributionState = (typeof DISTRIBUTION_STATES)[number];

export const Distribution = z
  .object({
    id,
    agreementId: id,
    receiptId: id,
    receiptNumber: z.string(),
    path: z.enum(["commissioned", "transformation"]),
    receiptFen: Fen,
    netFen: Fen.nullable().describe("Net income: the receipt less tax, costs, recognition fee and VAT"),
    state: z.enum(DISTRIBUTION_STATES),
    lines: z.array(
      z.object({
        kind: z.enum(LINE_KINDS),
        name: z.string(),
        unit: z.string(),
        shareBp: z.number().int().nullable(),
        amountFen: Fen,
      }),
    ),
    rules: z
      .array(
        z.object({
          key: z.string(),
          name: Named,
          unit: z.enum(RULE_UNITS),
          value: z.string(),
          source: z.string(),
          inForceFrom: Day,
        }),
      )
      .describe("What it was made by, as it stood then"),
    publicFrom: Day.nullable(),
    publicUntil: Day.nullable().describe("The last day of the public notice; it is approved after that"),
    drawnBy: Person,
    drawnAt: instant,
    approvedBy: Person.nullable(),
    approvedAt: instant.nullable(),
    end: z.object({ by: Person, at: instant, reason: z.string() }).nullable(),
    actions: z.array(z.enum(["approve", "end"])).describe("What the caller may do now"),
    version: z.number().int(),
  })
  .openapi("Distribution");
export type Distribution = z.output<typeof Distribution>;

export const DistributionEnd = z.strictObject({ reason: Text(2000) }).openapi("DistributionEnd");

export const AgreementDistributions = z
  .object({
    path: z.enum(MONEY_PATHS).describe("Where money under this kind of agreement goes, by the rule in force today"),
    pathSource: z.string(),
    distributions: z.array(Distribution),
    mayDraw: z.boolean(),
  })
  .openapi("AgreementDistributions");
export type AgreementDistributions = z.output<typeof AgreementDistributions>;
