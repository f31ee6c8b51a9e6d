import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { Schemas } from "@dual-high/client";
import { api } from "../../../data/api.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import type { MatchRun } from "../data.ts";
import type { Go } from "../run/address.ts";
import { CopyText } from "../../../ui/copy-text.tsx";
import styles from "./clarify.module.css";
import { NeedPages } from "./need-pages.tsx";
import { clarifyTexts } from "./texts.ts";

type ToClarify = Schemas["ToClarify"];

/** Needs that are too vague, with the message that asks for what is missing. */
export function ToClarifyTab({ run, go }: { run: MatchRun; go: Go }) {
  const t = useTexts(clarifyTexts);
  const needs = useInfiniteQuery({
    queryKey: ["match-run", run.id, "to-clarify"],
    queryFn: async ({ pageParam, signal }) =>
      api.get("/api/match-runs/{runId}/to-clarify", {
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
      purpose={t("purpose")}
      none={t("none")}
      noneText={t("noneText")}
      renderNeed={(need) => <ClarifyItem key={need.id} need={need} go={go} />}
    />
  );
}

function ClarifyItem({ need, go }: { need: ToClarify; go: Go }) {
  const t = useTexts(clarifyTexts);
  const pick = usePick();
  const [isWriting, setWriting] = useState(false);
  const { id, number, enterprise, title, texts } = need;
  return (
    <li className={styles["item"]}>
      <h2>{title}</h2>
      <p className={styles["whose"]}>
        {number} · {enterprise}
      </p>
      <p className={styles["missing"]}>
        <small>{t("missing")}</small> {pick(texts.unclear)}
      </p>
      <div className={styles["buttons"]}>
        <Button aria-expanded={isWriting} onClick={() => setWriting(!isWriting)}>
          {t(isWriting ? "hide" : "draft")}
        </Button>
        <Button
          type="link"
          className={styles["link"] ?? ""}
          onClick={() => go({ tab: "match", need: id, partner: null })}
        >
          {t("open")}
        </Button>
      </div>
      {isWriting && <CopyText draft={`ask:${id}`} label={t("draft")} text={texts.ask} />}
    </li>
  );
}
