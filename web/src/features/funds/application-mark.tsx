import { useTexts } from "../../text/texts.ts";
import type { ApplicationState } from "./data.ts";
import styles from "./funds.module.css";
import { fundsTexts } from "./texts.ts";

export function ApplicationMark({ state }: { readonly state: ApplicationState }) {
  const t = useTexts(fundsTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
