import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../data/api.ts";
import { todayHere } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { AskChoice, AskDay, AskText } from "../ask-fields.tsx";
import type { Agreement } from "../data.ts";
import type { MilestoneProgress } from "./data.ts";
import { milestonesTexts } from "./texts.ts";

interface DeliverDialogProps {
  readonly agreement: Agreement;
  readonly milestone: MilestoneProgress;
  readonly onClose: () => void;
}

export function DeliverDialog({ agreement, milestone, onClose }: DeliverDialogProps) {
  const t = useTexts(milestonesTexts);
  const queryClient = useQueryClient();
  const { id: agreementId, parties } = agreement;
  const [party, setParty] = useState((parties.find(({ role }) => role === "seller") ?? parties[0])?.name ?? "");
  const [deliveredOn, setDeliveredOn] = useState(todayHere);
  const [note, setNote] = useState("");
  return (
    <AskDialog
      title={t("deliverTitle", { milestone: milestone.title })}
      okText={t("deliver")}
      onClose={onClose}
      onSend={async () => {
        await api.post("/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries", {
          params: { path: { agreementId, milestoneId: milestone.id } },
          body: { party, deliveredOn, note },
        });
        await queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
      }}
    >
      <p>{t("deliverText")}</p>
      <AskChoice label={t("party")} value={party} onChange={setParty} options={namesOf(agreement)} />
      <AskDay label={t("deliveredOn")} value={deliveredOn} onChange={setDeliveredOn} />
      <AskText label={t("note")} value={note} onChange={setNote} />
    </AskDialog>
  );
}

export function namesOf({ parties }: Agreement) {
  return parties.map(({ name }) => ({ value: name, label: name }));
}
