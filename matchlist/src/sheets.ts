import type { Bilingual, Language } from "@dual-high/kernel";
import type { SheetCell, SheetColumn, SheetPlan } from "@dual-high/lists";
import { type Band, nameOfPart } from "@dual-high/matching";
import { NEED_PARTS } from "./clarity.ts";
import { describeContact } from "./partners.ts";
import type { DecisionNote, MatchList, NeedMatch, Suggestion } from "./types.ts";
import {
  askEnterprise,
  BAND_NAMES,
  describeCautions,
  describeKind,
  describeTerms,
  describeUnclear,
  explainPlanLine,
  explainSuggestion,
  explainUnmatched,
} from "./wording.ts";

type Row = (SheetCell | string | number | null)[];

const BAND_TONES = { strong: "good", possible: "fair", weak: "faint", none: "faint" } as const;

const HEADERS = {
  need: { zh: "需求编号", en: "Need" },
  enterprise: { zh: "企业及联系人", en: "Enterprise and contact" },
  title: { zh: "需求", en: "What is needed" },
  rank: { zh: "名次", en: "Rank" },
  partner: { zh: "推荐的伙伴", en: "Partner" },
  unit: { zh: "单位", en: "Unit" },
  kind: { zh: "类型", en: "Kind" },
  contact: { zh: "联系人", en: "Contact" },
  strength: { zh: "匹配度", en: "Strength" },
  score: { zh: "得分", en: "Score" },
  reason: { zh: "推荐理由", en: "Why" },
  terms: { zh: "共同的关键词", en: "Matched terms" },
  caution: { zh: "提醒", en: "Mind" },
  decision: { zh: "决定", en: "Decision" },
  taker: { zh: "承接方", en: "Taken by" },
  through: { zh: "依据", en: "On the strength of" },
  load: { zh: "承接/名额", en: "Load" },
  first: { zh: "首选", en: "First choice" },
  givenUp: { zh: "为此放弃了什么", en: "What was given up" },
  unclear: { zh: "缺什么", en: "What is missing" },
  ask: { zh: "可以这样问企业", en: "What to ask the enterprise" },
  nearest: { zh: "眼下最接近的（供参考）", en: "Nearest so far" },
  why: { zh: "为什么没有推荐", en: "Why nobody" },
  instrument: { zh: "仪器", en: "Instrument" },
  functions: { zh: "主要功能", en: "Functions" },
  location: { zh: "放置地点", en: "Location" },
  price: { zh: "收费标准", en: "Fee" },
} as const satisfies Record<string, Bilingual>;

const NAMES = {
  matches: { zh: "对接清单", en: "Match list" },
  plan: { zh: "承接计划", en: "Plan" },
  clarify: { zh: "待澄清需求", en: "Needs to clarify" },
  unmatched: { zh: "未匹配需求", en: "Unmatched" },
  instruments: { zh: "可用仪器", en: "Instruments" },
} as const satisfies Record<string, Bilingual>;

function column(
  header: keyof typeof HEADERS,
  width: number,
  language: Language,
  more: Partial<SheetColumn> = {},
): SheetColumn {
  return { header: HEADERS[header][language], width, ...more };
}

function bandCell(band: Band, language: Language): SheetCell {
  return { value: BAND_NAMES[band][language], tone: BAND_TONES[band] };
}

function enterpriseOf({ need }: NeedMatch): string {
  return [need.enterprise, describeContact(need.contact)]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}

/** The first three cells of a need. In later rows of the same need they are pale: there for the filter, not for the eye. */
function needCells(match: NeedMatch, isFirst: boolean, language: Language): Row {
  const tone = isFirst ? "plain" : "muted";
  const terms = describeTerms(match.need, language);
  const title = isFirst && terms !== "" ? `${match.need.title}\n（${terms}）` : match.need.title;
  return [
    { value: match.need.id, tone },
    { value: isFirst ? enterpriseOf(match) : (match.need.enterprise ?? null), tone },
    { value: title, tone: isFirst ? "strong" : "muted" },
  ];
}

function emptyRow(columns: readonly SheetColumn[], text: Bilingual, language: Language): Row {
  return columns.map((_, index) =>
    index === 2 || columns.length < 3 ? { value: text[language], tone: "muted" } : null,
  );
}

function partnerName({ partner }: Suggestion): string {
  return partner.kind === "achievement" && partner.people !== ""
    ? `${partner.name}\n（${partner.people}）`
    : partner.name;
}

/** For every matched need its partners, best first, and why each fits. */
export function matchSheet(
  list: MatchList,
  language: Language,
  heading: string,
  decisionNote?: DecisionNote,
): SheetPlan {
  const columns = [
    column("need", 9, language),
    column("enterprise", 22, language),
    column("title", 28, language),
    column("rank", 5, language, { align: "center" }),
    column("partner", 34, language),
    column("unit", 18, language),
    column("kind", 10, language),
    column("contact", 22, language),
    column("strength", 9, language, { align: "center" }),
    column("score", 7, language, { align: "center", format: "0.00" }),
    column("reason", 50, language),
    column("terms", 22, language),
    column("caution", 24, language),
    ...(decisionNote === undefined ? [] : [column("decision", 24, language)]),
  ];
  const rows: Row[] = [];
  const groupStarts = new Set<number>();
  for (const match of list.matches) {
    if (match.outcome !== "matched") continue;
    groupStarts.add(rows.length);
    for (const [index, suggestion] of match.suggestions.entries()) {
      const { partner } = suggestion;
      rows.push([
        ...needCells(match, index === 0, language),
        index + 1,
        { value: partnerName(suggestion), tone: index === 0 ? "accent" : "plain" },
        partner.unit,
        describeKind(partner, language),
        partner.contact,
        bandCell(suggestion.band, language),
        suggestion.score,
        explainSuggestion(suggestion, match.need, language),
        suggestion.terms.join(language === "zh" ? "、" : ", "),
        { value: describeCautions(partner, language), tone: "caution" },
        ...(decisionNote === undefined ? [] : [decisionNote(match.need.id, partner.key)]),
      ]);
    }
  }
  if (rows.length === 0) {
    rows.push(
      emptyRow(
        columns,
        {
          zh: "没有一条需求找到可信的伙伴，见“未匹配需求”和“待澄清需求”。",
          en: "No need found a believable partner; see Unmatched and Needs to clarify.",
        },
        language,
      ),
    );
  }
  return {
    name: NAMES.matches[language],
    columns,
    rows,
    groupStarts,
    frozenColumns: 3,
    heading: `${heading} · ${NAMES.matches[language]}`,
  };
}

/** Who takes which need under the capacities, and what that cost each need. */
export function planSheet(list: MatchList, language: Language, heading: string): SheetPlan {
  const columns = [
    column("need", 9, language),
    column("enterprise", 22, language),
    column("title", 30, language),
    column("taker", 26, language),
    column("unit", 20, language),
    column("contact", 22, language),
    column("strength", 9, language, { align: "center" }),
    column("score", 7, language, { align: "center", format: "0.00" }),
    column("through", 34, language),
    column("load", 10, language, { align: "center" }),
    column("first", 24, language),
    column("givenUp", 42, language),
  ];
  const loads = new Map(list.plan.loads.map(({ supplier, needs }) => [supplier.key, needs.length]));
  const rows = list.plan.lines.map((line): Row => {
    const { match, supplier, suggestion, firstChoice } = line;
    const first = firstChoice?.supplier ?? supplier;
    const isMoved = firstChoice !== undefined || supplier === null;
    return [
      ...needCells(match, true, language),
      {
        value: supplier?.name ?? (language === "zh" ? "暂无" : "nobody yet"),
        tone: supplier === null ? "caution" : "accent",
      },
      supplier?.unit ?? null,
      supplier?.contact ?? null,
      suggestion ? bandCell(suggestion.band, language) : null,
      suggestion?.score ?? null,
      suggestion?.partner.name ?? null,
      supplier ? `${loads.get(supplier.key) ?? 0} / ${supplier.capacity}` : null,
      first?.name ?? null,
      { value: explainPlanLine(line, language), tone: isMoved ? "caution" : "muted" },
    ];
  });
  if (rows.length === 0)
    rows.push(emptyRow(columns, { zh: "没有可排入计划的需求。", en: "There is no need to plan for." }, language));
  return {
    name: NAMES.plan[language],
    columns,
    rows,
    frozenColumns: 3,
    heading: `${heading} · ${NAMES.plan[language]}`,
  };
}

/** Needs too vague to match: per need what is missing, and a message that asks for it. */
export function claritySheet(list: MatchList, language: Language, heading: string): SheetPlan {
  const columns = [
    column("need", 9, language),
    column("enterprise", 24, language),
    column("title", 30, language),
    ...NEED_PARTS.map((part): SheetColumn => ({ header: nameOfPart(part, language), width: 11, align: "center" })),
    column("unclear", 34, language),
    column("ask", 60, language),
    column("nearest", 34, language),
  ];
  const unclear = list.matches.filter((match) => match.outcome === "to_clarify");
  const rows = unclear.map((match): Row => {
    const { clarity, need, nearest } = match;
    return [
      ...needCells(match, true, language),
      ...NEED_PARTS.map(
        (part): SheetCell =>
          clarity.missing.includes(part)
            ? { value: language === "zh" ? "缺" : "missing", tone: "caution" }
            : { value: language === "zh" ? "有" : "stated", tone: "muted" },
      ),
      describeUnclear(clarity, language),
      askEnterprise(need, clarity, language),
      {
        value: nearest === undefined ? null : [partnerName(nearest), nearest.partner.unit].filter(Boolean).join("\n"),
        tone: "muted",
      },
    ];
  });
  if (rows.length === 0)
    rows.push(emptyRow(columns, { zh: "每条需求都写得够清楚。", en: "Every need is clear enough." }, language));
  return {
    name: NAMES.clarify[language],
    columns,
    rows,
    frozenColumns: 3,
    heading: `${heading} · ${NAMES.clarify[language]}`,
  };
}

/** Needs for which nobody is believable: why, and the nearest miss. */
export function unmatchedSheet(list: MatchList, language: Language, heading: string): SheetPlan {
  const columns = [
    column("need", 9, language),
    column("enterprise", 24, language),
    column("title", 34, language),
    column("why", 60, language),
    { header: language === "zh" ? "最接近的一项" : "Nearest miss", width: 40 },
    column("unit", 22, language),
    column("contact", 22, language),
    column("score", 7, language, { align: "center", format: "0.00" }),
  ];
  const candidates = (list.lists.achievements?.records.length ?? 0) + (list.lists.teams?.records.length ?? 0);
  const rows = list.matches
    .filter((match) => match.outcome === "unmatched")
    .map(
      (match): Row => [
        ...needCells(match, true, language),
        explainUnmatched(match, candidates, language),
        match.nearest ? partnerName(match.nearest) : null,
        match.nearest?.partner.unit ?? null,
        match.nearest?.partner.contact ?? null,
        match.nearest?.score ?? null,
      ],
    );
  if (rows.length === 0)
    rows.push(
      emptyRow(
        columns,
        { zh: "每条写清楚的需求都有推荐的伙伴。", en: "Every clear need has a partner to suggest." },
        language,
      ),
    );
  return {
    name: NAMES.unmatched[language],
    columns,
    rows,
    frozenColumns: 3,
    heading: `${heading} · ${NAMES.unmatched[language]}`,
  };
}

/** Per need the shared instruments whose function fits. */
export function instrumentSheet(list: MatchList, language: Language, heading: string): SheetPlan {
  const columns = [
    column("need", 9, language),
    column("enterprise", 22, language),
    column("title", 30, language),
    column("instrument", 28, language),
    column("functions", 48, language),
    column("unit", 22, language),
    column("location", 18, language),
    column("price", 16, language),
    column("contact", 22, language),
    column("terms", 22, language),
  ];
  const rows: Row[] = [];
  const groupStarts = new Set<number>();
  for (const match of list.matches) {
    if (match.instruments.length > 0) groupStarts.add(rows.length);
    for (const [index, { instrument, terms }] of match.instruments.entries()) {
      rows.push([
        ...needCells(match, index === 0, language),
        { value: [instrument.name, instrument.model].filter(Boolean).join("\n"), tone: "accent" },
        instrument.functions,
        instrument.unit ?? null,
        instrument.location ?? null,
        instrument.price ?? null,
        describeContact(instrument.contact),
        terms.join(language === "zh" ? "、" : ", "),
      ]);
    }
  }
  if (rows.length === 0) {
    const text =
      list.lists.instruments === undefined
        ? { zh: "这次没有提供仪器清单。", en: "No list of instruments was given." }
        : { zh: "没有仪器的功能与这些需求相符。", en: "No instrument's function fits these needs." };
    rows.push(emptyRow(columns, text, language));
  }
  return {
    name: NAMES.instruments[language],
    columns,
    rows,
    groupStarts,
    frozenColumns: 3,
    heading: `${heading} · ${NAMES.instruments[language]}`,
  };
}
