import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatFen } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { PathLink } from "../../ui/path-link.tsx";
import { type Project, type ProjectAgreement, projectQuery, type ProjectStage, type Stage } from "./data.ts";
import { datesOf, standOf } from "./flow/model.ts";
import { LinkDialog } from "./link-dialog.tsx";
import styles from "./projects.module.css";
import { StageDialog } from "./stage-dialog.tsx";
import { projectsTexts } from "./texts.ts";

interface StageTableProps {
  readonly project: Project;
  readonly onChanged: (next: Project, done: string) => void;
}

/** What the picture shows, as a table, with what can be done about each stage. */
export function StageTable({ project, onChanged }: StageTableProps) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const [stated, setStated] = useState<ProjectStage | null>(null);
  const [linked, setLinked] = useState<Stage | null>(null);
  return (
    <details className={styles["data"]}>
      <summary>{t("showData")}</summary>
      <div className={styles["scroll"]} role="group" aria-label={t("flow")} tabIndex={0}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("stage")}</th>
              <th scope="col">{t("track")}</th>
              <th scope="col">{t("dates")}</th>
              <th scope="col">{t("how")}</th>
              <th scope="col">{t("agreements")}</th>
            </tr>
          </thead>
          <tbody>
            {project.stages.map((stage) => (
              <tr key={stage.stage}>
                <th scope="row">{pick(stage.name)}</th>
                <td>{t(`track.${stage.track}`)}</td>
                <td>
                  {datesOf(stage, t)}
                  {stage.note !== "" && <small>{stage.note}</small>}
                  {project.mayChange && (
                    <Button
                      size="small"
                      type="link"
                      aria-label={`${t("stateDays")} · ${pick(stage.name)}`}
                      onClick={() => setStated(stage)}
                    >
                      {t("stateDays")}
                    </Button>
                  )}
                </td>
                <td>{stage.entered === null ? "" : t(`entered.${stage.entered}`)}</td>
                <td>
                  <Agreements project={project} stage={stage.stage} />
                  {project.mayChange && (
                    <Button
                      size="small"
                      type="link"
                      aria-label={`${t("link")} · ${pick(stage.name)}`}
                      onClick={() => setLinked(stage.stage)}
                    >
                      {t("link")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {stated !== null && (
        <StageDialog
          project={project}
          stage={stated}
          onDone={(next) => {
            setStated(null);
            onChanged(next, t("saved", { number: project.number }));
          }}
          onClose={() => setStated(null)}
        />
      )}
      {linked !== null && (
        <LinkDialog
          project={project}
          stage={linked}
          onDone={(next) => {
            setLinked(null);
            onChanged(next, t("linked"));
          }}
          onClose={() => setLinked(null)}
        />
      )}
    </details>
  );
}

function Agreements({ project, stage }: { readonly project: Project; readonly stage: Stage }) {
  const t = useTexts(projectsTexts);
  const own = project.agreements.filter((each) => each.stage === stage);
  return (
    <ul className={styles["linked"]}>
      {own.map((agreement) => (
        <li key={agreement.agreementId}>
          {agreement.isOpen ? <Linked project={project} agreement={agreement} /> : t("closedAgreement")}
        </li>
      ))}
    </ul>
  );
}

function Linked({ project, agreement }: { readonly project: Project; readonly agreement: ProjectAgreement }) {
  const t = useTexts(projectsTexts);
  const pick = usePick();
  const language = useLanguage();
  const act = useAct();
  const queryClient = useQueryClient();
  const { agreementId, number, kindName, amountFen, signedOn, stage } = agreement;
  const facts = [pick(kindName), formatFen(amountFen, language), signedOn ?? "", standOf(agreement, t)];
  const path = { projectId: project.id, stage, agreementId };
  const show = (next: Project) => queryClient.setQueryData(projectQuery(project.id).queryKey, next);
  return (
    <>
      <PathLink to={`/p/${project.scopeId}/agreements/${agreementId}`}>{number}</PathLink>{" "}
      {facts.filter((part) => part !== "").join(" · ")}
      {project.mayChange && (
        <Button
          size="small"
          type="link"
          aria-label={`${t("unlinkShort")} · ${number}`}
          onClick={() =>
            void act({
              work: async () =>
                show(
                  await api.delete("/api/projects/{projectId}/stages/{stage}/agreements/{agreementId}", {
                    params: { path },
                  }),
                ),
              done: t("unlinked", { number }),
              undo: async () => {
                show(
                  await api.post("/api/projects/{projectId}/agreements", {
                    params: { path: { projectId: project.id } },
                    body: { stage, agreementId },
                  }),
                );
              },
              changes: [["projects", project.scopeId]],
            })
          }
        >
          {t("unlinkShort")}
        </Button>
      )}
    </>
  );
}
