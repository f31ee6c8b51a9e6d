import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Progress } from "antd";
import { useState } from "react";
import { api } from "../data/api.ts";
import { isRunning, type Job, myJobsQuery } from "../data/jobs.ts";
import { usePreference } from "../data/preferences.ts";
import { formatSince } from "../text/format.ts";
import { useLanguage, useTexts } from "../text/texts.ts";
import { useAct } from "./act.tsx";
import styles from "./job-pill.module.css";
import { frameTexts } from "./texts.ts";

function percentOf({ progress: { done, total }, state }: Job): number {
  if (state === "done") return 100;
  return total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
}

/** Long work goes on in the background; the pill says how far it is, and opens. */
export function JobPill() {
  const t = useTexts(frameTexts);
  const [isOpen, setOpen] = useState(false);
  // What ended before this moment has been seen.
  const [seenAt, setSeenAt] = usePreference<string>("jobs-seen");
  const { data } = useQuery(myJobsQuery);
  const jobs = data?.items ?? [];
  const running = jobs.filter(isRunning);
  const failed = jobs.filter(
    ({ state, finishedAt }) => state === "failed" && finishedAt !== null && finishedAt > (seenAt ?? ""),
  );
  const [current] = running.length > 0 ? running : failed;
  const open = () => {
    setOpen(true);
    setSeenAt(new Date().toISOString());
  };
  return (
    <>
      {current !== undefined && !isOpen && (
        <button
          type="button"
          className={styles["pill"]}
          data-failed={running.length === 0 || undefined}
          aria-haspopup="dialog"
          onClick={open}
        >
          <span className={styles["title"]}>{current.title}</span>
          <span>{isRunning(current) ? `${percentOf(current)}%` : t("jobFailed")}</span>
          {running.length > 1 && <span>+{running.length - 1}</span>}
        </button>
      )}
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={t("jobs")} destroyOnHidden>
        {jobs.length === 0 && <p>{t("noJobs")}</p>}
        <ul className={styles["jobs"]}>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      </Drawer>
    </>
  );
}

/** How far one job is, what went wrong with it, and the way to stop it or try again. */
function JobLine({ job }: { job: Job }) {
  const t = useTexts(frameTexts);
  const language = useLanguage();
  const act = useAct();
  const ask = async (what: "cancel" | "retry") =>
    act({
      work: async () => api.post(`/api/jobs/{jobId}/${what}`, { params: { path: { jobId: job.id } } }),
      changes: [["jobs"]],
    });
  return (
    <li className={styles["job"]}>
      <strong>{job.title}</strong>
      <small>{job.state === "running" && job.progress.text !== "" ? job.progress.text : t(`job.${job.state}`)}</small>
      <small className={styles["when"]}>
        {formatSince(job.finishedAt ?? job.startedAt ?? job.createdAt, language)}
      </small>
      {isRunning(job) && <Progress percent={percentOf(job)} size="small" aria-label={job.title} />}
      {job.lastError !== null && job.state !== "done" && <p className={styles["error"]}>{job.lastError.detail}</p>}
      {isRunning(job) && (
        <Button size="small" disabled={job.isCancelling} onClick={() => void ask("cancel")}>
          {t(job.isCancelling ? "cancelling" : "cancel")}
        </Button>
      )}
      {(job.state === "failed" || job.state === "cancelled") && (
        <Button size="small" onClick={() => void ask("retry")}>
          {t("retry")}
        </Button>
      )}
    </li>
  );
}
