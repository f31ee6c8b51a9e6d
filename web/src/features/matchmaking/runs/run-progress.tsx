import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { MatchRun } from "../data.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./runs.module.css";
import { StartRun } from "./start-run.tsx";
import { runsTexts } from "./texts.ts";

/** A run that has no result: how far it is, or what became of it, and what can be done. */
export function RunProgress({ run }: { run: MatchRun }) {
  const t = useTexts(runsTexts);
  const pick = usePick();
  const [isStarting, setStarting] = useState(false);
  const { scopeId, job, state } = run;
  const mayRun = useMay(scopeId)("match.run");
  const cancel = useJobAction(run, "cancel");
  const retry = useJobAction(run, "retry");
  const problem = cancel.error ?? retry.error;
  const percent =
    job === null || job.progressTotal === 0 ? 0 : Math.floor((job.progressDone / job.progressTotal) * 100);
  const isUnderWay = state === "queued" || state === "running";
  return (
    <div className={styles["progress"]}>
      {isProblem(problem) && <Notice title={problem.detail} isAlarm />}
      {isUnderWay && job !== null && (
        <>
          <p role="status">
            {state === "queued" ? t("waiting") : job.progressText === null ? t("progress") : pick(job.progressText)}
          </p>
          <Progress percent={percent} status="active" aria-label={t("progress")} />
          <p className={styles["quiet"]}>{t("mayLeave")}</p>
        </>
      )}
      {state === "failed" && (
        <Notice title={t("failed")} isAlarm>
          <p>{job?.lastError ? t("failedText", { reason: pick(job.lastError.text) }) : t("failedUnknown")}</p>
        </Notice>
      )}
      {state === "cancelled" && (
        <Notice title={t("cancelled")}>
          <p>{t("cancelledText")}</p>
        </Notice>
      )}
      <div className={styles["formButtons"]}>
        {mayRun && isUnderWay && job !== null && (
          <Button loading={cancel.isPending || job.isCancelling} onClick={() => cancel.mutate()}>
            {t(job.isCancelling ? "cancelling" : "cancelRun")}
          </Button>
        )}
        {mayRun && !isUnderWay && (
          <>
            {job !== null && (
              <Button type="primary" loading={retry.isPending} onClick={() => retry.mutate()}>
                {t("retry")}
              </Button>
            )}
            <Button onClick={() => setStarting(true)}>{t("another")}</Button>
          </>
        )}
        <Link to="/p/$scopeId/runs" params={{ scopeId }}>
          {t("backToRuns")}
        </Link>
      </div>
      {isStarting && <StartRun scopeId={scopeId} onClose={() => setStarting(false)} />}
    </div>
  );
}

function useJobAction({ id, scopeId, job }: MatchRun, action: "cancel" | "retry") {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const params = { path: { jobId: job?.id ?? "" } };
      return action === "cancel"
        ? api.post("/api/jobs/{jobId}/cancel", { params })
        : api.post("/api/jobs/{jobId}/retry", { params });
    },
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ["match-run", id], exact: true });
      await queryClient.invalidateQueries({ queryKey: ["match-runs", scopeId] });
    },
  });
}
