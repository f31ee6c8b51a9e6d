import { useTexts } from "../../text/texts.ts";
import type { Project } from "./data.ts";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

export function StateMark({ state }: { readonly state: Project["state"] }) {
  const t = useTexts(projectsTexts);
  return (
    <span className={styles["state"]} data-state={state}>
      {t(`state.${state}`)}
    </span>
  );
}
