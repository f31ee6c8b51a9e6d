import { Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { CommentField } from "./comment-field.tsx";
import { challengesTexts } from "./texts.ts";

interface DissolveDialogProps {
  readonly number: number;
  readonly onSend: (comment: string) => Promise<void>;
  readonly onClose: () => void;
}

export function DissolveDialog({ number, onSend, onClose }: DissolveDialogProps) {
  const t = useTexts(challengesTexts);
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
        <CommentField label={t("reason")} value={comment} onChange={setComment} />
      </div>
    </Modal>
  );
}
