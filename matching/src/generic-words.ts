/**
 * What every need and every achievement says about itself. "关键技术研究与应用" is shared by half of a list, so it would
 * match anything with anything. Inverse document frequency alone does not cure it: candidates are short titles, needs
 * are long forms with standard headings.
 *
 * Measured by `npm run bench -- needs`: without this list rerank nDCG@10 falls from .677 to .659, full nDCG@10 from .256
 * to .224.
 */

const GENERIC_PHRASES = `
需求内容 预期目标 现有工作基础 工作基础 现有基础 研究内容 研究目标 主要内容 技术需求 技术难题 技术难点 技术问题 技术指标 技术参数
技术要求 核心技术 关键技术 共性技术 考核指标 前期基础 研究基础 股份有限公司 有限责任公司 有限公司 集团公司
公司 企业 单位 我司 我公司 本公司 项目 课题 技术 研究 研发 研制 开发 应用 需求 需要 内容 目标 预期 预计 现有 工作 基础 产业化
产业 进行 通过 及其 以及 希望 解决 问题 难题 实现 提高 提升 达到 具有 采用 利用 使用 目前 国内 国外 国际 先进 领先 水平 方面 方案
方法 方式 系统 主要 相关 合作 专利 申请 投入 资金 万元 亿元 团队 人员 建设 建立 一种 基于 关键 能力 要求 指标 设计 大学 学院 研究院
研究所 专家 教授 博士 硕士 省级 国家级 国家 科技 创新 成果 转化 推广 经济 效益 市场 客户 用户 产品 生产 开展 针对 根据 随着 由于
因此 同时 其中 其他 不同 能够 可以 已经 没有 存在 满足 面向 用于 有关 相应 各种 多种 如何 为了 越来越 以上 以下 左右 目的 必要 的
`;

// A generic phrase inside one of these is part of a technical term and stays.
const PROTECTED_TERMS = `
目标检测 目标识别 目标跟踪 基础油 神经系统 免疫系统 消化系统 水平井 水平轴 生态系统 系统芯片 需求响应 需求侧 工作站 工作液 操作系统
嵌入式系统 设计院 应用程序 基础设施 创新药 转化率 转化医学 转化酶 经济作物 生产线 利用率 国际贸易 单位面积 技术经济 建设用地
`;

const GENERIC_WORDS = `
a an and are as at be been by can could for from has have if in into is it its may more most no not of on or our over per such than that the their
there these this those through to under up use used uses using was we were which will with within without
achievement achievements aim aims application applications approach based company companies cooperation corporation current demand design
develop developed development enterprise enterprises expected existing goal goals improve improved inc limited ltd method methods need needs new
novel objective objectives problem problems project projects propose proposed provide provides require required requirement requirements
research result results solution solutions solve study system systems team technical technique techniques technologies technology
university work
mm cm um nm km kg mg kw mw kwh mpa kpa hz khz mhz ghz rpm db ml ppm min
`;

/** What of this file an index depends on; see formula.ts. */
export const GENERIC_LISTS = { GENERIC_PHRASES, PROTECTED_TERMS, GENERIC_WORDS } as const;

const BARE_NUMBER = /^\p{N}+$/u;
const BLANK = "\n";

const list = (words: string): string[] => words.trim().split(/\s+/);

// Alternatives are tried in order, so protected terms come first, then longer phrases before those they contain.
const protectedTerms = new Set(list(PROTECTED_TERMS));
const genericPhrases = new Set(list(GENERIC_PHRASES));
const alternatives = [...protectedTerms, ...[...genericPhrases].sort((a, b) => b.length - a.length)];
const PHRASE = new RegExp(alternatives.join("|"), "gu");
const genericWords = new Set(list(GENERIC_WORDS));

/** Replaces every generic Chinese phrase of a folded text by as many line breaks, so that positions stay the same. */
export function blankGenericPhrases(folded: string): string {
  return folded.replace(PHRASE, (phrase) => (protectedTerms.has(phrase) ? phrase : BLANK.repeat(phrase.length)));
}

/** True when a word of a folded text says nothing about the matter: office wording, a unit, a bare number. */
export function isGenericWord(word: string): boolean {
  return genericWords.has(word) || genericPhrases.has(word) || BARE_NUMBER.test(word);
}
