import { Modal } from "antd";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import type { Challenge } from "./data.ts";
import { noticeTexts } from "./texts.ts";

interface PublishDialogProps {
  readonly challenge: Challenge;
  readonly onSend: () => Promise<void>;
  readonly onClose: () => void;
}

export function PublishDialog({ challenge, onSend, onClose }: PublishDialogProps) {
  const t = useTexts(noticeTexts);
  const at = challenge.closesAt === null ? "" : formatInstant(challenge.closesAt);
  return (
    <Modal
      open
      title={t("publishTitle", { code: challenge.code })}
      okText={t("publish")}
      cancelText={t("cancel")}
      onOk={() => void onSend()}
      onCancel={onClose}
    >
      <p>{t("publishText", { at })}</p>
    </Modal>
  );
}
