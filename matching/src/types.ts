/** A text to be matched: a need, or one item of a team's or an expert's evidence. */
export interface TextItem {
  readonly title: string;
  readonly content: string;
}

/** A need as the engine sees it. */
export interface NeedText extends TextItem {
  readonly id: string;
}

/** A candidate of any kind. A team or an expert is represented by its items. */
export interface CandidateText extends TextItem {
  readonly id: string;
  readonly items?: readonly TextItem[];
}

/** A candidate with its score for one need: 0 (nothing in common) to 1 (the same text). */
export interface RankedCandidate {
  readonly id: string;
  readonly score: number;
}
