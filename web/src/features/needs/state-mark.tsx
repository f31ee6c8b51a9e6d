import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { NeedState } from "./rules.ts";
import { needsTexts } from "./texts.ts";

export function StateMark({ state }: { readonly state: NeedState }) {
  const t = useTexts(needsTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
