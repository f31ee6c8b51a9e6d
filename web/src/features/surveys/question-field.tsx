import type { Answer, Question } from "@dual-high/kernel";
import { Checkbox, Input, InputNumber, Radio } from "antd";
import { useId } from "react";
import { usePick, useTexts } from "../../text/texts.ts";
import styles from "./surveys.module.css";
import { surveysTexts } from "./texts.ts";

interface QuestionFieldProps {
  readonly question: Question;
  /** What the directory says, for a question of that kind. */
  readonly fact: string;
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
}

/** One question as a person answers it; a fact is shown and not typed. */
export function QuestionField({ question, fact, answer, onAnswer }: QuestionFieldProps) {
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
      <Control question={question} fact={fact} answer={answer} onAnswer={onAnswer} labelId={id} />
      {help !== undefined && <small>{pick(help)}</small>}
    </div>
  );
}

function Control({ question, fact, answer, onAnswer, labelId }: QuestionFieldProps & { readonly labelId: string }) {
  const t = useTexts(surveysTexts);
  const pick = usePick();
  const options = (question.options ?? []).map(({ value, label }) => ({ value, label: pick(label) }));
  const text = typeof answer === "string" ? answer : "";
  switch (question.kind) {
    case "fact":
      return <Input disabled aria-labelledby={labelId} value={fact} />;
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
