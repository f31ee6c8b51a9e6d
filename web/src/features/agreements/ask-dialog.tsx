import { Alert, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./agreements.module.css";
import { agreementsTexts } from "./texts.ts";

interface AskDialogProps {
  readonly title: string;
  readonly okText: string;
  readonly isDanger?: boolean;
  /** Throws what the server has against it, which is then shown above the fields. */
  readonly onSend: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for what a step takes, and stays with what was typed when the server refuses it. */
export function AskDialog({ title, okText, isDanger = false, onSend, onClose, children }: AskDialogProps) {
  const t = useTexts(agreementsTexts);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await onSend();
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
      okText={okText}
      okButtonProps={{ danger: isDanger }}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        {problem !== "" && <Alert type="error" title={problem} />}
        {children}
      </div>
    </Modal>
  );
}
