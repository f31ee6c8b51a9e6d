import { ifMatch, type Schemas } from "@dual-high/client";
import { type Answer, type Answers, isAsked, type Question } from "@dual-high/kernel";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, Checkbox, Input, InputNumber, Radio } from "antd";
import { useId, useState } from "react";
import { api } from "../../data/api.ts";
import { useMay } from "../../data/me.ts";
import { useAct } from "../../frame/act.tsx";
import { formatInstant } from "../../text/format.ts";
import { usePick, useTexts } from "../../text/texts.ts";
import { FileButton } from "./file-button.tsx";
import { questionnaireQuery, roundQuery } from "./queries.ts";
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
              <Field
                key={question.key}
                question={question}
                answer={answers[question.key] ?? null}
                onAnswer={(answer) => setAnswers((held) => ({ ...held, [question.key]: answer }))}
              />
            ))}
        </fieldset>
      ))}
    </form>
  );
}

interface FieldProps {
  readonly question: Question;
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
}

function Field({ question, answer, onAnswer }: FieldProps) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const id = useId();
  const { label, help, isRequired, unit } = question;
  return (
    <div className={styles["question"]}>
      <p id={id}>
        {pick(label)}
        {unit !== undefined && `（${pick(unit)}）`}
        {isRequired === true && <small> {t("required")}</small>}
      </p>
      <Control question={question} answer={answer} onAnswer={onAnswer} labelId={id} />
      {help !== undefined && <small>{pick(help)}</small>}
    </div>
  );
}

function Control({ question, answer, onAnswer, labelId }: FieldProps & { readonly labelId: string }) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const options = (question.options ?? []).map(({ value, label }) => ({ value, label: pick(label) }));
  const text = typeof answer === "string" ? answer : "";
  switch (question.kind) {
    case "fact":
      return <Input disabled aria-labelledby={labelId} value={t("fact")} />;
    case "prose":
      return (
        <Input.TextArea aria-labelledby={labelId} value={text} rows={3} onChange={(e) => onAnswer(e.target.value)} />
      );
    case "number":
      return (
        <InputNumber
          aria-labelledby={labelId}
          value={typeof answer === "number" ? answer : null}
          min={question.least ?? -Infinity}
          max={question.most ?? Infinity}
          onChange={onAnswer}
        />
      );
    case "day":
      return <Input type="date" aria-labelledby={labelId} value={text} onChange={(e) => onAnswer(e.target.value)} />;
    case "yes_no":
      return (
        <Radio.Group
          aria-labelledby={labelId}
          value={answer}
          options={[
            { value: true, label: t("yes") },
            { value: false, label: t("no") },
          ]}
          onChange={({ target }) => onAnswer(target.value as boolean)}
        />
      );
    case "choice":
      return (
        <Radio.Group
          aria-labelledby={labelId}
          value={answer}
          options={options}
          onChange={({ target }) => onAnswer(target.value as string)}
        />
      );
    case "choices":
      return (
        <Checkbox.Group
          aria-labelledby={labelId}
          value={Array.isArray(answer) ? [...(answer as readonly string[])] : []}
          options={options}
          onChange={onAnswer}
        />
      );
    default:
      return <Input aria-labelledby={labelId} value={text} onChange={(e) => onAnswer(e.target.value)} />;
  }
}
