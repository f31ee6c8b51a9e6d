import { Input, Modal } from "antd";
import { useId, useState } from "react";
import { useDraft } from "../../data/drafts.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { Need, NeedAction } from "./rules.ts";
import { needsTexts } from "./texts.ts";

interface ReasonDialogProps {
  readonly need: Need;
  readonly action: NeedAction;
  /** What the action is called for whoever takes it, and what their reason is to say. */
  readonly name: string;
  readonly hint: string;
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Why: kept while it is being typed, whatever happens to the window. */
export function ReasonDialog({ need, action, name, hint, onSend, onClose }: ReasonDialogProps) {
  const t = useTexts(needsTexts);
  const id = useId();
  const draft = useDraft(`need:${need.id}:${action}`, { reason: "" });
  const [isSending, setSending] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const send = async () => {
    if (draft.value.reason.trim() === "") {
      setMissing(true);
      return;
    }
    setSending(true);
    await onSend(draft.value.reason.trim());
    setSending(false);
    draft.clear();
  };
  return (
    <Modal
      open
      title={t("reasonOf", { action: name, number: need.number })}
      okText={name}
      confirmLoading={isSending}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <label htmlFor={id}>{t("reason")}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 4, maxRows: 12 }}
        value={draft.value.reason}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setMissing(false);
          draft.change({ reason: event.target.value });
        }}
      />
      <small id={`${id}-hint`} className={isMissing ? styles["vague"] : styles["origin"]}>
        {isMissing ? t("reasonMissing") : hint}
      </small>
    </Modal>
  );
}
