import { useQueryClient } from "@tanstack/react-query";
import { Progress } from "antd";
import { useEffect, useState } from "react";
import { api } from "../../../data/api.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { type MatchRun, type RunNeedDetail, runNeedQuery } from "../data.ts";
import { BAND_LABELS, DECISION_LABELS } from "../labels.ts";
import styles from "./print-list.module.css";
import { runTexts } from "./texts.ts";

const AT_ONCE = 4;

/** The match list on paper: every need with partners, each with its reason. Read first, printed when it is whole. */
export function PrintList({ run, onDone }: { run: MatchRun; onDone: () => void }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const { needs, done, total } = useAllNeeds(run.id);

  useEffect(() => {
    if (needs === null) return undefined;
    addEventListener("afterprint", onDone);
    print();
    return () => removeEventListener("afterprint", onDone);
  }, [needs, onDone]);

  if (needs === null) {
    return (
      <p className={`no-print ${styles["wait"]}`} role="status">
        {t("printing")}
        <Progress percent={total === 0 ? 0 : Math.floor((done / total) * 100)} aria-label={t("printing")} />
      </p>
    );
  }
  return (
    <ol className={styles["list"]}>
      {needs.map(({ id, number, enterprise, title, suggestions }) => (
        <li key={id}>
          <h2>
            {number} {title}
          </h2>
          <p>{enterprise}</p>
          <table>
            <tbody>
              {suggestions.map(
                ({ id: candidateId, rank, name, unit, people, band, score, reason, cautions, decision }) => (
                  <tr key={candidateId}>
                    <td>{rank}</td>
                    <td>
                      <strong>{name}</strong>
                      <small>{[people, unit].filter((part) => part !== "").join(" · ")}</small>
                    </td>
                    <td>
                      {pick(BAND_LABELS[band])} {score.toFixed(2)}
                    </td>
                    <td>
                      {pick(reason)}
                      {cautions.map(({ code, text }) => (
                        <small key={code}>{pick(text)}</small>
                      ))}
                    </td>
                    <td>{decision.decision === "none" ? "" : pick(DECISION_LABELS[decision.decision])}</td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </li>
      ))}
    </ol>
  );
}

function useAllNeeds(runId: string): {
  readonly needs: readonly RunNeedDetail[] | null;
  readonly done: number;
  readonly total: number;
} {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const [needs, setNeeds] = useState<readonly RunNeedDetail[] | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const load = async () => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(runId, cursor);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null && !gone.signal.aborted);
      const read: RunNeedDetail[] = [];
      for (let at = 0; at < ids.length && !gone.signal.aborted; at += AT_ONCE) {
        const part = ids.slice(at, at + AT_ONCE);
        read.push(...(await Promise.all(part.map(async (id) => queryClient.fetchQuery(runNeedQuery(runId, id))))));
        setProgress({ done: read.length, total: ids.length });
      }
      if (!gone.signal.aborted) setNeeds(read);
    };
    void load();
    return () => gone.abort();
  }, [queryClient, runId]);
  return { needs, ...progress };
}

async function readPage(runId: string, cursor: string | null) {
  return api.get("/api/match-runs/{runId}/needs", {
    params: {
      path: { runId },
      query: { outcome: "matched", limit: 200, ...(cursor === null ? {} : { cursor }) },
    },
  });
}
