import { useTexts } from "../../text/texts.ts";
import styles from "./consortia.module.css";
import type { ConsortiumState } from "./data.ts";
import { consortiaTexts } from "./texts.ts";

export function StateMark({ state }: { readonly state: ConsortiumState }) {
  const t = useTexts(consortiaTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
