import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { isRunning, myJobsQuery } from "../data/jobs.ts";
import { usePreference } from "../data/preferences.ts";
import { useTexts } from "../text/texts.ts";
import { percentOf } from "./job-percent.ts";
import styles from "./job-pill.module.css";
import { frameTexts } from "./texts.ts";

const JobDrawer = lazy(async () => ({ default: (await import("./job-drawer.tsx")).JobDrawer }));

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
      {isOpen && (
        <Suspense fallback={null}>
          <JobDrawer jobs={jobs} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
