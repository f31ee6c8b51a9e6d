import type { Language } from "@dual-high/kernel";
import type { Schemas } from "@dual-high/client";
import type { PhraseSpan } from "../../text/marks.ts";

export type NeedTriage = Schemas["NeedTriage"];
export type NeedRewrite = Schemas["NeedRewrite"];
export type TriagePart = NeedTriage["parts"][number]["part"];
export type TriageField = NeedTriage["topics"][number]["field"];

/** Places in one field, each with the index of its part. The problem is the whole text nearly, and marks nothing. */
export function spansIn({ parts }: NeedTriage, field: TriageField): readonly PhraseSpan[] {
  return parts.flatMap(({ part, spans }, phrase) =>
    part === "problem"
      ? []
      : spans.filter((span) => span.field === field).map(({ start, end }) => ({ start, end, phrase })),
  );
}

/** The questions that are open, one numbered line each, as the enterprise will read them. */
export function askFor(
  { parts, topics }: NeedTriage,
  language: Language,
  words: { readonly opening: string; readonly split: string },
): string {
  const asked = [
    ...(topics.length > 1 ? [words.split] : []),
    ...parts.filter(({ isThere }) => !isThere).map(({ ask }) => ask[language]),
  ];
  if (asked.length === 0) return "";
  const end = language === "zh" ? ["；", "。"] : [";", "."];
  const lines = asked.map((ask, at) => `${at + 1}. ${ask}${end[at === asked.length - 1 ? 1 : 0]}`);
  return [words.opening, ...lines].join("\n");
}

/** The fields that a rewrite changes. */
export function rewrittenFields({ original, proposed }: NeedRewrite): readonly TriageField[] {
  return (["title", "content", "indicators", "basis"] as const).filter((field) => original[field] !== proposed[field]);
}
