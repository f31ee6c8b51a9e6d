import { ifMatch } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { RecordForm } from "../../../ui/record/record-form.tsx";
import { agreementQuery } from "../data.ts";
import { useAgreementFields } from "../form-fields.ts";
import { PartDialog } from "../part-dialog.tsx";
import { PartTable } from "../part-table.tsx";
import { PARTS, type Part } from "../parts.ts";
import { changeOf, valuesOf } from "../rules.ts";
import { agreementsTexts } from "../texts.ts";
import { type Amendment, amendmentsQuery } from "./data.ts";
import { amendmentsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/agreements/$agreementId/amendments/$amendmentId");

/** The draft of an amendment: the whole text as it is to be. */
export function AmendmentPage() {
  const t = useTexts(amendmentsTexts);
  const said = useTexts(agreementsTexts);
  const { scopeId, agreementId, amendmentId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const amendments = useSuspenseQuery(amendmentsQuery(agreementId)).data;
  const fields = useAgreementFields().filter(({ key }) => key !== "kind");
  const [part, setPart] = useState<Part | null>(null);
  const found = amendments.find(({ id }) => id === amendmentId);
  const back = () => void navigate({ to: "/p/$scopeId/agreements/$agreementId", params: { scopeId, agreementId } });
  const path = { agreementId, amendmentId };
  const save = async (change: object, version: number) => {
    const saved = await api.patch("/api/agreements/{agreementId}/amendments/{amendmentId}", {
      params: { path, header: ifMatch({ version }) },
      body: change,
    });
    queryClient.setQueryData(amendmentsQuery(agreementId).queryKey, saved);
    void queryClient.invalidateQueries({ queryKey: ["agreements"] });
    void message.success(t("saved", { amendment: found?.number ?? "" }));
  };
  const title = t("editTitle", { number: agreement.number, amendment: found?.number ?? "" });
  if (found?.mayChange !== true) {
    return (
      <Page title={title} purpose={agreement.title}>
        <p>{t("closed")}</p>
        <LinkButton to={`/p/${scopeId}/agreements/${agreementId}`}>{t("back")}</LinkButton>
      </Page>
    );
  }
  const heldOf = ({ content, reason, version }: Amendment) => {
    const { kind: _, ...values } = valuesOf({ ...agreement, ...content });
    return { values: { reason, ...values }, version };
  };
  const amended = { ...agreement, ...found.content, id: amendmentId, number: title };
  return (
    <Page
      title={title}
      purpose={t("editPurpose")}
      actions={<LinkButton to={`/p/${scopeId}/agreements/${agreementId}`}>{t("back")}</LinkButton>}
    >
      {PARTS.map((each) => (
        <PartTable
          key={each}
          part={each}
          agreement={amended}
          action={
            <Button type="link" aria-label={said("editPart", { part: said(each) })} onClick={() => setPart(each)}>
              {said("edit")}
            </Button>
          }
        />
      ))}
      <RecordForm
        draftName={`amendment:${amendmentId}`}
        fields={[{ key: "reason", label: t("reason"), kind: "prose", isRequired: true }, ...fields]}
        held={heldOf(found)}
        save={async (values, changed, version) => {
          const reason = typeof values["reason"] === "string" ? values["reason"].trim() : "";
          const change = changeOf(values, changed);
          await save(changed.includes("reason") ? { ...change, reason } : change, version);
          back();
        }}
        reload={async () => {
          const now = await queryClient.fetchQuery({ ...amendmentsQuery(agreementId), staleTime: 0 });
          return heldOf(now.find(({ id }) => id === amendmentId) ?? found);
        }}
        onCancel={back}
      />
      {part !== null && (
        <PartDialog
          agreement={amended}
          part={part}
          onSave={async (change) => {
            await save(change, found.version);
            setPart(null);
          }}
          onClose={() => setPart(null)}
        />
      )}
    </Page>
  );
}
