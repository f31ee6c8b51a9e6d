import { useEnterpriseAccountFields } from "../../frame/enterprise-accounts.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { orNull } from "../../ui/record/fields.ts";
import type { Values } from "../../ui/record/merge.ts";
import type { Project } from "./data.ts";
import { projectsTexts } from "./texts.ts";

/** What a project says of itself. A new one says besides when its laboratory began and who leads it. */
export function useProjectFields({ isNew }: { readonly isNew: boolean }): readonly FieldSpec[] {
  const t = useTexts(projectsTexts);
  const accounts = useEnterpriseAccountFields(useScopeId());
  const first: readonly FieldSpec[] = [
    { key: "leadName", label: t("leadName"), kind: "text", isShort: true },
    { key: "leadUnit", label: t("leadUnit"), kind: "text", isShort: true },
    { key: "labSince", label: t("labSince"), kind: "day", hint: t("labSinceHint") },
  ];
  return [
    { key: "title", label: t("name"), kind: "text", isRequired: true },
    { key: "company", label: t("company"), kind: "text", isShort: true },
    ...accounts,
    { key: "industry", label: t("industry"), kind: "text", isShort: true, hint: t("industryHint") },
    ...(isNew ? first : []),
    { key: "summary", label: t("summary"), kind: "prose" },
  ];
}

export const EMPTY: Values = {
  title: "",
  company: "",
  enterpriseId: "",
  industry: "",
  leadName: "",
  leadUnit: "",
  labSince: "",
  summary: "",
};

const said = (value: string | boolean | undefined): string => (typeof value === "string" ? value.trim() : "");

export function valuesOf({ title, company, enterpriseId, industry, summary }: Project): Values {
  return { title, company, enterpriseId: enterpriseId ?? "", industry, summary };
}

export function changeOf(values: Values, changed: readonly string[]) {
  return Object.fromEntries(
    changed.map((field) => [field, field === "enterpriseId" ? orNull(said(values[field])) : said(values[field])]),
  );
}

/** What is sent of a new one. */
export function draftOf(values: Values) {
  const name = said(values["leadName"]);
  const lead = { name, unit: said(values["leadUnit"]), role: "lead" as const };
  return {
    title: said(values["title"]),
    company: said(values["company"]),
    enterpriseId: orNull(said(values["enterpriseId"])),
    industry: said(values["industry"]),
    summary: said(values["summary"]),
    labSince: orNull(said(values["labSince"])),
    members: name === "" ? [] : [lead],
  };
}
