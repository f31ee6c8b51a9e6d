import type { PhraseSpan } from "../../../text/marks.ts";

interface SharedTerm {
  readonly needSpans: readonly { readonly field: string; readonly start: number; readonly end: number }[];
  readonly partnerSpans: readonly {
    readonly field: string;
    readonly start: number;
    readonly end: number;
    readonly item: number | null;
  }[];
}

/** Where the shared phrases stand in one field of the need. */
export function needMarks(terms: readonly SharedTerm[], field: "title" | "content"): readonly PhraseSpan[] {
  return terms.flatMap(({ needSpans }, phrase) =>
    needSpans.filter((span) => span.field === field).map(({ start, end }) => ({ start, end, phrase })),
  );
}

/** Where they stand in one field of the partner's own text, or of one of its items. */
export function partnerMarks(
  terms: readonly SharedTerm[],
  field: "title" | "content",
  item: number | null,
): readonly PhraseSpan[] {
  return terms.flatMap(({ partnerSpans }, phrase) =>
    partnerSpans
      .filter((span) => span.field === field && span.item === item)
      .map(({ start, end }) => ({ start, end, phrase })),
  );
}
