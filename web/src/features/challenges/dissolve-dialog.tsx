import { Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { challengesTexts } from "./texts.ts";

interface DissolveDialogProps {
  readonly number: number;
  readonly onSend: (comment: string) => Promise<void>;
  readonly onClose: () => void;
}

export function DissolveDialog({ number, onSend, onClose }: DissolveDialogProps) {
  const t = useTexts(challengesTexts);
  const id = useId();
  const [comment, setComment] = useState("");
  return (
    <Modal
      open
      title={t("dissolveTitle", { number })}
      okText={t("dissolve")}
      okButtonProps={{ danger: true }}
      cancelText={t("cancel")}
      onOk={() => void onSend(comment.trim())}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t("dissolveText")}</p>
        <label htmlFor={id}>{t("reason")}</label>
        <Input.TextArea
          id={id}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </div>
    </Modal>
  );
}
