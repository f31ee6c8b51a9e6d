import { formatMoneyRange, type Language } from "@dual-high/kernel";

const STATUS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  granted: { zh: "有效", en: "in force" },
  pending: { zh: "申请中", en: "pending" },
  lapsed: { zh: "失效", en: "lapsed" },
  unknown: { zh: "未说明", en: "not stated" },
};
const YES: Readonly<Record<Language, string>> = { zh: "是", en: "yes" };
const NO: Readonly<Record<Language, string>> = { zh: "否", en: "no" };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAmount(value: unknown): value is string | number {
  return (typeof value === "string" && /^\d+$/.test(value)) || (typeof value === "number" && Number.isInteger(value));
}

/** Any value of a record in words: in a preview, in a history, beside another record. */
export function valueText(field: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return (value ? YES : NO)[language];
  if (typeof value === "string") return field === "legalStatus" ? (STATUS[value]?.[language] ?? value) : value;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((part) => valueText(field, isRecord(part) ? part["title"] : part, language));
    return parts.filter((part) => part !== "").join(language === "zh" ? "、" : "; ");
  }
  if (!isRecord(value)) return "";
  const { low, high } = value;
  if (isAmount(low) && isAmount(high)) return formatMoneyRange({ low: BigInt(low), high: BigInt(high) }, language);
  return Object.values(value)
    .map((part) => valueText("", part, language))
    .filter((part) => part !== "")
    .join(" ");
}
