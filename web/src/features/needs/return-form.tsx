import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useDraft } from "../../data/drafts.ts";
import { useLanguage, useTexts } from "../../text/texts.ts";
import styles from "./needs.module.css";
import type { Need } from "./rules.ts";
import { needsTexts } from "./texts.ts";
import { askFor, type NeedTriage } from "./triage-rules.ts";

interface ReturnFormProps {
  readonly need: Need;
  readonly triage: NeedTriage;
  readonly isSending: boolean;
  readonly onSend: (reason: string) => Promise<void>;
}

/** What is missing as a letter that the officer may change before it goes; kept while it is being written. */
export function ReturnForm({ need, triage, isSending, onSend }: ReturnFormProps) {
  const t = useTexts(needsTexts);
  const language = useLanguage();
  const id = useId();
  const asked = askFor(triage, language, {
    opening: t("returnOpening", { title: need.title }),
    split: t("returnSplit"),
  });
  const draft = useDraft(`need:${need.id}:return`, { reason: asked });
  const [isMissing, setMissing] = useState(false);
  const { reason } = draft.value;
  const send = async () => {
    if (reason.trim() === "") {
      setMissing(true);
      return;
    }
    await onSend(reason.trim());
    draft.clear();
  };
  return (
    <form
      className={styles["returnForm"]}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>{t("returnText")}</label>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 5, maxRows: 18 }}
        value={reason}
        maxLength={2000}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setMissing(false);
          draft.change({ reason: event.target.value });
        }}
      />
      <small id={`${id}-hint`} className={isMissing ? styles["vague"] : undefined}>
        {t(isMissing ? "reasonMissing" : "reasonHint")}
      </small>
      <div>
        <Button htmlType="submit" loading={isSending}>
          {t("action.return")}
        </Button>
        {reason !== asked && (
          <Button type="text" onClick={() => draft.change({ reason: asked })}>
            {t("returnAnew")}
          </Button>
        )}
      </div>
    </form>
  );
}
