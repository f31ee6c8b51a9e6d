import { formatMoneyRange, type Language } from "@dual-high/kernel";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import type { ImportRow } from "./rules.ts";
import { importTexts } from "./texts.ts";

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

/** Any value of an entry in words, as a cell shows it. */
function cellText(field: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return (value ? YES : NO)[language];
  if (typeof value === "string") {
    return field === "legalStatus" ? (STATUS[value]?.[language] ?? value) : value;
  }
  if (Array.isArray(value)) {
    const parts = value.map((part) => cellText(field, isRecord(part) ? part["title"] : part, language));
    return parts.filter((part) => part !== "").join(language === "zh" ? "、" : "; ");
  }
  if (typeof value === "number") return String(value);
  if (!isRecord(value)) return "";
  const { low, high } = value;
  if (isAmount(low) && isAmount(high)) return formatMoneyRange({ low: BigInt(low), high: BigInt(high) }, language);
  return ["name", "phone", "email"]
    .map((part) => cellText(part, value[part], language))
    .filter((part) => part !== "")
    .join(" ");
}

function isAmount(value: unknown): value is string | number {
  return (typeof value === "string" && /^\d+$/.test(value)) || (typeof value === "number" && Number.isInteger(value));
}

/** A cell of a row as it was understood; what an update changes stands beside what was there. */
export function CellValue({ row, field }: { readonly row: ImportRow; readonly field: string }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  const change = row.changed[field];
  const after = cellText(field, change === undefined ? row.record?.[field] : change.after, language);
  if (change === undefined || row.outcome !== "updated") return <span className={styles["clip"]}>{after}</span>;
  const before = cellText(field, change.before, language);
  return (
    <span className={styles["clip"]}>
      <del aria-label={t("before", { value: before === "" ? t("blank") : before })}>
        {before === "" ? `(${t("blank")})` : before}
      </del>{" "}
      <ins>{after}</ins>
    </span>
  );
}

/** Where a row stands, as Excel shows it. */
export function RowPlace({ row, hasSheets }: { readonly row: ImportRow; readonly hasSheets: boolean }) {
  const t = useTexts(importTexts);
  if (row.row === null) return <>{row.file}</>;
  if (row.sheet === null || !hasSheets) return <>{row.row}</>;
  return <>{t("place", { sheet: row.sheet, row: row.row })}</>;
}

export function Problems({ row }: { readonly row: ImportRow }) {
  const pick = usePick();
  return (
    <ul className={styles["problems"]}>
      {row.problems.map(({ code, text, level }, index) => (
        <li key={`${code}-${index}`} data-level={level}>
          {pick(text)}
        </li>
      ))}
    </ul>
  );
}
