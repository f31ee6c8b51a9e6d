import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { OriginProjects } from "../../frame/origin-projects.tsx";
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
import { achievementFields, achievementValues } from "./forms.ts";
import { type AchievementItem, achievementCalls } from "./kinds.ts";
import { RecordPage } from "./record-page.tsx";
import { directoryTexts } from "./texts.ts";

const STATUSES = ["granted", "pending", "lapsed", "unknown"] as const;

export function AchievementsPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<AchievementItem>[] = [
    { key: "title", title: t("field.title"), text: ({ title }) => title, width: 380, isSortable: true },
    { key: "unit", title: t("field.unit"), text: ({ unit }) => unit ?? "", width: 150, isSortable: true },
    { key: "college", title: t("field.college"), text: ({ college }) => college ?? "", width: 200 },
    { key: "field", title: t("field.field"), text: ({ field }) => field ?? "", width: 150, isSortable: true },
    { key: "inventors", title: t("field.inventors"), text: ({ inventors }) => inventors ?? "", width: 150 },
    {
      key: "legalStatus",
      title: t("field.legalStatus"),
      text: ({ legalStatus }) => t(`status.${legalStatus}`),
      render: ({ legalStatus }) => (
        <span className={legalStatus === "lapsed" ? styles["lapsed"] : undefined}>{t(`status.${legalStatus}`)}</span>
      ),
      width: 90,
    },
    { key: "expiry", title: t("field.expiry"), text: ({ expiry }) => expiry ?? "", width: 110, isSortable: true },
    { key: "patentNumber", title: t("field.patentNumber"), text: ({ patentNumber }) => patentNumber ?? "", width: 150 },
    { key: "kind", title: t("field.kind"), text: ({ kind }) => kind ?? "", width: 100 },
    {
      key: "readiness",
      title: t("field.readiness"),
      text: ({ readiness }) => (readiness === null ? "" : String(readiness)),
      width: 90,
      align: "right",
      isSortable: true,
    },
    { key: "owners", title: t("field.owners"), text: ({ owners }) => owners.join("、"), width: 220, isHidden: true },
    { key: "grade", title: t("field.grade"), text: ({ grade }) => grade ?? "", width: 90, isHidden: true },
    { key: "number", title: t("field.number"), text: ({ number }) => number, width: 130, isSortable: true },
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
    {
      key: "legalStatus",
      label: t("field.legalStatus"),
      options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    { key: "archived", label: t("archivedFilter"), options: [{ value: "true", label: t("archivedOnly") }] },
  ];
  return (
    <Page
      title={t("achievements")}
      purpose={t("achievementsPurpose")}
      actions={
        <>
          {may("import.manage") && <LinkButton to={`/p/${scopeId}/imports`}>{t("toImport")}</LinkButton>}
          {may("directory.write") && (
            <LinkButton to={`/p/${scopeId}/achievements/new`} isPrimary>
              {t("addAchievement")}
            </LinkButton>
          )}
        </>
      }
    >
      <DirectoryTabs />
      <List
        name="achievements"
        label={t("achievements")}
        queryKey={["achievements", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/achievements", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchAchievements")}
        defaultSort="number"
        addressOf={({ id }) => `/p/${scopeId}/achievements/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/achievements/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("achievementsNone"), text: t("achievementsNoneText") }}
      />
    </Page>
  );
}

/** A list's keywords are part of its content already. */
function notIn(content: string, part: string | null): string | null {
  return part === null || content.includes(part) ? null : part;
}

const pageRoute = getRouteApi("/in/p/$scopeId/achievements/$achievementId");
const editRoute = getRouteApi("/in/p/$scopeId/achievements/$achievementId/edit");

export function AchievementPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, achievementId } = pageRoute.useParams();
  return (
    <RecordPage
      calls={achievementCalls}
      id={achievementId}
      nameOf={({ title }) => title}
      purposeOf={({ number, unit, college }) => [number, unit, college].filter(Boolean).join(" · ")}
      originOf={({ origin }) => origin}
      editAddress={`/p/${scopeId}/achievements/${achievementId}/edit`}
      renderBody={(record) => (
        <>
          {record.legalStatus === "lapsed" && <p className={styles["note"]}>{t("lapsedHint")}</p>}
          {record.exclusiveLicence && <p className={styles["note"]}>{t("licensedHint")}</p>}
          <Prose title={t("field.content")} text={record.content} />
          {record.scopeId !== null && (
            <OriginProjects
              scopeId={record.scopeId}
              kind="achievement"
              id={record.id}
              title={record.title}
              isOpen={record.legalStatus !== "lapsed" && !record.exclusiveLicence}
            />
          )}
          <Facts
            facts={[
              { label: t("field.kind"), value: record.kind },
              { label: t("field.field"), value: record.field },
              { label: t("field.inventors"), value: record.inventors },
              {
                label: t("field.patentNumber"),
                value: record.patentNumber !== null && (
                  <>
                    {record.patentNumber}
                    {record.patentNumberDoubt !== null && (
                      <>
                        <br />
                        <small className={styles["doubt"]}>
                          {t("patentDoubt", { doubt: t(`doubt.${record.patentNumberDoubt}`) })}
                        </small>
                      </>
                    )}
                  </>
                ),
              },
              {
                label: t("field.legalStatus"),
                value: [...new Set([t(`status.${record.legalStatus}`), record.legalStatusText])]
                  .filter(Boolean)
                  .join(" · "),
              },
              { label: t("field.filed"), value: record.filed },
              { label: t("field.granted"), value: record.granted },
              { label: t("field.expiry"), value: record.expiry },
              { label: t("field.owners"), value: record.owners.join("\n") },
              { label: t("field.coOwners"), value: record.coOwners.join("\n") },
              { label: t("field.readiness"), value: record.readiness },
              { label: t("field.grade"), value: record.grade },
              { label: t("field.cooperation"), value: record.cooperation },
              { label: t("field.keywords"), value: notIn(record.content, record.keywords) },
              { label: t("field.ipc"), value: record.ipc },
              {
                label: t("field.contact"),
                value: record.contact !== null && <Contact calls={achievementCalls} record={record} />,
                isLong: true,
              },
            ]}
          />
        </>
      )}
    />
  );
}

export function EditAchievementPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, achievementId } = editRoute.useParams();
  return (
    <EditRecordPage
      calls={achievementCalls}
      id={achievementId}
      fieldsOf={(held) => achievementFields(t, held)}
      valuesOf={achievementValues}
      nameOf={({ title }) => title}
      addressOf={(id) => `/p/${scopeId}/achievements/${id}`}
    />
  );
}

export function NewAchievementPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  return (
    <NewRecordPage
      calls={achievementCalls}
      scopeId={scopeId}
      title={t("addAchievement")}
      fieldsOf={(held) => achievementFields(t, held)}
      valuesOf={achievementValues}
      nameOf={({ title }) => title}
      addressOf={(id) => `/p/${scopeId}/achievements/${id}`}
      listAddress={`/p/${scopeId}/achievements`}
    />
  );
}
