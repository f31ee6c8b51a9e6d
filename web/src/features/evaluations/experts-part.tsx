import { Button } from "antd";
import { usePick, useTexts } from "../../text/texts.ts";
import { formatInstant } from "../../text/format.ts";
import type { Conflict, Evaluation, Expert } from "./data.ts";
import styles from "./evaluations.module.css";
import { evaluationsTexts } from "./texts.ts";

interface ExpertsPartProps {
  readonly evaluation: Evaluation;
  readonly onInvite: () => void;
  readonly onConflict: (expert: Expert) => void;
  readonly onClear: (expert: Expert, conflict: Conflict) => void;
  readonly onWithdraw: (expert: Expert) => void;
  readonly onCheck: () => void;
}

/** Who judges, how far they are, and with whom they are in conflict, each with the fact that shows it. */
export function ExpertsPart({ evaluation, onInvite, onConflict, onClear, onWithdraw, onCheck }: ExpertsPartProps) {
  const t = useTexts(evaluationsTexts);
  const pick = usePick();
  const { experts, bids, actions } = evaluation;
  const numberOf = (bidId: string) => bids.find(({ id }) => id === bidId)?.number ?? "-";
  const mayReport = actions.includes("report_conflict");
  return (
    <section className={styles["part"]}>
      <header>
        <h2>{t("experts")}</h2>
        <span className={styles["buttons"]}>
          {mayReport && experts.length > 0 && <Button onClick={onCheck}>{t("check")}</Button>}
          {actions.includes("invite") && <Button onClick={onInvite}>{t("invite")}</Button>}
        </span>
      </header>
      {experts.length === 0 && <p className={styles["quiet"]}>{t("noExperts")}</p>}
      <ul className={styles["plain"]}>
        {experts.map((expert) => (
          <li key={expert.id}>
            <p>
              <strong>{expert.name}</strong> · {expert.unit}{" "}
              <span className={styles["quiet"]}>
                {t(`expert.${expert.state}`)} · {t("progress", { done: expert.submitted, all: expert.assigned })}
              </span>{" "}
              {expert.setAside > 0 && (
                <span className={styles["late"]}>{t("setAside", { count: expert.setAside })}</span>
              )}{" "}
              {mayReport && expert.withdrawn === null && (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${t("reportConflict")} ${expert.name}`}
                  onClick={() => onConflict(expert)}
                >
                  {t("reportConflict")}
                </Button>
              )}
              {actions.includes("withdraw_expert") && ["invited", "declared"].includes(expert.state) && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t("withdrawOf", { name: expert.name })}
                  onClick={() => onWithdraw(expert)}
                >
                  {t("withdraw")}
                </Button>
              )}
            </p>
            {expert.withdrawn !== null && (
              <p className={styles["quiet"]}>
                {t(expert.withdrawn.isOwn ? "steppedDownAt" : "withdrawnBy", {
                  name: expert.withdrawn.by.name,
                  at: formatInstant(expert.withdrawn.at),
                  reason: expert.withdrawn.reason,
                })}
              </p>
            )}
            {expert.conflicts.map((conflict) => (
              <p key={conflict.id} className={styles["quiet"]}>
                <span className={conflict.cleared === null ? styles["late"] : styles["cleared"]}>
                  {t("conflictWith", { number: numberOf(conflict.bidId) })}
                </span>{" "}
                {t(`kind.${conflict.kind}`)} · {pick(conflict.fact)}{" "}
                {conflict.cleared !== null
                  ? t("clearedBy", {
                      name: conflict.cleared.by.name,
                      at: formatInstant(conflict.cleared.at),
                      reason: conflict.cleared.reason,
                    })
                  : conflict.foundBy === null &&
                    actions.includes("clear_conflict") && (
                      <Button
                        type="link"
                        size="small"
                        aria-label={`${t("clearOf", { name: expert.name })} ${t("bidNo", { number: numberOf(conflict.bidId) })}`}
                        onClick={() => onClear(expert, conflict)}
                      >
                        {t("clear")}
                      </Button>
                    )}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
