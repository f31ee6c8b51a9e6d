import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { nameOfScope, useScopeId } from "../../frame/scopes.ts";
import { formatCount, formatDay } from "../../text/format.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { bodyOf } from "../../ui/record/body.ts";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose } from "../../ui/record/layout.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { BookButton } from "./booking/book-button.tsx";
import { contactText, type Facility, FACILITY_KINDS, facilityFields, facilityValues } from "./forms.ts";
import { facilityQuery } from "./queries.ts";
import { FacilitiesTabs } from "./tabs.tsx";
import { facilitiesTexts } from "./texts.ts";

export function FacilitiesPage() {
  const t = useTexts(facilitiesTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const columns: readonly Column<Facility>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 280, isSortable: true },
    { key: "kind", title: t("kind"), text: ({ kind }) => t(`kind.${kind}`), width: 150, isSortable: true },
    { key: "unit", title: t("runBy"), text: ({ unit }) => unit ?? "", width: 220 },
    { key: "field", title: t("field"), text: ({ field }) => field ?? "", width: 200 },
    { key: "location", title: t("location"), text: ({ location }) => location ?? "", width: 180 },
    {
      key: "areaM2",
      title: t("areaM2"),
      text: ({ areaM2 }) => (areaM2 === null ? "" : formatCount(areaM2)),
      width: 110,
      align: "right",
    },
    {
      key: "instrumentCount",
      title: t("instrumentCount"),
      text: ({ instrumentCount }) => String(instrumentCount),
      width: 90,
      align: "right",
    },
    { key: "price", title: t("price"), text: ({ price }) => price ?? "", width: 160, isHidden: true },
  ];
  const filters: readonly Filter[] = [
    { key: "kind", label: t("kind"), options: FACILITY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
  ];
  return (
    <Page
      title={t("facilities")}
      purpose={t("facilitiesPurpose")}
      actions={
        may("facility.create") && (
          <LinkButton to={`/p/${scopeId}/facilities/new`} isPrimary>
            {t("addFacility")}
          </LinkButton>
        )
      }
    >
      <FacilitiesTabs />
      <List
        name="facilities"
        label={t("facilities")}
        queryKey={["facilities", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/facilities", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="name"
        addressOf={({ id }) => `/p/${scopeId}/facilities/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/facilities/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("facilitiesNone"), text: t("facilitiesNoneText") }}
      />
    </Page>
  );
}

const pageRoute = getRouteApi("/in/p/$scopeId/facilities/$facilityId");
const editRoute = getRouteApi("/in/p/$scopeId/facilities/$facilityId/edit");

export function FacilityPage() {
  const t = useTexts(facilitiesTexts);
  const language = useLanguage();
  const { scopeId, facilityId } = pageRoute.useParams();
  const may = useMay(scopeId);
  const facility = useSuspenseQuery(facilityQuery(facilityId)).data;
  const { instrumentCount: n } = facility;
  return (
    <Page
      title={nameOfScope(facility, language)}
      purpose={[t(`kind.${facility.kind}`), facility.unit].filter(Boolean).join(" · ")}
      actions={
        <>
          <BookButton subjectId={facilityId} openUpAt={`/p/${scopeId}/facilities/${facilityId}/booking`} />
          <LinkButton to={`/p/${scopeId}/facilities/${facilityId}/space`}>{t("space")}</LinkButton>
          {may("facility.update") && (
            <LinkButton to={`/p/${scopeId}/facilities/${facilityId}/edit`}>{t("edit")}</LinkButton>
          )}
        </>
      }
    >
      <Prose title={t("description")} text={facility.description} />
      <Facts
        facts={[
          { label: t("field"), value: facility.field },
          { label: t("location"), value: facility.location, isKept: true },
          { label: t("areaM2"), value: facility.areaM2 === null ? null : formatCount(facility.areaM2) },
          { label: t("price"), value: facility.price, isKept: true },
          {
            label: t("website"),
            value: facility.website !== null && (
              <a href={facility.website} target="_blank" rel="noreferrer">
                {facility.website}
              </a>
            ),
          },
          { label: t("contact"), value: contactText(facility.contact), isKept: true },
          {
            label: t("instruments"),
            value: n > 0 && (
              <Link to="/p/$scopeId/instruments" params={{ scopeId }} search={{ facilityId } as never}>
                {t("showInstruments", { n, count: n })}
              </Link>
            ),
          },
          { label: t("updatedAt"), value: formatDay(facility.updatedAt) },
        ]}
      />
    </Page>
  );
}

export function EditFacilityPage() {
  const t = useTexts(facilitiesTexts);
  const { scopeId, facilityId } = editRoute.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const facility = useSuspenseQuery(facilityQuery(facilityId)).data;
  const fields = facilityFields(t);
  const back = async () => navigate({ to: "/p/$scopeId/facilities/$facilityId", params: { scopeId, facilityId } });
  return (
    <Page title={t("editTitle", { name: facility.name })}>
      <RecordForm
        draftName={`facility:${facilityId}`}
        fields={fields}
        held={{ values: facilityValues(facility), version: facility.version }}
        save={async (values, changed, version) => {
          const saved = await api.patch("/api/facilities/{facilityId}", {
            params: { path: { facilityId }, header: ifMatch({ version }) },
            body: bodyOf(fields, values, changed),
          });
          queryClient.setQueryData(facilityQuery(facilityId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["facilities"] });
          void message.success(t("saved", { name: saved.name }));
          await back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...facilityQuery(facilityId), staleTime: 0 });
          return { values: facilityValues(now), version: now.version };
        }}
        onCancel={() => void back()}
      />
    </Page>
  );
}

export function NewFacilityPage() {
  const t = useTexts(facilitiesTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = facilityFields(t);
  return (
    <Page title={t("addFacility")}>
      <RecordForm
        draftName={`facility:new:${scopeId}`}
        fields={fields}
        held={{ values: facilityValues(null), version: 0 }}
        isNew
        save={async (values) => {
          const saved = await api.post("/api/scopes/{scopeId}/facilities", {
            params: { path: { scopeId } },
            // The form knows its fields by name; the server parses them.
            body: bodyOf(fields, values, Object.keys(values)) as never,
          });
          void queryClient.invalidateQueries({ queryKey: ["facilities"] });
          void message.success(t("saved", { name: saved.name }));
          await navigate({ to: "/p/$scopeId/facilities/$facilityId", params: { scopeId, facilityId: saved.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/facilities", params: { scopeId } })}
      />
    </Page>
  );
}
