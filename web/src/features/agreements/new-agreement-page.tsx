import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../data/api.ts";
import { useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { agreementQuery } from "./data.ts";
import { useAgreementFields } from "./form-fields.ts";
import { bodyOf, EMPTY } from "./rules.ts";
import { agreementsTexts } from "./texts.ts";

export function NewAgreementPage() {
  const t = useTexts(agreementsTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = useAgreementFields();
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <RecordForm
        draftName={`agreement:new:${scopeId}`}
        fields={fields}
        held={{ values: EMPTY, version: 0 }}
        isNew
        save={async (values) => {
          const made = await api.post("/api/scopes/{scopeId}/agreements", {
            params: { path: { scopeId } },
            body: bodyOf(values),
          });
          queryClient.setQueryData(agreementQuery(made.id).queryKey, made);
          void queryClient.invalidateQueries({ queryKey: ["agreements", scopeId] });
          void message.success(t("saved", { number: made.number }));
          await navigate({ to: "/p/$scopeId/agreements/$agreementId", params: { scopeId, agreementId: made.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/agreements", params: { scopeId } })}
      />
    </Page>
  );
}
