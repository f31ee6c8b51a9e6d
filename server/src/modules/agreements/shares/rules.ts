import { type Bilingual, defineErrors, formatPercent, formatYuan as yuan } from "@dual-high/kernel";
import type { DeductionKind, DistributionState, RuleUnit } from "./types.ts";

interface Kept {
  readonly receipt: string;
}

interface Overdrawn {
  readonly off: bigint;
  readonly overhead: bigint;
  readonly receipt: bigint;
}

interface UnfitValue {
  readonly name: Bilingual;
  readonly value: string;
  readonly unit: RuleUnit;
  readonly least: number;
}

const STATE_NAMES: Readonly<Record<DistributionState, Bilingual>> = {
  proposed: { zh: "待批准", en: "proposed" },
  approved: { zh: "已批准", en: "approved" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
  reversed: { zh: "已冲销", en: "reversed" },
};

const UNIT_WORDS: Readonly<Record<RuleUnit, Bilingual>> = {
  bp: { zh: "万分之几的整数，0 到 10000", en: "a whole number of basis points from 0 to 10000" },
  days: { zh: "天数的整数，0 到 365", en: "a whole number of days from 0 to 365" },
  working_days: { zh: "工作日的整数，0 到 365", en: "a whole number of working days from 0 to 365" },
  fen: { zh: "整数分", en: "a whole number of fen" },
  path: { zh: "commissioned、transformation 或 none", en: "commissioned, transformation or none" },
};

export const shareError = defineErrors({
  "agreements.rule_unknown": {
    kind: "validation",
    message: {
      zh: ({ key }: { readonly key: string }) => `没有名为“${key}”的规则。请在“规则”中选择一项。`,
      en: ({ key }: { readonly key: string }) => `There is no rule “${key}”. Choose one under “Rule”.`,
    },
  },
  "agreements.rule_value_unfit": {
    kind: "validation",
    message: {
      zh: ({ name, value, unit, least }: UnfitValue) =>
        `“${name.zh}”的值写的是“${value}”，应为${UNIT_WORDS[unit].zh}${least > 0 ? `，且不小于 ${least}：${unit === "days" ? "没有公示的方案不能批准" : "法定下限不能是零"}` : ""}。请改“值”。`,
      en: ({ name, value, unit, least }: UnfitValue) =>
        `“${name.en}” says “${value}” and takes ${UNIT_WORDS[unit].en}${least > 0 ? `, and ${least} at the least: ${unit === "days" ? "nothing is approved without a public notice" : "a floor of nothing is none"}` : ""}. Change the value.`,
    },
  },
  "agreements.rule_source_missing": {
    kind: "validation",
    message: {
      zh: ({ name }: { readonly name: Bilingual }) => `“${name.zh}”要写明出处：文件名称、文号、条款。请填“出处”。`,
      en: ({ name }: { readonly name: Bilingual }) =>
        `Say where “${name.en}” stands written: document, number, article. Fill in “Source”.`,
    },
  },
  "agreements.rule_missing": {
    kind: "conflict",
    message: {
      zh: ({ name, day }: { readonly name: Bilingual; readonly day: string }) =>
        `还没有录入 ${day} 起有效的“${name.zh}”，不能分配。请由本单位在“资金规则”中连同出处录入。`,
      en: ({ name, day }: { readonly name: Bilingual; readonly day: string }) =>
        `No version of “${name.en}” is in force on ${day}, so nothing can be distributed. Have your institution enter it, with its source, under “Money rules”.`,
    },
  },
  "agreements.rule_shares_do_not_sum": {
    kind: "conflict",
    message: {
      zh: ({ sum, day }: { readonly sum: number; readonly day: string }) =>
        `${day} 有效的完成人、所在单位、学校比例合计 ${formatPercent(sum)}，应为 100%。请在“资金规则”中改。`,
      en: ({ sum, day }: { readonly sum: number; readonly day: string }) =>
        `The shares of inventors, unit and institution in force on ${day} are ${formatPercent(sum)} together and must be 100 %. Change them under “Money rules”.`,
    },
  },
  "agreements.overhead_over_whole": {
    kind: "conflict",
    message: {
      zh: ({ sum }: { readonly sum: number }) =>
        `学校与院系管理费合计 ${formatPercent(sum)}，超过 100%。请在“资金规则”中改。`,
      en: ({ sum }: { readonly sum: number }) =>
        `The overheads of institution and school are ${formatPercent(sum)} together, more than all of it. Change them under “Money rules”.`,
    },
  },
  "agreements.under_floor": {
    kind: "conflict",
    message: {
      zh: ({ share, floor, source }: { readonly share: number; readonly floor: number; readonly source: string }) =>
        `完成人比例 ${formatPercent(share)} 低于法定下限 ${formatPercent(floor)}（${source}）。请在“资金规则”中改本单位的比例。`,
      en: ({ share, floor, source }: { readonly share: number; readonly floor: number; readonly source: string }) =>
        `The inventors' share of ${formatPercent(share)} is under the floor of ${formatPercent(floor)} (${source}). Change your institution's share under “Money rules”.`,
    },
  },
  "agreements.no_path": {
    kind: "conflict",
    message: {
      zh: ({ number, kind }: { readonly number: string; readonly kind: Bilingual }) =>
        `合同 ${number} 属“${kind.zh}”，按现行规则不经本系统分配。如需分配，请在“资金规则”中设定这类合同的资金路径。`,
      en: ({ number, kind }: { readonly number: string; readonly kind: Bilingual }) =>
        `Agreement ${number} is of the kind “${kind.en}”, whose money is not distributed by the rule in force. Set a path for this kind under “Money rules” if it is to be.`,
    },
  },
  "agreements.inventors_do_not_sum": {
    kind: "validation",
    message: {
      zh: ({ sum }: { readonly sum: number }) =>
        `完成人之间的比例合计 ${formatPercent(sum)}，应为 100%。请改“完成人”一栏，使各人相加正好为 100%。`,
      en: ({ sum }: { readonly sum: number }) =>
        `The inventors' shares are ${formatPercent(sum)} together and must be 100 %. Change the column “Inventors”.`,
    },
  },
  "agreements.distribution_name_missing": {
    kind: "validation",
    message: {
      zh: ({ field }: { readonly field: Bilingual }) => `请填“${field.zh}”：这部分款项归谁。`,
      en: ({ field }: { readonly field: Bilingual }) => `Fill in “${field.en}”: whose this part is.`,
    },
  },
  "agreements.deductions_over_receipt": {
    kind: "validation",
    message: {
      zh: ({ sum, receipt }: { readonly sum: bigint; readonly receipt: bigint }) =>
        `扣除合计 ${yuan(sum)} 元（税费、成本、认定服务费和增值税），超过到款 ${yuan(receipt)} 元。请改“扣除”一栏。`,
      en: ({ sum, receipt }: { readonly sum: bigint; readonly receipt: bigint }) =>
        `Tax, costs, recognition fee and VAT come to CNY ${yuan(sum)}, more than the CNY ${yuan(receipt)} received. Change the deductions.`,
    },
  },
  "agreements.deductions_unfit": {
    kind: "validation",
    message: {
      zh: () =>
        "横向项目按到款提管理费，只扣“认定服务费”和“增值税”，不扣其他税费和成本，也不分完成人。请删去“扣除”中的其他各行，并清空“完成人”。",
      en: () =>
        "A commissioned project's receipt bears overhead, the recognition fee and VAT alone: no other tax or cost is taken off and no inventors have a part. Remove those lines and empty the inventors.",
    },
  },
  "agreements.deductions_over_account": {
    kind: "validation",
    message: {
      zh: ({ off, overhead, receipt }: Overdrawn) =>
        `“认定服务费”和“增值税”合计 ${yuan(off)} 元，加上管理费 ${yuan(overhead)} 元，超过到款 ${yuan(receipt)} 元。请核对这两项；登记到款时就写错的，请冲销到款后重新登记。`,
      en: ({ off, overhead, receipt }: Overdrawn) =>
        `Recognition fee and VAT of CNY ${yuan(off)} and the overhead of CNY ${yuan(overhead)} are more than the CNY ${yuan(receipt)} received. Check both; if the receipt states them wrongly, reverse it and enter it anew.`,
    },
  },
  "agreements.deduction_stated": {
    kind: "validation",
    message: {
      zh: ({ receipt, field, amount }: Kept & { readonly field: Bilingual; readonly amount: bigint }) =>
        `到款 ${receipt} 登记时已写明“${field.zh}” ${yuan(amount)} 元，编制分配时自动扣除。请删去“扣除”中的这一行。`,
      en: ({ receipt, field, amount }: Kept & { readonly field: Bilingual; readonly amount: bigint }) =>
        `Receipt ${receipt} states “${field.en}” of CNY ${yuan(amount)} already, which is taken off by itself. Remove that line from the deductions.`,
    },
  },
  "agreements.distributed_already": {
    kind: "conflict",
    message: {
      zh: ({ receipt }: Kept) => `到款 ${receipt} 已有分配方案。要重做的，请先撤回或冲销原方案。`,
      en: ({ receipt }: Kept) =>
        `Receipt ${receipt} has a distribution already. To make another, withdraw or reverse that one first.`,
    },
  },
  "agreements.receipt_gone": {
    kind: "conflict",
    message: {
      zh: ({ receipt }: Kept) => `到款 ${receipt} 已冲销，没有可分配的款项。请刷新查看。`,
      en: ({ receipt }: Kept) => `Receipt ${receipt} was reversed: there is nothing to distribute. Reload the page.`,
    },
  },
  "agreements.distribution_own": {
    kind: "forbidden",
    message: {
      zh: ({ receipt }: Kept) => `到款 ${receipt} 的分配方案是您编制的，须由另一位有批准权限的人员批准。`,
      en: ({ receipt }: Kept) => `You drew up the distribution of ${receipt}: somebody else has to approve it.`,
    },
  },
  "agreements.distribution_wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ receipt, state }: Kept & { readonly state: DistributionState }) =>
        `到款 ${receipt} 的分配方案现在是“${STATE_NAMES[state].zh}”，不能再办理这一步。请刷新查看。`,
      en: ({ receipt, state }: Kept & { readonly state: DistributionState }) =>
        `The distribution of ${receipt} is ${STATE_NAMES[state].en}: this step is not open. Reload the page.`,
    },
  },
  "agreements.not_public": {
    kind: "conflict",
    message: {
      zh: ({ receipt }: Kept) => `到款 ${receipt} 的分配方案没有写公示日期，不能批准。请撤回后写明公示的第一天再编制。`,
      en: ({ receipt }: Kept) =>
        `The distribution of ${receipt} names no day of public notice and cannot be approved. Withdraw it and draw it up with the first day of its notice.`,
    },
  },
  "agreements.notice_before_drawn": {
    kind: "validation",
    message: {
      zh: ({ receipt, from, today }: Kept & { readonly from: string; readonly today: string }) =>
        `到款 ${receipt} 的分配方案今天（${today}）才编制，“公示第一天”不能是更早的 ${from}。请改“公示第一天”。`,
      en: ({ receipt, from, today }: Kept & { readonly from: string; readonly today: string }) =>
        `The distribution of ${receipt} is drawn up today, ${today}: its public notice cannot have begun on ${from}. Change the first day of the notice.`,
    },
  },
  "agreements.still_public": {
    kind: "conflict",
    message: {
      zh: ({ receipt, until }: Kept & { readonly until: string }) =>
        `到款 ${receipt} 的分配方案公示到 ${until}，期满后才能批准。`,
      en: ({ receipt, until }: Kept & { readonly until: string }) =>
        `The distribution of ${receipt} is in public notice until ${until} and can be approved after that.`,
    },
  },
  "agreements.end_reason_missing": {
    kind: "validation",
    message: {
      zh: ({ receipt }: Kept) => `撤回或冲销到款 ${receipt} 的分配要写明“原因”。`,
      en: ({ receipt }: Kept) => `Say under “Reason” why the distribution of ${receipt} is taken back.`,
    },
  },
});

export const DEDUCTION_NAMES: Readonly<Record<DeductionKind, Bilingual>> = {
  tax: { zh: "税费", en: "Tax" },
  cost: { zh: "成本", en: "Cost" },
  recognition_fee: { zh: "认定服务费", en: "Recognition fee" },
  vat: { zh: "增值税", en: "VAT" },
};

/** What is drawn up today has been shown to nobody before. */
export function refuseEarlyNotice(receipt: string, from: string | null, today: string): void {
  if (from !== null && from < today) throw shareError("agreements.notice_before_drawn", { receipt, from, today });
}

/** Whether a value is one that such a rule takes. */
export function isValueOf(unit: RuleUnit, value: string, least = 0): boolean {
  if (unit === "path") return ["commissioned", "transformation", "none"].includes(value);
  if (!/^\d{1,15}$/.test(value)) return false;
  const most = unit === "bp" ? 10_000 : unit === "fen" ? Number.MAX_SAFE_INTEGER : 365;
  return Number(value) >= least && Number(value) <= most;
}

interface Version {
  readonly key: string;
  readonly inForceFrom: string;
}

/**
 * Of the versions of a rule, given in the order in which they were entered, the one that holds on a day: the one that began
 * last, and of those that began on one day the one entered last.
 */
export function ruleOn<V extends Version>(versions: readonly V[], key: string, day: string): V | null {
  return versions
    .filter((version) => version.key === key && version.inForceFrom <= day)
    .reduce<V | null>((best, each) => (best === null || each.inForceFrom >= best.inForceFrom ? each : best), null);
}

interface Standing {
  readonly receipt: string;
  readonly state: DistributionState;
  readonly drawnBy: string;
  /** Whether it has to be shown in public before. */
  readonly needsNotice: boolean;
  readonly publicFrom: string | null;
  readonly publicUntil: string | null;
}

/** Throws unless the caller may approve it today. */
export function refuseApproval(standing: Standing, userId: string, today: string): void {
  const { receipt, state, drawnBy, needsNotice, publicFrom, publicUntil } = standing;
  if (state !== "proposed") throw shareError("agreements.distribution_wrong_state", { receipt, state });
  if (drawnBy === userId) throw shareError("agreements.distribution_own", { receipt });
  if (!needsNotice) return;
  if (publicFrom === null || publicUntil === null) throw shareError("agreements.not_public", { receipt });
  if (today <= publicUntil) throw shareError("agreements.still_public", { receipt, until: publicUntil });
}
