import { Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { fromLocal } from "../../../text/local-time.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface AddendumDialogProps {
  readonly onSend: (body: { body: string; closesAt?: string }) => Promise<void>;
  readonly onClose: () => void;
}

export function AddendumDialog({ onSend, onClose }: AddendumDialogProps) {
  const t = useTexts(noticeTexts);
  const [body, setBody] = useState("");
  const [later, setLater] = useState("");
  const id = useId();
  const closesAt = fromLocal(later);
  return (
    <Modal
      open
      title={t("addendumTitle")}
      okText={t("addendum")}
      okButtonProps={{ disabled: body.trim() === "" }}
      cancelText={t("cancel")}
      onOk={() => void onSend({ body: body.trim(), ...(closesAt === null ? {} : { closesAt }) })}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t("addendumText")}</p>
        <label htmlFor={`${id}-body`}>{t("addendumBody")}</label>
        <Input.TextArea
          id={`${id}-body`}
          maxLength={20_000}
          autoSize={{ minRows: 4, maxRows: 12 }}
          value={body}
          onChange={({ target }) => setBody(target.value)}
        />
        <label htmlFor={`${id}-later`}>{t("later")}</label>
        <Input
          id={`${id}-later`}
          type="datetime-local"
          value={later}
          onChange={({ target }) => setLater(target.value)}
        />
      </div>
    </Modal>
  );
}
