import { useTexts } from "../../../text/texts.ts";
import styles from "./notice.module.css";
import type { ChallengeSummary } from "./data.ts";
import { noticeTexts } from "./texts.ts";

/** The state in words; once the window is over it no longer says that bids are taken. */
export function ChallengeMark({ challenge }: { readonly challenge: Pick<ChallengeSummary, "state" | "isWindowOver"> }) {
  const t = useTexts(noticeTexts);
  const isOver = challenge.state === "published" && challenge.isWindowOver;
  return (
    <span className={styles["mark"]} data-state={challenge.state}>
      {isOver ? t("windowOver") : t(`state.${challenge.state}`)}
    </span>
  );
}
