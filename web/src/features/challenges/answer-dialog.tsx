import { Modal, Radio } from "antd";
import { useState } from "react";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { CommentField } from "./comment-field.tsx";
import { challengesTexts } from "./texts.ts";

interface AnswerDialogProps {
  readonly name: string;
  readonly onSend: (answer: "accept" | "decline", comment: string) => Promise<void>;
  readonly onClose: () => void;
}

/** An answer that came by telephone. */
export function AnswerDialog({ name, onSend, onClose }: AnswerDialogProps) {
  const t = useTexts(challengesTexts);
  const [answer, setAnswer] = useState<"accept" | "decline">("accept");
  const [comment, setComment] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    await onSend(answer, comment.trim());
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t("noteAnswerOf", { name })}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t("noteText")}</p>
        <Radio.Group
          aria-label={t("answer")}
          value={answer}
          onChange={({ target }) => setAnswer(target.value as "accept" | "decline")}
          options={[
            { value: "accept", label: t("accept") },
            { value: "decline", label: t("decline") },
          ]}
        />
        <CommentField label={t("comment")} value={comment} onChange={setComment} />
      </div>
    </Modal>
  );
}
