import { ifMatch } from "@dual-high/client";
import { type Questionnaire, questionsOf } from "@dual-high/kernel";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { useLanguage, usePick, useTexts } from "../../text/texts.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { Page } from "../../ui/page.tsx";
import { Facts } from "../../ui/record/facts.tsx";
import { questionnaireQuery, roundKey, type Visit, visitQuery, type VisitVersion } from "./queries.ts";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";
import { answerText } from "./answer-text.ts";

const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/visits/$visitId");

export function VisitPage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId, visitId } = route.useParams();
  const visit = useSuspenseQuery(visitQuery(roundId, visitId)).data;
  const [standing] = visit.versions;
  const number = standing?.content.questionnaireNumber ?? 0;
  const questionnaire = useSuspenseQuery(questionnaireQuery(roundId, number)).data?.content ?? null;
  const { enterprise, building, floor, unit } = visit;
  const person = ({ name }: { readonly name: string | null }) => name ?? t("otherOffice");
  return (
    <Page
      title={enterprise}
      purpose={`${[building, floor, unit].filter(Boolean).join(" ")} · ${t(`outcome.${visit.outcome}`)}`}
      actions={<LinkButton to={`/p/${scopeId}/surveys/${roundId}/visits`}>{t("toVisits")}</LinkButton>}
    >
      {visit.state === "late" && <LateBox roundId={roundId} visit={visit} />}
      <Facts
        facts={[
          { label: t("visitState"), value: t(`visitState.${visit.state}`) },
          { label: t("officer"), value: person(visit.officer) },
          { label: t("receivedAt"), value: formatInstant(visit.receivedAt) },
          { label: t("visitedAt"), value: `${formatInstant(visit.visitedAt)}${useClock(visit.clockAheadSeconds)}` },
          { label: t("settledBy"), value: visit.settledBy === null ? null : person(visit.settledBy) },
          { label: t("reason"), value: visit.settledReason },
        ]}
      />
      {visit.hasConflict && standing !== undefined ? (
        <section className={styles["conflict"]}>
          <h2>{t("conflictTitle")}</h2>
          <p>{t("conflictText")}</p>
          <div className={styles["versions"]}>
            {visit.versions.map((version, index) => (
              <Version
                key={version.digest}
                name={t("version", { number: index + 1 })}
                roundId={roundId}
                visit={visit}
                version={version}
                other={visit.versions[index === 0 ? 1 : 0] ?? null}
                questionnaire={questionnaire}
              />
            ))}
          </div>
        </section>
      ) : (
        standing !== undefined && <Content content={standing.content} questionnaire={questionnaire} other={null} />
      )}
      <Problems versions={visit.versions.slice(0, 1)} />
      {visit.needs.length > 0 && (
        <section className={styles["part"]}>
          <h2>{t("needs")}</h2>
          <ul>
            {visit.needs.map(({ needId, number: code, title }) => (
              <li key={needId}>
                <Link to="/p/$scopeId/needs/$needId" params={{ scopeId, needId }}>
                  {code} {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Files roundId={roundId} visit={visit} />
    </Page>
  );
}

/** How wrong the phone's clock was, where that is worth a word. */
function useClock(seconds: number): string {
  const t = useTexts(surveysTexts);
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes < 2) return "";
  return ` · ${t(seconds > 0 ? "clockAhead" : "clockBehind", { minutes })}`;
}

function useSettle(roundId: string, visit: Visit) {
  const act = useAct();
  return async (body: { action: "confirm" | "set_aside" | "choose"; digest?: string; reason?: string }, done: string) =>
    act({
      work: async () =>
        api.post("/api/survey-rounds/{roundId}/visits/{visitId}/settlement", {
          params: { path: { roundId, visitId: visit.id }, header: ifMatch(visit) },
          body,
        }),
      done,
      changes: [roundKey(roundId), ["needs"]],
    });
}

function LateBox({ roundId, visit }: { readonly roundId: string; readonly visit: Visit }) {
  const t = useTexts(surveysTexts);
  const settle = useSettle(roundId, visit);
  const [reason, setReason] = useState("");
  const { enterprise } = visit;
  return (
    <section className={styles["box"]}>
      <h2>{t("lateTitle")}</h2>
      <p>{t("lateText")}</p>
      {visit.maySettle && (
        <div className={styles["ways"]}>
          <Button type="primary" onClick={() => void settle({ action: "confirm" }, t("confirmed", { enterprise }))}>
            {t("confirm")}
          </Button>
          <Input
            aria-label={t("reason")}
            placeholder={t("reason")}
            value={reason}
            maxLength={2000}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button
            disabled={reason.trim() === ""}
            onClick={() => void settle({ action: "set_aside", reason }, t("setAsideDone", { enterprise }))}
          >
            {t("setAside")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface VersionProps {
  readonly name: string;
  readonly roundId: string;
  readonly visit: Visit;
  readonly version: VisitVersion;
  readonly other: VisitVersion | null;
  readonly questionnaire: Questionnaire | null;
}

function Version({ name, roundId, visit, version, other, questionnaire }: VersionProps) {
  const t = useTexts(surveysTexts);
  const settle = useSettle(roundId, visit);
  const { sentBy, receivedAt, isStanding, digest, content } = version;
  return (
    <article className={styles["version"]} data-standing={isStanding || undefined}>
      <header>
        <h3>
          {name}
          {isStanding && <small> {t("standing")}</small>}
        </h3>
        <p>{t("sentBy", { name: sentBy.name ?? t("otherOffice"), when: formatInstant(receivedAt) })}</p>
        {visit.maySettle && (
          <Button
            type={isStanding ? "default" : "primary"}
            aria-label={`${t("chooseThis")}: ${name}`}
            onClick={() => void settle({ action: "choose", digest }, t("chosen"))}
          >
            {t("chooseThis")}
          </Button>
        )}
      </header>
      <Content content={content} questionnaire={questionnaire} other={other?.content ?? null} />
    </article>
  );
}

interface ContentProps {
  readonly content: VisitVersion["content"];
  readonly questionnaire: Questionnaire | null;
  /** Beside which it stands: what differs is marked. */
  readonly other: VisitVersion["content"] | null;
}

function Content({ content, questionnaire, other }: ContentProps) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const language = useLanguage();
  const questions = questionnaire === null ? [] : questionsOf(questionnaire).filter(({ kind }) => kind !== "fact");
  const linesOf = ({ outcome, met = [], note = "", needs = [], answers = {} }: VisitVersion["content"]) => [
    { label: t("outcome"), text: t(`outcome.${outcome}`) },
    {
      label: t("met"),
      text: met.map(({ name, title, phone }) => [name, title, phone].filter(Boolean).join(" ")).join("；"),
    },
    ...questions.map((question) => ({
      label: pick(question.label),
      text: answerText(question, answers[question.key] ?? null, { language, yes: t("yes"), no: t("no") }),
    })),
    { label: t("needs"), text: needs.map(({ need }) => need.title).join("；") },
    { label: t("note"), text: note },
  ];
  const others = other === null ? null : linesOf(other);
  return (
    <dl className={styles["content"]}>
      {linesOf(content).map(({ label, text }, index) => (
        <div key={`${index} ${label}`} data-differs={(others !== null && others[index]?.text !== text) || undefined}>
          <dt>{label}</dt>
          <dd>{text === "" ? t("empty") : text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Problems({ versions }: { readonly versions: readonly VisitVersion[] }) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const problems = versions.flatMap((version) => version.problems);
  if (problems.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{t("problems")}</h2>
      <ul>
        {problems.map(({ question, code, text }) => (
          <li key={`${question} ${code}`}>{pick(text)}</li>
        ))}
      </ul>
    </section>
  );
}

function Files({ roundId, visit }: { readonly roundId: string; readonly visit: Visit }) {
  const t = useTexts(surveysTexts);
  const { files, missingFiles } = visit;
  if (files.length + missingFiles.length === 0) return null;
  return (
    <section className={styles["part"]}>
      <h2>{t("files")}</h2>
      {missingFiles.length > 0 && <p>{t("filesMissing", { count: missingFiles.length })}</p>}
      <ul>
        {files.map(({ id, sha256, name, sizeBytes }) => (
          <li key={id}>
            <a href={`/api/survey-rounds/${roundId}/visits/${visit.id}/files/${sha256}`} download>
              {name}
            </a>{" "}
            <small>{Math.ceil(sizeBytes / 1024)} KB</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
