import { useMemo } from "react";
import { markText } from "../../text/marks.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";
import { type NeedTriage, spansIn, type TriageField, type TriagePart } from "./triage-rules.ts";

interface MarkedTextProps {
  readonly need: Need;
  readonly triage: NeedTriage;
  /** The part whose places stand out; the places of all are marked lightly. */
  readonly lit: TriagePart | null;
}

const FIELDS = ["title", "content", "indicators", "basis"] as const satisfies readonly TriageField[];

/** The texts of a need with the places at which the checker found its parts. */
export function MarkedText({ need, triage, lit }: MarkedTextProps) {
  const t = useTexts(needsTexts);
  return FIELDS.map((field) => (
    <MarkedField
      key={field}
      title={t(field === "title" ? "needTitle" : field)}
      field={field}
      text={need[field] ?? ""}
      triage={triage}
      lit={lit}
    />
  ));
}

interface MarkedFieldProps extends Omit<MarkedTextProps, "need"> {
  readonly title: string;
  readonly field: TriageField;
  readonly text: string;
}

function MarkedField({ title, field, text, triage, lit }: MarkedFieldProps) {
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
