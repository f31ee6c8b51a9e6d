// What funds, their money and their ledger are divided into. A new one is a line here.
import type { Bilingual } from "@dual-high/kernel";

export const SOURCES = ["zone", "university", "province", "enterprise", "other"] as const;
export type Source = (typeof SOURCES)[number];
export const SOURCE_NAMES: Readonly<Record<Source, Bilingual>> = {
  zone: { zh: "高新区", en: "Zone" },
  university: { zh: "高校", en: "University" },
  province: { zh: "省级", en: "Province" },
  enterprise: { zh: "企业", en: "Enterprise" },
  other: { zh: "其他", en: "Other" },
};

export const FUND_STAGES = ["proof_of_concept", "pilot_scale", "incubation", "industrialization"] as const;
export type FundStage = (typeof FUND_STAGES)[number];

export const PLAN_DIMENSIONS = ["stage", "source"] as const;
export type PlanDimension = (typeof PLAN_DIMENSIONS)[number];

export const ACCOUNT_KEYS = [
  "bank",
  "receivable",
  "convertible",
  "equity",
  "capital",
  "income",
  "grants",
  "fees",
  "write_offs",
] as const;
export type AccountKey = (typeof ACCOUNT_KEYS)[number];

export const ACCOUNT_TYPES = ["asset", "equity", "income", "expense"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export interface AccountDefinition {
  readonly code: string;
  readonly key: AccountKey;
  readonly name: Bilingual;
  readonly type: AccountType;
}

/** With what a fund begins; what an account is called is then the fund's. Kinds of account in the order of their codes. */
export const ACCOUNTS: readonly AccountDefinition[] = [
  { code: "1002", key: "bank", name: { zh: "银行存款", en: "Bank" }, type: "asset" },
  { code: "1221", key: "receivable", name: { zh: "应收出资款", en: "Contributions receivable" }, type: "asset" },
  { code: "1501", key: "convertible", name: { zh: "拨投结合投放", en: "Grants to be converted" }, type: "asset" },
  { code: "1511", key: "equity", name: { zh: "股权投资", en: "Equity holdings" }, type: "asset" },
  { code: "4001", key: "capital", name: { zh: "出资人权益", en: "Contributors' capital" }, type: "equity" },
  { code: "6001", key: "income", name: { zh: "投资收益", en: "Income" }, type: "income" },
  { code: "6601", key: "grants", name: { zh: "无偿资助支出", en: "Grants paid" }, type: "expense" },
  { code: "6602", key: "fees", name: { zh: "管理费用", en: "Fees" }, type: "expense" },
  { code: "6701", key: "write_offs", name: { zh: "投资损失核销", en: "Losses and write-offs" }, type: "expense" },
];

export const ENTRY_KINDS = [
  "contribution_committed",
  "contribution_paid",
  "interest",
  "fee",
  "tranche_paid",
  "conversion",
  "repayment",
  "dividend",
  "exit",
  "write_off",
  "reversal",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const ENTRY_KIND_NAMES: Readonly<Record<EntryKind, Bilingual>> = {
  contribution_committed: { zh: "认缴出资", en: "Contribution committed" },
  contribution_paid: { zh: "实缴到账", en: "Contribution paid in" },
  interest: { zh: "存款利息", en: "Interest" },
  fee: { zh: "费用支出", en: "Fee" },
  tranche_paid: { zh: "拨付", en: "Tranche paid" },
  conversion: { zh: "转为股权", en: "Converted into equity" },
  repayment: { zh: "收回本金", en: "Repayment" },
  dividend: { zh: "分红", en: "Dividend" },
  exit: { zh: "退出收回", en: "Exit" },
  write_off: { zh: "核销", en: "Write-off" },
  reversal: { zh: "冲销", en: "Reversal" },
};

/** What somebody enters by itself; the others follow from a step about a contributor or a project. */
export const PLAIN_ENTRIES = ["interest", "fee"] as const;
