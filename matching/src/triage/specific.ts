/** How much of a text is about this need alone. */

/** Phrases that fit every need and so say nothing about this one. Longer ones stand before those they contain. */
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

/** Distinct characters left when phrases that fit every need are taken away; a Latin word counts as two. */
export function countSpecificCharacters(text: string): number {
  const rest = text.replace(SAYS_NOTHING, " ");
  const distinct = new Set(rest.match(/\p{Script=Han}{2,}/gu)?.flatMap((run) => [...run]) ?? []);
  const words = new Set(rest.toLowerCase().match(/[a-z][a-z0-9-]+/g) ?? []);
  return distinct.size + 2 * words.size;
}

/** Pairs of neighbouring characters and Latin words that are left of it. */
export function specificBigrams(text: string): Set<string> {
  const runs = text.replace(SAYS_NOTHING, " ").match(/\p{Script=Han}{2,}|[A-Za-z][A-Za-z0-9-]+/gu) ?? [];
  return new Set(runs.flatMap((run) => (/\p{Script=Han}/u.test(run) ? bigrams(run) : [run.toLowerCase()])));
}

function bigrams(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** Share of the smaller set that stands in both. */
export function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const gram of a) if (b.has(gram)) common += 1;
  return common / Math.max(1, Math.min(a.size, b.size));
}
