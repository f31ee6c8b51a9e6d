import type { ReactNode } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./record.module.css";
import { recordTexts } from "./texts.ts";

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Prose takes the whole width. */
  readonly isLong?: boolean;
  /** Stands even when it is empty: that nobody said so is worth knowing. */
  readonly isKept?: boolean;
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "" || value === false;
}

/** What is held of a record, each under its name. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const t = useTexts(recordTexts);
  const shown = facts.filter(({ value, isKept }) => isKept === true || !isEmpty(value));
  return (
    <dl className={styles["facts"]}>
      {shown.map(({ label, value, isLong }) => (
        <div key={label} data-long={isLong || undefined}>
          <dt>{label}</dt>
          <dd data-none={isEmpty(value) || undefined}>{isEmpty(value) ? t("none") : value}</dd>
        </div>
      ))}
    </dl>
  );
}
