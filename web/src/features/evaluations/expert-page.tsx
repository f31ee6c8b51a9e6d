import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { type BidForExpert, type ExpertEvaluation, ownEvaluationQuery } from "./data.ts";
import { DeclarationForm } from "./declaration-form.tsx";
import styles from "./evaluations.module.css";
import { ReviewForm } from "./review-form.tsx";
import { evaluationsTexts } from "./texts.ts";

const route = getRouteApi("/in/evaluations/$challengeId");

/** What an expert sees: the declaration first, then each bid with the criteria beside it. */
export function ExpertPage() {
  const t = useTexts(evaluationsTexts);
  const queryClient = useQueryClient();
  const { challengeId } = route.useParams();
  const evaluation = useSuspenseQuery(ownEvaluationQuery(challengeId)).data;
  const { challenge, state, isOpen, bids } = evaluation;
  const take = (next: ExpertEvaluation) => {
    queryClient.setQueryData(ownEvaluationQuery(challengeId).queryKey, next);
    void queryClient.invalidateQueries({ queryKey: ["own-evaluations"], exact: true });
  };
  return (
    <Page title={t("scoreTitle", { title: challenge.title })} purpose={challenge.code}>
      <p className={styles["text"]}>{challenge.purpose}</p>
      <ul>
        {evaluation.indicators.map(({ key, name, target, unit }) => (
          <li key={key}>
            {name} {target} {unit}
          </li>
        ))}
      </ul>
      {!isOpen && <p role="status">{t("scoringClosed")}</p>}
      {state === "declined" && <p role="status">{t("declinedText")}</p>}
      {state === "invited" && isOpen && <DeclarationForm evaluation={evaluation} onDone={take} />}
      {state === "declared" &&
        bids.map((bid) => <Judged key={bid.id} evaluation={evaluation} bid={bid} onChange={take} />)}
    </Page>
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
