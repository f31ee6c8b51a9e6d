import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { formatInstant } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { type BidForExpert, type ExpertEvaluation, ownEvaluationQuery } from "./data.ts";
import { ActDialog } from "./act-dialog.tsx";
import { DeclarationForm } from "./declaration-form.tsx";
import styles from "./evaluations.module.css";
import { Labelled } from "./labelled.tsx";
import { ReviewForm } from "./review-form.tsx";
import { evaluationsTexts } from "./texts.ts";

const route = getRouteApi("/in/evaluations/$challengeId");

/** What an expert sees: the declaration first, then each bid with the criteria beside it. */
export function ExpertPage() {
  const t = useTexts(evaluationsTexts);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const { challengeId } = route.useParams();
  const evaluation = useSuspenseQuery(ownEvaluationQuery(challengeId)).data;
  const { challenge, state, isOpen, dueOn, bids, withdrawn } = evaluation;
  const [isLeaving, setLeaving] = useState(false);
  const take = (next: ExpertEvaluation) => {
    queryClient.setQueryData(ownEvaluationQuery(challengeId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["own-evaluations"], exact: true });
  };
  return (
    <Page
      title={t("scoreTitle", { title: challenge.title })}
      purpose={challenge.code}
      actions={state === "declared" && isOpen && <Button onClick={() => setLeaving(true)}>{t("stepDown")}</Button>}
    >
      <p className={styles["text"]}>{challenge.purpose}</p>
      <ul>
        {evaluation.indicators.map(({ key, name, target, unit }) => (
          <li key={key}>
            {name} {target} {unit}
          </li>
        ))}
      </ul>
      {withdrawn !== null && (
        <p role="status">
          {t(withdrawn.isOwn ? "steppedDownText" : "withdrawnText", {
            at: formatInstant(withdrawn.at),
            reason: withdrawn.reason,
          })}
        </p>
      )}
      {isOpen && dueOn !== null && withdrawn === null && <p role="status">{t("dueIs", { day: dueOn })}</p>}
      {!isOpen && withdrawn === null && <p role="status">{t("scoringClosed")}</p>}
      {state === "declined" && <p role="status">{t("declinedText")}</p>}
      {state === "invited" && isOpen && <DeclarationForm evaluation={evaluation} onDone={take} />}
      {state === "declared" &&
        bids.map((bid) => <Judged key={bid.id} evaluation={evaluation} bid={bid} onChange={take} />)}
      {isLeaving && (
        <StepDownDialog
          challengeId={challengeId}
          onDone={(next) => {
            take(next);
            void message.success(t("steppedDown"));
            setLeaving(false);
          }}
          onClose={() => setLeaving(false)}
        />
      )}
    </Page>
  );
}

interface StepDownDialogProps {
  readonly challengeId: string;
  readonly onDone: (next: ExpertEvaluation) => void;
  readonly onClose: () => void;
}

function StepDownDialog({ challengeId, onDone, onClose }: StepDownDialogProps) {
  const t = useTexts(evaluationsTexts);
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      title={t("stepDown")}
      text={t("stepDownText")}
      okText={t("stepDown")}
      isDanger
      onClose={onClose}
      onSend={async () =>
        onDone(
          await api.post("/api/me/evaluations/{challengeId}/withdrawal", {
            params: { path: { challengeId } },
            body: { reason },
          }),
        )
      }
    >
      <Labelled label={t("reason")} rows={3} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

interface JudgedProps {
  readonly evaluation: ExpertEvaluation;
  readonly bid: BidForExpert;
  readonly onChange: (next: ExpertEvaluation) => void;
}

function Judged({ evaluation, bid, onChange }: JudgedProps) {
  const t = useTexts(evaluationsTexts);
  const { number, bidder, conflict, content, team } = bid;
  const title = `${t("bidNo", { number: number ?? "-" })} · ${bidder}`;
  if (content === null) {
    return (
      <section className={styles["bid"]} aria-label={title}>
        <h2>{title}</h2>
        <p className={styles["quiet"]}>{t("inConflict", { kind: conflict === null ? "-" : t(`kind.${conflict}`) })}</p>
      </section>
    );
  }
  return (
    <section className={styles["bid"]} aria-label={title}>
      <h2>{title}</h2>
      <div className={styles["beside"]}>
        <div>
          <p>
            <strong>{content.title}</strong>
          </p>
          <h3>{t("plan")}</h3>
          <p className={styles["text"]}>{content.plan}</p>
          <h3>{t("promised")}</h3>
          <ul>
            {content.indicators.map(({ key, promised }) => (
              <li key={key}>
                {evaluation.indicators.find((each) => each.key === key)?.name ?? key}：{promised}
              </li>
            ))}
          </ul>
          <h3>{t("members")}</h3>
          <p>{team.map(({ name, unit }) => `${name} · ${unit}`).join("；")}</p>
          {content.evidence !== "" && (
            <>
              <h3>{t("evidence")}</h3>
              <p className={styles["text"]}>{content.evidence}</p>
            </>
          )}
        </div>
        <ReviewForm evaluation={evaluation} bid={bid} onChange={onChange} />
      </div>
    </section>
  );
}
