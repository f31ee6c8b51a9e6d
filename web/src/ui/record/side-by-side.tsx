import { Fragment, useMemo } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./record.module.css";
import { diffTexts } from "./text-diff.ts";
import { recordTexts } from "./texts.ts";

interface TwoTexts {
  readonly before: string;
  readonly after: string;
}

/** What was taken out and put in, within one text. */
export function TextDiff({ before, after }: TwoTexts) {
  const pieces = useMemo(() => diffTexts(before, after), [before, after]);
  return (
    <span className={styles["diff"]}>
      {pieces.map(({ text, kind }, at) =>
        kind === "kept" ? (
          <Fragment key={at}>{text}</Fragment>
        ) : kind === "removed" ? (
          <del key={at}>{text}</del>
        ) : (
          <ins key={at}>{text}</ins>
        ),
      )}
    </span>
  );
}

interface SideBySideProps extends TwoTexts {
  readonly label: string;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

/** Both texts beside each other, each with what the other does not have; beneath each other on a phone. */
export function SideBySide({ label, beforeLabel, afterLabel, before, after }: SideBySideProps) {
  const t = useTexts(recordTexts);
  const pieces = useMemo(() => diffTexts(before, after), [before, after]);
  const shown = (kind: "removed" | "added") =>
    pieces
      .filter((piece) => piece.kind === "kept" || piece.kind === kind)
      .map(({ text, kind: is }, at) =>
        is === "kept" ? (
          <Fragment key={at}>{text}</Fragment>
        ) : is === "removed" ? (
          <del key={at}>{text}</del>
        ) : (
          <ins key={at}>{text}</ins>
        ),
      );
  return (
    <section className={styles["sideBySide"]} aria-label={label}>
      <h3>{label}</h3>
      <div>
        <small>{beforeLabel}</small>
        <p>{before === "" ? `(${t("blank")})` : shown("removed")}</p>
      </div>
      <div>
        <small>{afterLabel}</small>
        <p>{after === "" ? `(${t("blank")})` : shown("added")}</p>
      </div>
    </section>
  );
}
