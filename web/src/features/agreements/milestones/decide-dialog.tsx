import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { AskChoice, AskText } from "../ask-fields.tsx";
import type { Agreement } from "../data.ts";
import type { Delivery, MilestoneProgress } from "./data.ts";
import { namesOf } from "./deliver-dialog.tsx";
import { milestonesTexts } from "./texts.ts";

interface DecideDialogProps {
  readonly agreement: Agreement;
  readonly milestone: MilestoneProgress;
  readonly delivery: Delivery;
  readonly decision: "accepted" | "refused";
  readonly onClose: () => void;
}

export function DecideDialog({ agreement, milestone, delivery, decision, onClose }: DecideDialogProps) {
  const t = useTexts(milestonesTexts);
  const queryClient = useQueryClient();
  const others = namesOf(agreement).filter(({ value }) => value !== delivery.party);
  const draft = useDraft(`decision:${delivery.id}:${decision}`, { party: others[0]?.value ?? "", reasons: "" });
  const { party, reasons } = draft.value;
  const isAccepted = decision === "accepted";
  return (
    <AskDialog
      title={t(isAccepted ? "acceptTitle" : "refuseTitle", { milestone: milestone.title })}
      okText={t(isAccepted ? "accept" : "refuse")}
      isDanger={!isAccepted}
      onClose={onClose}
      onSend={async () => {
        await api.post("/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries/{deliveryId}/decision", {
          params: { path: { agreementId: agreement.id, milestoneId: milestone.id, deliveryId: delivery.id } },
          body: { decision, party, reasons: reasons.trim() },
        });
        draft.clear();
        await queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
      }}
    >
      <DraftNote draft={draft} />
      <AskChoice
        label={t("onBehalf")}
        value={party}
        onChange={(next) => draft.change({ party: next })}
        options={others}
      />
      <AskText
        label={t(isAccepted ? "seen" : "reasons")}
        value={reasons}
        onChange={(text) => draft.change({ reasons: text })}
      />
    </AskDialog>
  );
}
