import { Alert, DatePicker, Input, Modal } from "antd";
import dayjs from "dayjs";
import { useId, useState } from "react";
import { isProblem } from "../../data/api.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./agreements.module.css";
import type { Agreement } from "./data.ts";
import { agreementsTexts } from "./texts.ts";

interface MoveDialogProps {
  readonly agreement: Agreement;
  readonly action: "sign" | "end";
  /** Throws what the server has against it. */
  readonly onSend: (on: string, reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The day on which it was signed or ended, and why it ends. */
export function MoveDialog({ agreement, action, onSend, onClose }: MoveDialogProps) {
  const t = useTexts(agreementsTexts);
  const id = useId();
  const [day, setDay] = useState(() => dayjs());
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await onSend(day.format("YYYY-MM-DD"), reason.trim());
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t(`title.${action}`, { number: agreement.number })}
      okText={t(action)}
      okButtonProps={{ danger: action === "end" }}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      onOk={() => void send()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t(`text.${action}`)}</p>
        {problem !== "" && <Alert type="error" title={problem} />}
        <label htmlFor={`${id}-day`}>{t("on")}</label>
        <DatePicker id={`${id}-day`} value={day} allowClear={false} onChange={(next) => setDay(next ?? dayjs())} />
        {action === "end" && (
          <>
            <label htmlFor={`${id}-reason`}>{t("reason")}</label>
            <Input.TextArea
              id={`${id}-reason`}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
