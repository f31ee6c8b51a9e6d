import type { Bilingual, Language } from "@dual-high/kernel";
import { type Band, bandOf, buildIndex, explain, relevanceOf, type WeighedEvidence, whyNot } from "@dual-high/matching";
import { describeEvidence, describeUnknown, weighPartner } from "./evidence.ts";
import { type Filter, filtersOf } from "./filters.ts";
import { weighedWith } from "./matcher.ts";
import { gatherPartners } from "./partners.ts";
import type { MatchList, NeedMatch, Partner } from "./types.ts";
import { quoteTerms } from "./wording.ts";

/** Where a partner that somebody asks about stands for a need, and what it lacks. */
export interface WhyNotPartner {
  readonly partner: Partner;
  readonly score: number;
  readonly evidence: readonly WeighedEvidence[];
  readonly filters: readonly Filter[];
  readonly relevance: number;
  readonly band: Band;
  /** Its place among all partners by their texts, from 1, and how many there are. */
  readonly rank: number;
  readonly of: number;
  /** What it is short of the last partner that is shown; 0 or less when it is shown itself. */
  readonly gap: number;
  readonly isShown: boolean;
  readonly terms: readonly { readonly term: string; readonly share: number }[];
  readonly lacks: readonly string[];
  readonly text: Bilingual;
}

const MOST_TERMS = 6;

/** Reads the partners of a match list once; the function it gives answers for any of them. Null for one that is not there. */
export function openWhyNot(
  list: Pick<MatchList, "lists" | "options">,
): (match: NeedMatch, partnerKey: string) => WhyNotPartner | null {
  const partners = gatherPartners(list.lists, list.options);
  const index = buildIndex(partners.texts, {
    ...weighedWith(list.options.weights),
    background: list.lists.needs.records,
  });
  return (match, partnerKey) => {
    const partner = partners.byKey.get(partnerKey);
    if (partner === undefined) return null;
    const { need, suggestions } = match;
    const { score: textScore, rank, lacks } = whyNot(index, need, partnerKey, { top: list.options.top });
    const { score, evidence } = weighPartner(need, partner, textScore, list.options.today);
    const last = suggestions.at(-1)?.score ?? 0;
    const isShown = suggestions.some(({ partner: shown }) => shown.key === partnerKey);
    const found = {
      partner,
      score,
      evidence,
      filters: filtersOf(partner, bandOf(score)),
      relevance: relevanceOf(score),
      band: bandOf(score),
      rank,
      of: partners.texts.length,
      gap: last - score,
      isShown,
      terms: explain(index, need, partnerKey)
        .terms.slice(0, MOST_TERMS)
        .map(({ term, share }) => ({ term, share })),
      lacks: lacks.map(({ term }) => term),
    };
    return { ...found, text: { zh: sayWhyNot(found, match, "zh"), en: sayWhyNot(found, match, "en") } };
  };
}

function sayWhyNot(found: Omit<WhyNotPartner, "text">, match: NeedMatch, language: Language): string {
  const zh = language === "zh";
  const { partner, score, band, rank, of, gap, isShown, lacks } = found;
  if (isShown) return zh ? "已在推荐之列。" : "It is among the suggestions.";
  if (match.outcome === "to_clarify")
    return zh
      ? "需求还不够清楚，没有给任何伙伴排序；先请企业补充。"
      : "The need is not clear enough yet, so nobody was ranked; ask the enterprise first.";
  const missing = lacks.length === 0 ? "" : quoteTerms(lacks.slice(0, 4), language);
  if (score === 0)
    return zh
      ? `与需求没有共同的内容${missing === "" ? "" : `，没有涉及${missing}`}。`
      : `It has nothing in common with the need${missing === "" ? "" : `, and says nothing of ${missing}`}.`;
  const same = match.suggestions.find(({ partner: shown }) => shown.supplier === partner.supplier);
  const told: string[] = [
    zh
      ? `排在第 ${rank} 位（共 ${of} 项），得分 ${score.toFixed(2)}`
      : `Place ${rank} of ${of}, score ${score.toFixed(2)}`,
  ];
  if (band === "none") told.push(zh ? "低于推荐的下限" : "below what is suggested at all");
  else if (same !== undefined)
    told.push(
      zh
        ? `同一团队已由“${same.partner.name}”代表推荐`
        : `the same people are suggested already by “${same.partner.name}”`,
    );
  else if (gap > 0)
    told.push(zh ? `比最后一个推荐低 ${gap.toFixed(2)}` : `${gap.toFixed(2)} less than the last that is suggested`);
  else if (partner.cautions.includes("lapsed") || partner.cautions.includes("exclusive"))
    told.push(
      zh ? "已失效或已独占许可，让位于可以使用的" : "lapsed or licensed exclusively, so what is free to use goes first",
    );
  const against = found.evidence.filter(({ value }) => value !== null && value < 0);
  told.push(...describeEvidence(against, match.need, partner, language));
  told.push(...describeUnknown(match.need, partner, language));
  if (missing !== "") told.push(zh ? `没有涉及${missing}` : `it says nothing of ${missing}`);
  return zh ? `${told.join("；")}。` : `${told.join("; ")}.`;
}
