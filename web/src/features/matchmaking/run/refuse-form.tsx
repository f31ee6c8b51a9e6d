import { Button, Input } from "antd";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useDraft } from "../../../data/drafts.ts";
import { DraftNote } from "../../../frame/draft-note.tsx";
import { usePick, useTexts } from "../../../text/texts.ts";
import { optionsOf, REASON_LABELS, type RefusalReason } from "../labels.ts";
import styles from "./run.module.css";
import { runTexts } from "./texts.ts";

interface RefuseFormProps {
  readonly candidateId: string;
  readonly name: string;
  readonly isBusy: boolean;
  readonly onRefuse: (reason: RefusalReason, comment: string) => Promise<boolean>;
  readonly onClose: () => void;
}

interface Draft {
  readonly reason: RefusalReason | null;
  readonly comment: string;
}

const EMPTY: Draft = { reason: null, comment: "" };

/** Why a partner is refused: a reason from the list, and words. What was begun stays until it is sent. */
export function RefuseForm({ candidateId, name, isBusy, onRefuse, onClose }: RefuseFormProps) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const draft = useDraft<Draft>(`refuse:${candidateId}`, EMPTY);
  const form = useRef<HTMLFormElement>(null);
  const reasons = optionsOf(REASON_LABELS, pick);
  const { reason, comment } = draft.value;

  useEffect(() => {
    const radios = form.current?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [];
    ([...radios].find(({ checked }) => checked) ?? radios[0])?.focus();
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const send = async () => {
    if (reason === null || isBusy) return;
    if (await onRefuse(reason, comment.trim())) draft.clear();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    const isInText = event.target instanceof HTMLTextAreaElement;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && !event.nativeEvent.isComposing && (!isInText || event.ctrlKey || event.metaKey)) {
      if (event.target instanceof HTMLButtonElement) return;
      void send();
    } else if (!isInText && /^[1-8]$/.test(event.key)) {
      const chosen = reasons[Number(event.key) - 1];
      if (chosen === undefined) return;
      draft.change({ reason: chosen.value });
      form.current?.querySelectorAll<HTMLInputElement>('input[type="radio"]')[Number(event.key) - 1]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      ref={form}
      data-keys="own"
      className={styles["refuse"]}
      aria-label={t("reasonTitle", { name })}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <fieldset>
        <legend>{t("reasonTitle", { name })}</legend>
        <DraftNote draft={draft} />
        <div className={styles["reasons"]}>
          {reasons.map(({ value, label }, at) => (
            <label key={value} data-chosen={reason === value || undefined}>
              <input
                type="radio"
                name="reason"
                checked={reason === value}
                onChange={() => draft.change({ reason: value })}
              />
              <kbd className={styles["key"]} aria-hidden>
                {at + 1}
              </kbd>{" "}
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <Input.TextArea
        aria-label={t("reasonComment")}
        placeholder={t("reasonComment")}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={comment}
        onChange={(event) => draft.change({ comment: event.target.value })}
      />
      <div className={styles["decisionButtons"]}>
        <Button type="primary" htmlType="submit" disabled={reason === null} loading={isBusy}>
          {t("refuse")}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <small className={styles["keysHint"]}>{t("reasonHint")}</small>
      </div>
    </form>
  );
}
