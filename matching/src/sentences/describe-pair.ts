/** An explanation in sentences that either side may read. Figures are parts of the score, nothing is added to them. */
import { bandOf, relevanceOf } from "../bands.ts";
import type { Language } from "../errors.ts";
import type { Explanation } from "../explain/explain.ts";
import type { RelatedTerm } from "../explain/share-out.ts";
import type { WhyNot } from "../explain/why-not.ts";

/** What is to be said about a need and a candidate. */
export interface ReadPair {
  readonly explanation: Explanation;
  /** By the place of a term in the explanation: the score if the need did not say it. */
  readonly without: readonly number[];
  readonly whyNot: WhyNot;
  /** How many candidates there are, and how many of them are shown. */
  readonly of: number;
  readonly top: number;
}

const TERMS_TOLD = 3;
const RELATED_TOLD = 3;
/** A word that brings less of the score than this is not worth a sentence. */
const LEAST_PART = 0.01;

export function describePair(pair: ReadPair, language: Language): string[] {
  const say = language === "zh" ? ZH : EN;
  const { explanation, without, whyNot, of, top } = pair;
  const { score, terms, related, features } = explanation;
  const told: string[] = [say.place(whyNot.rank, of, score, relevanceOf(score))];
  if (bandOf(score) === "none") told.push(say.none);
  else if (whyNot.gap > 0) told.push(say.gap(top, whyNot.gap));
  if (score <= 0) return [...told, say.nothing, ...lacks(whyNot, say)];

  const part = (share: number) => share / score;
  terms.slice(0, TERMS_TOLD).forEach((term, at) => {
    if (part(term.share) < LEAST_PART) return;
    told.push(
      term.translation === undefined
        ? say.term(term.term, part(term.share), without[at] ?? null)
        : say.translated(term.term, term.translation, part(term.share), without[at] ?? null),
    );
  });
  if (terms.length > TERMS_TOLD) told.push(say.moreTerms(sumOf(terms.slice(TERMS_TOLD)) / score));
  const near = related.slice(0, RELATED_TOLD).filter(({ share }) => part(share) >= LEAST_PART);
  if (near.length > 0) {
    told.push(
      say.related(
        near.map(({ term }) => term),
        sumOf(near) / score,
      ),
    );
  }
  const [wording, meaning] = features;
  if (wording !== undefined && meaning !== undefined && Math.abs(part(meaning.contribution)) >= LEAST_PART) {
    told.push(say.features(part(wording.contribution), part(meaning.contribution)));
  }
  return [...told, ...lacks(whyNot, say)];
}

function lacks({ lacks: missing }: WhyNot, say: Sentences): string[] {
  return missing.length === 0 ? [] : [say.lacks(missing.map(({ term }) => term))];
}

function sumOf(terms: readonly RelatedTerm[]): number {
  return terms.reduce((sum, { share }) => sum + share, 0);
}

interface Sentences {
  place(rank: number, of: number, score: number, relevance: number): string;
  readonly none: string;
  readonly nothing: string;
  gap(top: number, gap: number): string;
  term(term: string, part: number, without: number | null): string;
  translated(term: string, translation: string, part: number, without: number | null): string;
  moreTerms(part: number): string;
  related(words: readonly string[], part: number): string;
  features(wording: number, meaning: number): string;
  lacks(words: readonly string[]): string;
}

const percent = (part: number): string => `${Math.round(100 * part)}%`;

const ZH: Sentences = {
  place: (rank, of, score, relevance) =>
    `在 ${of} 个候选中排第 ${rank} 位，得分 ${score.toFixed(2)}；以往得分相近的配对，约 ${percent(relevance)} 被认为相关。`,
  none: "得分低于推荐的下限，不会列入推荐。",
  nothing: "与需求没有共同的内容。",
  gap: (top, gap) => `没有进入前 ${top} 位，差 ${gap.toFixed(2)}。`,
  term: (term, part, without) => `两边都写到“${term}”，占得分的 ${percent(part)}${zhWithout(without)}。`,
  translated: (term, translation, part, without) =>
    `需求的“${term}”，候选写作“${translation}”，占得分的 ${percent(part)}${zhWithout(without)}。`,
  moreTerms: (part) => `其他共同的词合计占 ${percent(part)}。`,
  related: (words, part) =>
    `候选没有写${words.map((word) => `“${word}”`).join("")}，但写了常与它们一同出现的词，合计占 ${percent(part)}。`,
  features: (wording, meaning) => `合起来，用词相同占 ${percent(wording)}，词义相近占 ${percent(meaning)}。`,
  lacks: (words) =>
    `候选没有提到${words.map((word) => `“${word}”`).join("")}；如果确有这方面的工作，写进介绍会提高得分。`,
};

function zhWithout(score: number | null): string {
  return score === null ? "" : `；需求若不提它，得分为 ${score.toFixed(2)}`;
}

const quoteAll = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(", ");

const EN: Sentences = {
  place: (rank, of, score, relevance) =>
    `Place ${rank} of ${of} candidates, score ${score.toFixed(2)}; of earlier pairs with such a score about ${percent(relevance)} were judged relevant.`,
  none: "The score is below what is suggested at all.",
  nothing: "It has nothing in common with the need.",
  gap: (top, gap) => `It is not among the first ${top}, by ${gap.toFixed(2)}.`,
  term: (term, part, without) => `Both speak of “${term}”: ${percent(part)} of the score${enWithout(without)}.`,
  translated: (term, translation, part, without) =>
    `What the need calls “${term}” the candidate calls “${translation}”: ${percent(part)} of the score${enWithout(without)}.`,
  moreTerms: (part) => `Other words in common make up ${percent(part)}.`,
  related: (words, part) =>
    `The candidate does not say ${quoteAll(words)}, but says words that keep their company: ${percent(part)}.`,
  features: (wording, meaning) =>
    `Together, the same words make up ${percent(wording)} and words of like meaning ${percent(meaning)}.`,
  lacks: (words) =>
    `It says nothing of ${quoteAll(words)}; where there is such work, naming it in the text would raise the score.`,
};

function enWithout(score: number | null): string {
  return score === null ? "" : `; if the need did not say it, the score would be ${score.toFixed(2)}`;
}
