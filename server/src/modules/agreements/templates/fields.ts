// What a template of an institution may ask for. A new field is a line here and its value in values.ts.
import type { Bilingual } from "@dual-high/kernel";
import type { TemplateField, TemplateList, TemplateVocabulary } from "@dual-high/lists";

interface ExplainedField extends TemplateField {
  readonly gives: Bilingual;
}

interface ExplainedList extends TemplateList {
  readonly gives: Bilingual;
  readonly fields: readonly ExplainedField[];
}

interface ExplainedVocabulary extends TemplateVocabulary {
  readonly fields: readonly ExplainedField[];
  readonly lists: readonly ExplainedList[];
}

const field = <K extends string>(key: K, zh: string, en: string, givesZh: string, givesEn: string) => ({
  key,
  names: { zh, en },
  gives: { zh: givesZh, en: givesEn },
});

const FIELDS = [
  field("title", "名称", "title", "合同名称", "the agreement's title"),
  field("number", "编号", "number", "合同编号，如 AGR-2026-000042", "its number, as AGR-2026-000042"),
  field("heading", "标题", "heading", "文种，如“技术开发合同”", "what it is headed with, as 技术开发合同"),
  field("kind", "类型", "kind", "类型和细类，如“技术开发（委托开发）”", "kind and division, as 技术开发（委托开发）"),
  field(
    "status",
    "状态",
    "status",
    "“草稿，未经签署不生效”，或签署、终止和日期",
    "that it is a draft, or since when it is signed",
  ),
  field(
    "origin",
    "来源",
    "origin",
    "来自的需求或榜单的编号和名称；没有的留空",
    "number and title of its need or challenge",
  ),
  field("amount", "金额", "amount", "元，如 1,200,000.00", "in yuan, as 1,200,000.00"),
  field("amount_words", "金额大写", "amount_words", "如“壹佰贰拾万元整”", "in capital numerals, as 壹佰贰拾万元整"),
  field("amount_wan", "金额万元", "amount_wan", "万元，不四舍五入，如 120 或 12.345678", "in 10,000 yuan, not rounded"),
  field("starts_on", "起始日期", "starts_on", "如“2026年12月1日”", "as 2026年12月1日"),
  field("ends_on", "截止日期", "ends_on", "如“2027年11月30日”", "as 2027年11月30日"),
  field(
    "signed_on",
    "签署日期",
    "signed_on",
    "登记的签署日期；未签署的留横线",
    "the day of signing, or a line to write on",
  ),
  field("subject", "标的", "subject", "标的与内容，可多行", "what it is about; may have several lines"),
  field(
    "indicators",
    "指标",
    "indicators",
    "技术指标与验收，可多行",
    "indicators and acceptance; may have several lines",
  ),
  field("ip_terms", "知识产权", "ip_terms", "知识产权约定，可多行", "terms of intellectual property"),
  field("other_terms", "其他约定", "other_terms", "其他约定，可多行", "other terms"),
  field("shares", "份额分配", "shares", "各方和份额连成一句", "the parties with their shares, in one sentence"),
  field("buyer", "甲方", "buyer", "角色为甲方的单位；没有的取第一个单位", "the buyer, or else the first party"),
  field("buyer_code", "甲方信用代码", "buyer_code", "甲方的统一社会信用代码", "the buyer's social credit code"),
  field("buyer_person", "甲方负责人", "buyer_person", "甲方的负责人", "who answers for the buyer"),
  field("seller", "乙方", "seller", "角色为乙方的单位；没有的取第二个单位", "the seller, or else the second party"),
  field("seller_code", "乙方信用代码", "seller_code", "乙方的统一社会信用代码", "the seller's social credit code"),
  field("seller_person", "乙方负责人", "seller_person", "乙方的负责人", "who answers for the seller"),
] as const;

const LISTS = [
  {
    ...field("parties", "各方", "parties", "每个单位一行", "a row for each party"),
    fields: [
      field("no", "序号", "no", "从 1 起", "from 1"),
      field("role", "角色", "role", "如“甲方（委托、受让方）”", "as 甲方（委托、受让方）"),
      field("name", "单位", "unit", "单位名称", "its name"),
      field("code", "信用代码", "code", "统一社会信用代码", "its social credit code"),
      field("person", "负责人", "person", "负责人", "who answers for it"),
      field("share", "份额", "share", "如 70.00%", "as 70.00%"),
    ],
  },
  {
    ...field("milestones", "进度", "milestones", "每个阶段一行", "a row for each milestone"),
    fields: [
      field("no", "序号", "no", "从 1 起", "from 1"),
      field("milestone", "阶段", "milestone", "阶段名称", "its title"),
      field("deliverable", "交付物", "deliverable", "交付物", "what is delivered"),
      field("due_on", "完成日期", "due_on", "如 2027-06-30", "as 2027-06-30"),
    ],
  },
  {
    ...field("payments", "付款", "payments", "每笔付款一行", "a row for each payment"),
    fields: [
      field("no", "序号", "no", "从 1 起", "from 1"),
      field("method", "方式", "method", "如“分期支付”“销售提成”", "as 分期支付, 销售提成"),
      field("condition", "条件", "condition", "付款条件", "when it is due, in words"),
      field("sum", "付款金额", "sum", "如“600,000.00 元”；提成为“销售额的 1.50%”", "in yuan, or the rate of a royalty"),
      field("paid_by", "付款日期", "paid_by", "应付日期，如 2026-12-10", "the day on which it is due"),
    ],
  },
] as const;

export const AGREEMENT_FIELDS: ExplainedVocabulary = { fields: FIELDS, lists: LISTS };

export type TextKey = (typeof FIELDS)[number]["key"];
export type ListKey = (typeof LISTS)[number]["key"];

/** What fills the text of an agreement: the institution's template, and the built-in text as well. */
export interface AgreementValues {
  readonly texts: Readonly<Record<TextKey, string>>;
  readonly rows: Readonly<Record<ListKey, readonly Readonly<Record<string, string>>[]>>;
}

const holderOf = ({ names }: TemplateField) => `{{${names.zh}}}`;

/** The marks between which what stands there is repeated for each row of the list. */
export function marksOf(key: ListKey): readonly [string, string] {
  const name = LISTS.find((list) => list.key === key)?.names.zh ?? key;
  return [`{{#${name}}}`, `{{/${name}}}`];
}

/** The placeholders themselves, for a starter template: one row of each list, between its marks. */
export function placeholders(): AgreementValues {
  const rowsOf = (key: ListKey) => {
    const fields: readonly TemplateField[] = LISTS.find((list) => list.key === key)?.fields ?? [];
    const [begin, end] = marksOf(key);
    const cells = fields.map((each) => [each.key, holderOf(each)] as const);
    const first = cells[0]?.[0];
    const last = cells.at(-1)?.[0];
    const marked = cells.map(([name, text]) => [
      name,
      `${name === first ? begin : ""}${text}${name === last ? end : ""}`,
    ]);
    return [Object.fromEntries(marked) as Record<string, string>];
  };
  return {
    texts: Object.fromEntries(FIELDS.map((each) => [each.key, holderOf(each)])) as Record<TextKey, string>,
    rows: { parties: rowsOf("parties"), milestones: rowsOf("milestones"), payments: rowsOf("payments") },
  };
}
