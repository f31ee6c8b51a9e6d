import { scoreOf } from "../rank.ts";
import type { NeedText } from "../types.ts";
import type { CandidateIndex } from "../candidate-index.ts";
import type { TextSpan } from "./shared-phrases.ts";

/** The need with blanks where something stands in it, so that nothing else moves. */
export function withoutSpans(need: NeedText, spans: readonly TextSpan[]): NeedText {
  const cut = { title: need.title, content: need.content };
  for (const { field, start, end } of spans) {
    cut[field] = cut[field].slice(0, start) + " ".repeat(end - start) + cut[field].slice(end);
  }
  return { ...need, ...cut };
}

/**
 * The score that a candidate would have if the need did not say a term, which {@link explain} gave: exactly that of ranking
 * again without it. It is not the score less the term's share, for what is left of the need then weighs more.
 */
export function scoreWithout(
  index: CandidateIndex,
  need: NeedText,
  candidateId: string,
  term: { readonly needSpans: readonly TextSpan[] },
): number {
  return scoreOf(index, withoutSpans(need, term.needSpans), candidateId);
}
