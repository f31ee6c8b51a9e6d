import type { Need } from "@dual-high/lists";

/** What a need must say before someone travels for it, after the form that pair offices send out. */
export const NEED_PARTS = ["problem", "indicators", "basis", "budget", "deadline"] as const;
export type NeedPart = (typeof NEED_PARTS)[number];

/** How clear a need is as written. */
export interface Clarity {
  readonly missing: readonly NeedPart[];
  /** Hardly anything specific is left once phrases that fit every need are taken away, for the little else that it states. */
  readonly isTooShort: boolean;
  /** Separate topics named in one need; empty when it has one. */
  readonly topics: readonly string[];
  /** Too vague to match: asking first costs less than a visit in vain. */
  readonly mustClarify: boolean;
}

/**
 * Phrases that fit every need and so say nothing about this one. Longer ones stand before those they contain.
 */
const SAYS_NOTHING = new RegExp(
  [
    "技术(?:难题|需求|问题|指标|支持|合作|升级|改造|创新|攻关|水平|人才|服务|咨询)?",
    "(?:希望|寻求|寻找|需要|需|拟|想|期望|请|能够|可以|通过|利用|进行|实现|开展|加强|围绕|相关|有关|方面|领域|专业|合适|先进|新型?|现有|目前|企业|公司|我司|本公司|单位|行业|市场|客户)",
    "(?:对接|合作|联合|共同|引进|引入|协助|帮助|支持|指导|培训|解决|提升|提高|改善|改进|优化|降低|减少|增强|扩大|加快|推动|促进|完善|升级|改造|转型)",
    "(?:高校|院校|大学|学院|科研院所|研究院|研究所|院所|专家|教授|老师|团队|科研|产学研|人才)",
    "(?:产品|质量|品质|效率|成本|产能|性能|水平|能力|竞争力|附加值|工艺|生产线?|生产过程|设备|方案|方法|路线|系统|平台|项目|课题|成果|研究|研发|开发|设计|应用|推广|产业化|智能化|数字化|信息化|自动化|绿色化|节能|环保|降本增效|提质增效|高质量发展|转型升级)",
    "(?:需求|内容|目标|预期|基础|难题|问题|瓶颈|要求|情况|工作|时间|资金|投入|预算)",
    "(?:主要|年度|汇总|多项|若干|的|了|和|与|及|或|等|在|是|为|对|上|中|下|其|并|由|以|有|更|较|也|都|将|把|被|从|到|一些|一定|一种|多种|各类|各种|该|本|此|这|那|如何|怎样|怎么)",
  ].join("|"),
  "g",
);

/** What to do or what is wrong: an aim with its verb, or a defect. */
const PROBLEM =
  /解决|攻克|突破|克服|消除|去除|脱除|避免|防止|抑制|提高|提升|降低|减少|改善|改进|优化|缩短|延长|增强|替代|开发|研制|研发|制备|设计|建立|构建|实现|处理|回收|利用|检测|识别|监测|预测|控制|难题|难点|瓶颈|问题|缺陷|不足|不稳定|不均|偏差|开裂|变形|失效|腐蚀|磨损|污染|泄漏|无法|不能|难以|容易|缺乏|下降|偏[大小高低差]|过[高低大小快慢]|超[差标]|波动|烧伤|脱落|断裂|裂纹|堵塞|老化|分层|气泡|气孔|毛刺|划伤|粘连|噪声|振动|发热|如何|improve|reduce|increase|prevent|develop|solve|replace|detect|remove|avoid|cannot|problem|failure/i;

const UNIT =
  "%|％|‰|℃|°C|度|mm|cm|μm|um|微米|毫米|厘米|米|nm|纳米|m\\b|km|kPa|MPa|GPa|Pa|N\\b|kN|牛|kg|公斤|千克|g\\b|克|mg|毫克|吨|t\\b|ml|mL|毫升|升|L\\b|ppm|ppb|h\\b|小时|分钟|min|秒|s\\b|ms|天|年|月|次|万次|周期|台|套|件|个|批|倍|dB|Hz|kHz|MHz|GHz|V\\b|kV|mV|A\\b|mA|kW|MW|W\\b|kWh|Wh|Ω|lm|K\\b|rpm|r/min|转|元|级|HRC|HV|HB|mol|log|CFU|COD";
const FIGURE = "\\d+(?:[.,]\\d+)?";
/** A figure with a unit, or a figure behind a comparison. Years and list numbers are neither. */
const INDICATOR = new RegExp(
  `(?:≥|≤|>|<|＞|＜|±|不低于|不高于|不少于|不大于|不小于|不超过|大于|小于|高于|低于|超过|达到?|至少|以上|以内|less than|more than|at least)\\s*${FIGURE}|${FIGURE}\\s*(?:[-~～–至到×x*/]\\s*${FIGURE}\\s*)*(?:万|亿)?(?:${UNIT})`,
  "i",
);
const MONEY_OR_TIME =
  /\d+(?:\.\d+)?\s*(?:万|亿|千)?元|20\d\d\s*年(?:\s*\d{1,2}\s*月)?|\d{1,2}\s*个?月(?:内|前|底)?|\d+\s*年(?:内|前|底)/g;

const BASIS =
  /现有(?:工作)?基础|工作基础|已(?:有|经|投入|开展|完成|建|具备|购|取得|申请|实现|形成|试)|目前(?:已|采用|使用|生产|产品|公司|我|的)|现(?:采用|使用|有|状)|我(?:公司|司|厂|们)(?:目前|现有|已|拥有|具备|采用|使用|生产)|公司(?:目前|现有|已|拥有|具备)|拥有|具备|前期|currently|existing|already|at present/i;
const BUDGET =
  /(?:预算|投入|经费|资金|费用|出资|悬赏|budget|fund)[^。；\n]{0,16}?\d+(?:\.\d+)?\s*(?:万|元|亿)|(?:拟|计划|预计)[^。；\n]{0,10}\d+(?:\.\d+)?\s*万元/i;
const DEADLINE =
  /20\d\d\s*年|(?:\d+|[一二三四五六七八九十]+)\s*个?月(?:内|之内|以内|完成)|(?:\d+|[一两二三])\s*年(?:内|之内|以内)|(?:年底|年内|季度末|月底)前?/;

/** Fewer specific characters than this, and no partner could tell what is wanted. */
const SPECIFIC_CHARACTERS = 8;
/** A need that states neither indicators nor basis, budget nor deadline has to say at least this much about its problem. */
const SPECIFIC_CHARACTERS_ALONE = 24;
/** A need with this much to say says what is wanted, in whatever words. */
const SPECIFIC_CHARACTERS_DETAILED = 60;

/** Checks a need's text and its own fields. Nothing is guessed: a part counts as missing when neither says it. */
export function checkClarity(need: Need): Clarity {
  const text = `${need.title}\n${need.content}`;
  const specific = specificCharacters(text);
  const withoutMoneyAndTime = need.content
    .replace(MONEY_OR_TIME, "")
    .replace(/(?:^|\n)\s*[（(]?\d{1,2}[)）.、．]/g, "\n");
  const hasIndicators = INDICATOR.test(need.indicators ?? "") || INDICATOR.test(withoutMoneyAndTime);
  // Who gives figures to reach, or this much detail, has said what is wanted in whatever words.
  const isDetailed = specific >= (hasIndicators ? SPECIFIC_CHARACTERS_ALONE : SPECIFIC_CHARACTERS_DETAILED);
  const has: Record<NeedPart, boolean> = {
    problem: specific >= SPECIFIC_CHARACTERS && (PROBLEM.test(text) || isDetailed),
    indicators: hasIndicators,
    basis: need.basis !== undefined || BASIS.test(need.content),
    budget: need.budget !== undefined || need.budgetNegotiable === true || BUDGET.test(need.content),
    deadline: need.deadline !== undefined || DEADLINE.test(need.content),
  };
  const statesMore = has.indicators || has.basis || has.budget || has.deadline;
  const isTooShort = specific < (statesMore ? SPECIFIC_CHARACTERS : SPECIFIC_CHARACTERS_ALONE);
  const topics = separateTopics(need);
  return {
    missing: NEED_PARTS.filter((part) => !has[part]),
    isTooShort,
    topics,
    mustClarify: isTooShort || !has.problem || topics.length > 0,
  };
}

/** Characters left when phrases that fit every need are taken away; a Latin word or figure counts as two. */
function specificCharacters(text: string): number {
  const rest = text.replace(SAYS_NOTHING, " ");
  const distinct = new Set(rest.match(/\p{Script=Han}{2,}/gu)?.flatMap((run) => [...run]) ?? []);
  const words = new Set(rest.toLowerCase().match(/[a-z][a-z0-9-]+/g) ?? []);
  return distinct.size + 2 * words.size;
}

const ITEM_START =
  /(?:^|\n|(?<=[。；;：:]))\s*(?:需求|课题|方向|项目)?\s*(?:[（(]?(?:\d{1,2}(?!\.\d)|[一二三四五六七八])[)）.、．：:]|[①-⑩]|[•·●■◆-](?=\s))\s*/;
const SHORTEST_ITEM = 6;
/** A title with no more to tell (2026年度技术需求汇总) names none of its topics. */
const LONGEST_EMPTY_TITLE = 3;
/** Below this share of common bigrams two texts are about different things. */
const SAME_TOPIC = 0.05;

/**
 * Topics of a need that lists several: numbered items under the need itself (not under indicators or basis) of which no two
 * share anything. Items that are parts of one thing name it again, or the title does; a title that names two of them apart
 * is itself a list.
 */
function separateTopics(need: Need): string[] {
  const wanted = need.content.split(/\n(?=(?:主要技术指标|现有工作基础|预期目标|希望解决的技术难题)：)/)[0] ?? "";
  const items = wanted
    .split(ITEM_START)
    .slice(1)
    .map((item) => item.trim())
    .filter((item) => item.length >= SHORTEST_ITEM);
  if (items.length < 2) return [];
  const grams = items.map(specificBigrams);
  const title = specificBigrams(need.title);
  const areApart = grams.every(
    (one, at) => one.size >= 5 && grams.every((other, index) => index <= at || overlap(one, other) < SAME_TOPIC),
  );
  if (!areApart) return [];
  const named = grams.filter((item) => overlap(title, item) >= SAME_TOPIC).length;
  const isEmptyTitle = named === 0 && title.size <= LONGEST_EMPTY_TITLE;
  const listsInTitle = named > 1 && /[；;、]|以及/.test(need.title);
  const isListTitle = isEmptyTitle || listsInTitle || /等(?:技术|\d|[一二三四五六]项)/.test(need.title);
  return isListTitle ? items : [];
}

function specificBigrams(text: string): Set<string> {
  const runs = text.replace(SAYS_NOTHING, " ").match(/\p{Script=Han}{2,}|[A-Za-z][A-Za-z0-9-]+/gu) ?? [];
  return new Set(runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? bigrams(run) : [run.toLowerCase()])));
}

function bigrams(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of a) if (b.has(gram)) common += 1;
  return common / Math.max(1, Math.min(a.size, b.size));
}
