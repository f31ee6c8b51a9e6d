import { ifMatch } from "@dual-high/client";
import { Alert, Button, InputNumber } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { api, isProblem } from "../../data/api.ts";
import { useDraft } from "../../data/drafts.ts";
import { useTexts } from "../../text/texts.ts";
import type { BidForExpert, ExpertEvaluation } from "./data.ts";
import styles from "./evaluations.module.css";
import { Labelled } from "./labelled.tsx";
import { evaluationsTexts } from "./texts.ts";

interface Given {
  readonly scores: readonly { readonly key: string; readonly score: number | null; readonly reason: string }[];
  readonly comment: string;
}

interface ReviewFormProps {
  readonly evaluation: ExpertEvaluation;
  readonly bid: BidForExpert;
  readonly onChange: (next: ExpertEvaluation) => void;
}

const SETTLE_MS = 800;

/** Scores of one bid: kept on the machine with each key, on the server as soon as typing stops, and given once. */
export function ReviewForm({ evaluation, bid, onChange }: ReviewFormProps) {
  const t = useTexts(evaluationsTexts);
  const id = useId();
  const { criteria, challenge, isOpen } = evaluation;
  const { review } = bid;
  const isGiven = review !== null && review.state !== "draft";
  const draft = useDraft<Given>(`review:${bid.id}`, {
    scores: criteria.map(
      ({ key }) => review?.scores.find((score) => score.key === key) ?? { key, score: null, reason: "" },
    ),
    comment: review?.comment ?? "",
  });
  const { scores, comment } = isGiven ? { scores: review.scores, comment: review.comment } : draft.value;
  const [problem, setProblem] = useState("");
  const [standing, setStanding] = useState<"saved" | "saving" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const version = useRef(review?.version ?? 0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const path = { challengeId: challenge.id, bidId: bid.id };

  /** One after the other: each save is made on the version that the one before it gave. */
  const keep = async (given: Given): Promise<void> => {
    const before = queue.current;
    const next = (async () => {
      await before;
      setStanding("saving");
      const kept = await api.put("/api/me/evaluations/{challengeId}/bids/{bidId}", {
        params: { path, header: ifMatch({ version: version.current }) },
        body: { scores: given.scores.map((score) => ({ ...score })), comment: given.comment },
      });
      version.current = kept.bids.find((each) => each.id === bid.id)?.review?.version ?? version.current;
      setStanding("saved");
      setProblem("");
    })();
    queue.current = next.catch(() => {});
    await next;
  };
  const tell = (error: unknown) => {
    setStanding(null);
    setProblem(isProblem(error) ? error.detail : String(error));
  };
  const change = (given: Given) => {
    draft.change(given);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(given).catch(tell), SETTLE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), [timer]);
  const setScore = (key: string, part: Partial<Given["scores"][number]>) =>
    change({ comment, scores: scores.map((score) => (score.key === key ? { ...score, ...part } : score)) });
  const submit = async () => {
    clearTimeout(timer.current);
    setBusy(true);
    try {
      await keep({ scores, comment });
      const next = await api.post("/api/me/evaluations/{challengeId}/bids/{bidId}/submission", {
        params: { path, header: ifMatch({ version: version.current }) },
      });
      draft.clear();
      onChange(next);
    } catch (error) {
      tell(error);
    } finally {
      setBusy(false);
    }
  };
  const isDisabled = isGiven || !isOpen;
  const number = bid.number ?? "-";
  return (
    <form
      className={styles["form"]}
      aria-label={t("yourScores", { number })}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem !== "" && <Alert type="error" title={problem} />}
      {criteria.map(({ key, name, weight, explanation }) => {
        const given = scores.find((score) => score.key === key);
        return (
          <fieldset key={key}>
            <legend>{name}</legend>
            {explanation !== "" && <p className={styles["quiet"]}>{explanation}</p>}
            <label htmlFor={`${id}-${key}`}>{t("score", { name, weight })}</label>
            <InputNumber
              id={`${id}-${key}`}
              min={0}
              max={100}
              precision={0}
              value={given?.score ?? null}
              disabled={isDisabled}
              onChange={(score) => setScore(key, { score })}
            />
            <Labelled
              label={t("scoreReason", { name })}
              rows={2}
              value={given?.reason ?? ""}
              isDisabled={isDisabled}
              onChange={(reason) => setScore(key, { reason })}
            />
          </fieldset>
        );
      })}
      <Labelled
        label={t("comment")}
        rows={2}
        value={comment}
        isDisabled={isDisabled}
        onChange={(text) => change({ scores, comment: text })}
      />
      {isGiven ? (
        <p role="status">{t("submitted", { number })}</p>
      ) : (
        isOpen && (
          <div className={styles["buttons"]}>
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {t("submit")}
            </Button>
            <span className={styles["quiet"]}>{t("final")}</span>
            <span role="status">{standing !== null && t(standing)}</span>
          </div>
        )
      )}
    </form>
  );
}
