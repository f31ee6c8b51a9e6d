import { useMemo } from "react";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { Candidate } from "../data.ts";
import { BAND_LABELS, type Band } from "../labels.ts";
import { colourOf, useLit } from "./phrase.tsx";
import styles from "./run.module.css";
import { BAND_MARKS, partsOf, roundParts, widthOf } from "./score.ts";
import { runTexts } from "./texts.ts";

export function BandMark({ band }: { band: Band }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  return (
    <span className={styles["band"]} data-band={band} title={t("band", { band: pick(BAND_LABELS[band]) })}>
      <span className="visually-hidden">{t("band", { band: pick(BAND_LABELS[band]) })}</span>
      <span aria-hidden>{pick(BAND_LABELS[band])}</span>
    </span>
  );
}

/** The score as one bar of named parts, with the bands marked on its scale; beneath it the parts with their figures. */
export function ScoreBar({ candidate, isWhole }: { candidate: Candidate; isWhole: boolean }) {
  const t = useTexts(runTexts);
  const { phrase: lit, light } = useLit();
  const { score, contributions, terms } = candidate;
  const parts = useMemo(() => {
    const all = partsOf(
      score,
      contributions,
      terms.map(({ term }) => term),
    );
    const figures = roundParts(
      all.map(({ share }) => share),
      score,
    );
    return all.map((part, at) => ({ ...part, figure: figures[at] ?? "" }));
  }, [score, contributions, terms]);
  const nameOf = (name: string) => (name === "" ? t("wording") : name);
  const shown = isWhole ? parts : parts.slice(0, 3);
  const hidden = parts.length - shown.length;
  const told = parts.map(({ name, figure }) => `${nameOf(name)} ${figure}`).join(t("comma"));
  return (
    <div className={styles["score"]}>
      <div className={styles["bar"]} role="img" aria-label={t("partsBar", { score: score.toFixed(2), parts: told })}>
        {parts.map(({ phrase, name, share }) => (
          <i
            key={name}
            style={{ ...colourOf(phrase), width: `${widthOf(share, score)}%` }}
            data-lit={(lit !== null && lit === phrase) || undefined}
            data-rest={phrase === null || undefined}
          />
        ))}
        {BAND_MARKS.map((mark) => (
          <b key={mark} style={{ left: `${widthOf(mark, score)}%` }} />
        ))}
      </div>
      <ul className={styles["parts"]} aria-hidden>
        {shown.map(({ phrase, name, figure }) => (
          <li
            key={name}
            style={colourOf(phrase)}
            data-lit={(lit !== null && lit === phrase) || undefined}
            onPointerEnter={() => light(phrase)}
            onPointerLeave={() => light(null)}
          >
            {nameOf(name)} <span>{figure}</span>
          </li>
        ))}
        {hidden > 0 && <li className={styles["partsMore"]}>+{hidden}</li>}
        <li className={styles["partsSum"]}>
          = <span>{score.toFixed(2)}</span>
        </li>
      </ul>
    </div>
  );
}
