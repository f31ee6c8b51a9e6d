import { type Bilingual, formatMoneyRange, type Language } from "@dual-high/kernel";
import type { Need } from "@dual-high/lists";
import { askFor, type Band, nameOfPart } from "@dual-high/matching";
import { describeEvidence } from "./evidence.ts";
import { type Clarity, NEED_PARTS } from "./clarity.ts";
import type { Caution, NeedMatch, Partner, PlanLine, Suggestion } from "./types.ts";

/** Strength of a match, as a person says it. */
export const BAND_NAMES: Readonly<Record<Band, Bilingual>> = {
  strong: { zh: "高", en: "Strong" },
  possible: { zh: "中", en: "Possible" },
  weak: { zh: "低", en: "Weak" },
  none: { zh: "不足", en: "None" },
};

export function quoteTerms(terms: readonly string[], language: Language): string {
  if (language === "zh") return terms.map((term) => `“${term}”`).join("");
  if (terms.length < 2) return terms.map((term) => `“${term}”`).join("");
  const quoted = terms.map((term) => `“${term}”`);
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

/** A long title is cut where a sentence quotes it. */
function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** The kind of a partner: 发明专利, 成果, 团队. A wording of the file that says more than “patent” is kept. */
export function describeKind(partner: Partner, language: Language): string {
  if (partner.kind === "team") return language === "zh" ? "团队" : "Team";
  const { kind, patentNumber } = partner.record;
  if (language === "zh") return kind ?? (patentNumber === undefined ? "成果" : "专利");
  const known: readonly (readonly [RegExp, string])[] = [
    [/发明/, "Invention patent"],
    [/实用新型/, "Utility model"],
    [/外观/, "Design patent"],
    [/软件|软著/, "Software"],
    [/论文/, "Paper"],
    [/专利/, "Patent"],
  ];
  const name = known.find(([pattern]) => pattern.test(kind ?? ""))?.[1];
  return name ?? (patentNumber === undefined ? "Achievement" : "Patent");
}

/** What speaks for using an achievement: its right, its readiness, the university's own grade. */
function facts(partner: Partner, language: Language, isReadinessTold: boolean): string[] {
  if (partner.kind === "team") {
    const { capacity } = partner.record;
    if (capacity === undefined) return [];
    return [language === "zh" ? `本轮可承接 ${capacity} 项` : `can take ${capacity} in this round`];
  }
  const { legalStatus, expiry, readiness, grade } = partner.record;
  const told: string[] = [];
  if (legalStatus === "granted" && !partner.cautions.includes("lapsed")) {
    const until =
      expiry === undefined ? "" : language === "zh" ? `，${expiry.slice(0, 4)} 年到期` : ` until ${expiry.slice(0, 4)}`;
    told.push(language === "zh" ? `专利有效${until}` : `in force${until}`);
  }
  if (readiness !== undefined && !isReadinessTold)
    told.push(language === "zh" ? `技术就绪度 ${readiness} 级` : `technology readiness level ${readiness}`);
  if (grade !== undefined) {
    const level = grade.replace(/级$/, "");
    told.push(language === "zh" ? `校内评为 ${level} 级` : `graded ${level} by the university`);
  }
  return told;
}

/** Why this partner, in one sentence that both sides can read. */
export function explainSuggestion(suggestion: Suggestion, need: Need, language: Language): string {
  const { partner, band, terms, bestItem, others, evidence } = suggestion;
  const leading = quoteTerms(terms.slice(0, 3), language);
  const isTeam = partner.kind === "team";
  const told = describeEvidence(evidence, need, partner, language);
  const isReadinessTold = evidence.some(({ name, value }) => name === "readiness" && value !== null && value !== 0);
  const tail = [...facts(partner, language, isReadinessTold), ...told];
  if (language === "zh") {
    const subject = isTeam ? "团队的方向" : `这项${describeKind(partner, "zh")}`;
    const opening =
      leading === ""
        ? "整体用语相近，但没有突出的共同关键词，请人工核对"
        : band === "strong"
          ? `${subject}与需求在${leading}上对得上，建议优先走访`
          : band === "possible"
            ? `${subject}与需求在${leading}上相通，值得约谈，先确认能否用于企业的工况`
            : `${subject}只在${leading}上与需求相近，建议先电话了解再定是否走访`;
    const item = bestItem === undefined ? [] : [`最接近的代表性成果是《${shorten(bestItem, 36)}》`];
    const [next] = others;
    const more = next === undefined ? [] : [`同一团队还有 ${others.length} 项相近，如《${shorten(next.name, 24)}》`];
    return `${[opening, ...item, ...tail, ...more].join("；")}。`;
  }
  const subject = isTeam ? "The team's direction" : `This ${describeKind(partner, "en").toLowerCase()}`;
  const opening =
    leading === ""
      ? "The wording is close overall, but no shared term stands out; please check by hand"
      : band === "strong"
        ? `${subject} and the need meet on ${leading}; visit first`
        : band === "possible"
          ? `${subject} meets the need on ${leading}; worth a talk, after checking that it suits the enterprise's conditions`
          : `${subject} touches the need only on ${leading}; telephone first, then decide on a visit`;
  const item = bestItem === undefined ? [] : [`its closest result is “${shorten(bestItem, 48)}”`];
  const [next] = others;
  const more =
    next === undefined ? [] : [`${others.length} more by the same people, such as “${shorten(next.name, 36)}”`];
  return `${[opening, ...item, ...tail, ...more].join("; ")}.`;
}

/** What to mind before using a partner, one line each; empty when nothing stands in the way. */
export function describeCautions(partner: Partner, language: Language): string {
  return partner.cautions.map((caution) => describeCaution(caution, partner, language)).join("\n");
}

export function describeCaution(caution: Caution, partner: Partner, language: Language): string {
  const record = partner.kind === "achievement" ? partner.record : undefined;
  const wording = record?.legalStatusText ?? record?.expiry ?? "";
  const owners = record?.coOwners?.join(language === "zh" ? "、" : ", ") ?? "";
  const texts: Readonly<Record<Caution, Bilingual>> = {
    lapsed: {
      zh: `专利已失效（${wording}）：不能再许可，可请发明人咨询或重新开发`,
      en: `Patent no longer in force (${wording}): nothing to license; the inventors may advise or develop anew`,
    },
    exclusive: {
      zh: "已独占许可给他人：不能再许可，可谈改进或合作开发",
      en: "Licensed exclusively to others: no further licence; improvement or joint development may be possible",
    },
    expiring: {
      zh: `专利 ${record?.expiry ?? ""} 到期，不足一年`,
      en: `Patent expires on ${record?.expiry ?? ""}, within a year`,
    },
    pending: { zh: "专利尚在申请中，未授权", en: "Patent applied for, not granted yet" },
    status_unknown: { zh: "法律状态待核实", en: "Legal status to be checked" },
    co_owned: {
      zh: `与${owners}共有：转让、独占许可须全体共有人同意`,
      en: `Owned together with ${owners}: assignment or exclusive licence needs everyone's consent`,
    },
  };
  return texts[caution][language];
}

/** What is wrong with a need as written, in words. */
export function describeUnclear(clarity: Clarity, language: Language): string {
  const told: string[] = [];
  const zh = language === "zh";
  if (clarity.isTooShort) told.push(zh ? "太简略，看不出具体要解决什么" : "too short to tell what is wanted");
  else if (clarity.missing.includes("problem")) told.push(zh ? "没有说清具体问题" : "does not say what the problem is");
  if (clarity.topics.length > 0) {
    told.push(
      zh
        ? `一条里有 ${clarity.topics.length} 个不同课题，宜拆开`
        : `${clarity.topics.length} separate topics in one; better split`,
    );
  }
  const rest = clarity.missing.filter((part) => part !== "problem");
  if (rest.length > 0) {
    const names = rest.map((part) => nameOfPart(part, language));
    told.push(zh ? `缺${names.join("、")}` : `lacks ${names.join(", ").toLowerCase()}`);
  }
  return told.join(zh ? "；" : "; ");
}

/** A message to the enterprise, ready to paste. */
export function askEnterprise(need: Need, clarity: Clarity, language: Language): string {
  const zh = language === "zh";
  // Who said too little is asked for the problem itself, whatever words for one the text may hold.
  const asked = NEED_PARTS.filter(
    (part) => clarity.missing.includes(part) || (part === "problem" && clarity.isTooShort),
  );
  const questions = asked.map((part) => askFor(part, language));
  if (clarity.topics.length > 0) {
    const topics = clarity.topics.map((topic) => shorten(topic, 20)).join(zh ? "；" : "; ");
    questions.unshift(
      zh
        ? `能否拆成几条单独的需求（${topics}），各写各的要求`
        : `whether to split it into separate needs (${topics}), each with its own demands`,
    );
  }
  const list = questions
    .map((question, index) => (zh ? `${index + 1}）${question}` : `${index + 1}) ${question}`))
    .join(zh ? "；" : "; ");
  const name = shorten(need.title, 30);
  if (zh) return `您好，“${name}”这条需求我们想帮您找准团队，还请补充：${list}。`;
  return `Hello, to find the right team for “${name}” we would like to know: ${list}.`;
}

/** Why nobody is suggested, and the nearest miss. */
export function explainUnmatched(match: NeedMatch, candidates: number, language: Language): string {
  const { nearest, lacks } = match;
  if (language === "zh") {
    const scope = `在 ${candidates.toLocaleString("en-US")} 项成果和团队中`;
    if (nearest === undefined) return `${scope}，没有一项与这条需求有共同的内容。建议扩大到其他高校检索。`;
    const shared =
      nearest.terms.length === 0 ? "只有零散用字相同" : `只共有${quoteTerms(nearest.terms.slice(0, 3), "zh")}`;
    const missing = lacks.length === 0 ? "" : `，没有涉及${quoteTerms(lacks.slice(0, 4), "zh")}`;
    return `${scope}，最接近的一项${shared}${missing}，够不上推荐。建议扩大到其他高校检索，或请企业补充后再配。`;
  }
  const scope = `Among ${candidates.toLocaleString("en-US")} achievements and teams`;
  if (nearest === undefined)
    return `${scope} nothing has anything in common with this need. Look beyond this university.`;
  const shared =
    nearest.terms.length === 0
      ? "shares only scattered characters"
      : `shares only ${quoteTerms(nearest.terms.slice(0, 3), "en")}`;
  const missing = lacks.length === 0 ? "" : ` and says nothing of ${quoteTerms(lacks.slice(0, 4), "en")}`;
  return `${scope} the nearest ${shared}${missing}: not enough to suggest it. Look beyond this university, or ask the enterprise for more.`;
}

/** What a need gave up in the plan for others, in one sentence. */
export function explainPlanLine(line: PlanLine, language: Language): string {
  const { supplier, suggestion, firstChoice, takenBy } = line;
  const zh = language === "zh";
  if (supplier !== null && firstChoice === undefined)
    return zh ? "就是首选，没有让步" : "First choice; nothing given up";
  if (firstChoice === undefined) {
    return zh
      ? "推荐的成果都已失效或已独占许可，不能排入计划；可请发明人咨询，见“对接清单”的提醒"
      : "Everything suggested has lapsed or is licensed exclusively and cannot be planned; see the cautions in the match list";
  }
  const takers = takenBy.map((need) => need.id).join(zh ? "、" : ", ");
  const best = firstChoice.supplier.name;
  if (takers === "" && supplier === null) {
    return zh
      ? `首选“${shorten(best, 20)}”没有名额，也没有别的可行伙伴；建议增加名额`
      : `First choice “${shorten(best, 30)}” has no room and nobody else fits; add capacity`;
  }
  if (supplier === null || suggestion === undefined) {
    return zh
      ? `可行的伙伴名额都已用完（首选“${shorten(best, 20)}”已承接 ${takers}）；建议增加名额或排到下一轮`
      : `All who fit are full (first choice “${shorten(best, 30)}” takes ${takers}); add capacity or wait for the next round`;
  }
  const from = `${BAND_NAMES[firstChoice.suggestion.band][language]} ${firstChoice.suggestion.score.toFixed(2)}`;
  const to = `${BAND_NAMES[suggestion.band][language]} ${suggestion.score.toFixed(2)}`;
  if (takers === "") {
    return zh
      ? `没有安排首选“${shorten(best, 20)}”；匹配度由 ${from} 变为 ${to}`
      : `First choice “${shorten(best, 30)}” is not taken; strength from ${from} to ${to}`;
  }
  return zh
    ? `首选“${shorten(best, 20)}”的名额给了 ${takers}；匹配度由 ${from} 变为 ${to}`
    : `First choice “${shorten(best, 30)}” went to ${takers}; strength from ${from} to ${to}`;
}

/** Budget and deadline of a need in one line; empty when neither is stated. */
export function describeTerms(need: Need, language: Language): string {
  const parts: string[] = [];
  if (need.budget !== undefined) parts.push(formatMoneyRange(need.budget, language));
  else if (need.budgetNegotiable) parts.push(language === "zh" ? "预算面议" : "budget negotiable");
  if (need.deadline !== undefined) parts.push(language === "zh" ? `${need.deadline} 前` : `by ${need.deadline}`);
  return parts.join(language === "zh" ? "，" : ", ");
}
