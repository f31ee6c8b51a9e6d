import { Alert, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./evaluations.module.css";
import { evaluationsTexts } from "./texts.ts";

interface ActDialogProps {
  readonly title: string;
  readonly text: string;
  readonly okText: string;
  readonly isDanger?: boolean;
  readonly width?: number;
  /** Throws what the server has against it; the dialog stays with what was typed. */
  readonly onSend: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** One step of an evaluation: what it means, what it takes, and what was objected to it. */
export function ActDialog({
  title,
  text,
  okText,
  isDanger = false,
  width = 560,
  onSend,
  onClose,
  children,
}: ActDialogProps) {
  const t = useTexts(evaluationsTexts);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setProblem("");
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
      width={width}
      okText={okText}
      okButtonProps={{ danger: isDanger }}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{text}</p>
        {problem !== "" && <Alert type="error" title={problem} />}
        {children}
      </div>
    </Modal>
  );
}
