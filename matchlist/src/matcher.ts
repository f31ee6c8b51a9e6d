import {
  buildIndex,
  type CandidateIndex,
  type CandidateSpan,
  type CandidateText,
  type IndexOptions,
  type NeedText,
  openNeed,
  openSharedIndex,
  type RankedCandidate,
  type SharedIndex,
  shareIndex,
  type TextSpan,
  type Weights,
} from "@dual-high/matching";

/** A phrase that need and candidate share: what it brings of the score, and where it stands in either text. */
export interface SharedTerm {
  readonly term: string;
  /** What the candidate calls it, where it is in the other language. */
  readonly translation?: string;
  readonly share: number;
  readonly needSpans: readonly TextSpan[];
  readonly candidateSpans: readonly CandidateSpan[];
}

/** A shared phrase as a person reads it: 永磁同步电机 (PMSM). */
export function nameOfTerm({ term, translation }: Pick<SharedTerm, "term" | "translation">): string {
  return translation === undefined ? term : `${term} (${translation})`;
}

/** What a ranking tells about one of its candidates. */
export interface Reasons {
  /** Phrases that both texts share, heaviest first. */
  readonly terms: readonly SharedTerm[];
  /** The candidate's item that fits best, by its place among the items; null when its own text does. */
  readonly bestItem: number | null;
}

/** Ranks candidates for a need and says why. The engine is one; another can stand beside it to be compared. */
export interface Matcher {
  rank(need: NeedText, top: number): readonly RankedCandidate[];
  explain(need: NeedText, candidateId: string): Reasons;
  /** What the need asks for and the candidate has nothing of. */
  lacks(need: NeedText, candidateId: string): readonly string[];
  /** What it has indexed, for other threads. */
  share?(): SharedIndex;
}

/**
 * `needs` are those that will be ranked for: how they use words is learnt from too. `weights` are other ones than the
 * engine's own.
 */
export type MakeMatcher = (
  candidates: readonly CandidateText[],
  needs: readonly NeedText[],
  weights?: Weights,
) => Matcher;

/** A shared phrase that brings less of the score than this is no reason. */
const LEAST_SHARE = 0.03;

/** The engine of `matching`. */
export const makeEngine: MakeMatcher = makeEngineWith({});

/** The engine, with an index built in another than the usual way. */
export function makeEngineWith(options: IndexOptions): MakeMatcher {
  return (candidates, needs, weights) =>
    makeMatcherOn(buildIndex(candidates, { ...options, ...weighedWith(weights), background: needs }));
}

/** The engine's own weights where there are no others. */
export function weighedWith(weights: Weights | undefined): Pick<IndexOptions, "weights"> {
  return weights === undefined ? {} : { weights };
}

/** The engine, on an index that another thread built of the same candidates. */
export function makeEngineOn(shared: SharedIndex): MakeMatcher {
  return (candidates) => makeMatcherOn(openSharedIndex(shared, candidates));
}

/** A matcher on an index that is built already. */
export function makeMatcherOn(index: CandidateIndex): Matcher {
  // All questions about a need come one after the other, so its text is read once.
  let last: { readonly need: NeedText; readonly asked: ReturnType<typeof openNeed> } | undefined;
  const ask = (need: NeedText) => {
    if (last?.need !== need) last = { need, asked: openNeed(index, need) };
    return last.asked;
  };
  return {
    share: () => shareIndex(index),
    rank: (need, top) => ask(need).rank({ top }),
    explain(need, candidateId) {
      const { terms, score, evidence } = ask(need).explain(candidateId);
      return {
        terms: terms.filter(({ share }) => share >= LEAST_SHARE * score),
        bestItem: evidence[0]?.item ?? null,
      };
    },
    lacks: (need, candidateId) =>
      ask(need)
        .lacks(candidateId)
        .map(({ term }) => term),
  };
}
