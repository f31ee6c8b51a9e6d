import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { LiveClarity, useNeedFields, useOwnNeedFields } from "./need-form.tsx";
import { needQuery } from "./queries.ts";
import { changeOf, valuesOf } from "./rules.ts";
import { needsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/needs/$needId/edit");

export function EditNeedPage() {
  const t = useTexts(needsTexts);
  const { scopeId, needId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const need = useSuspenseQuery(needQuery(needId)).data;
  const contact = [need.contact?.name, need.contact?.phone, need.contact?.email].filter(Boolean).join(" ");
  const hint = need.isContactMasked && contact !== "" ? t("contactKept", { contact }) : undefined;
  const isOwn = scopeId === need.enterpriseId;
  const [allFields, ownFields] = [useNeedFields(hint), useOwnNeedFields(hint)];
  const back = () => void navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId, needId } });
  return (
    <Page title={t("editTitle", { number: need.number })} purpose={need.title}>
      <RecordForm
        draftName={`need:${needId}`}
        fields={isOwn ? ownFields : allFields}
        held={{ values: valuesOf(need), version: need.version }}
        save={async (values, changed, version) => {
          const saved = await api.patch("/api/needs/{needId}", {
            params: { path: { needId }, header: ifMatch({ version }) },
            body: changeOf(values, changed),
          });
          queryClient.setQueryData(needQuery(needId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["needs"] });
          void message.success(t("saved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...needQuery(needId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
        renderAside={(values) => <LiveClarity scopeId={scopeId} values={values} isOwn={isOwn} />}
      />
    </Page>
  );
}
