import { type Say, useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { Clarity, NeedSummary } from "./rules.ts";
import { stateTexts } from "./state-texts.ts";
import { type NeedsKey, needsTexts } from "./texts.ts";

/** In a cell: whether it says enough, and what it does not say. */
export function clarityWords(need: Pick<NeedSummary, "missing" | "mustClarify">, t: Say<NeedsKey>): string {
  if (need.missing.length === 0) return need.mustClarify ? t("vague") : t("clear");
  return t("missesOf", { parts: need.missing.map((part) => t(`part.${part}`)).join("、") });
}

/** What a need does not say, as questions that can be put to the enterprise. */
export function ClarityBox({ clarity, isOwn = false }: { readonly clarity: Clarity; readonly isOwn?: boolean }) {
  const t = useTexts(needsTexts);
  const s = useTexts(stateTexts);
  const must = isOwn ? s("clarityMust") : t("clarityMust");
  const { missing, isTooShort, topics, mustClarify } = clarity;
  const isWhole = missing.length === 0 && !isTooShort && topics.length < 2;
  return (
    <section className={styles["clarity"]} data-must={mustClarify || undefined} aria-label={t("clarityTitle")}>
      <h2>{t(isWhole ? "clear" : "clarityTitle")}</h2>
      <p>{isWhole ? t("clarityOk") : mustClarify ? must : t("clarityShould")}</p>
      {!isWhole && (
        <ul>
          {isTooShort && <li>{t("tooShort")}</li>}
          {missing.map((part) => (
            <li key={part}>{t(`ask.${part}`)}</li>
          ))}
          {topics.length > 1 && <li>{t("topics", { topics: topics.join("、") })}</li>}
        </ul>
      )}
    </section>
  );
}
