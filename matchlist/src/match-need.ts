import type { Instrument, Need } from "@dual-high/lists";
import { bandOf, relevanceOf, type SharedIndex } from "@dual-high/matching";
import { checkClarity, type Clarity } from "./clarity.ts";
import { type MakeMatcher, type Matcher, makeEngine, makeEngineOn, nameOfTerm } from "./matcher.ts";
import { weighPartner } from "./evidence.ts";
import { gatherPartners, isFree, type Partners } from "./partners.ts";
import type {
  InstrumentSuggestion,
  MatchOptions,
  NeedFound,
  NeedMatch,
  Outcome,
  PairLists,
  Partner,
  Suggestion,
} from "./types.ts";

/** How far down the ranking partners are looked at: one inventor's patents may fill the first places. */
const LOOKED_AT = 60;
const MOST_TERMS = 6;
const MOST_OTHERS = 3;
const MOST_INSTRUMENTS = 3;
/** Instruments have short texts, so a need shares little with any; below this they share office words only. */
const LEAST_INSTRUMENT_SCORE = 0.07;
/** One short word in common (安全, 支持) does not make an instrument fit. */
const FEWEST_SHARED_CHARACTERS = 4;

/** Partners and instruments indexed once, to match any need of the lists with. */
export interface Matching {
  readonly partners: Partners;
  /** Pure, and of this need alone: what is found does not depend on which needs are matched before it, or elsewhere. */
  readonly matchNeed: (need: Need) => NeedFound;
  /** The index of the partners, which other threads can open instead of building it; null where the matcher has none. */
  readonly share: () => SharedIndex | null;
}

/** What matching takes of the lists beside the partners' index, which can be built meanwhile. */
export interface Groundwork {
  readonly partners: Partners;
  readonly instruments: InstrumentMatcher | null;
  /** Of the needs that were looked at already; others are when their turn comes. */
  readonly clarities: ReadonlyMap<Need, Clarity>;
}

export function layGroundwork(
  lists: PairLists,
  options: MatchOptions,
  makeMatcher: MakeMatcher,
  { partners = gatherPartners(lists, options), needs = [] }: { partners?: Partners; needs?: readonly Need[] } = {},
): Groundwork {
  return {
    partners,
    instruments: indexInstruments(lists.instruments?.records ?? [], makeMatcher, options),
    clarities: new Map(needs.map((need) => [need, checkClarity(need)])),
  };
}

/** `shared` is the partners' index, where another thread has built it of the same lists; `groundwork` that of the lists. */
export function openMatching(
  lists: PairLists,
  options: MatchOptions,
  makeMatcher: MakeMatcher = makeEngine,
  shared: SharedIndex | null = null,
  groundwork: Groundwork = layGroundwork(lists, options, makeMatcher),
): Matching {
  const { partners } = groundwork;
  const matcher = (shared === null ? makeMatcher : makeEngineOn(shared))(
    partners.texts,
    lists.needs.records,
    options.weights,
  );
  const setting = { ...groundwork, matcher, options };
  return { partners, matchNeed: (need) => matchNeed(need, setting), share: () => matcher.share?.() ?? null };
}

interface InstrumentMatcher {
  readonly matcher: Matcher;
  readonly byId: ReadonlyMap<string, Instrument>;
}

function indexInstruments(
  instruments: readonly Instrument[],
  makeMatcher: MakeMatcher,
  { weights }: MatchOptions,
): InstrumentMatcher | null {
  if (instruments.length === 0) return null;
  const texts = instruments.map(({ id, name, functions }) => ({ id, title: name, content: functions }));
  return {
    matcher: makeMatcher(texts, [], weights),
    byId: new Map(instruments.map((instrument) => [instrument.id, instrument])),
  };
}

interface Setting extends Groundwork {
  readonly matcher: Matcher;
  readonly options: MatchOptions;
}

type Scored = Pick<Suggestion, "partner" | "score" | "evidence">;

function matchNeed(need: Need, setting: Setting): NeedFound {
  const { matcher, partners, options } = setting;
  const clarity = setting.clarities.get(need) ?? checkClarity(need);
  const scored = matcher
    .rank(need, LOOKED_AT)
    .map(({ id, score }): Scored => {
      const partner = partners.byKey.get(id) as Partner;
      return { partner, ...weighPartner(need, partner, score, options.today) };
    })
    // Stable: what evidence leaves equal stays in the order of the texts.
    .sort((a, b) => b.score - a.score);
  const groups = groupBySupplier(scored);
  const believable = groups.filter(([best]) => bandOf(best.score) !== "none");
  // Equal in band, what is free to use goes first: a lapsed patent is a lead, not an offer.
  const ordered = [...believable].sort(
    ([a], [b]) =>
      bandRank(a.score) - bandRank(b.score) ||
      Number(isFree(b.partner)) - Number(isFree(a.partner)) ||
      b.score - a.score,
  );
  const outcome: Outcome = clarity.mustClarify ? "to_clarify" : ordered.length > 0 ? "matched" : "unmatched";
  const shown = outcome === "matched" ? ordered.slice(0, options.top) : [];
  const suggestions = shown.map((group) => suggest(need, group, matcher));
  const [nearestGroup] = groups;
  const nearest =
    outcome === "matched" || nearestGroup === undefined ? suggestions[0] : suggest(need, nearestGroup, matcher);
  const lacks =
    outcome === "unmatched" && nearestGroup !== undefined
      ? matcher.lacks(need, nearestGroup[0].partner.key).filter(tellsSomething)
      : [];
  const match: NeedMatch = {
    need,
    clarity,
    outcome,
    suggestions,
    ...(nearest === undefined ? {} : { nearest }),
    lacks,
    // A need that nobody understands yet fits no instrument either.
    instruments: outcome === "to_clarify" ? [] : suggestInstruments(need, setting.instruments),
  };
  const offers = outcome === "matched" ? ordered.flatMap((group) => offerOf(group, suggestions)) : [];
  return { match, offers };
}

function bandRank(score: number): number {
  return ["strong", "possible", "weak", "none"].indexOf(bandOf(score));
}

/** The people's best for this need first, then whatever else of theirs was found, in the order of the best. */
function groupBySupplier(scored: readonly Scored[]): (readonly [Scored, ...Scored[]])[] {
  const groups = new Map<string, [Scored, ...Scored[]]>();
  for (const entry of scored) {
    const group = groups.get(entry.partner.supplier);
    if (group === undefined) groups.set(entry.partner.supplier, [entry]);
    // What is free to use stands for its people, when it is as strong as the best.
    else if (!isFree(group[0].partner) && isFree(entry.partner) && bandOf(entry.score) === bandOf(group[0].score))
      group.unshift(entry);
    else group.push(entry);
  }
  return [...groups.values()];
}

function rate({ partner, score, evidence }: Scored) {
  return { partner, score, evidence, relevance: relevanceOf(score), band: bandOf(score) };
}

function suggest(need: Need, [best, ...others]: readonly [Scored, ...Scored[]], matcher: Matcher): Suggestion {
  const { partner } = best;
  const { terms, bestItem } = matcher.explain(need, partner.key);
  const shared = tellingTerms(terms).slice(0, MOST_TERMS);
  const item = partner.kind === "team" && bestItem !== null ? partner.record.items?.[bestItem]?.title : undefined;
  return {
    ...rate(best),
    terms: shared.map(nameOfTerm),
    shared,
    ...(item === undefined ? {} : { bestItem: item }),
    others: others
      .filter((other) => bandOf(other.score) !== "none" && other.partner.name !== partner.name)
      .slice(0, MOST_OTHERS)
      .map((other) => other.partner),
  };
}

/**
 * Shared phrases that tell a reader something: that both texts speak of a process or of equipment is no reason to meet. They
 * count in the score all the same.
 */
function tellsSomething(term: string): boolean {
  return !SAYS_LITTLE.has(term) && !COUNTS.test(term) && !UNIT.test(term);
}

function tellingTerms<T extends { readonly term: string }>(terms: readonly T[]): T[] {
  return terms.filter(({ term }) => tellsSomething(term));
}

const UNIT = /^(?:[kKmMμGn]?[ΩVAWNLgmsJ]|[kKMG]?(?:Hz|Pa|Wh)|℃|°C|[cmμn]m|dB|ppm|ppb|wt|mol|min|h|rpm|[km]g|m[Ll])$/;

/** Numbers in words, with or without a measure word: 三十五, 第十五, 多项. */
const COUNTS = /^[第几多数\d一二三四五六七八九十百千万亿两]+[项个次年月种]?$/;

const SAYS_LITTLE = new Set(
  `工艺 设备 材料 装置 结构 加工 制备 合成 处理 性能 质量 效率 成本 产品 生产 使用 功能 数据 过程 环境 条件 参数 稳定 稳定性 高效 智能 自动 自动化
   制造 成型 成形 控制 检测 分析 优化 改进 寿命 温度 压力 速度 时间 表面 部件 零件 现场 车间 在线 实时 批次 样品 试验 运行 工况 强度 精度`.split(
    /\s+/,
  ),
);

/** A supplier's offer for the plan: its best that is free to use. Suggestions already explained are used again. */
function offerOf(group: readonly Scored[], explained: readonly Suggestion[]): Suggestion[] {
  const free = group.find(({ partner, score }) => isFree(partner) && bandOf(score) !== "none");
  if (free === undefined) return [];
  const known = explained.find(({ partner }) => partner.key === free.partner.key);
  return [known ?? { ...rate(free), terms: [], shared: [], others: [] }];
}

function suggestInstruments(need: Need, instruments: InstrumentMatcher | null): InstrumentSuggestion[] {
  if (instruments === null) return [];
  const { matcher, byId } = instruments;
  return matcher
    .rank(need, MOST_INSTRUMENTS)
    .filter(({ score }) => score >= LEAST_INSTRUMENT_SCORE)
    .flatMap(({ id, score }) => {
      const shared = matcher.explain(need, id).terms.map(({ term }) => term);
      const terms = shared.filter(tellsSomething).slice(0, MOST_TERMS);
      if (terms.length === 0 || shared.join("").length < FEWEST_SHARED_CHARACTERS) return [];
      return [{ instrument: byId.get(id) as Instrument, score, terms }];
    });
}
