import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { formatCount } from "../../text/format.ts";
import { useTexts } from "../../text/texts.ts";
import styles from "./imports.module.css";
import { stopTakingIn, takingIn, type TakingIn } from "./taking-in.ts";
import { importTexts } from "./texts.ts";

/** How far the taking in is, and what came of it. */
export function TakingInStatus({ state }: { readonly state: TakingIn }) {
  const t = useTexts(importTexts);
  const { phase, job, scopeId, rows, moved, problem, isCancelling } = state;
  if (phase === "importing") {
    const { done, total } = job?.progress ?? { done: 0, total: 0 };
    const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
    return (
      <div className={styles["taking"]} role="status">
        <b>{isCancelling ? t("cancelling") : t("takingIn")}</b>
        {total > 0 && <Progress percent={percent} size="small" aria-label={t("takingIn")} />}
        <small>{t("leaveHint")}</small>
        <Button size="small" disabled={isCancelling || job === null} onClick={() => void stopTakingIn()}>
          {t("cancelTakingIn")}
        </Button>
      </div>
    );
  }
  const summary = rows === 0 ? t("takenInNothing") : t("takenIn", { rows: formatCount(rows), count: rows });
  return (
    <div className={styles["taking"]} role={phase === "failed" ? "alert" : "status"}>
      {phase === "done" && <b>{summary}</b>}
      {phase === "cancelled" && <b>{t("cancelledTakingIn")}</b>}
      {phase === "failed" && <b className={styles["wrong"]}>{problem}</b>}
      {moved > 0 && <span>{t("moved", { n: formatCount(moved), count: moved })}</span>}
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
