import { z } from "@hono/zod-openapi";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Day = z.iso.date().describe("Calendar day, YYYY-MM-DD");
const Fen = z.string().describe("Amount in fen, as a decimal string");
const TypedFen = z.string().trim().max(40).describe("Whole fen as a decimal string");
const Text = (most: number) => z.string().trim().max(most);
const Named = z.object({ zh: z.string(), en: z.string() });

export const REGISTRATION_STATES = [
  "preparing",
  "accepted",
  "registered",
  "changing",
  "cancelled",
  "returned",
] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];
export const RECORD_KINDS = ["registered", "changed", "cancelled"] as const;
export const REGISTRATION_ACTIONS = ["accept", "register", "return", "change", "cancel", "renew"] as const;
export type RegistrationAction = (typeof REGISTRATION_ACTIONS)[number];

/** What the form asks that an agreement does not say by itself; the agreement's own words fill in the rest. */
export const FORM_FIELDS = [
  "buyerCountry",
  "buyerDivision",
  "buyerNature",
  "sellerCountry",
  "sellerDivision",
  "sellerNature",
  "field",
  "ipKind",
  "planSource",
  "economicGoal",
  "industry",
  "researchKind",
  "newInvestment",
  "newOutput",
  "legalRepresentative",
  "handler",
  "contact",
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

const Deduction = z.strictObject({ text: Text(300).min(1), amountFen: TypedFen });

export const RegistrationChange = z
  .strictObject({
    fields: z.partialRecord(z.enum(FORM_FIELDS), Text(300)).describe("Fields of the form; one that is left out stays"),
    deductions: z.array(Deduction).max(50).describe("What is not technology, item by item; given whole"),
    technicalIncomeFen: TypedFen.nullable(),
  })
  .partial()
  .openapi("RegistrationChange");
export type RegistrationChange = z.output<typeof RegistrationChange>;

export const RegistrationMove = z
  .discriminatedUnion("action", [
    z.strictObject({ action: z.literal("accept"), on: Day.describe("The day on which the registrar accepted it") }),
    z.strictObject({ action: z.literal("register"), on: Day, number: Text(60).min(1).describe("As it is written") }),
    z
      .strictObject({ action: z.literal("return"), reason: Text(2000).min(1) })
      .describe("Sent back; while a change is open, what was registered before it holds on"),
    z
      .strictObject({ action: z.literal("change"), reason: Text(2000).min(1) })
      .describe("What was registered is to be changed at the registrar: the form opens until it is registered again"),
    z.strictObject({ action: z.literal("cancel"), on: Day, reason: Text(2000).min(1) }),
    z
      .strictObject({ action: z.literal("renew"), reason: Text(2000).min(1) })
      .describe("Cancelled, and to be registered once more: the form opens as it was registered last"),
  ])
  .openapi("RegistrationMove");
export type RegistrationMove = z.output<typeof RegistrationMove>;

export const Registration = z
  .object({
    agreementId: id,
    scopeId: id,
    agreementNumber: z.string(),
    title: z.string(),
    state: z.enum(REGISTRATION_STATES),
    fields: z.partialRecord(z.enum(FORM_FIELDS), z.string()),
    deductions: z.array(z.object({ text: z.string(), amountFen: Fen })),
    contractFen: Fen.nullable().describe("Once registered: as it was registered"),
    transactionFen: Fen.nullable().describe("Technology transaction value: the amount less the deductions"),
    contradiction: Named.nullable().describe(
      "What the form and the agreement, as it reads now, say against each other",
    ),
    technicalIncomeFen: Fen.nullable(),
    receivedFen: Fen.describe("Received under the agreement so far, royalties included"),
    acceptedOn: Day.nullable(),
    registeredOn: Day.nullable(),
    number: z.string().nullable(),
    returnedReason: z.string().nullable(),
    due: z
      .object({
        on: Day,
        workingDays: z.number().int(),
        left: z.number().int().describe("Working days from today; below nothing when it is past"),
        isReviewed: z.boolean().describe("Large enough that experts review it"),
        source: z.string(),
      })
      .nullable()
      .describe("By when the registrar should be done: Monday to Friday, public holidays not counted out"),
    sheet: z
      .array(z.object({ section: Named, label: z.string(), value: z.string() }))
      .describe("The copy sheet, in the order of the form, in Chinese; receipts as they are today"),
    doubts: z.array(Named).describe("What the registrar will ask about; it does not keep the form from going on"),
    lacks: z.array(Named).describe("What the form still asks for"),
    amendedSince: z
      .array(z.object({ number: z.number().int(), signedOn: Day }))
      .describe("Amendments of the agreement since it was registered, which the registration does not know"),
    records: z
      .array(
        z.object({
          kind: z.enum(RECORD_KINDS),
          on: Day,
          number: z.string(),
          contractFen: Fen.nullable(),
          transactionFen: Fen.nullable(),
          technicalIncomeFen: Fen.nullable(),
          reason: z.string().nullable(),
        }),
      )
      .describe("What was registered, changed and cancelled, in its order, as it was then"),
    mayChange: z.boolean(),
    actions: z.array(z.enum(REGISTRATION_ACTIONS)),
    updatedAt: instant.nullable(),
    version: z.number().int().describe("0 as long as nothing was written"),
  })
  .openapi("Registration");
export type Registration = z.output<typeof Registration>;

const Figures = z.object({
  contracts: z.number().int(),
  contractFen: Fen,
  transactionFen: Fen,
  receivedFen: Fen,
});

export const TransformationReport = z
  .object({
    year: z.number().int(),
    kinds: z
      .array(Figures.extend({ kind: z.string(), name: Named }))
      .describe("Agreements signed in the year, by kind"),
    total: Figures,
    before: Figures.describe("The same of the year before"),
    growth: z
      .object({ contracts: z.string(), contractFen: z.string(), transactionFen: z.string(), receivedFen: z.string() })
      .describe("In percent with one decimal; empty where there was nothing the year before"),
    received: z.object({
      commissionedFen: Fen,
      transformationFen: Fen,
      inventorsFen: Fen,
      unitsFen: Fen,
      institutionFen: Fen.describe("With overheads"),
      accountsFen: Fen.describe("To projects' accounts"),
      recognitionFeeFen: Fen.describe("The registrar's recognition fee"),
      vatFen: Fen.describe("Value-added tax"),
      takenOffFen: Fen.describe("Other tax and costs"),
      undistributedFen: Fen,
    }),
    registered: z.number().int(),
    unregistered: z.number().int().describe("Technology contracts signed in the year and not registered"),
  })
  .openapi("TransformationReport");
export type TransformationReport = z.output<typeof TransformationReport>;
