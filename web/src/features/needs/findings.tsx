import { useLanguage, useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";
import type { NeedTriage, TriagePart } from "./triage-rules.ts";

interface FindingsProps {
  readonly triage: NeedTriage;
  readonly need: Need;
  readonly lit: TriagePart | null;
  readonly onLight: (part: TriagePart | null) => void;
}

/** What the checker found: each part that is there leads to its places, each that is missing says what a team cannot know. */
export function Findings({ triage, need, lit, onLight }: FindingsProps) {
  const t = useTexts(needsTexts);
  const language = useLanguage();
  const { parts, topics, isTooShort, isList, score } = triage;
  return (
    <section className={styles["findings"]} aria-label={t("findings")}>
      <h2>{t("findings")}</h2>
      <p>{t("score", { score })}</p>
      <ul>
        {parts.map(({ part, isThere, spans, name, lack }) => (
          <li key={part} data-there={isThere}>
            {isThere && spans.length > 0 && part !== "problem" ? (
              <button
                type="button"
                className="quiet"
                aria-pressed={lit === part}
                onClick={() => onLight(lit === part ? null : part)}
              >
                {t("found", { part: name[language], n: spans.length, count: spans.length })}
              </button>
            ) : isThere ? (
              <span>{t("foundElsewhere", { part: name[language] })}</span>
            ) : (
              <>
                <b>{t("missing", { part: name[language] })}</b>
                <small>{lack[language]}</small>
              </>
            )}
          </li>
        ))}
        {isTooShort && (
          <li data-there={false}>
            <b>{t("tooShort")}</b>
          </li>
        )}
        {topics.length > 1 && (
          <li data-there={false}>
            <b>{t(isList ? "isList" : "severalTopics", { n: topics.length, count: topics.length })}</b>
            <ol>
              {topics.map(({ start, end }) => (
                <li key={start}>{need.content.slice(start, end).split("\n")[0]}</li>
              ))}
            </ol>
          </li>
        )}
      </ul>
      <small>{t("findingsRemark")}</small>
    </section>
  );
}
