import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { formatDay } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { List } from "../../ui/list/list.tsx";
import type { Column, Filter } from "../../ui/list/types.ts";
import { Page } from "../../ui/page.tsx";
import { bodyOf } from "../../ui/record/body.ts";
import { Facts } from "../../ui/record/facts.tsx";
import { Prose, Remark } from "../../ui/record/layout.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { BookButton } from "./booking/book-button.tsx";
import { contactText, type Instrument, instrumentFields, instrumentValues } from "./forms.ts";
import { facilitiesQuery, instrumentQuery } from "./queries.ts";
import { FacilitiesTabs } from "./tabs.tsx";
import { facilitiesTexts } from "./texts.ts";

export function InstrumentsPage() {
  const t = useTexts(facilitiesTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const facilities = useSuspenseQuery(facilitiesQuery(scopeId)).data;
  const columns: readonly Column<Instrument>[] = [
    { key: "name", title: t("name"), text: ({ name }) => name, width: 280, isSortable: true },
    { key: "model", title: t("model"), text: ({ model }) => model ?? "", width: 160, isSortable: true },
    { key: "functions", title: t("functions"), text: ({ functions }) => functions, width: 380 },
    { key: "unit", title: t("unit"), text: ({ unit }) => unit ?? "", width: 220, isSortable: true },
    { key: "location", title: t("location"), text: ({ location }) => location ?? "", width: 160 },
    { key: "price", title: t("price"), text: ({ price }) => price ?? "", width: 160 },
    { key: "facilityName", title: t("facility"), text: ({ facilityName }) => facilityName ?? "", width: 180 },
    {
      key: "listNumber",
      title: t("listNumber"),
      text: ({ listNumber }) => listNumber ?? "",
      width: 130,
      isHidden: true,
    },
    {
      key: "updatedAt",
      exportKey: null,
      title: t("updatedAt"),
      text: ({ updatedAt }) => formatDay(updatedAt),
      width: 110,
      isSortable: true,
      isHidden: true,
    },
  ];
  const filters: readonly Filter[] =
    facilities.length === 0
      ? []
      : [
          {
            key: "facilityId",
            label: t("facility"),
            options: facilities.map(({ id, name }) => ({ value: id, label: name })),
          },
        ];
  return (
    <Page
      title={t("instruments")}
      purpose={t("instrumentsPurpose")}
      actions={
        <>
          {may("import.manage") && <LinkButton to={`/p/${scopeId}/imports`}>{t("toImport")}</LinkButton>}
          {may("facility.create") && (
            <LinkButton to={`/p/${scopeId}/instruments/new`} isPrimary>
              {t("addInstrument")}
            </LinkButton>
          )}
        </>
      }
    >
      <FacilitiesTabs />
      <List
        name="instruments"
        label={t("instruments")}
        queryKey={["instruments", scopeId]}
        fetchPage={async (query, signal) =>
          api.get("/api/scopes/{scopeId}/instruments", { params: { path: { scopeId }, query }, signal })
        }
        rowKey={({ id }) => id}
        columns={columns}
        filters={filters}
        searchHint={t("searchHint")}
        defaultSort="name"
        addressOf={({ id }) => `/p/${scopeId}/instruments/${id}`}
        exportAddress={(format, query) => `/api/scopes/${scopeId}/instruments/export?format=${format}&${query}`}
        viewsIn={scopeId}
        empty={{ title: t("instrumentsNone"), text: t("instrumentsNoneText") }}
      />
    </Page>
  );
}

const pageRoute = getRouteApi("/in/p/$scopeId/instruments/$instrumentId");
const editRoute = getRouteApi("/in/p/$scopeId/instruments/$instrumentId/edit");

export function InstrumentPage() {
  const t = useTexts(facilitiesTexts);
  const { scopeId, instrumentId } = pageRoute.useParams();
  const may = useMay(scopeId);
  const instrument = useSuspenseQuery(instrumentQuery(instrumentId)).data;
  const { name, model, unit, origin, facilityId, facilityName } = instrument;
  const place = () => {
    if (origin === null) return t("typedIn");
    const { file, sheet = "", row } = origin;
    return row === undefined ? t("origin", { file }) : t("originRow", { file, sheet, row });
  };
  return (
    <Page
      title={name}
      purpose={[model, unit].filter(Boolean).join(" · ")}
      actions={
        <>
          <BookButton subjectId={instrumentId} openUpAt={`/p/${scopeId}/instruments/${instrumentId}/booking`} />
          {may("facility.update") && (
            <LinkButton to={`/p/${scopeId}/instruments/${instrumentId}/edit`}>{t("edit")}</LinkButton>
          )}
        </>
      }
    >
      <Prose title={t("functions")} text={instrument.functions} />
      <Facts
        facts={[
          { label: t("location"), value: instrument.location },
          { label: t("price"), value: instrument.price, isKept: true },
          {
            label: t("facility"),
            value: facilityId !== null && (
              <Link to="/p/$scopeId/facilities/$facilityId" params={{ scopeId, facilityId }}>
                {facilityName}
              </Link>
            ),
          },
          { label: t("contact"), value: contactText(instrument.contact), isKept: true },
          { label: t("listNumber"), value: instrument.listNumber },
          { label: t("updatedAt"), value: formatDay(instrument.updatedAt) },
        ]}
      />
      <Remark>{place()}</Remark>
    </Page>
  );
}

export function EditInstrumentPage() {
  const t = useTexts(facilitiesTexts);
  const { scopeId, instrumentId } = editRoute.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const instrument = useSuspenseQuery(instrumentQuery(instrumentId)).data;
  const facilities = useSuspenseQuery(facilitiesQuery(scopeId)).data;
  const fields = instrumentFields(t, facilities);
  const back = async () => navigate({ to: "/p/$scopeId/instruments/$instrumentId", params: { scopeId, instrumentId } });
  return (
    <Page title={t("editTitle", { name: instrument.name })}>
      <RecordForm
        draftName={`instrument:${instrumentId}`}
        fields={fields}
        held={{ values: instrumentValues(instrument), version: instrument.version }}
        save={async (values, changed, version) => {
          const saved = await api.patch("/api/instruments/{instrumentId}", {
            params: { path: { instrumentId }, header: ifMatch({ version }) },
            body: bodyOf(fields, values, changed),
          });
          queryClient.setQueryData(instrumentQuery(instrumentId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["instruments"] });
          void message.success(t("saved", { name: saved.name }));
          await back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...instrumentQuery(instrumentId), staleTime: 0 });
          return { values: instrumentValues(now), version: now.version };
        }}
        onCancel={() => void back()}
      />
    </Page>
  );
}

export function NewInstrumentPage() {
  const t = useTexts(facilitiesTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const facilities = useSuspenseQuery(facilitiesQuery(scopeId)).data;
  const fields = instrumentFields(t, facilities);
  return (
    <Page title={t("addInstrument")}>
      <RecordForm
        draftName={`instrument:new:${scopeId}`}
        fields={fields}
        held={{ values: instrumentValues(null), version: 0 }}
        isNew
        save={async (values) => {
          const saved = await api.post("/api/scopes/{scopeId}/instruments", {
            params: { path: { scopeId } },
            // The form knows its fields by name; the server parses them.
            body: bodyOf(fields, values, Object.keys(values)) as never,
          });
          void queryClient.invalidateQueries({ queryKey: ["instruments"] });
          void message.success(t("saved", { name: saved.name }));
          await navigate({ to: "/p/$scopeId/instruments/$instrumentId", params: { scopeId, instrumentId: saved.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/instruments", params: { scopeId } })}
      />
    </Page>
  );
}
