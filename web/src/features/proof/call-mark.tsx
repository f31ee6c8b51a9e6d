import { useTexts } from "../../text/texts.ts";
import type { ProofCallSummary } from "./data.ts";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

export function CallMark({ state }: Pick<ProofCallSummary, "state">) {
  const t = useTexts(proofTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
