import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";
import { Day, Fen, instant, Named, Person, Text } from "../shapes.ts";

export const SIDES = ["university", "zone"] as const;
export type Side = (typeof SIDES)[number];
export const SIDE_NAMES: Readonly<Record<Side, Bilingual>> = {
  university: { zh: "高校", en: "the university" },
  zone: { zh: "高新区", en: "the zone" },
};

export const SUPPORT_KINDS = ["money", "space", "equipment", "people", "policy"] as const;
export type SupportKind = (typeof SUPPORT_KINDS)[number];

interface KindFacts {
  readonly name: Bilingual;
  /** What a quantity of it is counted in; null where it is stated in words. */
  readonly unit: Bilingual | null;
}
export const SUPPORT_KIND_FACTS: Readonly<Record<SupportKind, KindFacts>> = {
  money: { name: { zh: "经费", en: "money" }, unit: null },
  space: { name: { zh: "场地", en: "space" }, unit: { zh: "平方米", en: "m²" } },
  equipment: { name: { zh: "设备机时", en: "equipment" }, unit: { zh: "小时", en: "hours" } },
  people: { name: { zh: "人员", en: "people" }, unit: { zh: "人月", en: "person-months" } },
  policy: { name: { zh: "政策", en: "policy" }, unit: null },
};

const Hundredths = z.number().int().min(1).max(1_000_000_000_000).describe("Hundredths of the kind's unit");

/** What is no amount is refused by the rules, which name it. */
const AmountFen = z.string().trim().max(40).describe("Amount in fen, more than nothing, as a decimal string");

export const SupportDraft = z
  .strictObject({
    side: z.enum(SIDES),
    kind: z.enum(SUPPORT_KINDS),
    description: Text(2000).min(1),
    quantityHundredths: Hundredths.nullable().default(null),
    valueFen: AmountFen.nullable().default(null).describe("Null: stated, not valued. Money always says how much"),
    promisedOn: Day,
    dueOn: Day.nullable().default(null),
  })
  .openapi("ProjectSupportDraft");
export type SupportDraft = z.output<typeof SupportDraft>;

export const DeliveryDraft = z
  .strictObject({
    deliveredOn: Day,
    quantityHundredths: Hundredths.nullable().default(null),
    valueFen: AmountFen.nullable().default(null),
    note: Text(2000).default(""),
    completes: z.boolean().default(false).describe("Nothing more of it is to come"),
  })
  .openapi("ProjectDeliveryDraft");
export type DeliveryDraft = z.output<typeof DeliveryDraft>;

export const SupportWithdrawal = z.strictObject({ reason: Text(2000).min(1) }).openapi("ProjectSupportWithdrawal");

export const ProjectSupport = z
  .object({
    id: z.uuid(),
    side: z.enum(SIDES),
    kind: z.enum(SUPPORT_KINDS),
    kindName: Named,
    unit: Named.nullable(),
    description: z.string(),
    quantityHundredths: z.number().int().nullable(),
    valueFen: Fen.nullable(),
    promisedOn: Day,
    dueOn: Day.nullable(),
    isLate: z.boolean().describe("Its day is over, and it has not been delivered"),
    state: z.enum(["promised", "delivered", "withdrawn"]),
    stateReason: z.string().nullable(),
    recordedBy: Person,
    recordedAt: instant,
    deliveredFen: Fen,
    deliveredHundredths: z.number().int(),
    deliveries: z.array(
      z.object({
        id: z.uuid(),
        deliveredOn: Day,
        quantityHundredths: z.number().int().nullable(),
        valueFen: Fen.nullable(),
        note: z.string(),
        confirmedBy: Person,
      }),
    ),
    mayDeliver: z.boolean(),
    mayWithdraw: z.boolean(),
  })
  .openapi("ProjectSupport");
export type ProjectSupport = z.output<typeof ProjectSupport>;
