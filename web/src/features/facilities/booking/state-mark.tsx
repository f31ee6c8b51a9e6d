import { useTexts } from "../../../text/texts.ts";
import styles from "./booking.module.css";
import type { BookingState } from "./queries.ts";
import { bookingsTexts } from "./texts.ts";

export function StateMark({ state }: { readonly state: BookingState }) {
  const t = useTexts(bookingsTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
