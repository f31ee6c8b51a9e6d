import { diffArrays } from "diff";

export interface DiffPiece {
  readonly text: string;
  readonly kind: "kept" | "removed" | "added";
}

/** Beyond so many words that differ, the texts have little in common and looking for it takes long. */
const MOST_DIFFERENCES = 4000;

const words = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * What became of a text, word by word (Myers' O(ND) difference over the segmenter's words, Chinese and English). What was
 * kept or removed adds up to the text before, what was kept or added to the text after.
 */
export function diffTexts(before: string, after: string): readonly DiffPiece[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_DIFFERENCES });
  if (found === undefined) {
    return [
      { text: before, kind: "removed" },
      { text: after, kind: "added" },
    ];
  }
  return found.map(({ value, added, removed }) => ({
    text: value.join(""),
    kind: added ? "added" : removed ? "removed" : "kept",
  }));
}

function wordsOf(text: string): string[] {
  return [...words.segment(text)].map(({ segment }) => segment);
}
