import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { nameOfScope, useScopeId } from "../../frame/scopes.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { DirectoryTabs } from "./directory-tabs.tsx";
import styles from "./directory.module.css";
import { EditRecordPage, NewRecordPage } from "./edit-record.tsx";
import { detailFacts } from "./details.ts";
import { organisationFields, organisationValues } from "./forms.ts";
import { type Organisation, organisationCalls } from "./kinds.ts";
import { RecordPage } from "./record-page.tsx";
import { ImportStakes } from "./stakes/import-stakes.tsx";
import { OrganisationStakes } from "./stakes/stakes-part.tsx";
import { directoryTexts } from "./texts.ts";

const KINDS = ["zone", "university", "city", "department", "park", "institute", "enterprise", "other"] as const;
const CONFIDENCES = ["high", "medium", "low"] as const;

function useColumns(): readonly Column<Organisation>[] {
  const t = useTexts(directoryTexts);
  return [
    { key: "name", title: t("field.name"), text: ({ name }) => name, width: 300, isSortable: true },
    { key: "nameEn", title: t("field.nameEn"), text: ({ nameEn }) => nameEn ?? "", width: 280 },
    {
      key: "kind",
      title: t("field.kind"),
      text: ({ kind }) => t(`organisation.${kind}`),
      width: 100,
      isSortable: true,
    },
    {
      key: "creditCode",
      title: t("field.creditCode"),
      text: ({ creditCode }) => creditCode ?? "",
      width: 190,
      isHidden: true,
    },
    {
      key: "cityCode",
      title: t("field.cityCode"),
      text: ({ cityCode }) => cityCode ?? "",
      width: 120,
      isSortable: true,
    },
    { key: "source", title: t("field.source"), text: ({ source }) => source ?? "", width: 360 },
    {
      key: "confidence",
      title: t("field.confidence"),
      text: ({ confidence }) => (confidence === null ? "" : t(`confidence.${confidence}`)),
      width: 100,
    },
    { key: "website", title: t("field.website"), text: ({ website }) => website ?? "", width: 200, isHidden: true },
  ];
}

/** Public facts: readable by everybody who is signed in, each with where it is from. */
export function OrganisationsPage() {
  const t = useTexts(directoryTexts);
  const columns = useColumns();
  const filters: readonly Filter[] = [
    {
      key: "kind",
      label: t("field.kind"),
      options: KINDS.map((value) => ({ value, label: t(`organisation.${value}`) })),
    },
    {
      key: "confidence",
      label: t("field.confidence"),
      options: CONFIDENCES.map((value) => ({ value, label: t(`confidence.${value}`) })),
    },
  ];
  return (
    <Page title={t("organisations")} purpose={t("organisationsPurpose")}>
      <List
        name="organisations"
        label={t("organisations")}
        queryKey={["organisations"]}
        fetchPage={async (query, signal) => api.get("/api/organisations", { params: { query }, signal })}
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchNames")}
        defaultSort="name"
        addressOf={({ id }) => `/organisations/${id}`}
        exportAddress={(format, query) => `/api/organisations/export?format=${format}&${query}`}
        empty={{ title: t("organisationsNone"), text: t("organisationsNoneText") }}
      />
    </Page>
  );
}

export function EnterprisesPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns = useColumns().map((column) =>
    column.key === "creditCode"
      ? { ...column, isHidden: false }
      : column.key === "kind"
        ? { ...column, isHidden: true }
        : column,
  );
  const filters: readonly Filter[] = [
    { key: "archived", label: t("archivedFilter"), options: [{ value: "true", label: t("archivedOnly") }] },
  ];
  return (
    <Page
      title={t("enterprises")}
      purpose={t("enterprisesPurpose")}
      actions={
        may("directory.write") && (
          <LinkButton to={`/p/${scopeId}/enterprises/new`} isPrimary>
            {t("addEnterprise")}
          </LinkButton>
        )
      }
    >
      <DirectoryTabs />
      <List
        name="enterprises"
        label={t("enterprises")}
        queryKey={["organisations", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/enterprises", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchNames")}
        defaultSort="name"
        addressOf={({ id }) => `/p/${scopeId}/enterprises/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/enterprises/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("enterprisesNone"), text: t("enterprisesNoneText") }}
      />
      {may("directory.write") && <ImportStakes scopeId={scopeId} />}
    </Page>
  );
}

function OrganisationView({ id, editAddress }: { readonly id: string; readonly editAddress: string | null }) {
  const t = useTexts(directoryTexts);
  const language = useLanguage();
  return (
    <RecordPage
      calls={organisationCalls}
      id={id}
      nameOf={(record) => nameOfScope(record, language)}
      purposeOf={(record) =>
        [
          t(`organisation.${record.kind}`),
          language === "en" ? record.name : record.nameEn,
          record.isSample && t("sample"),
        ]
          .filter((part) => typeof part === "string" && part !== "")
          .join(" · ")
      }
      editAddress={editAddress}
      renderBody={(record) => (
        <>
          <Facts
            facts={[
              { label: t("field.source"), value: record.source, isKept: true, isLong: true },
              {
                label: t("field.confidence"),
                value: record.confidence === null ? null : t(`confidence.${record.confidence}`),
              },
              {
                label: t("field.creditCode"),
                value: record.creditCode !== null && (
                  <>
                    {record.creditCode}
                    {record.creditCodeDoubt !== null && (
                      <>
                        <br />
                        <small className={styles["doubt"]}>
                          {t("codeDoubt", { doubt: t(`doubt.${record.creditCodeDoubt}`) })}
                        </small>
                      </>
                    )}
                  </>
                ),
              },
              { label: t("field.cityCode"), value: record.cityCode },
              { label: t("field.otherNames"), value: record.otherNames.join("\n") },
              {
                label: t("field.website"),
                value:
                  record.website !== null && /^https?:\/\//.test(record.website) ? (
                    <a href={record.website} target="_blank" rel="noreferrer">
                      {record.website}
                    </a>
                  ) : (
                    record.website
                  ),
              },
              ...detailFacts(record.details, language),
            ]}
          />
          <OrganisationStakes
            id={record.id}
            name={record.name}
            scopeId={record.scopeId}
            isEnterprise={record.kind === "enterprise" && record.scopeId !== null}
          />
        </>
      )}
    />
  );
}

const publicRoute = getRouteApi("/in/organisations/$organisationId");
const pageRoute = getRouteApi("/in/p/$scopeId/enterprises/$organisationId");
const editRoute = getRouteApi("/in/p/$scopeId/enterprises/$organisationId/edit");

export function OrganisationPage() {
  return <OrganisationView id={publicRoute.useParams().organisationId} editAddress={null} />;
}

export function EnterprisePage() {
  const { scopeId, organisationId } = pageRoute.useParams();
  return <OrganisationView id={organisationId} editAddress={`/p/${scopeId}/enterprises/${organisationId}/edit`} />;
}

export function EditEnterprisePage() {
  const t = useTexts(directoryTexts);
  const { scopeId, organisationId } = editRoute.useParams();
  return (
    <EditRecordPage
      calls={organisationCalls}
      id={organisationId}
      fieldsOf={() => organisationFields(t)}
      valuesOf={organisationValues}
      nameOf={({ name }) => name}
      addressOf={(id) => `/p/${scopeId}/enterprises/${id}`}
    />
  );
}

export function NewEnterprisePage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  return (
    <NewRecordPage
      calls={organisationCalls}
      scopeId={scopeId}
      title={t("addEnterprise")}
      fieldsOf={() => organisationFields(t)}
      valuesOf={organisationValues}
      nameOf={({ name }) => name}
      addressOf={(id) => `/p/${scopeId}/enterprises/${id}`}
      listAddress={`/p/${scopeId}/enterprises`}
    />
  );
}
