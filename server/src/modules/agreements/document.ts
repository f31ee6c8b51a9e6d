// What the printed text of an agreement says, in Chinese. Pure; `lists` lays it out.
import type { DocumentBlock, DocumentPlan, DocumentTable } from "@dual-high/lists";
import { type AgreementValues, marksOf, placeholders } from "./templates/fields.ts";
import { BLANK, CELL_BLANK, type Printed, valuesOf } from "./templates/values.ts";
import { type AgreementContent, type AgreementKindName, KINDS } from "./types.ts";

export function planDocument(agreement: Printed, content: AgreementContent): DocumentPlan {
  const values = valuesOf(agreement, content);
  return planText(
    values,
    values.rows.parties.flatMap(({ name = "" }) => signatureOf(name)),
  );
}

/** The built-in text with placeholders in place of what an agreement says: something for an institution to begin with. */
export function planStarter(kind: AgreementKindName): DocumentPlan {
  const { texts, rows } = placeholders();
  const [begin, end] = marksOf("parties");
  return planText({ texts: { ...texts, heading: KINDS[kind].heading, origin: "" }, rows }, [
    begin,
    ...signatureOf("{{单位}}"),
    end,
  ]);
}

function planText({ texts, rows }: AgreementValues, closing: readonly string[]): DocumentPlan {
  return {
    title: texts.title,
    note: `编号：${texts.number}　${texts.status}`,
    heading: texts.heading,
    opening: [
      `合同类型：${texts.kind}`,
      ...(texts.origin === "" ? [] : [`来源：${texts.origin}`]),
      partiesTable(rows.parties),
    ],
    articles: [
      { heading: "标的与内容", blocks: [texts.subject] },
      { heading: "技术指标与验收", blocks: [texts.indicators] },
      { heading: "履行期限", blocks: [`自 ${texts.starts_on} 起，至 ${texts.ends_on} 止。`] },
      { heading: "进度安排", blocks: [milestonesOf(rows.milestones)] },
      {
        heading: "合同金额与支付",
        blocks: [`合同金额：人民币 ${texts.amount} 元（大写：${texts.amount_words}）。`, paymentsOf(rows.payments)],
      },
      { heading: "知识产权", blocks: [texts.ip_terms] },
      { heading: "各方份额", blocks: [`${texts.shares}。`] },
      { heading: "其他约定", blocks: [texts.other_terms] },
    ],
    closing,
  };
}

function signatureOf(name: string): string[] {
  return ["", `${name}（盖章）：`, `代表（签字）：${BLANK}　　日期：${BLANK}`];
}

type Rows = AgreementValues["rows"]["parties"];

function tableOf(rows: Rows, keys: readonly string[]): string[][] {
  return rows.map((row) => keys.map((key) => row[key] ?? ""));
}

function partiesTable(rows: Rows): DocumentTable {
  const cells = rows.length === 0 ? [["1", "甲方", CELL_BLANK, CELL_BLANK, CELL_BLANK, CELL_BLANK]] : null;
  return {
    // A credit code and a line to write a share on take one line each.
    widths: [10, 28, 40, 43, 19, 20],
    header: ["序号", "角色", "名称", "统一社会信用代码", "负责人", "份额"],
    rows: cells ?? tableOf(rows, ["no", "role", "name", "code", "person", "share"]),
  };
}

function milestonesOf(rows: Rows): DocumentBlock {
  if (rows.length === 0) return BLANK;
  return {
    widths: [12, 46, 66, 36],
    header: ["序号", "阶段", "交付物", "完成日期"],
    rows: tableOf(rows, ["no", "milestone", "deliverable", "due_on"]),
  };
}

function paymentsOf(rows: Rows): DocumentBlock {
  if (rows.length === 0) return `支付方式：${BLANK}`;
  return {
    widths: [10, 26, 56, 40, 28],
    header: ["序号", "方式", "条件", "金额", "日期"],
    rows: tableOf(rows, ["no", "method", "condition", "sum", "paid_by"]),
  };
}
