import { MatchingError } from "../../errors.ts";

const PROBLEMS = {
  not_json: { zh: "不是 JSON", en: "it is no JSON" },
  no_list: { zh: "缺少结果列表", en: "it holds no list of results" },
  wrong_count: { zh: "结果条数与文本条数不同", en: "it has not one result per text" },
  wrong_index: { zh: "结果的序号缺失、重复或越界", en: "an index is missing, repeated or out of range" },
  wrong_dimensions: {
    zh: "向量长度与设定或此前的不同",
    en: "a vector has another length than configured or than before",
  },
  not_a_number: { zh: "含有不是有限数的值", en: "a value is no finite number" },
  zero_vector: { zh: "有文本得到了零向量", en: "a text got a vector of zeros" },
  too_large: { zh: "回答超过大小上限", en: "it is larger than allowed" },
  wrong_output: { zh: "模型没有所需的输出", en: "the model lacks the output that is needed" },
} as const;

/** What a provider can answer wrongly. */
export type AnswerProblem = keyof typeof PROBLEMS;

export function badAnswer(provider: string, problem: AnswerProblem): MatchingError {
  const { zh, en } = PROBLEMS[problem];
  return new MatchingError("provider_bad_answer", { provider, problem_zh: zh, problem_en: en });
}
