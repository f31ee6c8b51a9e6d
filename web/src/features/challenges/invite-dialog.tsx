import { ifMatch, type Schemas } from "@dual-high/client";
import { Alert, Button, InputNumber, Modal } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { CopyText } from "../../ui/copy-text.tsx";
import styles from "./challenges.module.css";
import type { FormedTeam, Member } from "./data.ts";
import { challengesTexts } from "./texts.ts";

interface InviteDialogProps {
  readonly team: FormedTeam;
  readonly member: Member;
  readonly onInvited: (team: FormedTeam) => void;
  readonly onClose: () => void;
}

/** Makes a text and a link for one person; it is shown once. */
export function InviteDialog({ team, member, onInvited, onClose }: InviteDialogProps) {
  const t = useTexts(challengesTexts);
  const { name } = member;
  const [days, setDays] = useState(14);
  const [made, setMade] = useState<Schemas["TeamInvitationMade"] | null>(null);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    setProblem("");
    try {
      const next = await api.post("/api/formed-teams/{teamId}/members/{memberId}/invitation", {
        params: { path: { teamId: team.id, memberId: member.id }, header: ifMatch(team) },
        body: { days },
      });
      setMade(next);
      onInvited(next.team);
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal open title={t("inviteName", { name })} footer={null} onCancel={onClose} width={made === null ? 520 : 640}>
      {problem !== "" && <Alert type="error" title={problem} />}
      {made === null ? (
        <form
          className={styles["form"]}
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <p>{t("inviteText")}</p>
          <label>
            {t("days")}{" "}
            <InputNumber min={1} max={90} precision={0} value={days} onChange={(next) => setDays(next ?? 14)} />
          </label>
          <div className={styles["buttons"]}>
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {t("makeLink")}
            </Button>
            <Button onClick={onClose}>{t("cancel")}</Button>
          </div>
        </form>
      ) : (
        <div className={styles["form"]}>
          <CopyText
            draft={`team-invitation:${member.id}:${made.expiresAt}`}
            label={t("inviteMessage", { name })}
            text={made.text}
          />
          <p className={styles["quiet"]}>{t("onceOnly", { until: formatInstant(made.expiresAt) })}</p>
          <div className={styles["buttons"]}>
            <Button onClick={onClose}>{t("done")}</Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
