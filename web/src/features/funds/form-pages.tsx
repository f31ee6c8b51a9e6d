import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { readWan, wanText } from "../../text/amounts.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { type Fund, fundQuery, neighboursQuery, SOURCES, STAGES } from "./data.ts";
import { fundsTexts } from "./texts.ts";

type Values = Readonly<Record<string, string | boolean>>;

const PAIR = "pair:";
const PLAN = "plan:";
const FROM = "from:";
const said = (value: string | boolean | undefined): string => (typeof value === "string" ? value.trim() : "");
const fenOf = (text: string): string => readWan(text) ?? "";

function useFields(scopeId: string): readonly FieldSpec[] {
  const t = useTexts(fundsTexts);
  const pairs = useQuery(neighboursQuery(scopeId)).data ?? [];
  return [
    { key: "name", label: t("name"), kind: "text", isRequired: true },
    { key: "size", label: t("sizeWan"), kind: "wan", isRequired: true, isShort: true, pointer: "sizeFen" },
    { key: "startsOn", label: t("startsOn"), kind: "day", isRequired: true },
    { key: "endsOn", label: t("endsOn"), kind: "day", isRequired: true },
    ...STAGES.map(
      (stage): FieldSpec => ({
        key: `${PLAN}${stage}`,
        label: t("planWan", { stage: t(`stage.${stage}`) }),
        pointer: "stagePlan",
        kind: "wan",
        isShort: true,
      }),
    ),
    ...SOURCES.map(
      (source): FieldSpec => ({
        key: `${FROM}${source}`,
        label: t("planFromWan", { source: t(`source.${source}`) }),
        pointer: "sourcePlan",
        kind: "wan",
        isShort: true,
      }),
    ),
    { key: "committeeLeast", label: t("committeeLeast"), kind: "integer", isRequired: true, isShort: true },
    { key: "purpose", label: t("about"), kind: "prose" },
    ...pairs.map(({ id, name }): FieldSpec => ({ key: `${PAIR}${id}`, label: t("mayApply", { name }), kind: "tick" })),
  ];
}

function plannedIn<K extends string>(values: Values, prefix: string, keys: readonly K[]) {
  return keys.flatMap((key) => {
    const text = said(values[`${prefix}${key}`]);
    return text === "" ? [] : [{ key, amountFen: fenOf(text) }];
  });
}

function bodyOf(values: Values) {
  return {
    name: said(values["name"]),
    purpose: said(values["purpose"]),
    sizeFen: fenOf(said(values["size"])),
    startsOn: said(values["startsOn"]),
    endsOn: said(values["endsOn"]),
    committeeLeast: Number(said(values["committeeLeast"])),
    stagePlan: plannedIn(values, PLAN, STAGES),
    sourcePlan: plannedIn(values, FROM, SOURCES),
    pairIds: Object.keys(values)
      .filter((key) => key.startsWith(PAIR) && values[key] === true)
      .map((key) => key.slice(PAIR.length)),
  };
}

const EMPTY: Values = {
  name: "",
  size: "",
  startsOn: "",
  endsOn: "",
  // What most committees have; one is what a fund takes at least.
  committeeLeast: "3",
  purpose: "",
  ...Object.fromEntries(STAGES.map((stage) => [`${PLAN}${stage}`, ""])),
  ...Object.fromEntries(SOURCES.map((source) => [`${FROM}${source}`, ""])),
};

export function NewFundPage() {
  const t = useTexts(fundsTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = useFields(scopeId);
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <RecordForm<Values>
        draftName={`fund:new:${scopeId}`}
        fields={fields}
        held={{ values: EMPTY, version: 0 }}
        isNew
        save={async (values) => {
          const body = bodyOf(values);
          const made = await api.post("/api/scopes/{scopeId}/funds", { params: { path: { scopeId } }, body });
          queryClient.setQueryData(fundQuery(made.id).queryKey, made);
          void queryClient.invalidateQueries({ queryKey: ["funds"] });
          void message.success(t("saved", { number: made.number }));
          await navigate({ to: "/p/$scopeId/funds/$fundId", params: { scopeId, fundId: made.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/funds", params: { scopeId } })}
      />
    </Page>
  );
}

function valuesOf({
  name,
  purpose,
  sizeFen,
  startsOn,
  endsOn,
  committeeLeast,
  stagePlan,
  sourcePlan,
  pairIds,
}: Fund): Values {
  const planned = (plan: readonly { readonly key: string; readonly amountFen: string }[], wanted: string) =>
    wanText(plan.find(({ key }) => key === wanted)?.amountFen ?? null);
  return {
    name,
    purpose,
    size: wanText(sizeFen),
    startsOn,
    endsOn,
    committeeLeast: String(committeeLeast),
    ...Object.fromEntries(STAGES.map((stage) => [`${PLAN}${stage}`, planned(stagePlan, stage)])),
    ...Object.fromEntries(SOURCES.map((source) => [`${FROM}${source}`, planned(sourcePlan, source)])),
    ...Object.fromEntries(pairIds.map((id) => [`${PAIR}${id}`, true])),
  };
}

const route = getRouteApi("/in/p/$scopeId/funds/$fundId/edit");

export function EditFundPage() {
  const t = useTexts(fundsTexts);
  const { scopeId, fundId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fund = useSuspenseQuery(fundQuery(fundId)).data;
  const fields = useFields(scopeId);
  const back = () => void navigate({ to: "/p/$scopeId/funds/$fundId", params: { scopeId, fundId } });
  return (
    <Page title={t("editTitle", { number: fund.number })} purpose={fund.name}>
      <RecordForm<Values>
        draftName={`fund:${fundId}`}
        fields={fields}
        held={{ values: valuesOf(fund), version: fund.version }}
        save={async (values, changed, version) => {
          const isSent = (field: string) =>
            changed.includes(field) ||
            (field === "sizeFen" && changed.includes("size")) ||
            (field === "stagePlan" && changed.some((key) => key.startsWith(PLAN))) ||
            (field === "sourcePlan" && changed.some((key) => key.startsWith(FROM))) ||
            (field === "pairIds" && changed.some((key) => key.startsWith(PAIR)));
          const body = Object.fromEntries(Object.entries(bodyOf(values)).filter(([field]) => isSent(field)));
          const saved = await api.patch("/api/funds/{fundId}", {
            params: { path: { fundId }, header: ifMatch({ version }) },
            body,
          });
          queryClient.setQueryData(fundQuery(fundId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["funds"] });
          void message.success(t("saved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...fundQuery(fundId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
      />
    </Page>
  );
}
