import { todayHere } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { AskDay, AskText } from "./ask-fields.tsx";
import type { Agreement } from "./data.ts";
import { agreementsTexts } from "./texts.ts";

interface MoveDialogProps {
  readonly agreement: Agreement;
  readonly action: "sign" | "end";
  /** Throws what the server has against it. */
  readonly onSend: (on: string, reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The day on which it was signed or ended, and why it ends. */
export function MoveDialog({ agreement, action, onSend, onClose }: MoveDialogProps) {
  const t = useTexts(agreementsTexts);
  const draft = useDraft(`agreement:${agreement.id}:${action}`, { day: todayHere(), reason: "" });
  const { day, reason } = draft.value;
  return (
    <AskDialog
      title={t(`title.${action}`, { number: agreement.number })}
      text={t(`text.${action}`)}
      okText={t(action)}
      isDanger={action === "end"}
      onSend={async () => {
        await onSend(day, reason.trim());
        draft.clear();
      }}
      onClose={onClose}
    >
      <DraftNote draft={draft} />
      <AskDay label={t("on")} value={day} onChange={(next) => draft.change({ day: next })} />
      {action === "end" && (
        <AskText label={t("reason")} value={reason} onChange={(text) => draft.change({ reason: text })} most={2000} />
      )}
    </AskDialog>
  );
}
