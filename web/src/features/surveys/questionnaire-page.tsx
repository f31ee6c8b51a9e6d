import { ifMatch, type Schemas } from "@dual-high/client";
import { type Answers, isAsked } from "@dual-high/kernel";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { FileButton } from "../../ui/file-button.tsx";
import { questionnaireQuery, roundQuery } from "./queries.ts";
import { QuestionField } from "./question-field.tsx";
import { RoundFrame } from "./round-frame.tsx";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

type Questionnaire = Schemas["Questionnaire"];
const route = getRouteApi("/in/p/$scopeId/surveys/$roundId/questionnaire");

export function QuestionnairePage() {
  const t = useTexts(surveysTexts);
  const { scopeId, roundId } = route.useParams();
  const may = useMay(scopeId);
  const act = useAct();
  const round = useSuspenseQuery(roundQuery(roundId)).data;
  const held = useSuspenseQuery(questionnaireQuery(roundId)).data;
  const [problem, setProblem] = useState<string | null>(null);
  const takeIn = async (file: File) => {
    setProblem(null);
    const body = parse(await file.text());
    if (body instanceof Error) {
      setProblem(t("notJson", { file: file.name, reason: body.message }));
      return;
    }
    await act({
      work: async () =>
        api.put("/api/survey-rounds/{roundId}/questionnaire", {
          params: { path: { roundId }, header: ifMatch(round) },
          // Whether it is one, the server says, with what to mend.
          body: body as Questionnaire,
        }),
      done: ({ number }) => t("questionnairePut", { number }),
      changes: [["surveys"]],
    });
  };
  return (
    <RoundFrame
      roundId={roundId}
      scopeId={scopeId}
      actions={
        <>
          {may("survey.manage") && (
            <FileButton label={t("takeIn")} accept=".json" onFile={(file) => void takeIn(file)} />
          )}
          {held !== null && (
            <Button onClick={() => save(`${round.code} v${held.number}.json`, held.content)}>{t("takeOut")}</Button>
          )}
        </>
      }
    >
      {problem !== null && (
        <p className={styles["said"]} role="alert">
          {problem}
        </p>
      )}
      {held === null ? (
        <p>{t("questionnaireNone")}</p>
      ) : (
        <>
          <p className={styles["lead"]}>
            {t("questionnaireNumber", { number: held.number, when: formatInstant(held.createdAt) })} ·{" "}
            {t("previewText")}
          </p>
          <Preview key={held.digest} questionnaire={held.content} />
        </>
      )}
    </RoundFrame>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function save(name: string, content: Questionnaire): void {
  const address = URL.createObjectURL(
    new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** As it is put on a phone, questions that come and go with the answers included. */
function Preview({ questionnaire }: { readonly questionnaire: Questionnaire }) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <form className={styles["form"]} aria-label={t("preview")}>
      <h2>{pick(questionnaire.title)}</h2>
      {questionnaire.sections.map(({ key, title, questions }) => (
        <fieldset key={key}>
          <legend>{pick(title)}</legend>
          {questions
            .filter((question) => isAsked(question, answers))
            .map((question) => (
              <QuestionField
                key={question.key}
                question={question}
                fact={t("fact")}
                answer={answers[question.key] ?? null}
                onAnswer={(answer) => setAnswers((held) => ({ ...held, [question.key]: answer }))}
              />
            ))}
        </fieldset>
      ))}
    </form>
  );
}
