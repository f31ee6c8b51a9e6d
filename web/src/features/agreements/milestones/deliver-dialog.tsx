import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../../data/api.ts";
import { todayHere } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
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
  const draft = useDraft(`delivery:${milestone.id}`, {
    party: (parties.find(({ role }) => role === "seller") ?? parties[0])?.name ?? "",
    deliveredOn: todayHere(),
    note: "",
  });
  const field = (key: "party" | "deliveredOn" | "note") => ({
    value: draft.value[key],
    onChange: (text: string) => draft.change({ [key]: text }),
  });
  return (
    <AskDialog
      title={t("deliverTitle", { milestone: milestone.title })}
      okText={t("deliver")}
      onClose={onClose}
      onSend={async () => {
        await api.post("/api/agreements/{agreementId}/milestones/{milestoneId}/deliveries", {
          params: { path: { agreementId, milestoneId: milestone.id } },
          body: draft.value,
        });
        draft.clear();
        await queryClient.invalidateQueries({ queryKey: ["agreements"] });
        onClose();
      }}
    >
      <DraftNote draft={draft} />
      <p>{t("deliverText")}</p>
      <AskChoice label={t("party")} {...field("party")} options={namesOf(agreement)} />
      <AskDay label={t("deliveredOn")} {...field("deliveredOn")} />
      <AskText label={t("note")} {...field("note")} />
    </AskDialog>
  );
}

export function namesOf({ parties }: Agreement) {
  return parties.map(({ name }) => ({ value: name, label: name }));
}
