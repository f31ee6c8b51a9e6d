import { useTexts } from "../../../text/texts.ts";
import styles from "./bids.module.css";
import type { Bid } from "./data.ts";
import { bidTexts } from "./texts.ts";

export function BidMark({ state }: Pick<Bid, "state">) {
  const t = useTexts(bidTexts);
  return (
    <span className={styles["mark"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
