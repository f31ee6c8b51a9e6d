// What the printed text of an agreement says, in Chinese. Pure; `lists` lays it out.
import { formatPercent } from "@dual-high/kernel";
import type { DocumentBlock, DocumentPlan, DocumentTable } from "@dual-high/lists";
import type { AgreementRow } from "./queries.ts";
import {
  AGREEMENT_STATE_NAMES,
  type AgreementContent,
  KINDS,
  nameOfKind,
  PARTY_ROLE_NAMES,
  PAYMENT_KIND_NAMES,
} from "./types.ts";

/** A line to write on, for what nobody has filled in. */
const BLANK = "________________";
/** The same within a narrow cell. */
const CELL_BLANK = "________";

type Printed = Pick<AgreementRow, "number" | "state" | "signedOn" | "originNumber" | "originTitle">;

export function planDocument(agreement: Printed, content: AgreementContent): DocumentPlan {
  const { kind, subKind, title, subject, indicators, startsOn, endsOn, ipTerms, otherTerms } = content;
  const { number, originNumber, originTitle } = agreement;
  const shares = content.parties.map(({ name, shareBp }) => `${name} ${formatPercent(shareBp)}`).join("，");
  return {
    title,
    note: `编号：${number}　${statusOf(agreement)}`,
    heading: KINDS[kind].heading,
    opening: [
      `合同类型：${nameOfKind(kind, subKind).zh}`,
      ...(originNumber === null ? [] : [`来源：${originNumber} ${originTitle ?? ""}`]),
      partiesTable(content),
    ],
    articles: [
      { heading: "标的与内容", blocks: [orBlank(subject)] },
      { heading: "技术指标与验收", blocks: [orBlank(indicators)] },
      { heading: "履行期限", blocks: [`自 ${chineseDay(startsOn)} 起，至 ${chineseDay(endsOn)} 止。`] },
      { heading: "进度安排", blocks: [milestonesOf(content)] },
      { heading: "合同金额与支付", blocks: moneyOf(content) },
      { heading: "知识产权", blocks: [orBlank(ipTerms)] },
      { heading: "各方份额", blocks: [shares === "" ? BLANK : `${shares}。`] },
      { heading: "其他约定", blocks: [orBlank(otherTerms)] },
    ],
    closing: content.parties.flatMap(({ name }) => [
      "",
      `${name}（盖章）：`,
      `代表（签字）：${BLANK}　　日期：${BLANK}`,
    ]),
  };
}

function statusOf({ state, signedOn }: Printed): string {
  return state === "draft" ? "草稿，未经签署不生效" : `${AGREEMENT_STATE_NAMES[state].zh} ${signedOn ?? ""}`.trim();
}

function milestonesOf({ milestones }: AgreementContent): DocumentBlock {
  if (milestones.length === 0) return BLANK;
  return {
    widths: [12, 46, 66, 36],
    header: ["序号", "阶段", "交付物", "完成日期"],
    rows: milestones.map(({ title, deliverable, dueOn }, index) => [
      String(index + 1),
      title,
      deliverable,
      dueOn ?? CELL_BLANK,
    ]),
  };
}

function moneyOf({ amountFen, payments }: AgreementContent): DocumentBlock[] {
  const amount = `合同金额：人民币 ${amountFen === null ? BLANK : yuan(amountFen)} 元。`;
  if (payments.length === 0) return [amount, `支付方式：${BLANK}`];
  const rows = payments.map(({ kind, condition, amountFen: fen, royaltyBp, dueOn }, index) => [
    String(index + 1),
    PAYMENT_KIND_NAMES[kind].zh,
    condition,
    fen === null ? `销售额的 ${formatPercent(royaltyBp ?? 0)}` : `${yuan(fen)} 元`,
    dueOn ?? CELL_BLANK,
  ]);
  return [amount, { widths: [12, 28, 54, 36, 30], header: ["序号", "方式", "条件", "金额", "日期"], rows }];
}

function partiesTable({ parties }: AgreementContent): DocumentTable {
  const rows = parties.map(({ role, name, creditCode, representative }) => [
    PARTY_ROLE_NAMES[role].zh,
    name,
    creditCode ?? CELL_BLANK,
    representative === "" ? CELL_BLANK : representative,
  ]);
  return {
    widths: [38, 52, 44, 26],
    header: ["角色", "名称", "统一社会信用代码", "负责人"],
    rows: rows.length === 0 ? [["甲方", CELL_BLANK, CELL_BLANK, CELL_BLANK]] : rows,
  };
}

function orBlank(text: string): string {
  return text === "" ? BLANK : text;
}

function chineseDay(day: string | null): string {
  if (day === null) return "____年__月__日";
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function yuan(fen: string): string {
  const amount = BigInt(fen);
  return `${(amount / 100n).toLocaleString("en-US")}.${String(amount % 100n).padStart(2, "0")}`;
}
