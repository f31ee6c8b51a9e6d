import { useMemo } from "react";
import { markText } from "../../text/marks.ts";
import styles from "./needs.module.css";
import { type NeedTriage, spansIn, type TriageField, type TriagePart } from "./triage-rules.ts";

interface MarkedFieldProps {
  readonly title: string;
  readonly field: TriageField;
  readonly text: string;
  readonly triage: NeedTriage;
  /** The part whose places stand out; the places of all are marked lightly. */
  readonly lit: TriagePart | null;
}

/** One text of a need with the places at which the checker found its parts. */
export function MarkedField({ title, field, text, triage, lit }: MarkedFieldProps) {
  const pieces = useMemo(() => markText(text, spansIn(triage, field)), [text, triage, field]);
  if (text === "") return null;
  return (
    <section className={styles["marked"]}>
      <h2>{title}</h2>
      <p>
        {pieces.map(({ text: piece, phrases }, at) => {
          if (phrases.length === 0) return piece;
          const parts = phrases.flatMap((index) => triage.parts[index]?.part ?? []);
          return (
            <mark key={at} data-parts={parts.join(" ")} data-lit={(lit !== null && parts.includes(lit)) || undefined}>
              {piece}
            </mark>
          );
        })}
      </p>
    </section>
  );
}
