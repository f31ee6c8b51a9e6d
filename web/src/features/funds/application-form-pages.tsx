import { ifMatch } from "@dual-high/client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { readWan, readPercent, wanText, percentText } from "../../text/amounts.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { type FieldSpec, orNull } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import {
  AID_KINDS,
  type AidKind,
  type Application,
  applicationQuery,
  openFundsQuery,
  projectsQuery,
  type Stage,
  STAGES,
} from "./data.ts";
import { fundsTexts } from "./texts.ts";

type Values = Readonly<Record<string, string>>;

function useFields(isNew: boolean, scopeId: string, projectId: string): readonly FieldSpec<Values>[] {
  const t = useTexts(fundsTexts);
  const funds = useQuery({ ...openFundsQuery(scopeId, projectId), enabled: isNew }).data ?? [];
  const projects = useQuery({ ...projectsQuery(scopeId), enabled: isNew }).data ?? [];
  const choice = (key: string, label: string, options: readonly { value: string; label: string }[]) =>
    ({ key, label, kind: "choice", isShort: true, options }) satisfies FieldSpec<Values>;
  const percent = (text: string) => (readPercent(text) === null ? t("notPercent") : null);
  const part = (name: string): Pick<FieldSpec<Values>, "partOf"> => ({ partOf: ["terms", name] });
  return [
    ...(isNew
      ? [
          choice("fundId", t("fund"), [
            { value: "", label: t("fundChoose") },
            ...funds.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` })),
          ]),
          choice("projectId", t("project"), [
            { value: "", label: t("projectNone") },
            ...projects.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
          ]),
        ]
      : []),
    { key: "title", label: t("applicationTitle"), kind: "text", isRequired: true },
    { key: "applicant", label: t("applicant"), kind: "text", isRequired: true },
    choice(
      "stage",
      t("stage"),
      STAGES.map((value) => ({ value, label: t(`stage.${value}`) })),
    ),
    choice(
      "kind",
      t("aid"),
      AID_KINDS.map((value) => ({ value, label: t(`aid.${value}`) })),
    ),
    { key: "amount", label: t("askedWan"), kind: "wan", isRequired: true, isShort: true, pointer: "amountFen" },
    { key: "purpose", label: t("use"), kind: "prose" },
    {
      ...choice("trigger", t("trigger"), [
        { value: "financing_round", label: t("trigger.financing_round") },
        { value: "date", label: t("trigger.date") },
      ]),
      hint: t("termsHint"),
      ...part("trigger"),
    },
    { key: "triggerOn", label: t("triggerOn"), kind: "day", ...part("triggerOn") },
    { key: "triggerText", label: t("triggerText"), kind: "text", ...part("triggerText") },
    { key: "valuation", label: t("valuation"), kind: "text", ...part("valuation") },
    { key: "discount", label: t("discount"), kind: "text", isShort: true, check: percent, ...part("discountBp") },
    { key: "teamShare", label: t("teamShare"), kind: "text", isShort: true, check: percent, ...part("teamShareBp") },
    { key: "lockedUntil", label: t("lockedUntil"), kind: "day", ...part("lockedUntil") },
  ];
}

const said = (text: string | undefined): string => (text ?? "").trim();

function bodyOf(values: Values) {
  const kind = said(values["kind"]) as AidKind;
  const trigger: "date" | "financing_round" = values["trigger"] === "date" ? "date" : "financing_round";
  return {
    title: said(values["title"]),
    applicant: said(values["applicant"]),
    purpose: said(values["purpose"]),
    stage: said(values["stage"]) as Stage,
    kind,
    // What is no amount is sent as it was typed: the server says which field it is.
    amountFen: readWan(said(values["amount"])) ?? "",
    terms:
      kind === "grant_to_equity"
        ? {
            trigger,
            triggerOn: orNull(said(values["triggerOn"])),
            triggerText: said(values["triggerText"]),
            valuation: said(values["valuation"]),
            discountBp: readPercent(said(values["discount"]) || "0") ?? 0,
            teamShareBp: readPercent(said(values["teamShare"]) || "0") ?? 0,
            lockedUntil: said(values["lockedUntil"]),
          }
        : null,
  };
}

const EMPTY: Values = {
  title: "",
  applicant: "",
  stage: "proof_of_concept",
  kind: "grant",
  amount: "",
  purpose: "",
  trigger: "financing_round",
  triggerOn: "",
  triggerText: "",
  valuation: "",
  discount: "",
  teamShare: "",
  lockedUntil: "",
};

const newRoute = getRouteApi("/in/p/$scopeId/fund-applications/new");

export function NewApplicationPage() {
  const t = useTexts(fundsTexts);
  const { scopeId } = newRoute.useParams();
  const search = newRoute.useSearch() as { readonly fundId?: string; readonly projectId?: string };
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const projectId = search.projectId ?? "";
  const fields = useFields(true, scopeId, projectId);
  return (
    <Page title={t("apply")} purpose={t("applyPurpose")} isColumn>
      <RecordForm<Values>
        draftName={`fund-application:new:${scopeId}:${search.fundId ?? ""}:${projectId}`}
        fields={fields}
        held={{ values: { ...EMPTY, fundId: search.fundId ?? "", projectId }, version: 0 }}
        isNew
        save={async (values) => {
          const made = await api.post("/api/scopes/{scopeId}/fund-applications", {
            params: { path: { scopeId } },
            body: { ...bodyOf(values), fundId: said(values["fundId"]), projectId: orNull(said(values["projectId"])) },
          });
          queryClient.setQueryData(applicationQuery(made.id).queryKey, made);
          void queryClient.invalidateQueries({ queryKey: ["funds"] });
          void message.success(t("applicationSaved", { number: made.number }));
          await navigate({
            to: "/p/$scopeId/fund-applications/$applicationId",
            params: { scopeId, applicationId: made.id },
          });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/fund-applications", params: { scopeId } })}
      />
    </Page>
  );
}

function valuesOf({ title, applicant, stage, kind, amountFen, purpose, terms }: Application): Values {
  const base = { ...EMPTY, title, applicant, stage, kind, amount: wanText(amountFen), purpose };
  if (terms === null) return base;
  return {
    ...base,
    trigger: terms.trigger,
    triggerOn: terms.triggerOn ?? "",
    triggerText: terms.triggerText,
    valuation: terms.valuation,
    discount: percentText(terms.discountBp ?? 0),
    teamShare: percentText(terms.teamShareBp),
    lockedUntil: terms.lockedUntil,
  };
}

const TERMS = ["trigger", "triggerOn", "triggerText", "valuation", "discount", "teamShare", "lockedUntil", "kind"];
const editRoute = getRouteApi("/in/p/$scopeId/fund-applications/$applicationId/edit");

export function EditApplicationPage() {
  const t = useTexts(fundsTexts);
  const { scopeId, applicationId } = editRoute.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const application = useSuspenseQuery(applicationQuery(applicationId)).data;
  const fields = useFields(false, scopeId, "");
  const back = () =>
    void navigate({ to: "/p/$scopeId/fund-applications/$applicationId", params: { scopeId, applicationId } });
  return (
    <Page title={t("editTitle", { number: application.number })} purpose={application.title} isColumn>
      <RecordForm<Values>
        draftName={`fund-application:${applicationId}`}
        fields={fields}
        held={{ values: valuesOf(application), version: application.version }}
        save={async (values, changed, version) => {
          const isSent = (field: string) =>
            changed.includes(field) ||
            (field === "amountFen" && changed.includes("amount")) ||
            (field === "terms" && changed.some((key) => TERMS.includes(key)));
          const body = Object.fromEntries(Object.entries(bodyOf(values)).filter(([field]) => isSent(field)));
          const saved = await api.patch("/api/fund-applications/{applicationId}", {
            params: { path: { applicationId }, header: ifMatch({ version }) },
            body,
          });
          queryClient.setQueryData(applicationQuery(applicationId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["funds", "applications"] });
          void message.success(t("applicationSaved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...applicationQuery(applicationId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
      />
    </Page>
  );
}
