import type { ReactNode } from "react";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import type { Candidate } from "./data.ts";
import { challengesTexts } from "./texts.ts";

type Shown = Pick<
  Candidate,
  "key" | "name" | "unit" | "college" | "title" | "isSenior" | "covers" | "evidence" | "load"
> & {
  readonly conflicts?: Candidate["conflicts"];
};

interface PersonCardProps {
  readonly person: Shown;
  /** At the right of the name: a state. */
  readonly mark?: ReactNode;
  /** Beneath: what happened, who could stand in. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Somebody with what they bring, what shows it, how much they have to do and what stands against them. */
export function PersonCard({ person, mark, children, actions }: PersonCardProps) {
  const t = useTexts(challengesTexts);
  const pick = usePick();
  const { name, unit, college, title, isSenior, covers, evidence, load, conflicts = [] } = person;
  const where = [college.includes(unit) ? "" : unit, college, title].filter((part) => part !== "").join(" · ");
  return (
    <article className={styles["person"]} aria-label={name}>
      <header>
        <h3>{name}</h3>
        <span>{where}</span>
        {mark}
      </header>
      <p className={styles["facts"]}>
        {[...(isSenior ? [t("senior")] : []), load === 0 ? t("noLoad") : t("load", { count: load })].join(" · ")}
      </p>
      {conflicts.map(({ code, text, keepsOut }) => (
        <p key={code} className={styles["conflict"]} data-keeps-out={keepsOut || undefined}>
          {pick(text)}
        </p>
      ))}
      {covers.length > 0 && (
        <ul className={styles["evidence"]} aria-label={t("evidence")}>
          {covers.map((term) => {
            const shown = evidence.find((one) => one.term === term);
            return (
              <li key={term}>
                <strong>{term}</strong>
                {shown !== undefined && (
                  <span>
                    {t(`kind.${shown.kind}`)} · {shown.text}
                    {shown.works > 1 && ` ${t("works", { count: shown.works })}`}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {children}
      {actions !== undefined && <div className={styles["buttons"]}>{actions}</div>}
    </article>
  );
}
