import type { Schemas } from "@dual-high/client";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import { copyToClipboard } from "../../ui/clipboard.ts";
import { CopyText } from "../../ui/copy-text.tsx";
import type { MeetingDay } from "./data.ts";
import styles from "./meeting-days.module.css";
import { meetingDayTexts } from "./texts.ts";

type Made = Schemas["DayInvitationsMade"];

interface InvitationsDialogProps {
  readonly day: MeetingDay;
  /** Null for all who were not asked yet. */
  readonly participantIds: string[] | null;
  readonly onClose: () => void;
}

/** Makes a text and a link for each; they are shown once. */
export function InvitationsDialog({ day, participantIds, onClose }: InvitationsDialogProps) {
  const t = useTexts(meetingDayTexts);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const params = { path: { dayId: day.id } };
      setMade(await api.post("/api/meeting-days/{dayId}/invitations", { params, body: { participantIds } }));
      await queryClient.invalidateQueries({ queryKey: ["meeting-days"] });
    } catch (error) {
      setProblem(isProblem(error) ? error.detail : String(error));
    } finally {
      setBusy(false);
    }
  };
  const copyAll = async ({ items }: Made) => {
    await copyToClipboard(items.map(({ text }) => text[language]).join("\n\n"));
    setCopied(true);
  };
  return (
    <Modal open title={t("invitesTitle")} footer={null} onCancel={onClose} width={640}>
      <p>{t("invitesText")}</p>
      {problem !== "" && <Alert type="error" title={problem} />}
      {made !== null && (
        <div className={styles["invitations"]}>
          {made.items.map(({ participantId, name, text, token }) => (
            <section key={participantId}>
              <h3>{name}</h3>
              <CopyText draft={`day-invitation:${token.slice(-8)}`} label={t("inviteMessage", { name })} text={text} />
            </section>
          ))}
        </div>
      )}
      <div className={styles["buttons"]}>
        {made === null ? (
          <Button type="primary" loading={isBusy} onClick={() => void make()}>
            {t("invitesTitle")}
          </Button>
        ) : (
          made.items.length > 1 && (
            <Button type="primary" onClick={() => void copyAll(made)}>
              {t(isCopied ? "copiedAll" : "copyAll")}
            </Button>
          )
        )}
        <Button onClick={onClose}>{t(made === null ? "cancel" : "done")}</Button>
      </div>
    </Modal>
  );
}
