import type { Answer, Language, Question } from "@dual-high/kernel";

/** An answer as it is read: options by their labels, figures with their unit. */
export function answerText(
  { options = [], unit }: Pick<Question, "options" | "unit">,
  answer: Answer,
  words: { readonly language: Language; readonly yes: string; readonly no: string },
): string {
  if (answer === null) return "";
  if (typeof answer === "boolean") return answer ? words.yes : words.no;
  const labels = new Map(options.map(({ value, label }) => [value, label[words.language]]));
  if (typeof answer === "object") return answer.map((value) => labels.get(value) ?? value).join("、");
  const text = labels.get(String(answer)) ?? String(answer);
  return unit === undefined || text === "" ? text : `${text} ${unit[words.language]}`;
}
