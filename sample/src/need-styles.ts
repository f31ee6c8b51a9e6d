import type { Random } from "./random.ts";
import { sentence } from "./wording.ts";

/** What an enterprise can say of its need; numbers are drawn. */
export interface NeedMatter {
  readonly ask: string;
  readonly object: string;
  /** What the enterprise calls its trade. */
  readonly trade: string;
  readonly trouble: string;
  readonly plight: string;
  readonly demands: readonly string[];
  readonly means: readonly string[];
  readonly backdrop: string;
  readonly bases: readonly string[];
  readonly terms: readonly string[];
}

/** One need as a person wrote it: what went into the title and which columns of the form were used. */
export interface WrittenNeed {
  readonly title: string;
  readonly content: string;
  readonly indicators?: string;
  readonly basis?: string;
}

type NeedStyle = (matter: NeedMatter, random: Random) => WrittenNeed;

const CIRCLED = Array.from("①②③④⑤⑥");
const circled = (parts: readonly string[]) => parts.map((part, i) => `${CIRCLED[i]}${part}`);
const counted = (parts: readonly string[], mark: (n: number) => string) => parts.map((part, i) => mark(i + 1) + part);
const lines = (parts: readonly string[]) => parts.join("\n");
const clauses = (text: string) => text.replace(/。$/, "").split(/，/);

/** Seventeen hands. Those who fill the whole form, those who write a letter, those who write one line. */
export const NEED_STYLES: readonly NeedStyle[] = [
  function fullSections(m, r) {
    return {
      title: m.ask,
      content: lines([
        `需求内容：${sentence(m.plight)}${r.pick(["拟", "计划", "希望"])}围绕${m.ask}开展${r.pick(["联合攻关", "合作研发", "委托开发"])}。`,
        `预期目标：${counted(m.demands, (n) => `${n}、`).join("；")}。`,
        `现有工作基础：${sentence(m.bases.join("；"))}`,
        `希望解决的技术难题：${counted(
          m.means.map((means) => `${means}的可行性与工艺参数`),
          (n) => `${n}、`,
        ).join("；")}。`,
      ]),
    };
  },
  function chineseNumbered(m, r) {
    return {
      title: r.pick([`${m.ask}研究与应用`, `${m.ask}关键技术研发`, m.ask]),
      content: lines([
        "一、需求内容及预期目标",
        `${sentence(m.backdrop)}${m.plight}`,
        ...counted(m.demands, (n) => `（${n}）`),
        "二、现有工作基础",
        ...counted(m.bases, (n) => `${n}. `).map(sentence),
        "三、希望解决的技术难题及预算",
        `主要是${m.trouble}。${r.pick(["研发经费按实际需要投入。", "预算见表，可根据方案调整。", "首期投入后视效果追加。"])}`,
      ]),
    };
  },
  function oneSentence(m, r) {
    return {
      title: r.pick([m.ask, `${m.object}${clauses(m.trouble)[0] ?? ""}问题`]),
      content: `${m.plight.replace(/。$/, "")}，${r.pick(["希望高校帮助解决。", "想请做这方面研究的老师来看一下。", "求解决办法。", "寻找有经验的团队合作。"])}`,
      indicators: m.demands.join("，"),
    };
  },
  function letter(m, r) {
    return {
      title: r.pick([`关于${m.ask}的合作需求`, `${m.ask}求助`, m.ask]),
      content: `${r.pick([`我公司是一家做${m.trade}的民营企业，产品以出口为主`, `我司多年从事${m.trade}，在行业内小有名气`, `公司主营${m.trade}，已有十多年`, `我们做${m.trade}近二十年，近几年增长较快`])}。${m.plight}${r.pick(
        [
          "自己也试过几种办法，效果都不理想。",
          "之前咨询过设备厂家，没有给出满意的方案。",
          "内部讨论过多次，找不到根本原因。",
        ],
      )}${r.pick(["恳请", "希望", "盼望"])}高校老师${r.pick(["帮忙把把脉", "到现场看一看", "给予技术指导"])}，${r.pick(["合作方式好商量", "费用可以谈", "我们全力配合做试验"])}。如能做到${m.demands.slice(0, 2).join("、")}，就非常满意了。`,
      ...(r.chance(0.5) ? { basis: m.bases[0] as string } : {}),
    };
  },
  function presentProblemTried(m, r) {
    return {
      title: r.pick([`如何解决${m.trouble}`, `${m.object}：${m.trouble}`]),
      content: lines([
        `现状：${m.plight}`,
        `问题：${sentence(m.trouble)}`,
        `已有的解决方案：${r.pick(["更换过两家原料供应商，没有明显改善。", "调整过工艺参数，短时间有效，之后又反复。", "买过一台进口设备，成本太高无法推广。", "找外面做过一次小试，未能放大。"])}`,
      ]),
      indicators: lines(m.demands),
    };
  },
  function bullets(m, r) {
    const mark = r.pick(["●", "- ", "◆", "■ ", "• "]);
    return {
      title: m.ask,
      content: lines([
        m.plight,
        r.pick(["需求如下：", "主要要求：", "希望达到："]),
        ...m.demands.map((demand) => mark + demand),
        `${mark}${r.pick(["不影响现有生产节拍", "投资回收期不超过两年", "设备尽量国产", "能在现有产线上实施"])}`,
      ]),
      basis: sentence(m.bases.join("；")),
    };
  },
  function question(m, r) {
    return {
      title: r.pick([
        `如何改善${m.object}${m.trouble}的问题？`,
        `${m.object}${m.trouble}怎么办？`,
        `求解${m.object}${m.trouble}的原因`,
      ]),
      content: `${m.plight}${r.pick(["请问有没有成熟的技术？", "不知道有没有老师研究过这个问题？", "这个问题从机理上到底是怎么回事？"])}${r.pick(["大概要投入多少？", "多长时间能见效？", "能不能先做个小试看看？"])}`,
    };
  },
  function indicatorsFirst(m, r) {
    return {
      title: `${m.ask}${r.pick(["", "技术开发", "攻关"])}`,
      content: lines([
        `目标：${m.demands.join("；")}。`,
        `内容：针对${m.trouble}，${r.pick(["重点研究", "需要突破", "拟尝试"])}${m.means.join("、")}等技术，${r.pick(["完成样品试制并通过客户验证", "形成稳定的工艺包", "在我公司产线上完成验证"])}。`,
        `基础：${sentence(m.bases[0] as string)}`,
      ]),
      indicators: m.demands.join("；"),
    };
  },
  function background(m, r) {
    return {
      title: r.pick([`${m.ask}的研发及产业化`, `${m.ask}合作研究`, m.ask]),
      content: lines([
        `    ${sentence(m.backdrop)}${r.pick(["具体到我公司，", "我公司的情况是：", "就我公司而言，"])}${m.plight}`,
        `    ${r.pick(["综上，", "因此，", "为此，公司"])}拟就${m.ask}寻求合作，${r.pick(["重点解决", "着力突破"])}${m.trouble}等问题，${r.pick(["力争在一年半内形成自主知识产权", "项目完成后在全部产线推广", "预计新增销售两千万元以上"])}。`,
      ]),
      indicators: m.demands.join("；"),
      basis: m.bases.map(sentence).join(""),
    };
  },
  function purchase(m, r) {
    return {
      title: `${r.pick(["求购", "引进", "寻求受让"])}${m.ask}相关技术`,
      content: `${r.pick(["拟通过专利许可或转让方式引进", "公司拟出资引进", "寻找已完成中试的"])}${m.ask}技术，要求：${counted(m.demands, (n) => `（${n}）`).join("；")}。${m.plight}${r.pick(["可先付费做验证，验证通过后签正式合同。", "接受先使用后付费。", "也可以作价入股。"])}`,
    };
  },
  function workingConditions(m, r) {
    return {
      title: `${m.object}${r.pick(["技术改进", "问题攻关", "可靠性提升"])}`,
      content: lines([
        `对象：${m.object}`,
        `现象：${sentence(m.trouble)}`,
        `说明：${m.plight}`,
        `要求：${m.demands.join("，")}。`,
        `条件：${sentence(m.bases[0] as string)}`,
      ]),
    };
  },
  function projectPlan(m, r) {
    return {
      title: `${m.ask}${r.pick(["及示范应用", "与产业化", "关键技术研究"])}`,
      content: `拟开展${m.ask}研究，主要研究内容：${circled([...m.means.map((means) => `${means}技术研究`), r.pick(["小试样品制备与性能评价", "中试放大与工艺固化", "样机研制与现场考核"])]).join("；")}。拟解决的关键问题是${m.trouble}。${m.plight}`,
      indicators: counted(m.demands, (n) => `${n}）`).join("；"),
      basis: m.bases.map(sentence).join(""),
    };
  },
  function plainSpoken(m, r) {
    return {
      title: r.pick([`${m.object}的老问题`, m.ask]),
      content: `${r.pick(["这个问题好几年了。", "说起来是老问题。", "讲实话，我们自己搞不定。"])}${m.plight}${r.pick(["只要能做到", "要求不高，", "我们的底线是"])}${m.demands.find((one) => /[≥≤不上内]/.test(one)) ?? m.demands[0] ?? ""}${r.pick(["就行", "，马上可以上线", "，钱不是问题"])}。`,
    };
  },
  function complaint(m, r) {
    return {
      title: `${m.object}${r.pick(["客户投诉整改", "质量提升", "失效分析与改进"])}`,
      content: `${r.pick(["近半年客户投诉集中在", "下游整机厂反馈主要问题是", "今年以来退货原因排第一位的是"])}${m.trouble}。${m.plight}${r.pick(["请协助查明机理并提出改进措施，", "需要第三方做失效分析，", "希望与高校一起制定整改方案，"])}${r.pick(["同时提供可对客户出具的技术报告。", "三个月内给客户答复。", "争取恢复供货资格。"])}`,
      indicators: m.demands.join("\n"),
    };
  },
  function newLine(m, r) {
    return {
      title: m.ask,
      content: `${r.pick(["公司新上了一条生产线，", "新厂区年底投产，", "二期扩建已经立项，"])}${r.pick(["希望一步到位解决", "不想再走老路，拟同步解决", "投产前必须解决"])}${m.trouble}的问题。${m.plight}具体要求为：${m.demands.join("，")}；${r.pick(["并配合完成设备选型。", "并负责调试和培训。", "相关数据可以共享。"])}`,
      basis: m.bases[0] as string,
    };
  },
  function substitution(m, r) {
    return {
      title: r.pick([`${m.ask}国产化`, `${m.ask}自主化研究`, m.ask]),
      content: lines([
        `（1）${r.pick(["国外情况", "行业现状", "背景"])}：${sentence(m.backdrop)}`,
        `（2）我公司情况：${m.plight}`,
        `（3）合作内容：${m.means.join("；")}。`,
        `（4）考核指标：${m.demands.join("；")}。`,
      ]),
      ...(r.chance(0.6) ? { basis: sentence(m.bases.join("；")) } : {}),
    };
  },
  function keywordsFirst(m, r) {
    return {
      title: `${m.ask}（${m.terms.slice(0, 2).join("、")}）`,
      content: `${r.pick(["关键词", "技术方向"])}：${m.terms.join("、")}。\n${m.plight}\n${r.pick(["期望", "目标为"])}${m.demands.join("，")}。${r.pick(["欢迎有相关成果的课题组联系。", "有现成样品的优先。", "具体细节可签保密协议后面谈。"])}`,
    };
  },
];

/** Several topics in one need, as a general office collects them from its departments. */
export const SEVERAL_STYLES: readonly ((matters: readonly NeedMatter[], random: Random) => WrittenNeed)[] = [
  (matters) => ({
    title: `${matters[0]?.ask ?? ""}等技术需求`,
    content: lines(matters.map((m, i) => `${i + 1}、${m.ask}：${m.plight}`)),
    indicators: matters.map((m, i) => `${i + 1}、${m.demands[0] ?? ""}`).join("\n"),
  }),
  (matters) => ({
    title: "公司2026年度技术需求汇总",
    content: lines(matters.map((m, i) => `（${i + 1}）${m.ask}，主要问题：${m.trouble}。`)),
  }),
  (matters, r) => ({
    title: matters.map((m) => m.ask).join("；"),
    content: `${r.pick(["我公司在以下几方面需要技术支持：", "各部门提出的问题如下："])}\n${lines(matters.map((m) => `- ${m.object}${m.trouble}；希望${m.demands.slice(0, 2).join("，")}`))}`,
  }),
  (matters) => ({
    title: "多项技术难题",
    content: matters.map((m, i) => `${CIRCLED[i]}${m.plight}`).join(""),
  }),
];
