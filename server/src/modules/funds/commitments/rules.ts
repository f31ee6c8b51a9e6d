import { defineErrors, formatYuan as yuan } from "@dual-high/kernel";
import { type EquityTerms, STAGE_NAMES } from "../applications/types.ts";
import type { FundStage } from "../types.ts";
import type { TrancheState } from "./types.ts";

interface About {
  readonly title: string;
  readonly position: number;
}

type GateDay = About & { readonly gate: FundStage; readonly on: string; readonly passedOn: string };

export const commitmentError = defineErrors({
  "funds.tranche_paid": {
    kind: "conflict",
    message: {
      zh: ({ title, position, paidOn }: About & { readonly paidOn: string }) =>
        `“${title}”第 ${position} 期已于 ${paidOn} 拨付，没有再付。请刷新页面核对。`,
      en: ({ title, position, paidOn }: About & { readonly paidOn: string }) =>
        `Tranche ${position} of “${title}” was paid on ${paidOn} and was not paid again. Reload the page.`,
    },
  },
  "funds.gate_not_passed": {
    kind: "conflict",
    message: {
      zh: ({ title, position, gate }: About & { readonly gate: FundStage }) =>
        `“${title}”第 ${position} 期要等项目通过“${STAGE_NAMES[gate].zh}”关口才能拨付。请先在项目页办理关口。`,
      en: ({ title, position, gate }: About & { readonly gate: FundStage }) =>
        `Tranche ${position} of “${title}” waits for the project's gate to ${STAGE_NAMES[gate].en}. Have the gate passed on the project's page first.`,
    },
  },
  "funds.paid_before_gate": {
    kind: "validation",
    message: {
      zh: ({ title, position, gate, on, passedOn }: GateDay) =>
        `“${title}”第 ${position} 期的拨付日期 ${on} 早于项目通过“${STAGE_NAMES[gate].zh}”关口的日期 ${passedOn}。请填实际拨付的日期。`,
      en: ({ title, position, gate, on, passedOn }: GateDay) =>
        `Tranche ${position} of “${title}” cannot have been paid on ${on}: the gate to ${STAGE_NAMES[gate].en} was passed on ${passedOn}. Give the day of the payment.`,
    },
  },
  "funds.project_ended": {
    kind: "conflict",
    message: {
      zh: ({ title, position }: About) =>
        `“${title}”的项目已终止或退回，第 ${position} 期不能拨付。如不再继续，请关闭承诺、释放余款。`,
      en: ({ title, position }: About) =>
        `The project of “${title}” was stopped or returned, so tranche ${position} is not paid. Close the commitment to release the rest.`,
    },
  },
  "funds.commitment_closed": {
    kind: "conflict",
    message: {
      zh: ({ title, closedOn }: { readonly title: string; readonly closedOn: string }) =>
        `“${title}”的承诺已于 ${closedOn} 关闭，不能再办理。如需继续，请重新申请。`,
      en: ({ title, closedOn }: { readonly title: string; readonly closedOn: string }) =>
        `The commitment to “${title}” was closed on ${closedOn}. To go on, apply anew.`,
    },
  },
  "funds.nothing_to_convert": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) =>
        `“${title}”没有可转为股权的拨投结合资金：尚未拨付，或已经转股。请先核对拨付记录。`,
      en: ({ title }: { readonly title: string }) =>
        `Nothing of “${title}” is to be converted: it is no grant-to-equity, was not paid yet, or was converted. Check its payments.`,
    },
  },
  "funds.converted_already": {
    kind: "conflict",
    message: {
      zh: ({ title, on }: { readonly title: string; readonly on: string }) =>
        `“${title}”已于 ${on} 转股，占股按那一次计，不能再转一次。后来又拨付的，请先冲销原转股分录，再按全部资金一次登记。`,
      en: ({ title, on }: { readonly title: string; readonly on: string }) =>
        `“${title}” became equity on ${on}, and its shares are those of that day. For what was paid since, reverse the entry of that conversion and record one for all of the money.`,
    },
  },
  "funds.converted_unpaid": {
    kind: "conflict",
    message: {
      zh: ({ title, position }: About) =>
        `“${title}”第 ${position} 期还没有拨付，转股一次办理全部资金。请先付清；不再拨付的，先关闭承诺、释放余款，再登记转股。`,
      en: ({ title, position }: About) =>
        `Tranche ${position} of “${title}” is not paid, and all of the money becomes equity at once. Pay it first; if it is not to be paid, close the commitment, then convert.`,
    },
  },
  "funds.closed_too_early": {
    kind: "validation",
    message: {
      zh: ({ title, on, earliest }: { readonly title: string; readonly on: string; readonly earliest: string }) =>
        `“${title}”的关闭日期 ${on} 不能早于 ${earliest}（决定或最近一次拨付的日期）。请改“日期”。`,
      en: ({ title, on, earliest }: { readonly title: string; readonly on: string; readonly earliest: string }) =>
        `“${title}” cannot have been closed on ${on}, before ${earliest}, the day of its decision or last payment. Change “Day”.`,
    },
  },
  "funds.paid_before_decided": {
    kind: "validation",
    field: "on",
    message: {
      zh: ({ title, on, committedOn }: { readonly title: string; readonly on: string; readonly committedOn: string }) =>
        `“${title}”的拨付日期 ${on} 早于决定日期 ${committedOn}。请填实际拨付的日期。`,
      en: ({ title, on, committedOn }: { readonly title: string; readonly on: string; readonly committedOn: string }) =>
        `“${title}” cannot have been paid on ${on}: it was decided on ${committedOn}. Give the day of the payment.`,
    },
  },
  "funds.trigger_not_due": {
    kind: "validation",
    field: "on",
    message: {
      zh: ({ title, on, triggerOn }: { readonly title: string; readonly on: string; readonly triggerOn: string }) =>
        `“${title}”约定 ${triggerOn} 触发转股，${on} 还不能转。请到期后登记；如另有约定，请重新申请。`,
      en: ({ title, on, triggerOn }: { readonly title: string; readonly on: string; readonly triggerOn: string }) =>
        `“${title}” becomes equity on ${triggerOn} by its terms, and not on ${on}. Record it from that day; other terms take a new application.`,
    },
  },
  "funds.team_share_above_terms": {
    kind: "validation",
    field: "teamShareBp",
    message: {
      zh: ({ title, agreedBp, teamShareBp }: AgreedShare) =>
        `“${title}”约定团队占股不超过 ${agreedBp / 100}%，“团队占股”填了 ${teamShareBp / 100}%。请改小；如另有约定，请重新申请。`,
      en: ({ title, agreedBp, teamShareBp }: AgreedShare) =>
        `The terms of “${title}” leave the team ${agreedBp / 100}% at most, and “Team's share” says ${teamShareBp / 100}%. Lower it; other terms take a new application.`,
    },
  },
  "funds.dividend_of_nothing": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”还没有拨付过，不会有分红。请核对是哪个项目的到账。`,
      en: ({ title }: { readonly title: string }) =>
        `Nothing of “${title}” was paid, so it has no dividend. Check which project the money came from.`,
    },
  },
  "funds.shares_too_large": {
    kind: "validation",
    field: "fundShareBp",
    message: {
      zh: ({ fundShareBp, teamShareBp }: Shares) =>
        `基金占股 ${fundShareBp / 100}% 与团队占股 ${teamShareBp / 100}% 合计超过 100%。请改其中一项。`,
      en: ({ fundShareBp, teamShareBp }: Shares) =>
        `The fund's ${fundShareBp / 100}% and the team's ${teamShareBp / 100}% come to more than 100%. Change one of them.`,
    },
  },
  "funds.cost_missing": {
    kind: "validation",
    field: "costFen",
    message: {
      zh: () => "退出收回要填“退出部分的账面成本”，差额记为收益或损失。",
      en: () => "An exit needs “Cost”, what the part that was sold is held at; the difference is gain or loss.",
    },
  },
  "funds.write_off_own": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”的核销是您提出的，要由另一位批准。请换一位同事办理。`,
      en: ({ title }: { readonly title: string }) =>
        `You proposed this write-off of “${title}”: somebody else approves it. Ask a colleague.`,
    },
  },
  "funds.write_off_others": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) =>
        `“${title}”的核销不是您提出的，不能撤回。不同意的，请写明原因驳回。`,
      en: ({ title }: { readonly title: string }) =>
        `Somebody else proposed this write-off of “${title}”, so you do not take it back. Decline it with the reason.`,
    },
  },
  "funds.write_off_declined_own": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”的核销是您提出的，不能由您驳回。请改用“撤回”。`,
      en: ({ title }: { readonly title: string }) =>
        `You proposed this write-off of “${title}” and do not decline it. Take it back instead.`,
    },
  },
  "funds.write_off_dropped": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) =>
        `“${title}”的这笔核销已经撤回或驳回，没有入账。请刷新页面；仍要核销的，请重新提出。`,
      en: ({ title }: { readonly title: string }) =>
        `This write-off of “${title}” was taken back or declined and is not entered. Reload the page; propose it anew if need be.`,
    },
  },
  "funds.write_off_done": {
    kind: "conflict",
    message: {
      zh: ({ title }: { readonly title: string }) => `“${title}”的这笔核销已经批准入账，没有再记。请刷新页面。`,
      en: ({ title }: { readonly title: string }) =>
        `This write-off of “${title}” was approved already and was not entered again. Reload the page.`,
    },
  },
  "funds.write_off_too_large": {
    kind: "validation",
    field: "amountFen",
    message: {
      zh: ({ title, held, amount }: { readonly title: string; readonly held: bigint; readonly amount: bigint }) =>
        `“${title}”账面只有 ${yuan(held)} 元，不能核销 ${yuan(amount)} 元。无偿资助已列支出，不需要核销。`,
      en: ({ title, held, amount }: { readonly title: string; readonly held: bigint; readonly amount: bigint }) =>
        `The ledger holds CNY ${yuan(held)} of “${title}”, so CNY ${yuan(amount)} cannot be written off. A grant is spent when it is paid.`,
    },
  },
});

interface AgreedShare {
  readonly title: string;
  readonly agreedBp: number;
  readonly teamShareBp: number;
}

/** A conversion keeps to the terms that the committee agreed to: not before their day, and no larger share for the team. */
export function refuseAgainstTerms(
  title: string,
  terms: EquityTerms | null,
  { on, teamShareBp }: { readonly on: string; readonly teamShareBp: number },
): void {
  if (terms === null) return;
  const { trigger, triggerOn, teamShareBp: agreedBp } = terms;
  if (trigger === "date" && triggerOn !== null && on < triggerOn) {
    throw commitmentError("funds.trigger_not_due", { title, on, triggerOn });
  }
  if (teamShareBp > agreedBp) throw commitmentError("funds.team_share_above_terms", { title, agreedBp, teamShareBp });
}

interface Shares {
  readonly fundShareBp: number;
  readonly teamShareBp: number;
}

export function refuseShares(shares: Shares): void {
  if (shares.fundShareBp + shares.teamShareBp > 10_000) throw commitmentError("funds.shares_too_large", shares);
}

/** What waits for a gate is not paid without it, nor on a day before it was passed. */
export function refuseGate(
  { title, position, gate, on }: About & { readonly gate: FundStage | null; readonly on: string },
  passed: ReadonlyMap<string, string>,
): void {
  if (gate === null) return;
  const passedOn = passed.get(gate);
  if (passedOn === undefined) throw commitmentError("funds.gate_not_passed", { title, position, gate });
  if (on < passedOn) throw commitmentError("funds.paid_before_gate", { title, position, gate, on, passedOn });
}

/** All of the money becomes equity once, so that what the fund and the team hold is said by one conversion. */
export function refuseConversion(
  { title, closedOn }: { readonly title: string; readonly closedOn: string | null },
  tranches: readonly { readonly position: number; readonly paidOn: string | null }[],
  before: { readonly on: string } | undefined,
): void {
  if (before !== undefined) throw commitmentError("funds.converted_already", { title, on: before.on });
  const open = tranches.find(({ paidOn }) => paidOn === null);
  if (closedOn === null && open !== undefined) {
    throw commitmentError("funds.converted_unpaid", { title, position: open.position });
  }
}

/** A commitment is closed on no day before it was made, or before its last payment. */
export function refuseEarlyClosing(
  { title, committedOn }: { readonly title: string; readonly committedOn: string },
  tranches: readonly { readonly paidOn: string | null }[],
  on: string,
): void {
  const earliest = tranches.reduce(
    (last, { paidOn }) => (paidOn !== null && paidOn > last ? paidOn : last),
    committedOn,
  );
  if (on < earliest) throw commitmentError("funds.closed_too_early", { title, on, earliest });
}

interface TrancheStand {
  readonly paidOn: string | null;
  readonly plannedOn: string;
  readonly gate: FundStage | null;
}

/** `passed`: gates of the project that were passed; null where the project has ended. */
export function trancheState(
  { paidOn, plannedOn, gate }: TrancheStand,
  {
    isClosed,
    passed,
    today,
  }: { readonly isClosed: boolean; readonly passed: ReadonlyMap<string, string> | null; readonly today: string },
): TrancheState {
  if (paidOn !== null) return "paid";
  if (isClosed) return "released";
  if (gate !== null && !(passed?.has(gate) ?? false)) return "waits_gate";
  return plannedOn > today ? "planned" : "payable";
}
