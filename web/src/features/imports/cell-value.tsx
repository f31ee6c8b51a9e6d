import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { valueText } from "../../ui/record/value-text.ts";
import styles from "./imports.module.css";
import type { ImportRow } from "./rules.ts";
import { importTexts } from "./texts.ts";

/** A cell of a row as it was understood; what an update changes stands beside what was there. */
export function CellValue({ row, field }: { readonly row: ImportRow; readonly field: string }) {
  const t = useTexts(importTexts);
  const language = useLanguage();
  const change = row.changed[field];
  const after = valueText(field, change === undefined ? row.record?.[field] : change.after, language);
  if (change === undefined || row.outcome !== "updated") return <span className={styles["clip"]}>{after}</span>;
  const before = valueText(field, change.before, language);
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
