import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { api, isProblem } from "../../../data/api.ts";
import { usePick, useTexts } from "../../../text/texts.ts";
import styles from "./run.module.css";
import { BandMark } from "./score-bar.tsx";
import { runTexts } from "./texts.ts";

/** Asks about a partner that is not among those suggested: where it stands, and what it lacks. */
export function WhyNot({ runId, needId }: { runId: string; needId: string }) {
  const t = useTexts(runTexts);
  const pick = usePick();
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ["match-run", runId, "partners", search],
    queryFn: async ({ signal }) =>
      api.get("/api/match-runs/{runId}/partners", {
        params: { path: { runId }, query: { search, limit: 20 } },
        signal,
      }),
    enabled: search.trim() !== "",
    placeholderData: (previous) => previous,
  });
  const answer = useQuery({
    queryKey: ["match-run", runId, "why-not", needId, asked],
    queryFn: async ({ signal }) =>
      api.get("/api/match-runs/{runId}/needs/{needId}/why-not", {
        params: { path: { runId, needId }, query: { partner: asked ?? "" } },
        signal,
      }),
    enabled: asked !== null,
    staleTime: Infinity,
  });
  return (
    <section className={styles["whyNot"]} aria-label={t("whyNot")}>
      <h3>{t("whyNot")}</h3>
      <Select
        showSearch={{ filterOption: false, onSearch: setSearch }}
        allowClear
        className={styles["whyNotBox"] ?? ""}
        aria-label={`${t("whyNot")} ${t("whyNotHint")}`}
        placeholder={t("whyNotHint")}
        value={asked}
        loading={found.isFetching}
        notFoundContent={search.trim() === "" ? null : t("whyNotNone", { search })}
        options={(search.trim() === "" ? [] : (found.data ?? [])).map(({ key, name, unit, people }) => ({
          value: key,
          label: [name, unit, people].filter((part) => part !== "").join(" · "),
        }))}
        onChange={(key: string | undefined) => setAsked(key ?? null)}
      />
      {isProblem(answer.error) && <p role="alert">{answer.error.detail}</p>}
      {asked !== null && answer.data !== undefined && (
        <div ref={(box) => box?.scrollIntoView({ block: "nearest" })} className={styles["whyNotAnswer"]} role="status">
          <p>
            <BandMark band={answer.data.band} /> <strong>{answer.data.partner.name}</strong>
            <span className={styles["cardUnit"]}>
              {[answer.data.partner.unit, answer.data.partner.people].filter((part) => part !== "").join(" · ")}
            </span>
          </p>
          <p>{pick(answer.data.text)}</p>
          <dl className={styles["facts"]}>
            <dt>{t("whyNotRank", { rank: answer.data.rank, of: answer.data.of })}</dt>
            <dd>{t("score", { score: answer.data.score.toFixed(2) })}</dd>
            {answer.data.terms.length > 0 && (
              <>
                <dt>{t("shares")}</dt>
                <dd>
                  {answer.data.terms.map(({ term, share }) => (
                    <span key={term} className={styles["word"]}>
                      {term} <small>{share.toFixed(2)}</small>
                    </span>
                  ))}
                </dd>
              </>
            )}
            {answer.data.lacks.length > 0 && (
              <>
                <dt>{t("lacks")}</dt>
                <dd>
                  {answer.data.lacks.map((term) => (
                    <span key={term} className={styles["word"]} data-lacking>
                      {term}
                    </span>
                  ))}
                </dd>
              </>
            )}
          </dl>
          {answer.data.cautions.length > 0 && (
            <ul className={styles["cautions"]}>
              {answer.data.cautions.map(({ code, text }) => (
                <li key={code}>{pick(text)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
