import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Progress } from "antd";
import { useState } from "react";
import { isProblem } from "../../../data/api.ts";
import { useMay } from "../../../data/me.ts";
import { useScopeId } from "../../../frame/scopes.ts";
import { formatCount, formatInstant } from "../../../text/format.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { LinkButton } from "../../../ui/link-button.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import { isUnderWay, type MatchRun, runsQuery } from "../data.ts";
import { LIST_LABELS, RUN_STATE_LABELS } from "../labels.ts";
import { Notice } from "../shared/notice.tsx";
import styles from "./runs.module.css";
import { StartRun } from "./start-run.tsx";
import { runsTexts } from "./texts.ts";

export function RunsPage() {
  const t = useTexts(runsTexts);
  const scopeId = useScopeId();
  const may = useMay(scopeId);
  const runs = useInfiniteQuery(runsQuery(scopeId));
  const [isStarting, setStarting] = useState(false);
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        <>
          {may("match.run") && (
            <Button type="primary" onClick={() => setStarting(true)}>
              {t("start")}
            </Button>
          )}
          <LinkButton to={`/p/${scopeId}/weights`}>{t("weights")}</LinkButton>
        </>
      }
    >
      {isProblem(runs.error) && <Notice title={runs.error.detail} isAlarm />}
      {runs.data === undefined && runs.error === null && <PageSkeleton />}
      {runs.data !== undefined && items.length === 0 && (
        <div className={styles["empty"]}>
          <h2>{t("noRuns")}</h2>
          <p>{t("noRunsText")}</p>
          <Link to="/p/$scopeId/imports" params={{ scopeId }}>
            {t("toLists")}
          </Link>
        </div>
      )}
      <ol className={styles["runs"]}>
        {items.map((run) => (
          <RunItem key={run.id} run={run} />
        ))}
      </ol>
      {runs.hasNextPage && (
        <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {isStarting && <StartRun scopeId={scopeId} onClose={() => setStarting(false)} />}
    </Page>
  );
}

function RunItem({ run }: { run: MatchRun }) {
  const t = useTexts(runsTexts);
  const pick = usePick();
  const { id, scopeId, number, note, state, job, counts, decisions, inputs, createdBy, createdAt } = run;
  const params = { scopeId, runId: id };
  const percent =
    job === null || job.progressTotal === 0 ? 0 : Math.floor((job.progressDone / job.progressTotal) * 100);
  const count = (key: "matched" | "toClarify" | "unmatched", search: Record<string, string>) =>
    counts[key] > 0 && (
      <Link to="/p/$scopeId/runs/$runId" params={params} search={search as never}>
        {t(key, { count: formatCount(counts[key]) })}
      </Link>
    );
  return (
    <li className={styles["run"]}>
      <div className={styles["runHead"]}>
        <h2>
          <Link to="/p/$scopeId/runs/$runId" params={params}>
            {t("run", { number })}
          </Link>
          {note !== "" && <small>{note}</small>}
        </h2>
        <span className={styles["runWhen"]}>
          {formatInstant(createdAt)} · {createdBy.name}
        </span>
        {state !== "done" && (
          <span className={styles["state"]} data-state={state}>
            {pick(RUN_STATE_LABELS[state])}
          </span>
        )}
      </div>
      {isUnderWay(run) && <Progress percent={percent} size="small" aria-label={t("progress")} />}
      {state === "failed" && job?.lastError && (
        <p className={styles["runFailed"]}>{t("failedText", { reason: pick(job.lastError.text) })}</p>
      )}
      {state === "done" && (
        <>
          <p className={styles["runCounts"]}>
            <Link to="/p/$scopeId/runs/$runId" params={params}>
              {t("needs", { count: counts.needs })}
            </Link>
            <span aria-hidden>→</span>
            {count("matched", { outcome: "matched" })}
            {count("toClarify", { tab: "clarify" })}
            {count("unmatched", { tab: "unmatched" })}
          </p>
          <p className={styles["runDecisions"]}>
            {(["accepted", "refused", "postponed", "undecided"] as const)
              .filter((key) => decisions[key] > 0)
              .map((key) => (
                <span key={key} data-decision={key}>
                  {t(key, { count: formatCount(decisions[key]) })}
                </span>
              ))}
          </p>
        </>
      )}
      {inputs.length > 0 && (
        <p className={styles["runLists"]}>
          {inputs.map(({ kind, count: size, digest }) => (
            <span key={kind} title={t("digest", { kind: pick(LIST_LABELS[kind]), digest })}>
              {t("listOf", { kind: pick(LIST_LABELS[kind]), count: formatCount(size) })}{" "}
              <code>{digest.slice(0, 8)}</code>
            </span>
          ))}
          {run.tookMs !== null && <span>{t("took", { seconds: (run.tookMs / 1000).toFixed(1) })}</span>}
          {run.options.weights !== null && <span>{t("weightsOf", { number: run.options.weights.number })}</span>}
          {run.importRunning && <span className={styles["quiet"]}>{t("importRunning")}</span>}
        </p>
      )}
    </li>
  );
}
