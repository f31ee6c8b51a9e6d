import { z } from "@hono/zod-openapi";
import type { Bilingual } from "@dual-high/kernel";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");

export const FACILITY_KINDS = ["proof_of_concept_centre", "pilot_platform", "incubator", "instrument_centre"] as const;
export type FacilityKind = (typeof FACILITY_KINDS)[number];

export const FACILITY_KIND_NAMES: Readonly<Record<FacilityKind, Bilingual>> = {
  proof_of_concept_centre: { zh: "概念验证中心", en: "Proof-of-concept centre" },
  pilot_platform: { zh: "中试平台", en: "Pilot-scale platform" },
  incubator: { zh: "孵化器", en: "Incubator" },
  instrument_centre: { zh: "仪器共享中心", en: "Shared instrument centre" },
};

const Text = (most: number) => z.string().trim().max(most);
const Optional = (most: number) =>
  Text(most)
    .transform((text) => (text === "" ? null : text))
    .nullable();
const Contact = z.object({
  name: Optional(200).default(null),
  phone: Optional(100).default(null),
  email: Optional(200).default(null),
});
const ContactShown = z
  .object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
  .nullable();

const FACILITY = {
  kind: z.enum(FACILITY_KINDS),
  name: Text(200).min(1),
  nameEn: Optional(200),
  unit: Optional(200).describe("Who runs it"),
  location: Optional(300),
  description: Text(20_000),
  field: Optional(300),
  areaM2: z.number().int().positive().max(10_000_000).nullable(),
  price: Optional(500),
  website: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  contact: Contact.nullable(),
  managerScopeId: id.nullable().describe("Scope whose facility managers look after it"),
} as const;

export const FacilityDraft = z
  .strictObject({
    ...FACILITY,
    nameEn: FACILITY.nameEn.default(null),
    unit: FACILITY.unit.default(null),
    location: FACILITY.location.default(null),
    description: FACILITY.description.default(""),
    field: FACILITY.field.default(null),
    areaM2: FACILITY.areaM2.default(null),
    price: FACILITY.price.default(null),
    website: FACILITY.website.default(null),
    contact: FACILITY.contact.default(null),
    managerScopeId: FACILITY.managerScopeId.default(null),
  })
  .openapi("FacilityDraft");
export type FacilityDraft = z.output<typeof FacilityDraft>;

export const FacilityChange = z.strictObject(FACILITY).partial().openapi("FacilityChange");
export type FacilityChange = z.output<typeof FacilityChange>;

export const Facility = z
  .object({
    id,
    scopeId: id,
    kind: z.enum(FACILITY_KINDS),
    name: z.string(),
    nameEn: z.string().nullable(),
    unit: z.string().nullable(),
    location: z.string().nullable(),
    description: z.string(),
    field: z.string().nullable(),
    areaM2: z.number().int().nullable(),
    price: z.string().nullable(),
    website: z.string().nullable(),
    contact: ContactShown,
    managerScopeId: id.nullable(),
    instrumentCount: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("Facility");
export type Facility = z.infer<typeof Facility>;

export const FACILITY_SORTS = ["name", "kind", "createdAt", "updatedAt"] as const;

const INSTRUMENT = {
  name: Text(300).min(1),
  model: Optional(200),
  functions: Text(20_000),
  unit: Optional(200),
  location: Optional(300),
  price: Optional(500),
  contact: Contact.nullable(),
  facilityId: id.nullable(),
} as const;

export const InstrumentDraft = z
  .strictObject({
    ...INSTRUMENT,
    model: INSTRUMENT.model.default(null),
    functions: INSTRUMENT.functions.default(""),
    unit: INSTRUMENT.unit.default(null),
    location: INSTRUMENT.location.default(null),
    price: INSTRUMENT.price.default(null),
    contact: INSTRUMENT.contact.default(null),
    facilityId: INSTRUMENT.facilityId.default(null),
  })
  .openapi("InstrumentDraft");
export type InstrumentDraft = z.output<typeof InstrumentDraft>;

export const InstrumentChange = z.strictObject(INSTRUMENT).partial().openapi("InstrumentChange");
export type InstrumentChange = z.output<typeof InstrumentChange>;

export const Instrument = z
  .object({
    id,
    scopeId: id,
    listNumber: z.string().nullable().describe("Its number in the office's own list"),
    name: z.string(),
    model: z.string().nullable(),
    functions: z.string().describe("What it measures or does, and for which uses"),
    unit: z.string().nullable(),
    location: z.string().nullable(),
    price: z.string().nullable(),
    contact: ContactShown,
    facilityId: id.nullable(),
    facilityName: z.string().nullable(),
    origin: z.object({ file: z.string(), sheet: z.string().optional(), row: z.number().int().optional() }).nullable(),
    createdAt: instant,
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi("Instrument");
export type Instrument = z.infer<typeof Instrument>;

export const INSTRUMENT_SORTS = ["name", "model", "unit", "createdAt", "updatedAt"] as const;
