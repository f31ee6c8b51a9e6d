import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { type Say, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { dayAfter, dayBefore } from "./figures.ts";
import { officersQuery, type Round, roundKey, roundQuery } from "./queries.ts";
import { surveysTexts } from "./texts.ts";

type Values = { readonly name: string; readonly startsOn: string; readonly lastDay: string; readonly leadId: string };

function fieldsOf(t: Say<keyof typeof surveysTexts.lines>): FieldSpec<Values>[] {
  return [
    { key: "name", label: t("name"), kind: "text", isRequired: true },
    { key: "startsOn", label: t("startsOn"), kind: "day", isRequired: true, isShort: true },
    { key: "lastDay", label: t("lastDay"), kind: "day", isRequired: true, isShort: true, pointer: "endsBefore" },
  ];
}

export function NewSurveyPage() {
  const t = useTexts(surveysTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const leave = async (roundId: string | null) =>
    navigate({ to: roundId === null ? `/p/${scopeId}/surveys` : `/p/${scopeId}/surveys/${roundId}` });
  return (
    <Page title={t("add")} purpose={t("addPurpose")} isColumn>
      <RecordForm<Values>
        draftName={`survey-round:${scopeId}:new`}
        fields={fieldsOf(t)}
        held={{ values: { name: "", startsOn: "", lastDay: "", leadId: "" }, version: 0 }}
        isNew
        submitLabel={t("create")}
        save={async ({ name, startsOn, lastDay }) => {
          const body = { name: name.trim(), startsOn, endsBefore: dayAfter(lastDay) };
          const made = await api.post("/api/scopes/{scopeId}/survey-rounds", { params: { path: { scopeId } }, body });
          await queryClient.invalidateQueries({ queryKey: ["surveys"] });
          await leave(made.id);
        }}
        onCancel={() => void leave(null)}
      />
    </Page>
  );
}

const editRoute = getRouteApi("/in/p/$scopeId/surveys/$roundId/edit");

export function EditSurveyPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = editRoute.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const round = useSuspenseQuery(roundQuery(roundId)).data;
  const officers = useSuspenseQuery(officersQuery(roundId)).data;
  const leave = async () => navigate({ to: `/p/${scopeId}/surveys/${roundId}` });
  const choices = new Map([...officers, round.lead].map(({ id, name }) => [id, name ?? t("otherOffice")]));
  const options = [...choices].map(([value, label]) => ({ value, label }));
  return (
    <Page title={round.name} purpose={t("edit")} isColumn>
      <RecordForm<Values>
        draftName={`survey-round:${roundId}`}
        fields={[...fieldsOf(t), { key: "leadId", label: t("lead"), kind: "choice", options }]}
        held={{ values: valuesOf(round), version: round.version }}
        save={async ({ name, startsOn, lastDay, leadId }, _changed, version) => {
          const body = { name: name.trim(), startsOn, endsBefore: dayAfter(lastDay), leadId };
          const params = { path: { roundId }, header: ifMatch({ version }) };
          await api.patch("/api/survey-rounds/{roundId}", { params, body });
          await queryClient.invalidateQueries({ queryKey: ["surveys"] });
          await leave();
        }}
        reload={async () => {
          await queryClient.invalidateQueries({ queryKey: roundKey(roundId) });
          const now = await queryClient.fetchQuery(roundQuery(roundId));
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={() => void leave()}
      />
    </Page>
  );
}

function valuesOf({ name, startsOn, endsBefore, lead }: Round): Values {
  return { name, startsOn, lastDay: dayBefore(endsBefore), leadId: lead.id };
}
