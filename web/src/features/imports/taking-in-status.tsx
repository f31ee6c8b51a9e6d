import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { formatCount } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { addressOfRun, startRun, stopTakingIn, takingIn, type TakingIn } from "./taking-in.ts";
import { importTexts } from "./texts.ts";

/** How far the taking in is, and what came of it. */
export function TakingInStatus({ state }: { readonly state: TakingIn }) {
  const t = useTexts(importTexts);
  const { phase, job, scopeId, runId, rows, moved, problem, isCancelling } = state;
  if (phase === "importing" || phase === "matching") {
    const { done, total } = job?.progress ?? { done: 0, total: 0 };
    const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
    return (
      <div className={styles["taking"]} role="status">
        <b>{phase === "matching" ? t("startingRun") : isCancelling ? t("cancelling") : t("takingIn")}</b>
        {total > 0 && <Progress percent={percent} size="small" aria-label={t("takingIn")} />}
        <small>{t("leaveHint")}</small>
        {phase === "importing" && (
          <Button size="small" disabled={isCancelling || job === null} onClick={() => void stopTakingIn()}>
            {t("cancelTakingIn")}
          </Button>
        )}
      </div>
    );
  }
  const summary = rows === 0 ? t("takenInNothing") : t("takenIn", { rows: formatCount(rows), count: rows });
  return (
    <div className={styles["taking"]} role={phase === "failed" || phase === "run_failed" ? "alert" : "status"}>
      {phase === "done" && <b>{summary}</b>}
      {phase === "cancelled" && <b>{t("cancelledTakingIn")}</b>}
      {phase === "failed" && <b className={styles["wrong"]}>{problem}</b>}
      {phase === "run_failed" && (
        <b className={styles["wrong"]}>
          {t("runFailed")} {problem}
        </b>
      )}
      {moved > 0 && <span>{t("moved", { n: formatCount(moved), count: moved })}</span>}
      {runId !== null && <Link to={addressOfRun(scopeId, runId)}>{t("openRun")}</Link>}
      {phase === "run_failed" && (
        <Button size="small" onClick={() => void startRun(scopeId)}>
          {t("retry")}
        </Button>
      )}
      {phase === "done" && (
        <Link to="/p/$scopeId/imports/history" params={{ scopeId }}>
          {t("history")}
        </Link>
      )}
      <Button size="small" type="text" onClick={() => takingIn.set(null)}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
