import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { Contact } from "./contact.tsx";
import { DirectoryTabs } from "./directory-tabs.tsx";
import styles from "./directory.module.css";
import { EditRecordPage, NewRecordPage } from "./edit-record.tsx";
import { teamFields, teamValues } from "./forms.ts";
import { type TeamItem, teamCalls } from "./kinds.ts";
import { RecordPage } from "./record-page.tsx";
import { directoryTexts } from "./texts.ts";

export function TeamsPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<TeamItem>[] = [
    { key: "name", title: t("field.name"), text: ({ name }) => name, width: 300, isSortable: true },
    { key: "lead", title: t("field.lead"), text: ({ lead }) => lead ?? "", width: 120 },
    { key: "unit", title: t("field.unit"), text: ({ unit }) => unit ?? "", width: 160, isSortable: true },
    { key: "college", title: t("field.college"), text: ({ college }) => college ?? "", width: 200 },
    { key: "field", title: t("field.field"), text: ({ field }) => field ?? "", width: 240, isSortable: true },
    {
      key: "capacity",
      title: t("field.capacity"),
      text: ({ capacity }) => (capacity === null ? "" : String(capacity)),
      width: 110,
      align: "right",
      isSortable: true,
    },
    { key: "number", title: t("field.number"), text: ({ number }) => number, width: 130, isSortable: true },
    { key: "orcid", title: t("field.orcid"), text: ({ orcid }) => orcid ?? "", width: 180, isHidden: true },
    {
      key: "updatedAt",
      exportKey: null,
      title: t("field.updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
      isHidden: true,
    },
  ];
  const filters: readonly Filter[] = [
    { key: "archived", label: t("archivedFilter"), options: [{ value: "true", label: t("archivedOnly") }] },
  ];
  return (
    <Page
      title={t("teams")}
      purpose={t("teamsPurpose")}
      actions={
        may("directory.write") && (
          <LinkButton to={`/p/${scopeId}/teams/new`} isPrimary>
            {t("addTeam")}
          </LinkButton>
        )
      }
    >
      <DirectoryTabs />
      <List
        name="teams"
        label={t("teams")}
        queryKey={["teams", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/teams", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchTeams")}
        defaultSort="number"
        addressOf={({ id }) => `/p/${scopeId}/teams/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/teams/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("teamsNone"), text: t("teamsNoneText") }}
      />
    </Page>
  );
}

const pageRoute = getRouteApi("/in/p/$scopeId/teams/$teamId");
const editRoute = getRouteApi("/in/p/$scopeId/teams/$teamId/edit");

export function TeamPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, teamId } = pageRoute.useParams();
  return (
    <RecordPage
      calls={teamCalls}
      id={teamId}
      nameOf={({ name }) => name}
      purposeOf={({ number, unit, college }) => [number, unit, college].filter(Boolean).join(" · ")}
      originOf={({ origin }) => origin}
      editAddress={`/p/${scopeId}/teams/${teamId}/edit`}
      renderBody={(record) => (
        <>
          <Facts
            facts={[
              { label: t("field.lead"), value: record.lead, isKept: true },
              { label: t("field.capacity"), value: record.capacity, isKept: true },
              { label: t("field.field"), value: record.field },
              { label: t("field.orcid"), value: record.orcid },
              {
                label: t("field.contact"),
                value: record.contact !== null && <Contact calls={teamCalls} record={record} />,
                isLong: true,
              },
            ]}
          />
          <Prose title={t("field.content")} text={record.content} />
          {record.items.length > 0 && (
            <section className={styles["resultsPart"]}>
              <h2>{t("field.items")}</h2>
              <ol className={styles["results"]}>
                {record.items.map(({ title, content }, index) => (
                  <li key={`${index}-${title}`}>
                    {title}
                    {content !== "" && <p>{content}</p>}
                  </li>
                ))}
              </ol>
            </section>
          )}
        </>
      )}
    />
  );
}

export function EditTeamPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, teamId } = editRoute.useParams();
  return (
    <EditRecordPage
      calls={teamCalls}
      id={teamId}
      fieldsOf={(held) => teamFields(t, held)}
      valuesOf={teamValues}
      nameOf={({ name }) => name}
      addressOf={(id) => `/p/${scopeId}/teams/${id}`}
    />
  );
}

export function NewTeamPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  return (
    <NewRecordPage
      calls={teamCalls}
      scopeId={scopeId}
      title={t("addTeam")}
      fieldsOf={(held) => teamFields(t, held)}
      valuesOf={teamValues}
      nameOf={({ name }) => name}
      addressOf={(id) => `/p/${scopeId}/teams/${id}`}
      listAddress={`/p/${scopeId}/teams`}
    />
  );
}
