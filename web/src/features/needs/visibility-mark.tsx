import { useTexts } from "../../text/texts.ts";
import styles from "./visibility.module.css";
import type { Need } from "./rules.ts";
import { visibilityTexts } from "./visibility-texts.ts";

/** Who reads a need, beside its title; nothing for what is usual. */
export function VisibilityMark({ visibility }: Pick<Need, "visibility">) {
  const t = useTexts(visibilityTexts);
  if (visibility === "pair") return null;
  return (
    <span className={styles["mark"]} data-visibility={visibility}>
      {t(visibility)}
    </span>
  );
}
