import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { agreementQuery } from "./data.ts";
import { useAgreementFields } from "./form-fields.ts";
import { changeOf, valuesOf } from "./rules.ts";
import { agreementsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/agreements/$agreementId/edit");

export function EditAgreementPage() {
  const t = useTexts(agreementsTexts);
  const { scopeId, agreementId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const fields = useAgreementFields();
  const back = () => void navigate({ to: "/p/$scopeId/agreements/$agreementId", params: { scopeId, agreementId } });
  return (
    <Page title={t("editTitle", { number: agreement.number })} purpose={agreement.title}>
      <RecordForm
        draftName={`agreement:${agreementId}`}
        fields={fields}
        held={{ values: valuesOf(agreement), version: agreement.version }}
        save={async (values, changed, version) => {
          const saved = await api.patch("/api/agreements/{agreementId}", {
            params: { path: { agreementId }, header: ifMatch({ version }) },
            body: changeOf(values, changed),
          });
          queryClient.setQueryData(agreementQuery(agreementId).queryKey, saved);
          void queryClient.invalidateQueries({ queryKey: ["agreements"] });
          void message.success(t("saved", { number: saved.number }));
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...agreementQuery(agreementId), staleTime: 0 });
          return { values: valuesOf(now), version: now.version };
        }}
        onCancel={back}
      />
    </Page>
  );
}
