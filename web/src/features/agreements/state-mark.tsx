import { useTexts } from "../../text/texts.ts";
import styles from "./agreements.module.css";
import type { AgreementState } from "./data.ts";
import { agreementsTexts } from "./texts.ts";

export function StateMark({ state }: { readonly state: AgreementState }) {
  const t = useTexts(agreementsTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
