import type { Bilingual, Language } from "@dual-high/kernel";
import { type ListKind, listFields } from "@dual-high/lists";
import type { ExportColumn } from "../../platform/listing/index.ts";
import type { Achievement, Team } from "./types.ts";

type Cell = string | number | null;
type Value<T> = (row: T, language: Language) => Cell;

/** Columns under the names by which the importer knows them, so that an export comes back as a list. */
function columnsOf<T>(
  kind: ListKind,
  columns: readonly (readonly [key: string, width: number, value: Value<T>, field?: string])[],
): readonly ExportColumn<T>[] {
  const labels = new Map(listFields(kind).map(({ field, label }) => [field, label]));
  return columns.map(([key, width, value, field = key]) => ({
    key,
    width,
    value,
    header: labels.get(field) ?? { zh: key, en: key },
  }));
}

const STATUS: Readonly<Record<Achievement["legalStatus"], Bilingual>> = {
  granted: { zh: "有效", en: "In force" },
  pending: { zh: "审中", en: "Pending" },
  lapsed: { zh: "失效", en: "Lapsed" },
  unknown: { zh: "", en: "" },
};
const YES: Bilingual = { zh: "是", en: "yes" };

export const ACHIEVEMENT_COLUMNS = columnsOf<Achievement>("achievements", [
  ["number", 14, ({ number }) => number, "id"],
  ["title", 50, ({ title }) => title],
  ["content", 60, ({ content }) => content],
  ["unit", 24, ({ unit }) => unit],
  ["college", 24, ({ college }) => college],
  ["kind", 12, ({ kind }) => kind],
  ["field", 20, ({ field }) => field],
  ["inventors", 24, ({ inventors }) => inventors],
  ["patentNumber", 20, ({ patentNumber }) => patentNumber],
  ["legalStatus", 12, ({ legalStatus }, language) => STATUS[legalStatus][language]],
  ["filed", 12, ({ filed }) => filed],
  ["granted", 12, ({ granted }) => granted],
  ["expiry", 12, ({ expiry }) => expiry],
  ["owners", 30, ({ owners }) => owners.join("；")],
  ["exclusiveLicence", 14, ({ exclusiveLicence }, language) => (exclusiveLicence ? YES[language] : null)],
  ["readiness", 12, ({ readiness }) => readiness],
  ["grade", 12, ({ grade }) => grade],
]);

export const TEAM_COLUMNS = columnsOf<Team>("teams", [
  ["number", 14, ({ number }) => number, "id"],
  ["name", 30, ({ name }) => name],
  ["lead", 14, ({ lead }) => lead],
  ["unit", 24, ({ unit }) => unit],
  ["college", 24, ({ college }) => college],
  ["field", 20, ({ field }) => field],
  ["content", 60, ({ content }) => content],
  ["capacity", 12, ({ capacity }) => capacity],
  ["orcid", 22, ({ orcid }) => orcid],
  ["items", 60, ({ items }) => items.map(({ title }) => title).join("\n"), "results"],
]);
