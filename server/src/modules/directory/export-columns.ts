import type { Bilingual, Language } from "@dual-high/kernel";
import { type ListKind, listFields } from "@dual-high/lists";
import type { ExportColumn } from "../../platform/listing/index.ts";
import type { Achievement, Organisation, Person, Team } from "./types.ts";

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

const plain = <T>(
  key: string,
  zh: string,
  en: string,
  width: number,
  value: (row: T) => string | number | null,
): ExportColumn<T> => ({ key, header: { zh, en }, width, value });

export const ORGANISATION_COLUMNS: readonly ExportColumn<Organisation>[] = [
  plain("name", "名称", "Name", 36, ({ name }) => name),
  plain("nameEn", "英文名称", "English name", 36, ({ nameEn }) => nameEn),
  plain("kind", "类型", "Kind", 12, ({ kind }) => kind),
  plain("creditCode", "统一社会信用代码", "Unified social credit code", 22, ({ creditCode }) => creditCode),
  plain("cityCode", "行政区划代码", "Division code", 12, ({ cityCode }) => cityCode),
  plain("website", "网站", "Website", 30, ({ website }) => website),
  plain("source", "来源", "Source", 50, ({ source }) => source),
  plain("confidence", "可信程度", "Confidence", 12, ({ confidence }) => confidence),
];

// Without telephone and mail: a file leaves the house.
export const PERSON_COLUMNS: readonly ExportColumn<Person>[] = [
  plain("name", "姓名", "Name", 14, ({ name }) => name),
  plain("unit", "单位", "Unit", 24, ({ unit }) => unit),
  plain("college", "学院", "College", 24, ({ college }) => college),
  plain("personNumber", "工号", "Staff number", 14, ({ personNumber }) => personNumber),
  plain("title", "职称", "Title", 14, ({ title }) => title),
  plain("field", "研究领域", "Field", 30, ({ field }) => field),
  plain("orcid", "ORCID", "ORCID", 22, ({ orcid }) => orcid),
];

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
