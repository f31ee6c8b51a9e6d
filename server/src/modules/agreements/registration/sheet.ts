// The copy sheet: what the official system asks, in its order, in Chinese whatever language the reader uses. Pure.
import { type Bilingual, formatYuan } from "@dual-high/kernel";
import { type AgreementContent, KINDS, nameOfKind } from "../types.ts";
import type { FormField } from "./types.ts";

export interface SheetLine {
  readonly section: Bilingual;
  readonly label: string;
  readonly value: string;
}

export interface SheetFacts {
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly content: AgreementContent;
  readonly fields: Readonly<Partial<Record<FormField, string>>>;
  readonly deductions: readonly { readonly text: string; readonly amountFen: string }[];
  readonly transaction: bigint | null;
  readonly incomeFen: string | null;
}

/** What the form asks of a receipt, apart from the contract's own amounts. */
export interface SheetReceipt {
  readonly payer: string;
  readonly receivedOn: string;
  readonly amountFen: string;
  /** Of its approved distribution; null where there is none. */
  readonly overheadFen: string | null;
  /** Of its approved distribution, and until there is one as the receipt states it, as is the next. */
  readonly recognitionFeeFen: string | null;
  readonly vatFen: string | null;
  readonly voucher: string;
}

const FIELD_NAMES: Readonly<Record<FormField, Bilingual>> = {
  buyerCountry: { zh: "买方国别代码", en: "Buyer's country code" },
  buyerDivision: { zh: "买方行政区划代码", en: "Buyer's division code" },
  buyerNature: { zh: "买方性质", en: "Nature of the buyer" },
  sellerCountry: { zh: "卖方国别代码", en: "Seller's country code" },
  sellerDivision: { zh: "卖方行政区划代码", en: "Seller's division code" },
  sellerNature: { zh: "卖方性质", en: "Nature of the seller" },
  field: { zh: "技术领域", en: "Field of technology" },
  ipKind: { zh: "知识产权类别", en: "Kind of intellectual property" },
  planSource: { zh: "计划来源", en: "Programme" },
  economicGoal: { zh: "社会经济目标", en: "Socio-economic objective" },
  industry: { zh: "服务国民经济行业", en: "Industry served" },
  researchKind: { zh: "研究类别", en: "Kind of research" },
  newInvestment: { zh: "预计新增投入", en: "Expected new investment" },
  newOutput: { zh: "预计新增产值", en: "Expected new output" },
  legalRepresentative: { zh: "法人代表", en: "Legal representative" },
  handler: { zh: "经办人", en: "Handled by" },
  contact: { zh: "联系方式", en: "Contact" },
};

/** What the form cannot do without, as far as it is known; a transfer also says what it is expected to bring. */
const NEEDED: readonly FormField[] = [
  "buyerDivision",
  "buyerNature",
  "sellerDivision",
  "sellerNature",
  "field",
  "industry",
  "handler",
  "contact",
];

export function lacksOf(
  kind: AgreementContent["kind"],
  fields: Readonly<Partial<Record<FormField, string>>>,
): Bilingual[] {
  const needed = kind === "transfer" ? [...NEEDED, "newInvestment" as const, "newOutput" as const] : NEEDED;
  return needed.filter((field) => (fields[field] ?? "") === "").map((field) => FIELD_NAMES[field]);
}

const PAYMENT_WORDS = {
  fixed: "一次支付",
  instalment: "分期支付",
  royalty: "提成支付",
  deferred: "先使用后付费",
} as const;

const CONTRACT: Bilingual = { zh: "合同", en: "Contract" };
const PARTIES: Bilingual = { zh: "买方与卖方", en: "Buyer and seller" };
const CLASSES: Bilingual = { zh: "分类", en: "Classification" };
const AMOUNTS: Bilingual = { zh: "金额（元）", en: "Amounts (CNY)" };
const PEOPLE: Bilingual = { zh: "联系", en: "Contact" };

/** What came in, one after the other, with what the form asks of each: not kept with a registration, for it comes after it. */
export function planReceipts(receipts: readonly SheetReceipt[], transaction: bigint | null): SheetLine[] {
  const yuan = (fen: string | bigint | null) => (fen === null ? "" : formatYuan(fen));
  return receipts.flatMap((receipt, index) => {
    const section = { zh: `到款第 ${index + 1} 笔（元）`, en: `Receipt ${index + 1} (CNY)` };
    const line = (label: string, value: string): SheetLine => ({ section, label, value });
    return [
      line("拨款单位", receipt.payer),
      line("到账日期", receipt.receivedOn),
      line("到账金额", yuan(receipt.amountFen)),
      line("合同技术交易额", yuan(transaction)),
      line("管理费用", yuan(receipt.overheadFen)),
      line("认定服务费", yuan(receipt.recognitionFeeFen)),
      line("增值税", yuan(receipt.vatFen)),
      line("凭证", receipt.voucher),
    ];
  });
}

export function planSheet(facts: SheetFacts): SheetLine[] {
  const { content, fields, deductions, transaction, incomeFen } = facts;
  const buyer = content.parties.find(({ role }) => role === "buyer");
  const seller = content.parties.find(({ role }) => role === "seller" || role === "university");
  const line = (section: Bilingual, label: string, value: string | null | undefined): SheetLine => ({
    section,
    label,
    value: value ?? "",
  });
  const field = (section: Bilingual, name: FormField) => line(section, FIELD_NAMES[name].zh, fields[name]);
  const ways = [...new Set(content.payments.map(({ kind }) => PAYMENT_WORDS[kind]))];
  const yuan = (fen: string | bigint | null) => (fen === null ? "" : formatYuan(fen));
  return [
    line(CONTRACT, "登记编号", facts.number),
    line(CONTRACT, "项目名称", content.title),
    line(CONTRACT, "合同有效期限（起）", content.startsOn),
    line(CONTRACT, "合同有效期限（止）", content.endsOn),
    line(CONTRACT, "签订日期", facts.signedOn),
    line(PARTIES, "买方名称", buyer?.name),
    line(PARTIES, "买方统一社会信用代码", buyer?.creditCode),
    field(PARTIES, "buyerCountry"),
    field(PARTIES, "buyerDivision"),
    field(PARTIES, "buyerNature"),
    line(PARTIES, "卖方名称", seller?.name),
    line(PARTIES, "卖方统一社会信用代码", seller?.creditCode),
    field(PARTIES, "sellerCountry"),
    field(PARTIES, "sellerDivision"),
    field(PARTIES, "sellerNature"),
    field(PARTIES, "newInvestment"),
    field(PARTIES, "newOutput"),
    line(
      CLASSES,
      "合同类别",
      KINDS[content.kind].isTechnologyContract ? nameOfKind(content.kind, content.subKind).zh : "",
    ),
    field(CLASSES, "field"),
    field(CLASSES, "ipKind"),
    field(CLASSES, "planSource"),
    field(CLASSES, "economicGoal"),
    field(CLASSES, "industry"),
    field(CLASSES, "researchKind"),
    line(AMOUNTS, "合同成交额", yuan(content.amountFen)),
    ...deductions.map(({ text, amountFen }) => line(AMOUNTS, `非技术性费用：${text}`, yuan(amountFen))),
    line(AMOUNTS, "技术交易额", yuan(transaction)),
    line(AMOUNTS, "技术性收入", yuan(incomeFen)),
    line(AMOUNTS, "支付方式", ways.join("、")),
    field(PEOPLE, "legalRepresentative"),
    field(PEOPLE, "handler"),
    field(PEOPLE, "contact"),
  ];
}
