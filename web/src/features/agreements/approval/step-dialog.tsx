import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { todayHere } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { AskChoice, AskDay, AskLine, AskText } from "../ask-fields.tsx";
import type { ApprovalStep } from "./data.ts";
import { approvalTexts } from "./texts.ts";

interface StepDialogProps {
  readonly agreementId: string;
  readonly approvalId: string;
  readonly step: ApprovalStep;
  readonly outcome: "done" | "sent_back";
  readonly onClose: () => void;
}

const METHODS = ["agreed", "listed", "auctioned", "appraised"] as const;

/** What a step asks for, by its kind; or why the text goes back. */
export function StepDialog({ agreementId, approvalId, step, outcome, onClose }: StepDialogProps) {
  const t = useTexts(approvalTexts);
  const queryClient = useQueryClient();
  const draft = useDraft<Readonly<Record<string, string>>>(`approval:${step.id}:${outcome}`, {
    hasRelation: "no",
    method: "agreed",
    from: todayHere(),
    until: todayHere(),
    on: todayHere(),
    copies: "4",
  });
  const isDone = outcome === "done";
  const valueOf = (key: string) => draft.value[key] ?? "";
  const field = (key: string) => ({
    value: valueOf(key),
    onChange: (value: string) => draft.change({ [key]: value }),
  });
  const text = valueOf("text").trim();
  const details = () => {
    const { kind } = step;
    switch (kind) {
      case "statement":
        return { kind, hasRelation: valueOf("hasRelation") === "yes", text };
      case "pricing":
        return { kind, method: METHODS.find((method) => method === valueOf("method")) ?? "agreed", text };
      case "publicity": {
        const [place, objections, handling] = ["place", "objections", "handling"].map((key) => valueOf(key).trim());
        return {
          kind,
          from: valueOf("from"),
          until: valueOf("until"),
          place: place ?? "",
          objections: objections ?? "",
          handling: handling ?? "",
        };
      }
      case "seal":
        return { kind, seal: valueOf("seal").trim(), copies: Number(valueOf("copies")), on: valueOf("on") };
      default:
        return { kind };
    }
  };
  return (
    <AskDialog
      title={t(isDone ? "doStep" : "backStep", { step: step.name })}
      okText={t(isDone ? "do" : "back")}
      isDanger={!isDone}
      onClose={onClose}
      onSend={async () => {
        const given = { reasons: valueOf("reasons").trim() };
        await api.post("/api/agreements/{agreementId}/approvals/{approvalId}/steps/{stepId}", {
          params: { path: { agreementId, approvalId, stepId: step.id } },
          body: isDone ? { outcome: "done", ...given, details: details() } : { outcome: "sent_back", ...given },
        });
        draft.clear();
        await queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
      }}
    >
      <DraftNote draft={draft} />
      {isDone && step.kind === "statement" && (
        <>
          <AskChoice
            label={t("hasRelation")}
            {...field("hasRelation")}
            options={[
              { value: "no", label: t("noRelation") },
              { value: "yes", label: t("aRelation") },
            ]}
          />
          {valueOf("hasRelation") === "yes" && <AskText label={t("relation")} {...field("text")} />}
        </>
      )}
      {isDone && step.kind === "pricing" && (
        <>
          <AskChoice
            label={t("method")}
            {...field("method")}
            options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
          />
          <AskText label={t("basis")} {...field("text")} />
        </>
      )}
      {isDone && step.kind === "publicity" && (
        <>
          {step.minDays > 0 && <p>{t("minDays", { days: step.minDays })}</p>}
          <AskDay label={t("from")} {...field("from")} />
          <AskDay label={t("until")} {...field("until")} />
          <AskLine label={t("place")} {...field("place")} />
          <AskText label={t("objections")} {...field("objections")} />
          {valueOf("objections") !== "" && <AskText label={t("handling")} {...field("handling")} />}
        </>
      )}
      {isDone && step.kind === "seal" && (
        <>
          <AskLine label={t("seal")} {...field("seal")} />
          <AskLine label={t("copies")} {...field("copies")} />
          <AskDay label={t("sealedOn")} {...field("on")} />
        </>
      )}
      <AskText label={t(isDone ? "opinion" : "reasons")} {...field("reasons")} />
    </AskDialog>
  );
}
