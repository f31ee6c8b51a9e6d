import type { Bilingual } from "./language.ts";

/** What an answer looks like, by the kind of its question. `facts` are read out of the directory and never typed. */
export const QUESTION_KINDS = ["text", "prose", "number", "day", "yes_no", "choice", "choices", "fact"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What the directory knows of an enterprise that a question of the kind `fact` can show. */
export const FACT_NAMES = ["name", "nameEn", "creditCode", "website", "openNeeds", "lastVisit"] as const;
export type FactName = (typeof FACT_NAMES)[number];

export type Answer = string | number | boolean | readonly string[] | null;
export type Answers = Readonly<Record<string, Answer>>;

/** All of `all`, any of `any`, or one comparison with the answer to an earlier question. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly question: string; readonly isAnswered: boolean }
  | { readonly question: string; readonly isOneOf: readonly (string | number | boolean)[] };

export interface Question {
  readonly key: string;
  readonly kind: QuestionKind;
  readonly label: Bilingual;
  readonly help?: Bilingual | undefined;
  readonly isRequired?: boolean | undefined;
  readonly options?: readonly { readonly value: string; readonly label: Bilingual }[] | undefined;
  readonly unit?: Bilingual | undefined;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly fact?: FactName | undefined;
  /** Asked only where this holds; always, where there is none. */
  readonly when?: Condition | undefined;
}

export interface QuestionnaireSection {
  readonly key: string;
  readonly title: Bilingual;
  readonly questions: readonly Question[];
}

/** Version 1 of the format; a later one says another number. */
export interface Questionnaire {
  readonly format: "dual-high.questionnaire/1";
  readonly title: Bilingual;
  readonly sections: readonly QuestionnaireSection[];
}

/** Something wrong, with the question that it is about and what to do. */
export interface QuestionProblem {
  readonly question: string;
  readonly code:
    | "key_twice"
    | "condition_ahead"
    | "no_options"
    | "option_twice"
    | "no_fact"
    | "range_upside_down"
    | "missing"
    | "wrong_kind"
    | "not_an_option"
    | "out_of_range"
    | "unknown_question";
  readonly text: Bilingual;
}

export function questionsOf({ sections }: Questionnaire): readonly Question[] {
  return sections.flatMap(({ questions }) => questions);
}

/** Whether a question is put, given what was answered so far. */
export function isAsked({ when }: Pick<Question, "when">, answers: Answers): boolean {
  return when === undefined || holds(when, answers);
}

function holds(condition: Condition, answers: Answers): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, answers));
  if ("any" in condition) return condition.any.some((part) => holds(part, answers));
  const answer = answers[condition.question] ?? null;
  if ("isAnswered" in condition) return isAnswered(answer) === condition.isAnswered;
  const given = Array.isArray(answer) ? (answer as readonly string[]) : [answer];
  return given.some((value) => condition.isOneOf.includes(value as string));
}

function isAnswered(answer: Answer): boolean {
  return answer !== null && answer !== "" && !(Array.isArray(answer) && answer.length === 0);
}

function questionsIn(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(questionsIn);
  if ("any" in condition) return condition.any.flatMap(questionsIn);
  return [condition.question];
}

/** What is wrong with a questionnaire whose shape is right: each problem names its question and the remedy. */
export function checkQuestionnaire(questionnaire: Questionnaire): QuestionProblem[] {
  const problems: QuestionProblem[] = [];
  const earlier = new Set<string>();
  for (const question of questionsOf(questionnaire)) {
    const note = (code: QuestionProblem["code"], zh: string, en: string) =>
      problems.push({ question: question.key, code, text: { zh, en } });
    const { key, kind, options = [], least, most } = question;
    if (earlier.has(key))
      note("key_twice", `题目代码“${key}”用了两次，请改其中一个`, `The key "${key}" is used twice: change one`);
    const ahead = question.when === undefined ? [] : questionsIn(question.when).filter((name) => !earlier.has(name));
    for (const name of ahead) {
      note(
        "condition_ahead",
        `题目“${key}”的显示条件用到了“${name}”，它不在前面。请调整顺序或改条件`,
        `The condition of "${key}" asks for "${name}", which does not come before it: change the order or the condition`,
      );
    }
    if ((kind === "choice" || kind === "choices") && options.length === 0) {
      note("no_options", `选择题“${key}”没有选项，请补充 options`, `"${key}" has no options to choose from: add some`);
    }
    if (new Set(options.map(({ value }) => value)).size < options.length) {
      note(
        "option_twice",
        `选择题“${key}”有两个选项的值相同，请改其中一个`,
        `Two options of "${key}" have the same value: change one`,
      );
    }
    if (kind === "fact" && question.fact === undefined) {
      note(
        "no_fact",
        `题目“${key}”没有写取哪一项名录信息，请补充 fact`,
        `"${key}" does not say which fact it shows: add fact`,
      );
    }
    if (least !== undefined && most !== undefined && least > most) {
      note(
        "range_upside_down",
        `题目“${key}”的下限大于上限，请对调`,
        `The range of "${key}" is upside down: swap its ends`,
      );
    }
    earlier.add(key);
  }
  return problems;
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** What is missing from the answers, or does not fit its question. Questions that are not put ask for nothing. */
export function checkAnswers(questionnaire: Questionnaire, answers: Answers): QuestionProblem[] {
  const questions = questionsOf(questionnaire);
  const known = new Set(questions.map(({ key }) => key));
  const unknown = Object.keys(answers)
    .filter((key) => !known.has(key))
    .map((key): QuestionProblem => {
      const text = {
        zh: `问卷里没有题目“${key}”，答案已照原样保留`,
        en: `There is no question "${key}"; the answer is kept as it is`,
      };
      return { question: key, code: "unknown_question", text };
    });
  return [
    ...questions.flatMap((question) =>
      isAsked(question, answers) ? checkAnswer(question, answers[question.key] ?? null) : [],
    ),
    ...unknown,
  ];
}

function checkAnswer(question: Question, answer: Answer): QuestionProblem[] {
  const { key, kind, label, isRequired = false, options = [], least = -Infinity, most = Infinity } = question;
  const problem = (code: QuestionProblem["code"], zh: string, en: string): QuestionProblem[] => [
    { question: key, code, text: { zh: `“${label.zh}”${zh}`, en: `"${label.en}" ${en}` } },
  ];
  if (kind === "fact") return [];
  if (!isAnswered(answer))
    return isRequired ? problem("missing", "没有填写，请补充", "is not answered: answer it") : [];
  const fits: Readonly<Record<Exclude<QuestionKind, "fact">, boolean>> = {
    text: typeof answer === "string",
    prose: typeof answer === "string",
    number: typeof answer === "number" && Number.isFinite(answer),
    day: typeof answer === "string" && DAY.test(answer),
    yes_no: typeof answer === "boolean",
    choice: typeof answer === "string",
    choices: Array.isArray(answer),
  };
  if (!fits[kind])
    return problem(
      "wrong_kind",
      "的答案不是所要求的形式，请重新填写",
      "has an answer of another kind: answer it again",
    );
  if (typeof answer === "number" && (answer < least || answer > most)) {
    const range = `${least === -Infinity ? "" : least} – ${most === Infinity ? "" : most}`;
    return problem("out_of_range", `应在 ${range} 之间，请核对`, `has to be within ${range}: check it`);
  }
  if (kind !== "choice" && kind !== "choices") return [];
  const offered = new Set(options.map(({ value }) => value));
  const foreign = (Array.isArray(answer) ? (answer as readonly string[]) : [answer as string]).find(
    (value) => !offered.has(value),
  );
  return foreign === undefined
    ? []
    : problem("not_an_option", `没有选项“${foreign}”，请重新选择`, `has no option "${foreign}": choose again`);
}
