import type { Say } from "../../text/texts.ts";
import { typed } from "../../ui/record/body.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import type { Values } from "../../ui/record/merge.ts";
import type { Achievement, Organisation, Person, Team } from "./kinds.ts";
import type { DirectoryKey } from "./texts.ts";

type Fields = readonly FieldSpec[];
type SayDirectory = Say<DirectoryKey>;

const STATUSES = ["granted", "pending", "lapsed", "unknown"] as const;
const CONFIDENCES = ["high", "medium", "low"] as const;

interface Contact {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
}

export function contactText(contact: Contact | null): string {
  return [contact?.name, contact?.phone, contact?.email]
    .filter((part) => part !== undefined && part !== null)
    .join(" ");
}

/** The contact that is shown is masked and not for writing back: a form begins without it. */
function contactFields(t: SayDirectory, held: Contact | null): Fields {
  const words = contactText(held);
  const hint = words === "" ? {} : { hint: t("contactMasked", { contact: words }) };
  return [
    {
      key: "contactName",
      label: t("field.contactName"),
      kind: "text",
      isShort: true,
      partOf: ["contact", "name"],
      ...hint,
    },
    { key: "contactPhone", label: t("field.phone"), kind: "text", isShort: true, partOf: ["contact", "phone"] },
    { key: "contactEmail", label: t("field.email"), kind: "text", isShort: true, partOf: ["contact", "email"] },
  ];
}

const NO_CONTACT = { contactName: "", contactPhone: "", contactEmail: "" };

export function achievementFields(t: SayDirectory, held: Achievement | null): Fields {
  return [
    { key: "title", label: t("field.title"), kind: "text", isRequired: true },
    { key: "content", label: t("field.content"), kind: "prose", isEmptyText: true },
    { key: "unit", label: t("field.unit"), kind: "text", isShort: true },
    { key: "college", label: t("field.college"), kind: "text", isShort: true },
    { key: "kind", label: t("field.kind"), kind: "text", isShort: true },
    { key: "field", label: t("field.field"), kind: "text", isShort: true },
    { key: "inventors", label: t("field.inventors"), kind: "text" },
    { key: "patentNumber", label: t("field.patentNumber"), kind: "text", isShort: true },
    {
      key: "legalStatus",
      label: t("field.legalStatus"),
      kind: "choice",
      isShort: true,
      options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    { key: "filed", label: t("field.filed"), kind: "day" },
    { key: "granted", label: t("field.granted"), kind: "day" },
    { key: "expiry", label: t("field.expiry"), kind: "day" },
    {
      key: "readiness",
      label: t("field.readiness"),
      kind: "integer",
      isShort: true,
      least: 1,
      most: 9,
      hint: t("readinessHint"),
    },
    { key: "owners", label: t("field.owners"), kind: "lines", isShort: true },
    { key: "coOwners", label: t("field.coOwners"), kind: "lines", isShort: true },
    { key: "exclusiveLicence", label: t("field.exclusiveLicence"), kind: "tick" },
    { key: "keywords", label: t("field.keywords"), kind: "text" },
    { key: "cooperation", label: t("field.cooperation"), kind: "text", isShort: true },
    { key: "grade", label: t("field.grade"), kind: "text", isShort: true },
    { key: "ipc", label: t("field.ipc"), kind: "text" },
    ...contactFields(t, held?.contact ?? null),
  ];
}

export function achievementValues(held: Achievement | null): Values {
  return {
    title: held?.title ?? "",
    content: held?.content ?? "",
    unit: typed(held?.unit),
    college: typed(held?.college),
    kind: typed(held?.kind),
    field: typed(held?.field),
    inventors: typed(held?.inventors),
    patentNumber: typed(held?.patentNumber),
    legalStatus: held?.legalStatus ?? "unknown",
    filed: typed(held?.filed),
    granted: typed(held?.granted),
    expiry: typed(held?.expiry),
    readiness: typed(held?.readiness),
    owners: typed(held?.owners),
    coOwners: typed(held?.coOwners),
    exclusiveLicence: held?.exclusiveLicence ?? false,
    keywords: typed(held?.keywords),
    cooperation: typed(held?.cooperation),
    grade: typed(held?.grade),
    ipc: typed(held?.ipc),
    ...NO_CONTACT,
  };
}

export function teamFields(t: SayDirectory, held: Team | null): Fields {
  return [
    { key: "name", label: t("field.name"), kind: "text", isRequired: true },
    { key: "lead", label: t("field.lead"), kind: "text", isShort: true },
    { key: "orcid", label: t("field.orcid"), kind: "text", isShort: true },
    { key: "unit", label: t("field.unit"), kind: "text", isShort: true },
    { key: "college", label: t("field.college"), kind: "text", isShort: true },
    { key: "field", label: t("field.field"), kind: "text", isShort: true },
    {
      key: "capacity",
      label: t("field.capacity"),
      kind: "integer",
      isShort: true,
      least: 0,
      most: 1000,
      hint: t("capacityHint"),
    },
    { key: "content", label: t("field.content"), kind: "prose", isEmptyText: true },
    { key: "items", label: t("field.items"), kind: "prose", hint: t("itemsHint") },
    ...contactFields(t, held?.contact ?? null),
  ];
}

export function teamValues(held: Team | null): Values {
  return {
    name: held?.name ?? "",
    lead: typed(held?.lead),
    orcid: typed(held?.orcid),
    unit: typed(held?.unit),
    college: typed(held?.college),
    field: typed(held?.field),
    capacity: typed(held?.capacity),
    content: held?.content ?? "",
    items: writeItems(held?.items ?? []),
    ...NO_CONTACT,
  };
}

type Item = Team["items"][number];

/** A team's results as a person types them: a paragraph each, its first line the title. */
export function writeItems(items: readonly Item[]): string {
  return items
    .map(({ title, content }) => [title, content.replaceAll(/\n\s*\n/g, "\n")].join("\n").trim())
    .join("\n\n");
}

export function readItems(text: string): Item[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().split("\n"))
    .filter(([title = ""]) => title.trim() !== "")
    .map(([title = "", ...content]) => ({ title: title.trim(), content: content.join("\n").trim() }));
}

export function personFields(t: SayDirectory): Fields {
  return [
    { key: "name", label: t("field.personName"), kind: "text", isRequired: true, isShort: true },
    { key: "personNumber", label: t("field.personNumber"), kind: "text", isShort: true },
    { key: "unit", label: t("field.unit"), kind: "text", isShort: true },
    { key: "college", label: t("field.college"), kind: "text", isShort: true },
    { key: "title", label: t("field.personTitle"), kind: "text", isShort: true },
    { key: "orcid", label: t("field.orcid"), kind: "text", isShort: true },
    { key: "field", label: t("field.field"), kind: "text" },
    { key: "phone", label: t("field.phone"), kind: "text", isShort: true },
    { key: "email", label: t("field.email"), kind: "text", isShort: true },
    { key: "note", label: t("field.note"), kind: "prose" },
  ];
}

export function personValues(held: Person | null): Values {
  return {
    name: held?.name ?? "",
    personNumber: typed(held?.personNumber),
    unit: typed(held?.unit),
    college: typed(held?.college),
    title: typed(held?.title),
    orcid: typed(held?.orcid),
    field: typed(held?.field),
    phone: "",
    email: "",
    note: typed(held?.note),
  };
}

export function organisationFields(t: SayDirectory): Fields {
  return [
    { key: "name", label: t("field.name"), kind: "text", isRequired: true },
    { key: "nameEn", label: t("field.nameEn"), kind: "text" },
    { key: "creditCode", label: t("field.creditCode"), kind: "text", isShort: true },
    { key: "cityCode", label: t("field.cityCode"), kind: "text", isShort: true },
    { key: "otherNames", label: t("field.otherNames"), kind: "lines" },
    { key: "website", label: t("field.website"), kind: "text" },
    { key: "source", label: t("field.source"), kind: "text", isShort: true },
    {
      key: "confidence",
      label: t("field.confidence"),
      kind: "choice",
      isShort: true,
      options: CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) })),
    },
  ];
}

export function organisationValues(held: Organisation | null): Values {
  return {
    name: held?.name ?? "",
    nameEn: typed(held?.nameEn),
    creditCode: typed(held?.creditCode),
    cityCode: typed(held?.cityCode),
    otherNames: typed(held?.otherNames),
    website: typed(held?.website),
    source: typed(held?.source),
    confidence: typed(held?.confidence),
  };
}
