import { Button } from "antd";
import { useMemo, useState } from "react";
import { usePick, useTexts } from "../../../text/texts.ts";
import { Notice } from "../shared/notice.tsx";
import { CopyText } from "../../../ui/copy-text.tsx";
import type { Candidate, RunNeedDetail } from "../data.ts";
import { OUTCOME_LABELS, PARTNER_KIND_LABELS } from "../labels.ts";
import { needMarks } from "./marks.ts";
import { MarkedText } from "./phrase.tsx";
import styles from "./run.module.css";
import { BandMark } from "./score-bar.tsx";
import { runTexts } from "./texts.ts";

interface NeedTextProps {
  readonly need: RunNeedDetail;
  /** Whose shared phrases are marked. */
  readonly partner: Candidate | null;
  readonly mayDecide: boolean;
  /** Beside a partner in the hand: a few lines, and the rest on demand. */
  readonly isBrief: boolean;
  readonly onReach: () => void;
}

const LONG = 260;
const BRIEF = 60;

/** What the enterprise asks for, with the words marked that the chosen partner has too. */
export function NeedText({ need, partner, mayDecide, isBrief, onReach }: NeedTextProps) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const [isWhole, setWhole] = useState(false);
  const marks = useMemo(() => {
    const terms = partner?.terms ?? [];
    return { title: needMarks(terms, "title"), content: needMarks(terms, "content") };
  }, [partner]);
  const isLong = need.content.length > (isBrief ? BRIEF : LONG);
  return (
    <section className={styles["needText"]} aria-labelledby="need-title">
      <header>
        <p className={styles["needFacts"]}>
          <span>{need.number}</span> {[need.enterprise, need.field].filter((part) => part !== "").join(" · ")}
          {need.outcome !== "matched" && (
            <span className={styles["needOutcome"]}>{pick(OUTCOME_LABELS[need.outcome])}</span>
          )}
        </p>
        {mayDecide && !isBrief && (
          <Button size="small" onClick={onReach}>
            {t("askAround")}
          </Button>
        )}
      </header>
      <h2 id="need-title" tabIndex={-1}>
        <MarkedText text={need.title} spans={marks.title} />
      </h2>
      <p className={styles["needContent"]} data-clipped={(isLong && !isWhole) || undefined}>
        <MarkedText text={need.content} spans={marks.content} />
      </p>
      {isLong && (
        <button type="button" className="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? "showLess" : "showAll")}
        </button>
      )}
    </section>
  );
}

/** Why a need has no partners: what is missing from it, or how far away the nearest is. */
export function NoPartners({ need }: { need: RunNeedDetail }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const { outcome, texts, nearest, lacks } = need;
  return (
    <>
      {outcome === "to_clarify" && (
        <Notice title={t("unclear")}>
          <p>{pick(texts.unclear)}</p>
        </Notice>
      )}
      {outcome === "unmatched" && (
        <Notice title={t("unmatched")}>
          <p>{pick(texts.why)}</p>
        </Notice>
      )}
      {nearest !== null && (
        <div className={styles["nearest"]}>
          <h3>{t("nearest")}</h3>
          <p>
            <BandMark band={nearest.band} /> <strong>{nearest.name}</strong>
            <span className={styles["cardUnit"]}>
              {nearest.unit}
              <em>{pick(PARTNER_KIND_LABELS[nearest.kind])}</em>
            </span>
          </p>
          {lacks.length > 0 && (
            <p>
              {t("lacks")}{" "}
              {lacks.map((term) => (
                <span key={term} className={styles["word"]} data-lacking>
                  {term}
                </span>
              ))}
            </p>
          )}
        </div>
      )}
      {pick(texts.ask) !== "" && (
        <div className={styles["ask"]}>
          <h3>{t("askEnterprise")}</h3>
          <CopyText draft={`ask:${need.id}`} label={t("askEnterprise")} text={texts.ask} />
        </div>
      )}
    </>
  );
}

export function Instruments({ need }: { need: RunNeedDetail }) {
  const t = useTexts(runTexts);
  if (need.instruments.length === 0) return null;
  return (
    <section className={styles["instruments"]} aria-labelledby="instruments-title">
      <h3 id="instruments-title">{t("instruments")}</h3>
      <ul>
        {need.instruments.map(({ instrumentId, name, model, unit, terms }) => (
          <li key={instrumentId}>
            <strong>{name}</strong>
            <span className={styles["cardUnit"]}>{[model, unit].filter((part) => part !== "").join(" · ")}</span>
            {terms.slice(0, 4).map((term) => (
              <span key={term} className={styles["word"]}>
                {term}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
