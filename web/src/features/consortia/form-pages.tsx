import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { type FieldSpec, orNull } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import {
  agreementsQuery,
  type Consortium,
  type ConsortiumType,
  consortiumQuery,
  MEMBER_KINDS,
  type MemberKind,
  neighboursQuery,
  TYPES,
} from "./data.ts";
import { consortiaTexts } from "./texts.ts";

type Values = Readonly<Record<string, string | boolean>>;

const PAIR = "pair:";
const said = (value: string | boolean | undefined): string => (typeof value === "string" ? value.trim() : "");

function useFields(scopeId: string, isNew: boolean): readonly FieldSpec[] {
  const t = useTexts(consortiaTexts);
  const pairs = useQuery(neighboursQuery(scopeId)).data ?? [];
  const agreements = useQuery(agreementsQuery(scopeId)).data ?? [];
  const lead: readonly FieldSpec[] = [
    { key: "leadName", label: t("lead"), kind: "text", isShort: true },
    {
      key: "leadKind",
      label: t("leadKind"),
      kind: "choice",
      isShort: true,
      options: MEMBER_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
    },
  ];
  return [
    { key: "name", label: t("name"), kind: "text", isRequired: true },
    {
      key: "type",
      label: t("type"),
      kind: "choice",
      isShort: true,
      options: TYPES.map((value) => ({ value, label: t(`type.${value}`) })),
    },
    { key: "chainNode", label: t("chainNode"), kind: "text", isShort: true },
    ...(isNew ? lead : []),
    { key: "goal", label: t("goal"), kind: "prose" },
    { key: "governance", label: t("governance"), kind: "prose", hint: t("governanceHint") },
    { key: "basis", label: t("basis"), kind: "text", hint: t("basisHint") },
    {
      key: "agreementId",
      label: t("agreement"),
      kind: "choice",
      isShort: true,
      options: [
        { value: "", label: t("agreementNone") },
        ...agreements.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
      ],
    },
    { key: "assessOn", label: t("assessOn"), kind: "day" },
    ...pairs.map(({ id, name }): FieldSpec => ({ key: `${PAIR}${id}`, label: t("takesPart", { name }), kind: "tick" })),
  ];
}

function bodyOf(values: Values) {
  return {
    name: said(values["name"]),
    type: said(values["type"]) as ConsortiumType,
    chainNode: orNull(said(values["chainNode"])),
    goal: said(values["goal"]),
    governance: said(values["governance"]),
    basis: said(values["basis"]),
    agreementId: orNull(said(values["agreementId"])),
    assessOn: orNull(said(values["assessOn"])),
    pairIds: Object.keys(values)
      .filter((key) => key.startsWith(PAIR) && values[key] === true)
      .map((key) => key.slice(PAIR.length)),
  };
}

const EMPTY: Values = {
  name: "",
  type: "ecosystem",
  chainNode: "",
  leadName: "",
  leadKind: "enterprise",
  goal: "",
  governance: "",
  basis: "",
  agreementId: "",
  assessOn: "",
};

export function NewConsortiumPage() {
  const t = useTexts(consortiaTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = useFields(scopeId, true);
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <RecordForm<Values>
        draftName={`consortium:new:${scopeId}`}
        fields={fields}
        held={{ values: EMPTY, version: 0 }}
        isNew
        save={async (values) => {
          const name = said(values["leadName"]);
          const lead = name === "" ? null : { name, kind: said(values["leadKind"]) as MemberKind };
          const made = await api.post("/api/scopes/{scopeId}/consortia", {
            params: { path: { scopeId } },
            body: { ...bodyOf(values), lead },
          });
          queryClient.setQueryData(consortiumQuery(made.id).queryKey, made);
          void queryClient.invalidateQueries({ queryKey: ["consortia"] });
          void message.success(t("saved", { number: made.number }));
          await navigate({ to: "/p/$scopeId/consortia/$consortiumId", params: { scopeId, consortiumId: made.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/consortia", params: { scopeId } })}
      />
    </Page>
  );
}

function valuesOf(consortium: Consortium): Values {
  const { name, type, chainNode, goal, governance, basis, agreementId, assessOn, pairIds } = consortium;
  return {
    name,
    type,
    chainNode: chainNode ?? "",
    goal,
    governance,
    basis,
    agreementId: agreementId ?? "",
    assessOn: assessOn ?? "",
    ...Object.fromEntries(pairIds.map((id) => [`${PAIR}${id}`, true])),
  };
}

const route = getRouteApi("/in/p/$scopeId/consortia/$consortiumId/edit");

export function EditConsortiumPage() {
  const t = useTexts(consortiaTexts);
  const { scopeId, consortiumId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const consortium = useSuspenseQuery(consortiumQuery(consortiumId)).data;
  const fields = useFields(scopeId, false);
  const back = () => void navigate({ to: "/p/$scopeId/consortia/$consortiumId", params: { scopeId, consortiumId } });
  return (
    <Page title={t("editTitle", { number: consortium.number })} purpose={consortium.name}>
      <RecordForm<Values>
        draftName={`consortium:${consortiumId}`}
        fields={fields}
        held={{ values: valuesOf(consortium), version: consortium.version }}
        save={async (values, changed, version) => {
          const isSent = (field: string) =>
            changed.includes(field) || (field === "pairIds" && changed.some((key) => key.startsWith(PAIR)));
          const body = Object.fromEntries(Object.entries(bodyOf(values)).filter(([field]) => isSent(field)));
          const saved = await api.patch("/api/consortia/{consortiumId}", {
            params: { path: { consortiumId }, header: ifMatch({ version }) },
            body,
          });
          queryClient.setQueryData(consortiumQuery(consortiumId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["consortia"] });
          void message.success(t("saved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...consortiumQuery(consortiumId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
      />
    </Page>
  );
}
