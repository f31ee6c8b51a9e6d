import { Alert } from "antd";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import type { Project } from "./data.ts";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

/** Stages that their gates opened, and what has gone from under them since. */
export function LostGround({ stages }: Pick<Project, "stages">) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const language = useLanguage();
  const lost = stages.filter((stage) => stage.lost.length > 0);
  return lost.map((stage) => (
    <Alert
      key={stage.stage}
      className={styles["lost"] ?? ""}
      type="warning"
      showIcon
      title={t("lostGround", {
        stage: pick(stage.name),
        what: stage.lost.map(({ name }) => name[language]).join(t("comma")),
      })}
      description={stage.lost.map(({ requirement, name, supplier }) => (
        <div key={requirement}>{t("lostSupplier", { what: pick(name), who: pick(supplier) })}</div>
      ))}
    />
  ));
}
