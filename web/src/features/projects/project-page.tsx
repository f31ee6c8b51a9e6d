import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { formatPerson } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { Page } from "../../ui/page.tsx";
import { SampleNote } from "../../ui/sample-note.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { FacilityCosts } from "../../ui/record/facility-costs.tsx";
import { Steps } from "../../ui/record/steps.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { facilityCostsQuery, type Project, type ProjectAction, projectQuery } from "./data.ts";
import { FlowPicture } from "./flow/flow-picture.tsx";
import { flowModelOf } from "./flow/model.ts";
import { Figures } from "./figures.tsx";
import { FundMoneyPart } from "./fund-money-part.tsx";
import { GatesPart } from "./gates/gates-part.tsx";
import { LostGround } from "./lost-ground.tsx";
import { PeopleDialog } from "./people-dialog.tsx";
import styles from "./projects.module.css";
import { ProofsPart } from "./proofs-part.tsx";
import { ReadinessPart } from "./readiness/readiness-part.tsx";
import { StageTable } from "./stage-table.tsx";
import { StateMark } from "./state-mark.tsx";
import { SupportPart } from "./support/support-part.tsx";
import { projectsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/projects/$projectId");

/** One project: the chain as a picture with its figures, its people, where it came from, and who did what. */
export function ProjectPage() {
  const t = useTexts(projectsTexts);
  const language = useLanguage();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { scopeId, projectId } = route.useParams();
  const { data: costs } = useQuery(facilityCostsQuery(projectId));
  const project = useSuspenseQuery(projectQuery(projectId)).data;
  const [action, setAction] = useState<ProjectAction | null>(null);
  const [editsPeople, setEditsPeople] = useState(false);
  const take = (next: Project, done: string) => {
    queryClient.setQueryData(projectQuery(projectId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["projects", scopeId] });
    void message.success(done);
    setAction(null);
    setEditsPeople(false);
  };
  const { number, title, state, actions, mayChange, origin, members, sees } = project;
  return (
    <Page
      title={title}
      name={`${number} · ${title}`}
      purpose={[number, project.company, project.industry].filter((part) => part !== "").join(" · ")}
      actions={
        <>
          {mayChange && <LinkButton to={`/p/${scopeId}/projects/${projectId}/edit`}>{t("edit")}</LinkButton>}
          {actions.map((each) => (
            <Button key={each} onClick={() => setAction(each)}>
              {t(`act.${each}`)}
            </Button>
          ))}
        </>
      }
    >
      <p className={styles["stand"]}>
        <StateMark state={state} />
        {project.endedOn !== null && (
          <span>{t("endedOn", { day: project.endedOn, reason: project.stateReason ?? "" })}</span>
        )}
        {origin !== null && (
          <span>
            {t("origin")}
            {t("colon")}
            {originLink(origin, scopeId, t("originClosed", { number: origin.number }))}
          </span>
        )}
      </p>
      <SampleNote note={project.sampleNote} />
      {sees === "record" && <p className={styles["partly"]}>{t("partly")}</p>}
      {sees === "all" && <Figures project={project} />}
      <section className={styles["part"]} id="flow" aria-label={t("flow")}>
        <h2>{t("flow")}</h2>
        <FlowPicture model={flowModelOf(project, { t, language, scopeId })} label={t("flowLabel")} />
        <LostGround stages={project.stages} />
        <StageTable project={project} onChanged={take} />
      </section>
      {sees === "all" && (
        <>
          <div className={styles["pair"]}>
            <ReadinessPart project={project} onChanged={take} />
            <SupportPart project={project} onChanged={take} />
          </div>
          <GatesPart project={project} onChanged={take} />
          <FundMoneyPart project={project} />
          <FacilityCosts costs={costs} />
        </>
      )}
      <ProofsPart proofs={project.proofs} scopeId={scopeId} />
      <Prose title={t("summary")} text={project.summary} />
      <section className={styles["part"]} id="people">
        <header>
          <h2>{t("people")}</h2>
          {mayChange && (
            <Button type="link" onClick={() => setEditsPeople(true)}>
              {t("editPeople")}
            </Button>
          )}
        </header>
        {sees === "all" && <People members={members} />}
        <Facts facts={[{ label: t("owner"), value: project.owner.name }]} />
      </section>
      {sees === "all" && (
        <details className={`${styles["data"]} ${styles["history"]}`}>
          <summary>{t("showSteps", { count: project.steps.length })}</summary>
          <Steps title={t("steps")} steps={project.steps} />
        </details>
      )}
      {action !== null && (
        <ActDialog
          project={project}
          action={action}
          onDone={(next) => take(next, t("done", { number }))}
          onClose={() => setAction(null)}
        />
      )}
      {editsPeople && (
        <PeopleDialog
          project={project}
          onDone={(next) => take(next, t("saved", { number }))}
          onClose={() => setEditsPeople(false)}
        />
      )}
    </Page>
  );
}

function originLink(
  { kind, id, number, title }: NonNullable<Project["origin"]>,
  scopeId: string,
  closed: string,
): ReactNode {
  if (title === null) return closed;
  const where = { need: "needs", achievement: "achievements", challenge: "challenges" }[kind];
  return <PathLink to={`/p/${scopeId}/${where}/${id}`}>{`${number} ${title}`}</PathLink>;
}

function People({ members }: { readonly members: Project["members"] }) {
  const t = useTexts(projectsTexts);
  if (members.length === 0) return <p className={styles["quiet"]}>{t("noPeople")}</p>;
  return (
    <ul className={styles["people"]}>
      {members.map(({ name, unit, role, userId }) => (
        <li key={`${name} ${unit} ${role}`}>
          <strong>{formatPerson(name, unit)}</strong>
          <span>{t(`member.${role}`)}</span>
          {userId !== null && <small>{t("memberHasAccount")}</small>}
        </li>
      ))}
    </ul>
  );
}
