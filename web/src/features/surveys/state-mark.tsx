import { useTexts } from "../../text/texts.ts";
import type { Round } from "./queries.ts";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

export function StateMark({ state }: Pick<Round, "state">) {
  const t = useTexts(surveysTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
