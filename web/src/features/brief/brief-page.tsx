import type { Schemas } from "@dual-high/client";
import { addDays } from "@dual-high/kernel";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { download } from "../../data/download.ts";
import { useAct } from "../../frame/act.tsx";
import { todayHere } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { Page } from "../../ui/page.tsx";
import { PathLink } from "../../ui/path-link.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import styles from "./brief.module.css";
import { Figures } from "./figures.tsx";
import { type Period, USUAL, usualPeriod } from "./periods.ts";
import { briefTexts } from "./texts.ts";

type Brief = Schemas["Brief"];

const route = getRouteApi("/in/p/$scopeId/brief");

/** The brief of a period as it will be printed, and the choice of the period. */
export function BriefPage() {
  const t = useTexts(briefTexts);
  const { scopeId } = route.useParams();
  const search = route.useSearch() as Partial<Period>;
  const navigate = useNavigate();
  const act = useAct();
  const [today] = useState(todayHere);
  const period = { ...usualPeriod("thisMonth", today), ...search };
  const { from, until } = period;
  const isSound = from < until;
  const { data } = useQuery({
    queryKey: ["brief", scopeId, from, until],
    queryFn: async ({ signal }) =>
      api.get("/api/scopes/{scopeId}/brief", { params: { path: { scopeId }, query: { from, until } }, signal }),
    enabled: isSound,
    placeholderData: keepPreviousData,
  });
  const choose = (next: Period) => void navigate({ to: ".", search: next as never, replace: true });
  const day = (key: keyof Period, value: string, onDay: (day: string) => Period) => (
    <label>
      {t(key === "from" ? "from" : "to")}{" "}
      <Input
        type="date"
        style={{ width: 160 }}
        value={value}
        onChange={({ target }) => {
          if (target.value !== "") choose(onDay(target.value));
        }}
      />
    </label>
  );
  return (
    <Page
      title={t("title")}
      purpose={t("purpose")}
      actions={
        <Button
          type="primary"
          disabled={!isSound}
          onClick={() =>
            void act({
              work: async () => download(`/api/scopes/${scopeId}/brief/document?from=${from}&until=${until}`),
              done: (name) => name,
            })
          }
        >
          {t("download")}
        </Button>
      }
    >
      <div className={styles["bar"]} role="group" aria-label={t("period")}>
        {USUAL.map((usual) => {
          const its = usualPeriod(usual, today);
          const isChosen = its.from === from && its.until === until;
          return (
            <Button
              key={usual}
              type={isChosen ? "primary" : "default"}
              ghost={isChosen}
              aria-pressed={isChosen}
              onClick={() => choose(its)}
            >
              {t(usual)}
            </Button>
          );
        })}
        {day("from", from, (value) => ({ from: value, until }))}
        {day("until", addDays(until, -1), (value) => ({ from, until: addDays(value, 1) }))}
      </div>
      {!isSound && (
        <p className={styles["wrong"]} role="alert">
          {t("upsideDown")}
        </p>
      )}
      {data === undefined ? isSound && <PageSkeleton lines={8} /> : <Sheet brief={data} />}
    </Page>
  );
}

function Sheet({ brief }: { readonly brief: Brief }) {
  const t = useTexts(briefTexts);
  const pick = usePick();
  const { name, from, until, moved, stops, asks } = brief;
  return (
    <article className={styles["sheet"]}>
      <header>
        <h2>{t("heading")}</h2>
        <p>
          {pick(name)}
          <br />
          {t("days", { from, to: addDays(until, -1) })}
        </p>
      </header>
      <h3>{t("moved")}</h3>
      {moved.map((sentence) => (
        <p key={sentence.zh}>{pick(sentence)}</p>
      ))}
      <h3>{t("figures")}</h3>
      <Figures brief={brief} />
      <h3>{t("stops")}</h3>
      {stops.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ol>
          {stops.map(({ key, text, path }) => (
            <li key={key}>
              <PathLink to={path}>{pick(text)}</PathLink>
            </li>
          ))}
        </ol>
      )}
      <h3>{t("asks")}</h3>
      {asks.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ul>
          {asks.map(({ whom, what }) => (
            <li key={whom.zh}>{t("ask", { whom: pick(whom), what: what.map(pick).join(t("semicolon")) })}</li>
          ))}
        </ul>
      )}
    </article>
  );
}
