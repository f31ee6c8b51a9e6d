import { Modal } from "antd";
import { useMe } from "../../../data/me.ts";
import { formatInstant } from "../../../text/format.ts";
import { useTexts } from "../../../text/texts.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface OpeningDialogProps {
  readonly challenge: Challenge;
  readonly onSend: () => Promise<void>;
  readonly onClose: () => void;
}

/** The first of two confirms, the second opens; whoever has confirmed waits for the other. */
export function OpeningDialog({ challenge, onSend, onClose }: OpeningDialogProps) {
  const t = useTexts(noticeTexts);
  const { userId } = useMe();
  const [first] = challenge.openings;
  const isOwn = first?.id === userId;
  return (
    <Modal
      open
      title={t("openTitle", { code: challenge.code })}
      okText={t("confirm")}
      okButtonProps={{ disabled: isOwn }}
      cancelText={t("cancel")}
      onOk={() => void onSend()}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        <p>{t("openText")}</p>
        <p>
          {first === undefined
            ? t("openFirst")
            : isOwn
              ? t("openSame")
              : t("openSecond", { name: first.name ?? "", at: formatInstant(first.at) })}
        </p>
      </div>
    </Modal>
  );
}
