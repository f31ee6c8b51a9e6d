import { type Bilingual, defineErrors, formatYuan as yuan } from "@dual-high/kernel";
import { REGISTRATION_ACTIONS, type RegistrationAction, type RegistrationState } from "./types.ts";

interface Of {
  readonly number: string;
}

export const STATE_NAMES: Readonly<Record<RegistrationState, Bilingual>> = {
  preparing: { zh: "准备中", en: "being prepared" },
  accepted: { zh: "已受理", en: "accepted" },
  registered: { zh: "已登记", en: "registered" },
  changing: { zh: "变更中", en: "being changed" },
  cancelled: { zh: "已撤销", en: "cancelled" },
  returned: { zh: "被退回", en: "returned" },
};

export const registrationError = defineErrors({
  "agreements.not_technology": {
    kind: "conflict",
    message: {
      zh: ({ number }: Of) => `合同 ${number} 不是五类技术合同，不办认定登记。`,
      en: ({ number }: Of) => `Agreement ${number} is none of the five technology contracts and is not registered.`,
    },
  },
  "agreements.registration_unsigned": {
    kind: "conflict",
    message: {
      zh: ({ number }: Of) => `合同 ${number} 还没有登记签署，不能提交认定登记。请先登记签署。`,
      en: ({ number }: Of) =>
        `Agreement ${number} is not recorded as signed. Record its signing before it is registered.`,
    },
  },
  "agreements.registration_of_ended": {
    kind: "conflict",
    message: {
      zh: ({ number }: Of) =>
        `合同 ${number} 已经结束，撤销后的认定登记不能重新申请。双方若仍要履行，请另签合同并登记新的合同。`,
      en: ({ number }: Of) =>
        `Agreement ${number} has ended, so its cancelled registration is not applied for again. If the parties go on, sign and register a new agreement.`,
    },
  },
  "agreements.deductions_over_amount": {
    kind: "validation",
    message: {
      zh: ({ sum, amount }: { readonly sum: bigint; readonly amount: bigint }) =>
        `“非技术性费用”合计 ${yuan(sum)} 元，多于合同成交额 ${yuan(amount)} 元。请改其中的金额。`,
      en: ({ sum, amount }: { readonly sum: bigint; readonly amount: bigint }) =>
        `The non-technical costs come to CNY ${yuan(sum)}, more than the contract amount of CNY ${yuan(amount)}. Change an item.`,
    },
  },
  "agreements.income_over_transaction": {
    kind: "validation",
    message: {
      zh: ({ income, transaction }: { readonly income: bigint; readonly transaction: bigint }) =>
        `“技术性收入” ${yuan(income)} 元多于技术交易额 ${yuan(transaction)} 元。请改“技术性收入”或“非技术性费用”。`,
      en: ({ income, transaction }: { readonly income: bigint; readonly transaction: bigint }) =>
        `The technical income of CNY ${yuan(income)} is more than the transaction value of CNY ${yuan(transaction)}. Change the one or the non-technical costs.`,
    },
  },
  "agreements.registration_wrong_state": {
    kind: "conflict",
    message: {
      zh: ({ number, state }: Of & { readonly state: RegistrationState }) =>
        `合同 ${number} 的认定登记现在是“${STATE_NAMES[state].zh}”，不能办理这一步。一份合同同时只有一项登记；请刷新查看。`,
      en: ({ number, state }: Of & { readonly state: RegistrationState }) =>
        `The registration of ${number} is ${STATE_NAMES[state].en}, so this step is not open. A contract has one registration at a time; reload the page.`,
    },
  },
  "agreements.registration_incomplete": {
    kind: "validation",
    message: {
      zh: ({ number, lacks }: Of & { readonly lacks: readonly Bilingual[] }) =>
        `合同 ${number} 的登记表还缺：${lacks.map(({ zh }) => zh).join("、")}。请先补充。`,
      en: ({ number, lacks }: Of & { readonly lacks: readonly Bilingual[] }) =>
        `The form of ${number} still lacks: ${lacks.map(({ en }) => en).join(", ")}. Fill them in first.`,
    },
  },
  "agreements.registration_day_unfit": {
    kind: "validation",
    message: {
      zh: ({ on, earliest }: { readonly on: string; readonly earliest: string }) =>
        `日期 ${on} 不对：不能在今天之后，也不能早于 ${earliest}（合同签署或登记机构上一步的日期）。请改“日期”。`,
      en: ({ on, earliest }: { readonly on: string; readonly earliest: string }) =>
        `${on} cannot be: no day is to come, and none is before ${earliest}, the day of the signing or of the registrar's step before. Change the day.`,
    },
  },
  "agreements.registration_number_taken": {
    kind: "conflict",
    message: {
      zh: ({ text, other }: { readonly text: string; readonly other: string }) =>
        `登记编号 ${text} 已用于合同 ${other}。请核对“登记编号”。`,
      en: ({ text, other }: { readonly text: string; readonly other: string }) =>
        `The number ${text} belongs to agreement ${other}. Check the “Number”.`,
    },
  },
});

/**
 * The technology transaction value, and what no registration may say: 0 ≤ technical income ≤ transaction value ≤ amount.
 * An amount that is not agreed yet leaves both open.
 */
export function transactionValue(
  amount: bigint | null,
  deductions: readonly bigint[],
  income: bigint | null,
): bigint | null {
  if (amount === null) return null;
  const sum = deductions.reduce((total, each) => total + each, 0n);
  if (sum > amount) throw registrationError("agreements.deductions_over_amount", { sum, amount });
  const transaction = amount - sum;
  if (income !== null && income > transaction) {
    throw registrationError("agreements.income_over_transaction", { income, transaction });
  }
  return transaction;
}

interface Doubtful {
  readonly income: bigint | null;
  readonly received: bigint;
  readonly endsOn: string | null;
  /** Fulfilled or terminated. */
  readonly endedOn: string | null;
  /** The day on which the registrar accepted it, or today. */
  readonly on: string;
}

/** What the registrar will ask about: it does not keep the form from being saved, for the registrar decides. */
export function findDoubts({ income, received, endsOn, endedOn, on }: Doubtful): Bilingual[] {
  const doubts: Bilingual[] = [];
  if (income !== null && income > received) {
    doubts.push({
      zh: `“技术性收入” ${yuan(income)} 元多于已到款的 ${yuan(received)} 元。技术性收入是已经到账的技术交易额；请核对，没有到账的不填。`,
      en: `“Technical income” says CNY ${yuan(income)}, and CNY ${yuan(received)} came in. It is the transaction value that was received: check it, and leave out what has not come in.`,
    });
  }
  const over = endedOn !== null && (endsOn === null || endedOn < endsOn) ? endedOn : endsOn;
  if (over !== null && over < on) {
    doubts.push({
      zh: `${on} 不在合同有效期内：合同到 ${over} 为止。认定登记要在有效期内办理（管理办法 2024-12 征求意见稿第十二条，以正式文本为准）；请先与登记机构确认，仍要履行的先办补充协议。`,
      en: `On ${on} the contract is not within its validity, which ended on ${over}. A contract is registered while it is valid (art. 12 of the draft measures of December 2024; the final text counts). Ask the registrar first, and amend a contract that goes on.`,
    });
  }
  return doubts;
}

const FROM: Readonly<Record<RegistrationAction | "fill", readonly RegistrationState[]>> = {
  fill: ["preparing", "returned", "accepted", "changing"],
  accept: ["preparing", "returned"],
  register: ["accepted", "changing"],
  return: ["accepted", "changing"],
  change: ["registered"],
  cancel: ["registered", "changing"],
  renew: ["cancelled"],
};

export function registrationActions(state: RegistrationState, { hasEnded }: { readonly hasEnded: boolean }) {
  return REGISTRATION_ACTIONS.filter((action) => FROM[action].includes(state) && !(hasEnded && action === "renew"));
}

export function mayBeFilled(state: RegistrationState): boolean {
  return FROM.fill.includes(state);
}

export function refuseUntimely(number: string, state: RegistrationState, action: RegistrationAction | "fill"): void {
  if (!FROM[action].includes(state)) throw registrationError("agreements.registration_wrong_state", { number, state });
}

/** `earliest` is the day of what went before at the registrar. */
export function refuseUnfitDay(
  on: string,
  { earliest, today }: { readonly earliest: string; readonly today: string },
): void {
  if (on < earliest || on > today) throw registrationError("agreements.registration_day_unfit", { on, earliest });
}
