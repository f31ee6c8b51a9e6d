import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Schemas } from "@dual-high/client";
import { api, isProblem } from "../../../data/api.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import { PageSkeleton } from "../../../ui/skeleton.tsx";
import type { MatchRun } from "../data.ts";
import type { Go } from "../run/address.ts";
import { BandMark } from "../run/score-bar.tsx";
import { Notice } from "../shared/notice.tsx";
import styles from "./clarify.module.css";
import { clarifyTexts } from "./texts.ts";

type Unmatched = Schemas["Unmatched"];

/** Needs that are clear and have nobody: the nearest miss, and what it lacks. */
export function UnmatchedTab({ run, go }: { run: MatchRun; go: Go }) {
  const t = useTexts(clarifyTexts);
  const needs = useInfiniteQuery({
    queryKey: ["match-run", run.id, "unmatched"],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/match-runs/{runId}/unmatched", {
        params: {
          path: { runId: run.id },
          query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  if (isProblem(needs.error)) return <Notice title={needs.error.detail} isAlarm />;
  if (needs.data === undefined) return <PageSkeleton lines={8} />;
  const items = needs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Notice title={t("noUnmatched")}>
        <p>{t("noUnmatchedText")}</p>
      </Notice>
    );
  }
  return (
    <div className={styles["column"]}>
      <p className={styles["purpose"]}>{t("unmatchedPurpose")}</p>
      <ol className={styles["items"]}>
        {items.map((need) => (
          <UnmatchedItem key={need.id} need={need} go={go} />
        ))}
      </ol>
      {needs.hasNextPage && (
        <Button loading={needs.isFetchingNextPage} onClick={() => void needs.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}

function UnmatchedItem({ need, go }: { need: Unmatched; go: Go }) {
  const t = useTexts(clarifyTexts);
  const pick = usePick();
  const { id, number, enterprise, title, texts, nearest, lacks } = need;
  return (
    <li className={styles["item"]}>
      <h2>{title}</h2>
      <p className={styles["whose"]}>
        {number} · {enterprise}
      </p>
      <p>{pick(texts.why)}</p>
      {nearest !== null && (
        <p>
          <small>{t("nearest")}</small> <BandMark band={nearest.band} /> {nearest.name}
          {nearest.unit !== "" && <span className={styles["unit"]}>{nearest.unit}</span>}
        </p>
      )}
      {lacks.length > 0 && (
        <p>
          <small>{t("lacks")}</small>{" "}
          {lacks.map((term) => (
            <span key={term} className={styles["word"]}>
              {term}
            </span>
          ))}
        </p>
      )}
      <div className={styles["buttons"]}>
        <Button
          type="link"
          className={styles["link"] ?? ""}
          onClick={() => go({ tab: "match", need: id, partner: null })}
        >
          {t("open")}
        </Button>
      </div>
    </li>
  );
}
