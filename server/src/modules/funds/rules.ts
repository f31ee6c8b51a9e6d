import { type Bilingual, defineErrors, formatYuan as yuan, parseFen } from "@dual-high/kernel";
import type { AccountKey, EntryKind } from "./types.ts";

export const fundError = defineErrors({
  "funds.name_taken": {
    kind: "conflict",
    field: "name",
    message: {
      zh: ({ name, number }: { readonly name: string; readonly number: string }) =>
        `“${name}”已登记为 ${number}。请打开已有的基金，或换一个名称。`,
      en: ({ name, number }: { readonly name: string; readonly number: string }) =>
        `“${name}” is entered as ${number}. Open that fund, or choose another name.`,
    },
  },
  "funds.amount_not_fen": {
    kind: "validation",
    field: ({ field }: InField) => field.name,
    message: {
      zh: ({ field, text }: InField & { readonly text: string }) =>
        `“${field.zh}”写的是“${text}”，金额要精确到分：按元填写时最多两位小数，经接口提交时为整数分。请改正后重新提交。`,
      en: ({ field, text }: InField & { readonly text: string }) =>
        `“${field.en}” says “${text}”. An amount has at most two decimals in yuan, and is a whole number of fen in the API. Correct it and send it again.`,
    },
  },
  "funds.amount_zero": {
    kind: "validation",
    field: ({ field }: InField) => field.name,
    message: {
      zh: ({ field }: InField) => `“${field.zh}”要大于 0。记错的请冲销原来的分录。`,
      en: ({ field }: InField) => `“${field.en}” has to be more than nothing. What was entered wrongly is reversed.`,
    },
  },
  "funds.term_upside_down": {
    kind: "validation",
    field: "endsOn",
    message: {
      zh: ({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }) =>
        `“到期日” ${endsOn} 不晚于“设立日” ${startsOn}。请改其中一个日期。`,
      en: ({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }) =>
        `“Ends on” ${endsOn} is not after “Starts on” ${startsOn}. Change one of the days.`,
    },
  },
  "funds.starts_after_entries": {
    kind: "conflict",
    message: {
      zh: ({
        number,
        startsOn,
        first,
      }: {
        readonly number: string;
        readonly startsOn: string;
        readonly first: string;
      }) => `基金 ${number} 最早的分录在 ${first}，“设立日”不能改为 ${startsOn}。请填不晚于 ${first} 的日期。`,
      en: ({
        number,
        startsOn,
        first,
      }: {
        readonly number: string;
        readonly startsOn: string;
        readonly first: string;
      }) =>
        `The first entry of fund ${number} is of ${first}, so “Starts on” cannot be ${startsOn}. Give a day no later than ${first}.`,
    },
  },
  "funds.ends_before_entries": {
    kind: "conflict",
    message: {
      zh: ({ number, endsOn, last }: { readonly number: string; readonly endsOn: string; readonly last: string }) =>
        `基金 ${number} 的分录和待拨付计划到 ${last} 为止，“到期日”不能改为 ${endsOn}。请填不早于 ${last} 的日期，或先关闭不再拨付的承诺。`,
      en: ({ number, endsOn, last }: { readonly number: string; readonly endsOn: string; readonly last: string }) =>
        `Fund ${number} has entries or tranches to be paid until ${last}, so “Ends on” cannot be ${endsOn}. Give a day no earlier than ${last}, or close commitments that are not paid any more.`,
    },
  },
  "funds.plan_too_large": {
    kind: "validation",
    field: ({ dimension }: Pick<PlanSums, "dimension">) => dimension.name,
    message: {
      zh: ({ dimension, planned, size }: PlanSums) =>
        `按${dimension.zh}计划合计 ${yuan(planned)} 元，超过基金规模 ${yuan(size)} 元。请调整计划或规模。`,
      en: ({ dimension, planned, size }: PlanSums) =>
        `The plan by ${dimension.en} comes to CNY ${yuan(planned)}, more than the size of the fund, CNY ${yuan(size)}. Change the plan or the size.`,
    },
  },
  "funds.over_subscribed": {
    kind: "conflict",
    field: "committedFen",
    message: {
      zh: ({ number, size, committed, amount }: Subscribed) =>
        `基金 ${number} 规模 ${yuan(size)} 元，已认缴 ${yuan(committed)} 元，再认缴 ${yuan(amount)} 元就超过规模。请改“认缴金额”，或先调整规模。`,
      en: ({ number, size, committed, amount }: Subscribed) =>
        `Fund ${number} has a size of CNY ${yuan(size)}, of which CNY ${yuan(committed)} are committed: CNY ${yuan(amount)} more would exceed it. Change “Committed”, or the size first.`,
    },
  },
  "funds.size_below_committed": {
    kind: "conflict",
    field: "sizeFen",
    message: {
      zh: ({ number, size, committed }: Omit<Subscribed, "amount">) =>
        `基金 ${number} 已认缴 ${yuan(committed)} 元，规模不能改为 ${yuan(size)} 元。请填不小于已认缴的金额。`,
      en: ({ number, size, committed }: Omit<Subscribed, "amount">) =>
        `CNY ${yuan(committed)} are committed to fund ${number}, so its size cannot be CNY ${yuan(size)}. Give no less than that.`,
    },
  },
  "funds.contributor_known": {
    kind: "conflict",
    field: "name",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”已经是出资人。追加出资请用原来那一行的“追加认缴”。`,
      en: ({ name }: { readonly name: string }) =>
        `“${name}” contributes already. Enter what it adds by “Commit more” on its line.`,
    },
  },
  "funds.named_twice": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: string }) => `“${name}”写了两次。请合成一行。`,
      en: ({ name }: { readonly name: string }) => `“${name}” stands there twice. Make it one line.`,
    },
  },
  "funds.day_to_come": {
    kind: "validation",
    field: ({ field }: Pick<OnDay, "field">) => field,
    message: {
      zh: ({ on, today }: OnDay & { readonly today: string }) =>
        `“日期” ${on} 还没有到（今天是 ${today}）。请填凭证上的日期。`,
      en: ({ on, today }: OnDay & { readonly today: string }) =>
        `“Day”: ${on} is still to come (today is ${today}). Give the day on the voucher.`,
    },
  },
  "funds.balance_short": {
    kind: "conflict",
    field: "amountFen",
    message: {
      zh: ({ number, account, balance, amount }: Short) =>
        `基金 ${number} 的“${account.zh}”余额为 ${yuan(balance)} 元，不够本次的 ${yuan(amount)} 元。请核对金额，或先登记缺少的款项。`,
      en: ({ number, account, balance, amount }: Short) =>
        `“${account.en}” of fund ${number} holds CNY ${yuan(balance)}, less than the CNY ${yuan(amount)} of this entry. Check the amount, or enter what is missing first.`,
    },
  },
  "funds.day_before_start": {
    kind: "validation",
    field: ({ field }: Pick<OnDay, "field">) => field,
    message: {
      zh: ({ on, start }: OnDay & { readonly start: string }) =>
        `日期 ${on} 早于基金开始的 ${start}。请核对日期，或先改基金的期限。`,
      en: ({ on, start }: OnDay & { readonly start: string }) =>
        `The day ${on} lies before ${start}, on which the fund starts. Check it, or change the fund's term first.`,
    },
  },
  "funds.entry_known": {
    kind: "conflict",
    field: "voucher",
    message: {
      zh: ({ number, entry }: { readonly number: string; readonly entry: number }) =>
        `基金 ${number} 的分录 ${entry} 已经登记了同一天、同金额、同凭证号的这一笔。确是另一笔的，请写明它自己的凭证号。`,
      en: ({ number, entry }: { readonly number: string; readonly entry: number }) =>
        `Entry ${entry} of fund ${number} has the same day, amount and voucher already. If this is another, give its own voucher number.`,
    },
  },
  "funds.entry_reversed": {
    kind: "conflict",
    message: {
      zh: ({ number, by }: { readonly number: number; readonly by: number }) =>
        `分录 ${number} 已由分录 ${by} 冲销，不能再冲销一次。请刷新页面查看。`,
      en: ({ number, by }: { readonly number: number; readonly by: number }) =>
        `Entry ${number} was reversed by entry ${by} and is reversed once only. Reload the page.`,
    },
  },
  "funds.reversal_kept": {
    kind: "conflict",
    message: {
      zh: ({ number, reverses }: { readonly number: number; readonly reverses: number }) =>
        `分录 ${number} 本身是对分录 ${reverses} 的冲销，不能再冲销。如需恢复，请重新登记原来的业务。`,
      en: ({ number, reverses }: { readonly number: number; readonly reverses: number }) =>
        `Entry ${number} is itself the reversal of entry ${reverses} and is not reversed. To undo it, enter the original again.`,
    },
  },
  "funds.day_before_reversed": {
    kind: "validation",
    field: "on",
    message: {
      zh: ({ on, since }: { readonly on: string; readonly since: string }) =>
        `冲销“日期” ${on} 早于原分录的日期 ${since}。请改“日期”。`,
      en: ({ on, since }: { readonly on: string; readonly since: string }) =>
        `“Day” ${on} of the reversal is before that of the entry, ${since}. Change “Day”.`,
    },
  },
  "funds.period_upside_down": {
    kind: "validation",
    message: {
      zh: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `期间的“截止日” ${until} 早于“起始日” ${from}。请改其中一个日期。`,
      en: ({ from, until }: { readonly from: string; readonly until: string }) =>
        `“Until” ${until} is before “From” ${from}. Change one of the days.`,
    },
  },
});

/** As people read it, and as it is called in what is sent. */
interface Field extends Bilingual {
  readonly name: string;
}
interface InField {
  readonly field: Field;
}
interface OnDay {
  readonly on: string;
  readonly field: string;
}
interface PlanSums {
  readonly dimension: Field;
  readonly planned: bigint;
  readonly size: bigint;
}
interface Subscribed {
  readonly number: string;
  readonly size: bigint;
  readonly committed: bigint;
  readonly amount: bigint;
}
interface Short {
  readonly number: string;
  readonly account: Bilingual;
  readonly balance: bigint;
  readonly amount: bigint;
}

export const FIELD = {
  size: { zh: "基金规模", en: "Size", name: "sizeFen" },
  stagePlan: { zh: "计划金额", en: "Planned", name: "stagePlan" },
  sourcePlan: { zh: "计划金额", en: "Planned", name: "sourcePlan" },
  committed: { zh: "认缴金额", en: "Committed", name: "committedFen" },
  amount: { zh: "金额", en: "Amount", name: "amountFen" },
  asked: { zh: "申请金额", en: "Amount asked for", name: "amountFen" },
  cost: { zh: "退出部分的账面成本", en: "Cost", name: "costFen" },
  valuation: { zh: "企业估值", en: "Valuation", name: "valuationFen" },
} as const satisfies Record<string, Field>;

/** Fen above zero, as a request says them; what is not that is told with the field. */
export function readFen(field: Field, text: string): bigint {
  const amount = parseFen(text);
  if (amount === null) throw fundError("funds.amount_not_fen", { field, text });
  if (amount <= 0n) throw fundError("funds.amount_zero", { field });
  return amount;
}

export function formatNumber(year: number, sequence: number): string {
  return `FUND-${year}-${String(sequence).padStart(6, "0")}`;
}

export function refuseTerm({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): void {
  if (endsOn <= startsOn) throw fundError("funds.term_upside_down", { startsOn, endsOn });
}

interface Term {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A term is not drawn in past what stands in the ledger or is still to be paid. */
export function refuseShorterTerm(
  number: string,
  before: Term,
  { startsOn, endsOn }: Term,
  { first, last }: { readonly first: string | null; readonly last: string | null },
): void {
  if (startsOn > before.startsOn && first !== null && startsOn > first) {
    throw fundError("funds.starts_after_entries", { number, startsOn, first });
  }
  if (endsOn < before.endsOn && last !== null && endsOn < last) {
    throw fundError("funds.ends_before_entries", { number, endsOn, last });
  }
}

/** A contributor, a stage or a source stands once in what is entered. */
export function refuseTwice(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.trim().toLowerCase();
    if (seen.has(key)) throw fundError("funds.named_twice", { name });
    seen.add(key);
  }
}

export function refuseDayToCome(on: string, today: string, field = "on"): void {
  if (on > today) throw fundError("funds.day_to_come", { on, today, field });
}

/** A fund that starts later takes what is committed today. */
export function refuseDayBeforeStart(
  on: string,
  { startsOn }: { readonly startsOn: string },
  today: string,
  field = "on",
): void {
  if (on < startsOn && on < today) throw fundError("funds.day_before_start", { on, start: startsOn, field });
}

export function refusePeriod({ from, until }: { readonly from: string; readonly until: string }): void {
  if (until < from) throw fundError("funds.period_upside_down", { from, until });
}

const DIMENSIONS = {
  stage: { zh: "阶段", en: "stage", name: "stagePlan" },
  source: { zh: "来源", en: "source", name: "sourcePlan" },
} as const;

/** What is planned for one purpose is not planned for another as well. */
export function refusePlan(
  size: bigint,
  plan: Readonly<Record<keyof typeof DIMENSIONS, readonly { readonly amount: bigint }[]>>,
): void {
  for (const [key, dimension] of Object.entries(DIMENSIONS)) {
    const planned = plan[key as keyof typeof DIMENSIONS].reduce((sum, { amount }) => sum + amount, 0n);
    if (planned > size) throw fundError("funds.plan_too_large", { dimension, planned, size });
  }
}

interface Reversible {
  readonly number: number;
  readonly onDay: string;
  readonly reversedBy: number | null;
  readonly reverses: number | null;
}

export function refuseReversal({ number, onDay, reversedBy, reverses }: Reversible, on: string): void {
  if (reverses !== null) throw fundError("funds.reversal_kept", { number, reverses });
  if (reversedBy !== null) throw fundError("funds.entry_reversed", { number, by: reversedBy });
  if (on < onDay) throw fundError("funds.day_before_reversed", { on, since: onDay });
}

/** What moved at the bank: the same day, amount and voucher is the same movement. Tranches are paid once by themselves. */
export const TAKEN_ONCE: readonly EntryKind[] = [
  "contribution_paid",
  "interest",
  "fee",
  "repayment",
  "dividend",
  "exit",
];

/** Balances that an entry may not leave below zero: money that is not there is neither paid nor written off. */
export const NEVER_NEGATIVE: readonly AccountKey[] = ["bank", "receivable", "convertible", "equity", "grants"];
