import { ifMatch, type Schemas } from "@dual-high/client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useDraft } from "../../../data/drafts.ts";
import { useMay } from "../../../data/me.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { useAct } from "../../../frame/act.tsx";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { Page } from "../../../ui/page.tsx";
import styles from "../agreements.module.css";
import { type Row, RowsEditor } from "../rows-editor.tsx";
import { agreementsTexts } from "../texts.ts";
import { flowQuery } from "./data.ts";
import { BLANK_STEP, columnsOfSteps, rowOf, stepOf, stepProblem } from "./flow-rows.ts";
import { flowTexts } from "./flow-texts.ts";
import { FlowSteps } from "./flow-steps.tsx";

type Flow = Schemas["AgreementFlow"];

/** An institution's own way from a draft to its signing: the version in force, the next one, and those before. */
export function FlowPage() {
  const t = useTexts(flowTexts);
  const scopeId = useScopeId();
  const flow = useSuspenseQuery(flowQuery(scopeId)).data;
  const may = useMay(scopeId);
  const past = flow.earlier.slice(1);
  return (
    <Page title={t("title")} purpose={t("purpose")}>
      <p>{flow.version === 0 ? t("noneYet") : t("inForce", { version: flow.version })}</p>
      {may("agreement.set_flow") ? (
        <FlowForm key={flow.version} scopeId={scopeId} flow={flow} />
      ) : (
        <FlowSteps steps={flow.steps} />
      )}
      {past.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("earlier")}</h2>
          {past.map(({ version, createdAt, createdBy, steps }) => (
            <details key={version}>
              <summary>{t("versionOf", { version, name: createdBy.name, at: formatInstant(createdAt) })}</summary>
              <FlowSteps steps={steps} />
            </details>
          ))}
        </section>
      )}
    </Page>
  );
}

function FlowForm({ scopeId, flow }: { readonly scopeId: string; readonly flow: Flow }) {
  const t = useTexts(flowTexts);
  const said = useTexts(agreementsTexts);
  const act = useAct();
  const queryClient = useQueryClient();
  const held = flow.steps.map(rowOf);
  const draft = useDraft<{ rows: readonly Row[] }>(`agreement-flow:${scopeId}:${flow.version}`, {
    rows: held.length === 0 ? [BLANK_STEP] : held,
  });
  const { rows } = draft.value;
  const [problem, setProblem] = useState("");
  const save = async () => {
    const wrong = stepProblem(rows, t);
    setProblem(wrong ?? "");
    if (wrong !== null) return;
    const steps = rows.filter(({ name = "" }) => name.trim() !== "").map(stepOf);
    const saved = await act({
      work: async () => {
        try {
          return await api.put("/api/scopes/{scopeId}/agreement-flow", {
            params: { path: { scopeId }, header: ifMatch(flow) },
            body: { steps },
          });
        } catch (error) {
          if (isProblem(error)) setProblem(error.detail);
          throw error;
        }
      },
      done: (next) => t("saved", { version: next.version }),
    });
    if (saved === null) return;
    draft.clear();
    queryClient.setQueryData(flowQuery(scopeId).queryKey, saved);
    await queryClient.invalidateQueries({ queryKey: ["agreements"] });
  };
  return (
    <section className={styles["part"]}>
      <DraftNote draft={draft} />
      {problem !== "" && <Alert type="error" title={problem} />}
      <RowsEditor
        columns={columnsOfSteps(t, said)}
        rows={rows}
        blank={BLANK_STEP}
        onChange={(next) => draft.change({ rows: next })}
      />
      <p className={styles["cardLine"]}>{t("hint")}</p>
      <Button type="primary" onClick={() => void save()}>
        {t("save", { version: flow.version + 1 })}
      </Button>
    </section>
  );
}
