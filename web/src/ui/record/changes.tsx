import { useTexts } from "../../text/texts.ts";
import { TextDiff } from "./side-by-side.tsx";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

export interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** A longer text is shown once, with what was taken out and put in. */
const SHORT = 24;

/** What was changed: each field with what stood there and what stands there now. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className={styles["changes"]}>
      {changes.map(({ label, before, after }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {before.length > SHORT && after.length > SHORT ? (
              <TextDiff before={before} after={after} />
            ) : (
              <Instead before={before} after={after} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Instead({ before, after }: Omit<Change, "label">) {
  const t = useTexts(recordTexts);
  return (
    <>
      <del aria-label={t("before", { value: before === "" ? t("blank") : before })}>
        {before === "" ? `(${t("blank")})` : before}
      </del>
      <span aria-hidden> → </span>
      <ins>{after === "" ? `(${t("blank")})` : after}</ins>
    </>
  );
}
