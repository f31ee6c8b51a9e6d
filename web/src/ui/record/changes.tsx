import { useTexts } from "../../text/texts.ts";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What was changed: each field with what stood there and what stands there now. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTexts(recordTexts);
  if (changes.length === 0) return null;
  return (
    <dl className={styles["changes"]}>
      {changes.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del aria-label={t("before", { value: before === "" ? t("blank") : before })}>
              {before === "" ? `(${t("blank")})` : before}
            </del>
            <span aria-hidden> → </span>
            <ins>{after === "" ? `(${t("blank")})` : after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
