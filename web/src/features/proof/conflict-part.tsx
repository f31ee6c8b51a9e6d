import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { formatDay } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { AskDialog } from "../../ui/ask-dialog.tsx";
import type { ReviewTable } from "./data.ts";
import { Field } from "./field.tsx";
import styles from "./proof.module.css";
import { proofTexts } from "./texts.ts";

type Review = ReviewTable["applications"][number]["reviews"][number];
type Outcome = Review["conflicts"][number]["settlements"][number]["outcome"];

interface ConflictPartProps {
  readonly callId: string;
  readonly application: { readonly id: string; readonly title: string };
  readonly review: Review;
  readonly onDone: (next: ReviewTable) => void;
}

/** Why a reviewer does not judge an application, what people said of it, and what the reader may say. */
export function ConflictPart({ callId, application, review, onDone }: ConflictPartProps) {
  const t = useTexts(proofTexts);
  const pick = usePick();
  const [asked, setAsked] = useState<{ readonly at: number; readonly outcome: Outcome } | null>(null);
  if (review.conflicts.length === 0) return null;
  const standsAt = (at: number) => review.conflicts[at]?.settlements.at(-1)?.outcome ?? null;
  return (
    <ul className={styles["plain"]}>
      {review.conflicts.map(({ fact, settlements, maySettle }, at) => (
        <li key={`${at} ${fact.zh}`} className={styles["quiet"]}>
          {pick(fact)}
          {settlements.map((said) => (
            <span key={said.at} className={styles["said"]}>
              {t(`settled.${said.outcome}`, { name: said.by.name, day: formatDay(said.at), reason: said.reason })}
            </span>
          ))}
          {maySettle && (
            <span className={styles["said"]}>
              {(["cleared", "confirmed"] as const)
                .filter((outcome) => outcome !== standsAt(at))
                .map((outcome) => (
                  <Button key={outcome} type="link" size="small" onClick={() => setAsked({ at, outcome })}>
                    {t(`settle.${outcome}`)}
                    <span className="visually-hidden">{` ${review.reviewer.name} · ${application.title}`}</span>
                  </Button>
                ))}
            </span>
          )}
        </li>
      ))}
      {asked !== null && (
        <SettleDialog
          title={`${review.reviewer.name} · ${application.title}`}
          fact={pick(review.conflicts[asked.at]?.fact ?? { zh: "", en: "" })}
          outcome={asked.outcome}
          onSend={async (reason) => {
            const next = await api.post(
              "/api/proof-calls/{callId}/reviewers/{userId}/applications/{applicationId}/settlements",
              {
                params: { path: { callId, userId: review.reviewer.id, applicationId: application.id } },
                body: { ...asked, reason },
              },
            );
            setAsked(null);
            onDone(next);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </ul>
  );
}

interface SettleDialogProps {
  readonly title: string;
  readonly fact: string;
  readonly outcome: Outcome;
  readonly onSend: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

function SettleDialog({ title, fact, outcome, onSend, onClose }: SettleDialogProps) {
  const t = useTexts(proofTexts);
  const [reason, setReason] = useState("");
  return (
    <AskDialog
      title={title}
      text={`${fact}${t("stop")}${t(`settleText.${outcome}`)}`}
      okText={t(`settle.${outcome}`)}
      isReady={reason.trim() !== ""}
      onSend={async () => onSend(reason.trim())}
      onClose={onClose}
    >
      <Field label={t("settleReason")}>
        {(id) => <Input.TextArea id={id} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </AskDialog>
  );
}
