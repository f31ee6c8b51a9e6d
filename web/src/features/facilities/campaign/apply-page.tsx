import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { api } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import { RecordForm } from "../../../ui/record/record-form.tsx";
import { bookableQuery } from "../booking/queries.ts";
import { campaignsKey } from "./queries.ts";
import { campaignsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/bookables/$bookableId/campaign");

type Values = {
  readonly title: string;
  readonly description: string;
  readonly hazards: string;
  readonly chargeReference: string;
};

export function ApplyPage() {
  const t = useTexts(campaignsTexts);
  const { scopeId, bookableId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const { name } = useSuspenseQuery(bookableQuery(bookableId)).data;
  return (
    <Page title={t("applyTo", { name })} isColumn>
      <RecordForm<Values>
        draftName={`campaign:${bookableId}:new`}
        fields={[
          { key: "title", label: t("titleField"), kind: "text", isRequired: true },
          { key: "description", label: t("description"), kind: "prose", isRequired: true },
          { key: "hazards", label: t("hazards"), kind: "prose", isEmptyText: true },
          { key: "chargeReference", label: t("charge"), kind: "text", isRequired: true },
        ]}
        held={{ values: { title: "", description: "", hazards: "", chargeReference: "" }, version: 0 }}
        isNew
        submitLabel={t("send")}
        save={async (values) => {
          const made = await api.post("/api/scopes/{scopeId}/campaigns", {
            params: { path: { scopeId } },
            body: { ...values, bookableId },
          });
          await queryClient.invalidateQueries({ queryKey: campaignsKey });
          void message.success(t("sent", { number: made.number }));
          await navigate({ to: "/p/$scopeId/campaigns/$campaignId", params: { scopeId, campaignId: made.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/bookables/$bookableId", params: { scopeId, bookableId } })}
      />
    </Page>
  );
}
