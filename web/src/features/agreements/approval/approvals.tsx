import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { download } from "../../../data/download.ts";
import { useMay } from "../../../data/me.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { useLanguage, useTexts } from "../../../text/texts.ts";
import styles from "../agreements.module.css";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import type { Agreement } from "../data.ts";
import { type Approval, approvalsQuery } from "./data.ts";
import { StepLine } from "./step-line.tsx";
import { approvalTexts } from "./texts.ts";

interface ApprovalsProps {
  readonly scopeId: string;
  readonly agreement: Agreement;
}

/** How the text goes through the flows of its institutions; the other party sees none of it. */
export function Approvals({ scopeId, agreement }: ApprovalsProps) {
  const t = useTexts(approvalTexts);
  const language = useLanguage();
  const act = useAct();
  const may = useMay(scopeId);
  const found = useQuery(approvalsQuery(agreement.id)).data;
  const isInside = scopeId === agreement.scopeId;
  if (found === undefined || !isInside) return null;
  const { approvals, required } = found;
  if (approvals.length === 0 && required.length === 0 && agreement.state !== "draft")
    return <Dossier agreement={agreement} />;
  const path = { agreementId: agreement.id };
  const comma = language === "zh" ? "、" : ", ";
  return (
    <section className={styles["part"]} aria-label={t("title")}>
      <h2>{t("title")}</h2>
      {approvals.length === 0 && required.length === 0 && <p className={styles["cardLine"]}>{t("noFlow")}</p>}
      {required.map(({ institution, version, steps }) => (
        <p key={institution} className={styles["required"]}>
          {t("required", { institution, version, steps: steps.join(comma) })}
        </p>
      ))}
      {required.length > 0 && may("agreement.manage") && (
        <Button
          type="primary"
          onClick={() =>
            void act({
              work: async () =>
                api.post("/api/agreements/{agreementId}/approvals", {
                  params: { path },
                  body: { amendmentId: required[0]?.amendmentId ?? null },
                }),
              done: t("submitted"),
              changes: [["agreements"]],
            })
          }
        >
          {t("submit")}
        </Button>
      )}
      <ol className={styles["course"]}>
        {approvals.map((approval) => (
          <li key={approval.id}>
            <ApprovalBlock agreementId={agreement.id} approval={approval} />
          </li>
        ))}
      </ol>
      <Dossier agreement={agreement} />
    </section>
  );
}

/** The papers that prove due diligence, in one click. */
function Dossier({ agreement }: { readonly agreement: Agreement }) {
  const t = useTexts(approvalTexts);
  const act = useAct();
  const may = useMay(agreement.scopeId);
  if (!may("agreement.approve")) return null;
  const path = `/api/agreements/${agreement.id}/due-diligence`;
  return (
    <p className={styles["buttons"]}>
      <Button onClick={() => void act({ work: async () => download(path), done: (name) => name })}>
        {t("dossier")}
      </Button>
    </p>
  );
}

function ApprovalBlock({ agreementId, approval }: { readonly agreementId: string; readonly approval: Approval }) {
  const t = useTexts(approvalTexts);
  const act = useAct();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { id: approvalId, institution, flowVersion, state, amendmentId, startedBy, startedAt, steps } = approval;
  return (
    <>
      <p className={styles["courseHead"]}>
        <strong>{t("flowOf", { institution, version: flowVersion })}</strong>
        {amendmentId !== null && <span>{t("ofAmendment")}</span>}
        <span className={styles["approvalState"]} data-state={state}>
          {t(`state.${state}`)}
        </span>
        <small>{t("startedBy", { name: startedBy.name, at: formatInstant(startedAt) })}</small>
      </p>
      <ol className={styles["approvalSteps"]}>
        {steps.map((step) => (
          <StepLine key={step.id} agreementId={agreementId} approvalId={approvalId} step={step} />
        ))}
      </ol>
      {approval.mayWithdraw && (
        <Button size="small" onClick={() => setWithdrawing(true)}>
          {t("withdraw")}
        </Button>
      )}
      {isWithdrawing && (
        <AskDialog
          title={t("withdrawTitle")}
          okText={t("withdraw")}
          isDanger
          onClose={() => setWithdrawing(false)}
          onSend={async () => {
            await act({
              work: async () =>
                api.post("/api/agreements/{agreementId}/approvals/{approvalId}/withdrawal", {
                  params: { path: { agreementId, approvalId } },
                }),
              done: t("withdrawn"),
              changes: [["agreements"]],
            });
            setWithdrawing(false);
          }}
        >
          <p>{t("withdrawText")}</p>
        </AskDialog>
      )}
    </>
  );
}
