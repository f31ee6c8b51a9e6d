import { Button } from "antd";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { fileBody, fileName } from "../../../data/upload.ts";
import { useAct } from "../../../frame/act.tsx";
import { formatInstant } from "../../../text/format.ts";
import { type Say, useLanguage, usePick, useTexts } from "../../../text/texts.ts";
import { FileButton } from "../../../ui/file-button.tsx";
import styles from "../agreements.module.css";
import { PaperList } from "../papers/paper-list.tsx";
import { papersTexts } from "../papers/texts.ts";
import type { ApprovalStep, StepDetails } from "./data.ts";
import { StepDialog } from "./step-dialog.tsx";
import { approvalTexts } from "./texts.ts";

interface StepLineProps {
  readonly agreementId: string;
  readonly approvalId: string;
  readonly step: ApprovalStep;
}

/** One step: who did it with what, or whom it waits for, and what the reader may do about it. */
export function StepLine({ agreementId, approvalId, step }: StepLineProps) {
  const t = useTexts(approvalTexts);
  const said = useTexts(papersTexts);
  const pick = usePick();
  const language = useLanguage();
  const act = useAct();
  const [doing, setDoing] = useState<"done" | "sent_back" | null>(null);
  const { id: stepId, name, kindName, roles, entry, papers, isNext, mayDo, why } = step;
  const addFile = (file: File) =>
    void act({
      work: async () =>
        api.post("/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}/papers", {
          params: { path: { agreementId, approvalId, stepId }, header: fileName(file) },
          ...fileBody(file),
        }),
      done: said("added", { name: file.name }),
      changes: [["agreements"]],
    });
  const about = () => {
    if (entry === null) {
      return isNext ? t("waitsFor", { roles: roles.map(pick).join(language === "zh" ? "、" : ", ") }) : t("later");
    }
    const by = { name: entry.doneBy.name, role: pick(entry.role), at: formatInstant(entry.doneAt) };
    return t(entry.outcome === "done" ? "doneBy" : "sentBackBy", by);
  };
  const kind = pick(kindName);
  return (
    <li data-state={entry?.outcome ?? (isNext ? "next" : "later")}>
      <p>
        <b>{name}</b>
        {kind !== name && <span>{kind}</span>}
        <small>{about()}</small>
      </p>
      {entry !== null && entry.details !== null && <p>{describe(entry.details, t)}</p>}
      {entry !== null && entry.reasons !== "" && <blockquote>{entry.reasons}</blockquote>}
      <PaperList agreementId={agreementId} papers={papers} />
      {isNext && why !== null && <p className={styles["cardLine"]}>{pick(why)}</p>}
      {mayDo && (
        <div className={styles["buttons"]}>
          <Button size="small" type="primary" aria-label={t("doStep", { step: name })} onClick={() => setDoing("done")}>
            {t("do")}
          </Button>
          <Button size="small" aria-label={t("backStep", { step: name })} onClick={() => setDoing("sent_back")}>
            {t("back")}
          </Button>
          <FileButton isSmall label={t("addFile")} accept="" onFile={addFile} />
        </div>
      )}
      {doing !== null && (
        <StepDialog
          agreementId={agreementId}
          approvalId={approvalId}
          step={step}
          outcome={doing}
          onClose={() => setDoing(null)}
        />
      )}
    </li>
  );
}

function describe(details: StepDetails, t: Say<keyof typeof approvalTexts.lines>): string {
  switch (details.kind) {
    case "statement":
      return details.hasRelation ? t("said", { what: t("aRelation"), text: details.text ?? "" }) : t("noRelation");
    case "pricing":
      return t("said", { what: t(`method.${details.method}`), text: details.text });
    case "publicity": {
      const { from, until, place, objections = "", handling = "" } = details;
      const said = objections === "" ? t("noObjections") : `${objections} → ${handling}`;
      return `${t("publicDays", { from, until, place })} · ${said}`;
    }
    case "seal":
      return t("sealed", { seal: details.seal, copies: details.copies, on: details.on });
    default:
      return "";
  }
}
