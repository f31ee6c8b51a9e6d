import type { Schemas } from "@dual-high/client";
import type { Say } from "../../text/texts.ts";
import { typed } from "../../ui/record/body.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import type { Values } from "../../ui/record/merge.ts";
import type { FacilitiesKey } from "./texts.ts";

export type Instrument = Schemas["Instrument"];
export type Facility = Schemas["Facility"];

type SayFacilities = Say<FacilitiesKey>;
type Contact = Instrument["contact"];

export const FACILITY_KINDS = [
  "proof_of_concept_centre",
  "pilot_platform",
  "incubator",
  "instrument_centre",
] as const satisfies readonly Facility["kind"][];

function contactFields(t: SayFacilities): readonly FieldSpec[] {
  return [
    { key: "contactName", label: t("contactName"), kind: "text", isShort: true, partOf: ["contact", "name"] },
    { key: "contactPhone", label: t("contactPhone"), kind: "text", isShort: true, partOf: ["contact", "phone"] },
    { key: "contactEmail", label: t("contactEmail"), kind: "text", isShort: true, partOf: ["contact", "email"] },
  ];
}

function contactValues(contact: Contact): Values {
  return {
    contactName: contact?.name ?? "",
    contactPhone: contact?.phone ?? "",
    contactEmail: contact?.email ?? "",
  };
}

export function contactText(contact: Contact): string {
  return [contact?.name, contact?.phone, contact?.email].filter(Boolean).join(" ");
}

export function instrumentFields(t: SayFacilities, facilities: readonly Facility[]): readonly FieldSpec[] {
  return [
    { key: "name", label: t("name"), kind: "text", isRequired: true },
    { key: "model", label: t("model"), kind: "text", isShort: true },
    { key: "unit", label: t("unit"), kind: "text", isShort: true },
    { key: "functions", label: t("functions"), kind: "prose", isEmptyText: true },
    { key: "location", label: t("location"), kind: "text", isShort: true },
    { key: "price", label: t("price"), kind: "text", isShort: true },
    {
      key: "facilityId",
      label: t("facility"),
      kind: "choice",
      options: [
        { value: "", label: t("noFacility") },
        ...facilities.map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    ...contactFields(t),
  ];
}

export function instrumentValues(held: Instrument | null): Values {
  return {
    name: held?.name ?? "",
    model: typed(held?.model),
    unit: typed(held?.unit),
    functions: held?.functions ?? "",
    location: typed(held?.location),
    price: typed(held?.price),
    facilityId: typed(held?.facilityId),
    ...contactValues(held?.contact ?? null),
  };
}

export function facilityFields(t: SayFacilities): readonly FieldSpec[] {
  return [
    { key: "name", label: t("name"), kind: "text", isRequired: true },
    { key: "nameEn", label: t("nameEn"), kind: "text" },
    {
      key: "kind",
      label: t("kind"),
      kind: "choice",
      isShort: true,
      options: FACILITY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
    { key: "unit", label: t("runBy"), kind: "text", isShort: true },
    { key: "description", label: t("description"), kind: "prose", isEmptyText: true },
    { key: "field", label: t("field"), kind: "text", isShort: true },
    { key: "areaM2", label: t("areaM2"), kind: "integer", isShort: true, least: 1, most: 10_000_000 },
    { key: "location", label: t("location"), kind: "text", isShort: true },
    { key: "price", label: t("price"), kind: "text", isShort: true },
    { key: "website", label: t("website"), kind: "text" },
    ...contactFields(t),
  ];
}

export function facilityValues(held: Facility | null): Values {
  return {
    name: held?.name ?? "",
    nameEn: typed(held?.nameEn),
    kind: held?.kind ?? "pilot_platform",
    unit: typed(held?.unit),
    description: held?.description ?? "",
    field: typed(held?.field),
    areaM2: typed(held?.areaM2),
    location: typed(held?.location),
    price: typed(held?.price),
    website: typed(held?.website),
    ...contactValues(held?.contact ?? null),
  };
}
