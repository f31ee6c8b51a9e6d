import { useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { App, Checkbox } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useScope, useScopeId } from "../../frame/scopes.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { LiveClarity, useNeedFields } from "./need-form.tsx";
import { needQuery } from "./queries.ts";
import { draftOf, EMPTY_NEED } from "./rules.ts";
import { StateNeedPage } from "./state-need-page.tsx";
import { needsTexts } from "./texts.ts";
import { visibilityTexts } from "./visibility-texts.ts";

/** The office writes down what it was told; an enterprise states what it needs. */
export function NewNeedPage() {
  return useScope().kind === "enterprise" ? <StateNeedPage /> : <WriteNeedDown />;
}

function WriteNeedDown() {
  const t = useTexts(needsTexts);
  const v = useTexts(visibilityTexts);
  const scopeId = useScopeId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const fields = useNeedFields();
  const [isSubmitted, setSubmitted] = useState(true);
  const [isRestricted, setRestricted] = useState(false);
  return (
    <Page title={t("add")} purpose={t("addPurpose")}>
      <RecordForm
        draftName={`need:new:${scopeId}`}
        fields={fields}
        held={{ values: EMPTY_NEED, version: 0 }}
        isNew
        submitLabel={t(isSubmitted ? "submitNow" : "saveDraft")}
        save={async (values) => {
          const need = await api.post("/api/scopes/{scopeId}/needs", {
            params: {
              path: { scopeId },
              query: { submit: isSubmitted ? "true" : "false", visibility: isRestricted ? "restricted" : "pair" },
            },
            body: draftOf(values),
          });
          if (!isRestricted) queryClient.setQueryData(needQuery(need.id).queryKey, need);
          void queryClient.invalidateQueries({ queryKey: ["needs", scopeId] });
          void message.success(t("saved", { number: need.number }));
          // Whoever wrote down what named people read accepts the statement before they read it again.
          if (isRestricted && !need.mayHandle) await navigate({ to: `/needs/${need.id}/reading` });
          else await navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId, needId: need.id } });
        }}
        onCancel={() => void navigate({ to: "/p/$scopeId/needs", params: { scopeId } })}
        renderAside={(values) => (
          <>
            <LiveClarity scopeId={scopeId} values={values} />
            <p>
              <Checkbox checked={isSubmitted} onChange={(event) => setSubmitted(event.target.checked)}>
                {t("submitAtOnce")}
              </Checkbox>
            </p>
            <p>
              <Checkbox checked={isRestricted} onChange={(event) => setRestricted(event.target.checked)}>
                {v("newRestricted")}
              </Checkbox>
            </p>
          </>
        )}
      />
    </Page>
  );
}
