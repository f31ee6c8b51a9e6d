import { Modal, Radio } from "antd";
import { useId, useState } from "react";
import { useTexts } from "../../../text/texts.ts";
import type { FormedTeamSummary } from "../data.ts";
import type { Challenge } from "./data.ts";
import styles from "./notice.module.css";
import { noticeTexts } from "./texts.ts";

interface BidderDialogProps {
  readonly bidders: Challenge["bidders"];
  /** Formed for the challenge: their members may be the bid's. */
  readonly teams: readonly FormedTeamSummary[];
  readonly onChoose: (bidderId: string, formedTeamId: string | null) => Promise<void>;
  readonly onClose: () => void;
}

const NO_TEAM = "none";

/** For whoever works in several institutions, or has formed a team: for whom, and with whom. */
export function BidderDialog({ bidders, teams, onChoose, onClose }: BidderDialogProps) {
  const t = useTexts(noticeTexts);
  const id = useId();
  const [bidderId, setBidder] = useState(bidders[0]?.id ?? "");
  const [team, setTeam] = useState((teams.find(({ state }) => state === "formed") ?? teams[0])?.id ?? NO_TEAM);
  return (
    <Modal
      open
      title={t("bid")}
      okText={t("bid")}
      cancelText={t("cancel")}
      onOk={() => void onChoose(bidderId, team === NO_TEAM ? null : team)}
      onCancel={onClose}
    >
      {bidders.length > 1 && (
        <div className={styles["choice"]}>
          <h2 id={`${id}-for`}>{t("bidFor")}</h2>
          <Radio.Group
            aria-labelledby={`${id}-for`}
            value={bidderId}
            onChange={({ target }) => setBidder(String(target.value))}
            options={bidders.map((bidder) => ({ value: bidder.id, label: bidder.name }))}
          />
        </div>
      )}
      {teams.length > 0 && (
        <div className={styles["choice"]}>
          <h2 id={`${id}-with`}>{t("bidWith")}</h2>
          <Radio.Group
            aria-labelledby={`${id}-with`}
            value={team}
            onChange={({ target }) => setTeam(String(target.value))}
          >
            {teams.map(({ id: teamId, number, members }) => (
              <Radio key={teamId} value={teamId}>
                {t("teamNo", { number })}{" "}
                <span className={styles["quiet"]}>{members.map(({ name }) => name).join(t("comma"))}</span>
              </Radio>
            ))}
            <Radio value={NO_TEAM}>{t("bidWithNobody")}</Radio>
          </Radio.Group>
        </div>
      )}
    </Modal>
  );
}
