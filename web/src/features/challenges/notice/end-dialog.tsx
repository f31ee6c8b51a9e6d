import { Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { CommentField } from "../comment-field.tsx";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface EndDialogProps {
  readonly action: "close" | "fail" | "cancel";
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

const NAMES = { close: "close", fail: "fail", cancel: "cancelIt" } as const;

export function EndDialog({ action, onSend, onClose }: EndDialogProps) {
  const t = useTexts(noticeTexts);
  const [reason, setReason] = useState("");
  const isGivenUp = action !== "close";
  return (
    <Modal
      open
      title={t(NAMES[action])}
      okText={t(NAMES[action])}
      okButtonProps={{ danger: isGivenUp, disabled: isGivenUp && reason.trim() === "" }}
      cancelText={t("cancel")}
      onOk={() => void onSend(reason.trim())}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t(`endText.${action}`)}</p>
        {isGivenUp && <CommentField label={t("endReason")} value={reason} onChange={setReason} />}
      </div>
    </Modal>
  );
}
