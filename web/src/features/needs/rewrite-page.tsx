import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ifMatch } from "@dual-high/client";
import { api } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import type { FieldSpec } from "../../ui/record/fields.ts";
import { orNull } from "../../ui/record/fields.ts";
import { RecordForm } from "../../ui/record/record-form.tsx";
import { MarkedText } from "./marked-text.tsx";
import { LiveClarity } from "./need-form.tsx";
import styles from "./needs.module.css";
import { needQuery, needRewritesQuery, needTriageQuery } from "./queries.ts";
import { type Need, valuesOf } from "./rules.ts";
import { needsTexts } from "./texts.ts";

const route = getRouteApi("/in/p/$scopeId/needs/$needId/rewrite");

interface Wording extends Readonly<Record<string, string | boolean>> {
  readonly title: string;
  readonly content: string;
  readonly indicators: string;
  readonly basis: string;
  readonly note: string;
}

/** The enterprise's own text at the left, another wording of it at the right, which the enterprise then confirms. */
export function RewritePage() {
  const t = useTexts(needsTexts);
  const { scopeId, needId } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const need = useSuspenseQuery(needQuery(needId)).data;
  const triage = useSuspenseQuery(needTriageQuery(needId, need.version)).data;
  const back = () => void navigate({ to: "/p/$scopeId/needs/$needId", params: { scopeId, needId } });
  const fields: readonly FieldSpec<Wording>[] = [
    { key: "title", label: t("needTitle"), kind: "text", isRequired: true },
    { key: "content", label: t("content"), kind: "prose" },
    { key: "indicators", label: t("indicators"), kind: "prose", hint: t("ask.indicators") },
    { key: "basis", label: t("basis"), kind: "prose", hint: t("ask.basis") },
    { key: "note", label: t("rewriteNote"), kind: "prose", hint: t("rewriteNoteHint") },
  ];
  return (
    <Page title={t("rewriteTitle", { number: need.number })} purpose={t("rewritePurpose")}>
      <div className={styles["rewrite"]}>
        <section aria-label={t("originalText")}>
          <h2>{t("originalText")}</h2>
          <MarkedText need={need} triage={triage} lit={null} />
        </section>
        <section aria-label={t("proposedText")}>
          <h2>{t("proposedText")}</h2>
          <RecordForm
            draftName={`need:${needId}:rewrite`}
            fields={fields}
            held={heldOf(need)}
            submitLabel={t("rewriteSend")}
            save={async ({ title, content, indicators, basis, note }, _changed, version) => {
              const rewrites = await api.post("/api/needs/{needId}/rewrites", {
                params: { path: { needId }, header: ifMatch({ version }) },
                body: {
                  title: title.trim(),
                  content: content.trim(),
                  indicators: orNull(indicators),
                  basis: orNull(basis),
                  note: orNull(note),
                },
              });
              queryClient.setQueryData(needRewritesQuery(needId).queryKey, rewrites);
              void message.success(t("rewriteSent", { number: need.number }));
              back();
            }}
            reload={async () => heldOf(await queryClient.fetchQuery({ ...needQuery(needId), staleTime: 0 }))}
            onCancel={back}
            renderAside={(values) => <LiveClarity scopeId={need.scopeId} values={{ ...valuesOf(need), ...values }} />}
          />
        </section>
      </div>
    </Page>
  );
}

function heldOf(need: Need): { readonly values: Wording; readonly version: number } {
  const { title, content, indicators, basis } = valuesOf(need);
  return { values: { title, content, indicators, basis, note: "" }, version: need.version };
}
