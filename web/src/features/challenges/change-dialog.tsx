import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { useState } from "react";
import { useDraft } from "../../data/drafts.ts";
import { DraftNote } from "../../frame/draft-note.tsx";
import { useTexts } from "../../text/texts.ts";
import styles from "./challenges.module.css";
import { CommentField } from "./comment-field.tsx";
import type { FormedTeam, Wish } from "./data.ts";
import { suggestionQuery } from "./origin.ts";
import { challengesTexts } from "./texts.ts";
import { WishEditor } from "./wish-editor.tsx";

interface ChangeDialogProps {
  readonly team: FormedTeam;
  readonly onSend: (wish: Wish, note: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** Other capabilities or limits for a team that is kept, and what its members are told. */
export function ChangeDialog({ team, onSend, onClose }: ChangeDialogProps) {
  const t = useTexts(challengesTexts);
  const suggestion = useQuery(suggestionQuery({ ...team.origin, scopeId: team.scopeId })).data;
  const { capabilities, limits, units, note } = team;
  const draft = useDraft<Wish & { readonly note: string }>(`formed-team:${team.id}:${team.version}`, {
    capabilities,
    limits,
    units,
    note,
  });
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const { note: words, ...wish } = draft.value;
    if (await onSend(wish, words.trim())) draft.clear();
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t("changeWish")}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: draft.value.capabilities.length === 0 }}
      onOk={() => void send()}
      onCancel={onClose}
      width={640}
    >
      <DraftNote draft={draft} />
      {suggestion !== undefined && <WishEditor wish={draft.value} suggestion={suggestion} onChange={draft.change} />}
      <div className={styles["form"]}>
        <CommentField
          label={t("note")}
          placeholder={t("noteHint")}
          value={draft.value.note}
          onChange={(words) => draft.change({ note: words })}
        />
      </div>
    </Modal>
  );
}
