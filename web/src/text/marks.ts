/** A stretch of a text in which something stands, in UTF-16 code units. */
export interface PhraseSpan {
  readonly start: number;
  readonly end: number;
  /** Which of the phrases that are shown: its place in their list. */
  readonly phrase: number;
}

export interface MarkedPiece {
  readonly text: string;
  /** The phrases that this piece is part of; none for plain text. */
  readonly phrases: readonly number[];
}

/**
 * Cuts a text where a mark begins or ends. Marks may overlap (发酵 within 发酵工艺); a piece then belongs to each. What
 * reaches beyond the text is cut off: the pieces always add up to the text.
 */
export function markText(text: string, spans: readonly PhraseSpan[]): readonly MarkedPiece[] {
  if (text === "") return [];
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(text.length, span.end) }))
    .filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  const pieces: MarkedPiece[] = [];
  for (const [at, from] of cuts.entries()) {
    const to = cuts[at + 1];
    if (to === undefined) break;
    const phrases = [
      ...new Set(inside.filter(({ start, end }) => start <= from && to <= end).map(({ phrase }) => phrase)),
    ].toSorted((a, b) => a - b);
    const last = pieces.at(-1);
    if (last !== undefined && last.phrases.join() === phrases.join()) {
      pieces[pieces.length - 1] = { text: last.text + text.slice(from, to), phrases };
    } else {
      pieces.push({ text: text.slice(from, to), phrases });
    }
  }
  return pieces;
}
