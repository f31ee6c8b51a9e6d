import { Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import { CommentField } from "../comment-field.tsx";
import styles from "./bids.module.css";
import type { OpenBid } from "./data.ts";
import { bidTexts } from "./texts.ts";

interface Result {
  readonly bidId: string;
  readonly stays: boolean;
  readonly reason: string;
}

interface RaceDialogProps {
  readonly gate: string;
  readonly bids: readonly OpenBid[];
  readonly onSend: (results: Result[]) => Promise<void>;
  readonly onClose: () => void;
}

/** Each bid that still runs takes a decision with a reason. */
export function RaceDialog({ gate, bids, onSend, onClose }: RaceDialogProps) {
  const t = useTexts(bidTexts);
  const [results, setResults] = useState<readonly Result[]>(
    bids.map(({ id }) => ({ bidId: id, stays: true, reason: "" })),
  );
  const set = (bidId: string, part: Partial<Result>) =>
    setResults((before) => before.map((each) => (each.bidId === bidId ? { ...each, ...part } : each)));
  return (
    <Modal
      open
      title={t("raceTitle", { gate })}
      okText={t("race")}
      okButtonProps={{ disabled: results.some(({ reason }) => reason.trim() === "") }}
      cancelText={t("cancel")}
      onOk={() => void onSend(results.map((result) => ({ ...result, reason: result.reason.trim() })))}
      onCancel={onClose}
    >
      <div className={styles["form"]}>
        {bids.map(({ id, bidderName, content }) => {
          const result = results.find(({ bidId }) => bidId === id);
          return (
            <div key={id} className={styles["field"]}>
              <Checkbox checked={result?.stays === true} onChange={({ target }) => set(id, { stays: target.checked })}>
                {bidderName} · {content.title} {t("stays")}
              </Checkbox>
              <CommentField
                label={t("reasonFor", { unit: bidderName })}
                value={result?.reason ?? ""}
                onChange={(reason) => set(id, { reason })}
              />
            </div>
          );
        })}
      </div>
    </Modal>
  );
}
