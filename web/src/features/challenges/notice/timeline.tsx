import { formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

/** Which step is now, which were, and what happens next. */
export function Timeline({ steps }: { readonly steps: Challenge["timeline"] }) {
  const t = useTexts(noticeTexts);
  const pick = usePick();
  return (
    <section className={styles["timeline"]}>
      <h2>{t("timeline")}</h2>
      <ol>
        {steps.map(({ key, text, stands, at, hint }) => (
          <li key={key} data-stands={stands} aria-current={stands === "now" ? "step" : undefined}>
            <strong>{pick(text)}</strong>
            <span className={styles["when"]}>
              {stands === "now" ? t("stands.now") : at === null ? t(`stands.${stands}`) : formatInstant(at)}
            </span>
            {hint !== null && <p>{pick(hint)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
