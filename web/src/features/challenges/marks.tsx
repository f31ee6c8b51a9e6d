import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import type { FormedTeam, Member } from "./data.ts";
import { challengesTexts } from "./texts.ts";

export function TeamMark({ state }: { readonly state: FormedTeam["state"] }) {
  const t = useTexts(challengesTexts);
  return (
    <span className={styles["mark"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}

export function MemberMark({ state }: { readonly state: Member["state"] }) {
  const t = useTexts(challengesTexts);
  return (
    <span className={styles["mark"]} data-state={state}>
      {t(`member.${state}`)}
    </span>
  );
}
