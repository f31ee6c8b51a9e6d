import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { AskDialog } from "../../../ui/ask-dialog.tsx";
import { AskText } from "../ask-fields.tsx";
import { receiptsTexts } from "./texts.ts";

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** Throws what the server has against it. */
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Something that is taken back or turned down, and why. */
export function ReasonDialog({ title, text, action, onSend, onClose }: ReasonDialogProps) {
  const t = useTexts(receiptsTexts);
  const [reason, setReason] = useState("");
  return (
    <AskDialog
      title={title}
      text={text}
      okText={action}
      isDanger
      onSend={async () => onSend(reason.trim())}
      onClose={onClose}
    >
      <AskText label={t("reason")} value={reason} onChange={setReason} most={2000} />
    </AskDialog>
  );
}
