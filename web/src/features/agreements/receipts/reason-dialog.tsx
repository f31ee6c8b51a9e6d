import { Alert, Input, Modal } from "antd";
import { useId, useState } from "react";
import { isProblem } from "../../../data/api.ts";
import { useTexts } from "../../../text/texts.ts";
import styles from "../agreements.module.css";
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
  const id = useId();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await onSend(reason.trim());
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={action}
      okButtonProps={{ danger: true }}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{text}</p>
        {problem !== "" && <Alert type="error" title={problem} />}
        <label htmlFor={id}>{t("reason")}</label>
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Modal>
  );
}
