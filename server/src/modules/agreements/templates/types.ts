import { z } from "@hono/zod-openapi";
import { AGREEMENT_KINDS } from "../types.ts";

const id = z.uuid();
const instant = z.string().describe("Instant, ISO 8601 in UTC");
const Person = z.object({ id, name: z.string() });
const Named = z.object({ zh: z.string(), en: z.string() });

const Field = z.object({
  key: z.string(),
  names: Named.describe("What stands between the braces, in either language"),
  gives: Named,
});

export const AgreementTemplate = z
  .object({
    id,
    kind: z.enum(AGREEMENT_KINDS),
    kindName: Named,
    version: z.number().int(),
    name: z.string().nullable().describe("Of the file; null where the built-in text is used again"),
    sha256: z.string().nullable(),
    createdBy: Person,
    createdAt: instant,
    isInForce: z.boolean(),
  })
  .openapi("AgreementTemplate");
export type AgreementTemplate = z.output<typeof AgreementTemplate>;

export const AgreementTemplates = z
  .object({
    scopeId: id,
    templates: z.array(AgreementTemplate).describe("By kind, the newest version first"),
    fields: z.array(Field),
    lists: z.array(Field.extend({ fields: z.array(Field) })).describe("Whose rows are repeated"),
    kinds: z.array(z.object({ kind: z.enum(AGREEMENT_KINDS), name: Named })),
  })
  .openapi("AgreementTemplates");
export type AgreementTemplates = z.output<typeof AgreementTemplates>;

export const TemplateReading = z
  .object({
    problems: z.array(z.object({ place: Named, problem: Named })).describe("None: it can be put in force"),
    fields: z.array(Named).describe("What it asks for, by name"),
    template: AgreementTemplate.nullable().describe("The version that it became; null where it was only read"),
  })
  .openapi("AgreementTemplateReading");
export type TemplateReading = z.output<typeof TemplateReading>;

export const UsableTemplate = z
  .object({ id, institution: z.string(), version: z.number().int(), name: z.string() })
  .openapi("UsableAgreementTemplate");
export type UsableTemplate = z.output<typeof UsableTemplate>;

export const TemplateTrial = z
  .object({ id, number: z.string(), title: z.string() })
  .openapi("AgreementForTemplateTrial");
export type TemplateTrial = z.output<typeof TemplateTrial>;
