import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { Schemas } from "@dual-high/client";
import { api } from "../../../data/api.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { MatchRun } from "../data.ts";
import type { Go } from "../run/address.ts";
import { BandMark } from "../run/score-bar.tsx";
import styles from "./clarify.module.css";
import { NeedPages } from "./need-pages.tsx";
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
  return (
    <NeedPages
      needs={needs}
      purpose={t("unmatchedPurpose")}
      none={t("noUnmatched")}
      noneText={t("noUnmatchedText")}
      renderNeed={(need) => <UnmatchedItem key={need.id} need={need} go={go} />}
    />
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
