import { describe, expect, test } from "vitest";
import {
  type Answers,
  checkAnswers,
  checkQuestionnaire,
  isAsked,
  type Question,
  type Questionnaire,
} from "./questionnaire.ts";

const label = { zh: "题", en: "question" };
const yes: Question = { key: "hasNeed", kind: "yes_no", label, isRequired: true };
const field: Question = {
  key: "field",
  kind: "choices",
  label,
  isRequired: true,
  options: [
    { value: "bio", label },
    { value: "steel", label },
  ],
  when: { question: "hasNeed", isOneOf: [true] },
};
const staff: Question = { key: "staff", kind: "number", label, least: 1, most: 100 };
const of = (...questions: Question[]): Questionnaire => ({
  format: "dual-high.questionnaire/1",
  title: label,
  sections: [{ key: "a", title: label, questions }],
});
const codes = (problems: readonly { question: string; code: string }[]) =>
  problems.map(({ question, code }) => `${question} ${code}`);

describe("a questionnaire", () => {
  test("that is sound has no problems", () => {
    expect(checkQuestionnaire(of(yes, field, staff))).toEqual([]);
  });
  test.each<[string, Question[], string]>([
    ["uses a key once", [yes, yes], "hasNeed key_twice"],
    ["asks of what was answered before", [field, yes], "field condition_ahead"],
    ["offers something to choose", [{ key: "c", kind: "choice", label }], "c no_options"],
    [
      "offers each value once",
      [
        {
          key: "c",
          kind: "choice",
          label,
          options: [
            { value: "x", label },
            { value: "x", label },
          ],
        },
      ],
      "c option_twice",
    ],
    ["says which fact it shows", [{ key: "f", kind: "fact", label }], "f no_fact"],
    ["has its range the right way up", [{ key: "n", kind: "number", label, least: 2, most: 1 }], "n range_upside_down"],
  ])("%s", (_, questions, expected) => {
    expect(codes(checkQuestionnaire(of(...questions)))).toEqual([expected]);
  });
});

describe("a question", () => {
  test.each<[Question["when"], Answers, boolean]>([
    [undefined, {}, true],
    [{ question: "a", isOneOf: ["x", "y"] }, { a: "y" }, true],
    [{ question: "a", isOneOf: ["x", "y"] }, { a: "z" }, false],
    [{ question: "a", isOneOf: ["x"] }, { a: ["z", "x"] }, true],
    [{ question: "a", isOneOf: ["x"] }, {}, false],
    [{ question: "a", isAnswered: true }, { a: "" }, false],
    [{ question: "a", isAnswered: true }, { a: [] }, false],
    [{ question: "a", isAnswered: true }, { a: 0 }, true],
    [{ question: "a", isAnswered: false }, { a: null }, true],
    [
      {
        all: [
          { question: "a", isAnswered: true },
          { question: "b", isOneOf: [false] },
        ],
      },
      { a: 1, b: false },
      true,
    ],
    [
      {
        all: [
          { question: "a", isAnswered: true },
          { question: "b", isOneOf: [false] },
        ],
      },
      { a: 1 },
      false,
    ],
    [
      {
        any: [
          { question: "a", isAnswered: true },
          { question: "b", isOneOf: [false] },
        ],
      },
      { a: 1 },
      true,
    ],
    [{ any: [] }, { a: 1 }, false],
  ])("with %j and %j is put: %s", (when, answers, expected) => {
    expect(isAsked({ when }, answers)).toBe(expected);
  });
});

describe("answers", () => {
  test.each<[Answers, string[]]>([
    [{ hasNeed: false }, []],
    [{}, ["hasNeed missing"]],
    [{ hasNeed: true }, ["field missing"]],
    [{ hasNeed: true, field: ["bio"], staff: 100 }, []],
    [{ hasNeed: true, field: ["gold"] }, ["field not_an_option"]],
    [{ hasNeed: "yes", staff: "many" }, ["hasNeed wrong_kind", "staff wrong_kind"]],
    [{ hasNeed: false, staff: 101 }, ["staff out_of_range"]],
    [{ hasNeed: false, other: 1 }, ["other unknown_question"]],
  ])("%j have the problems %j", (answers, expected) => {
    expect(codes(checkAnswers(of(yes, field, staff), answers))).toEqual(expected);
  });
});
