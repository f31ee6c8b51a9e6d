import { Modal, Radio } from "antd";
import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface BidderDialogProps {
  readonly bidders: Challenge["bidders"];
  readonly onChoose: (bidderId: string) => Promise<void>;
  readonly onClose: () => void;
}

/** For whoever works in several institutions. */
export function BidderDialog({ bidders, onChoose, onClose }: BidderDialogProps) {
  const t = useTexts(noticeTexts);
  const [chosen, setChosen] = useState(bidders[0]?.id ?? "");
  return (
    <Modal
      open
      title={t("bidFor")}
      okText={t("bid")}
      cancelText={t("cancel")}
      onOk={() => void onChoose(chosen)}
      onCancel={onClose}
    >
      <div className={styles["choice"]}>
        <Radio.Group
          aria-label={t("bidFor")}
          value={chosen}
          onChange={({ target }) => setChosen(String(target.value))}
          options={bidders.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
    </Modal>
  );
}
