import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatPerson } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { Contact } from "./contact.tsx";
import { DirectoryTabs } from "./directory-tabs.tsx";
import { EditRecordPage, NewRecordPage } from "./edit-record.tsx";
import { personFields, personValues } from "./forms.ts";
import { type Person, personCalls } from "./kinds.ts";
import { RecordPage } from "./record-page.tsx";
import { PersonStakes } from "./stakes/stakes-part.tsx";
import { directoryTexts } from "./texts.ts";

/** Two people may share a name: unit and number go with it wherever it stands. */
function fullName({ name, unit, college, personNumber }: Person): string {
  return formatPerson(name, unit, college, personNumber);
}

export function PeoplePage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<Person>[] = [
    { key: "name", title: t("field.personName"), text: ({ name }) => name, width: 120, isSortable: true },
    { key: "unit", title: t("field.unit"), text: ({ unit }) => unit ?? "", width: 180, isSortable: true },
    { key: "college", title: t("field.college"), text: ({ college }) => college ?? "", width: 200 },
    {
      key: "personNumber",
      title: t("field.personNumber"),
      text: ({ personNumber }) => personNumber ?? "",
      width: 120,
      isSortable: true,
    },
    { key: "title", title: t("field.personTitle"), text: ({ title }) => title ?? "", width: 100 },
    { key: "field", title: t("field.field"), text: ({ field }) => field ?? "", width: 260 },
    { key: "orcid", title: t("field.orcid"), text: ({ orcid }) => orcid ?? "", width: 180, isHidden: true },
  ];
  const filters: readonly Filter[] = [
    { key: "archived", label: t("archivedFilter"), options: [{ value: "true", label: t("archivedOnly") }] },
  ];
  return (
    <Page
      title={t("people")}
      purpose={t("peoplePurpose")}
      actions={
        may("directory.write") && (
          <LinkButton to={`/p/${scopeId}/people/new`} isPrimary>
            {t("addPerson")}
          </LinkButton>
        )
      }
    >
      <DirectoryTabs />
      <List
        name="people"
        label={t("people")}
        queryKey={["people", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/people", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchNames")}
        defaultSort="name"
        addressOf={({ id }) => `/p/${scopeId}/people/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/people/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("peopleNone"), text: t("peopleNoneText") }}
      />
    </Page>
  );
}

const pageRoute = getRouteApi("/in/p/$scopeId/people/$personId");
const editRoute = getRouteApi("/in/p/$scopeId/people/$personId/edit");

export function PersonPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, personId } = pageRoute.useParams();
  return (
    <RecordPage
      calls={personCalls}
      id={personId}
      nameOf={fullName}
      purposeOf={({ title }) => title ?? ""}
      editAddress={`/p/${scopeId}/people/${personId}/edit`}
      renderBody={(record) => (
        <>
          <Facts
            facts={[
              { label: t("field.unit"), value: record.unit, isKept: true },
              { label: t("field.college"), value: record.college },
              { label: t("field.personNumber"), value: record.personNumber, isKept: true },
              { label: t("field.personTitle"), value: record.title },
              { label: t("field.field"), value: record.field },
              { label: t("field.orcid"), value: record.orcid },
              {
                label: t("field.contact"),
                value: record.contact !== null && <Contact calls={personCalls} record={record} />,
                isLong: true,
              },
            ]}
          />
          <Prose title={t("field.note")} text={record.note} />
          <PersonStakes id={record.id} name={record.name} scopeId={record.scopeId} />
        </>
      )}
    />
  );
}

export function EditPersonPage() {
  const t = useTexts(directoryTexts);
  const { scopeId, personId } = editRoute.useParams();
  return (
    <EditRecordPage
      calls={personCalls}
      id={personId}
      fieldsOf={() => personFields(t)}
      valuesOf={personValues}
      nameOf={fullName}
      addressOf={(id) => `/p/${scopeId}/people/${id}`}
    />
  );
}

export function NewPersonPage() {
  const t = useTexts(directoryTexts);
  const scopeId = useScopeId();
  return (
    <NewRecordPage
      calls={personCalls}
      scopeId={scopeId}
      title={t("addPerson")}
      fieldsOf={() => personFields(t)}
      valuesOf={personValues}
      nameOf={fullName}
      addressOf={(id) => `/p/${scopeId}/people/${id}`}
      listAddress={`/p/${scopeId}/people`}
    />
  );
}
