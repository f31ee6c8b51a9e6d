import { useQuery } from "@tanstack/react-query";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { sampleQuery, useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { useSampleColumn } from "../../ui/sample-note.tsx";
import { type ProjectSummary, STAGES } from "./data.ts";
import styles from "./projects.module.css";
import { StateMark } from "./state-mark.tsx";
import { projectsTexts } from "./texts.ts";

const STATES = ["active", "licensed_out", "stopped", "returned"] as const;
const ORIGINS = ["need", "achievement", "challenge", "hand"] as const;

/** Every project of the pair; those of a company; those of which somebody of a university is a member. */
export function ProjectsPage() {
  const t = useTexts(projectsTexts);
  const scopeId = useScopeId();
  const hasSamples = (useQuery(sampleQuery(scopeId)).data?.note ?? null) !== null;
  const sample = useSampleColumn();
  const may = useMay(scopeId);
  const stagesOf = ({ currentStages }: ProjectSummary) =>
    currentStages.map(({ stage }) => t(`stage.${stage}`)).join(" · ");
  const readinessOf = ({ readinessLevel }: ProjectSummary) =>
    readinessLevel === 0 ? "" : t("readinessLevel", { level: readinessLevel });
  const columns: readonly Column<ProjectSummary>[] = [
    { key: "title", title: t("name"), text: ({ title }) => title, width: 320, isSortable: true },
    ...(hasSamples
      ? [{ key: "sample", title: sample.title, text: (row: ProjectSummary) => sample.text(row.sampleNote), width: 72 }]
      : []),
    { key: "stages", title: t("stage"), text: stagesOf, width: 150 },
    { key: "readiness", title: t("readiness"), text: readinessOf, width: 96, isSortable: true },
    {
      key: "state",
      title: t("state"),
      text: ({ state }) => t(`state.${state}`),
      render: ({ state }) => <StateMark state={state} />,
      width: 120,
      isSortable: true,
    },
    { key: "company", title: t("company"), text: ({ company }) => company, width: 220 },
    { key: "industry", title: t("industry"), text: ({ industry }) => industry, width: 130 },
    { key: "owner", title: t("owner"), text: ({ owner }) => owner.name, width: 100 },
    { key: "origin", title: t("origin"), text: ({ originNumber }) => originNumber ?? "", width: 180 },
    { key: "number", title: t("number"), text: ({ number }) => number, width: 160, isSortable: true },
    {
      key: "updatedAt",
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "state", label: t("state"), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
    { key: "stage", label: t("stage"), options: STAGES.map((value) => ({ value, label: t(`stage.${value}`) })) },
    {
      key: "originKind",
      label: t("origin"),
      options: ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) })),
    },
  ];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        may("project.write") && (
          <LinkButton isPrimary to={`/p/${scopeId}/projects/new`}>
            {t("add")}
          </LinkButton>
        )
      }
    >
      <List
        name="projects"
        label={t("title")}
        queryKey={["projects", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/projects", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="-updatedAt"
        addressOf={({ id }) => `/p/${scopeId}/projects/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/projects/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("none"), text: may("project.write") ? t("noneText") : t("noneMember") }}
        renderCard={(project) => (
          <>
            <strong>{project.title}</strong>
            <span className={styles["cardLine"]}>{project.company}</span>
            <span className={styles["cardLine"]}>
              <StateMark state={project.state} />
              {[stagesOf(project), readinessOf(project)].filter((part) => part !== "").map((part) => ` · ${part}`)}
            </span>
          </>
        )}
      />
    </Page>
  );
}
