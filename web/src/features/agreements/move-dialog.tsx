import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import { AskDay, AskText } from "./ask-fields.tsx";
import styles from "./agreements.module.css";
import type { Agreement } from "./data.ts";
import { agreementsTexts } from "./texts.ts";

interface MoveDialogProps {
  readonly agreement: Agreement;
  readonly action: "sign" | "complete" | "end";
  /** Throws what the server has against it. */
  readonly onSend: (on: string, reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The day on which it was signed, fulfilled or terminated, and why, where that is asked for. */
export function MoveDialog({ agreement, action, onSend, onClose }: MoveDialogProps) {
  const t = useTexts(agreementsTexts);
  const pick = usePick();
  const draft = useDraft(`agreement:${agreement.id}:${action}`, { day: todayHere(), reason: "" });
  const { day, reason } = draft.value;
  const { rests } = agreement;
  const asksReason = action === "end" || (action === "complete" && rests.length > 0);
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
      {action === "complete" && rests.length > 0 && (
        <p className={styles["rests"]}>{t("rests", { what: rests.map(pick).join(t("comma")) })}</p>
      )}
      {asksReason && (
        <AskText label={t("reason")} value={reason} onChange={(text) => draft.change({ reason: text })} most={2000} />
      )}
    </AskDialog>
  );
}
