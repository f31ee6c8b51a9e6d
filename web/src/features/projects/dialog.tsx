import { Alert, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./projects.module.css";
import { projectsTexts } from "./texts.ts";

interface DialogProps {
  readonly title: string;
  readonly okText: string;
  readonly isDanger?: boolean;
  readonly isReady?: boolean;
  readonly width?: number;
  /** Throws what the server has against it. */
  readonly onSend: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A small form over the page that keeps what was typed when the server refuses it, and says why. */
export function Dialog({
  title,
  okText,
  isDanger = false,
  isReady = true,
  width = 520,
  onSend,
  onClose,
  children,
}: DialogProps) {
  const t = useTexts(projectsTexts);
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
      okButtonProps={{ danger: isDanger, disabled: !isReady }}
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
