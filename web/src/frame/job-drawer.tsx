import { Button, Drawer, Progress } from "antd";
import { api } from "../data/api.ts";
import { isRunning, type Job } from "../data/jobs.ts";
import { formatSince } from "../text/format.ts";
import { useLanguage, useTexts } from "../text/texts.ts";
import { useAct } from "./act.tsx";
import { percentOf } from "./job-percent.ts";
import styles from "./job-pill.module.css";
import { frameTexts } from "./texts.ts";

export function JobDrawer({ jobs, onClose }: { jobs: readonly Job[]; onClose: () => void }) {
  const t = useTexts(frameTexts);
  return (
    <Drawer open onClose={onClose} title={t("jobs")}>
      {jobs.length === 0 && <p>{t("noJobs")}</p>}
      <ul className={styles["jobs"]}>
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </Drawer>
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
