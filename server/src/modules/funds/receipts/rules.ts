import { type Bilingual, defineErrors, formatYuan as yuan } from "@dual-high/kernel";
import type { MatchState } from "./types.ts";

interface About {
  readonly title: string;
  readonly position: number;
}

interface Rest {
  readonly left: bigint;
  readonly amount: bigint;
}

export const receiptError = defineErrors({
  "funds.payment_reversed": {
    kind: "conflict",
    message: {
      zh: ({ title, position }: About) => `“${title}”第 ${position} 期的拨付已经冲销，不能再对到款。请刷新页面。`,
      en: ({ title, position }: About) =>
        `The payment of tranche ${position} of “${title}” was reversed, so it is matched with no receipt. Reload the page.`,
    },
  },
  "funds.receipt_unfit": {
    kind: "validation",
    message: {
      zh: ({ title, position }: About) =>
        `所选到款不是“${title}”所属项目的合同到款，或已经冲销，不能与第 ${position} 期对上。请在列出的到款中选择。`,
      en: ({ title, position }: About) =>
        `The receipt is not of an agreement of the project of “${title}”, or was reversed, so tranche ${position} is not matched with it. Choose one of those that are listed.`,
    },
  },
  "funds.match_beyond_payment": {
    kind: "conflict",
    field: "amountFen",
    message: {
      zh: ({ title, position, left, amount }: About & Rest) =>
        `“${title}”第 ${position} 期还有 ${yuan(left)} 元没有对上，不能再对 ${yuan(amount)} 元。请改“金额”，或先取消一笔已对上的到款。`,
      en: ({ title, position, left, amount }: About & Rest) =>
        `CNY ${yuan(left)} of tranche ${position} of “${title}” are not matched yet, so CNY ${yuan(amount)} cannot be. Change “Amount”, or take back a match first.`,
    },
  },
  "funds.match_beyond_receipt": {
    kind: "conflict",
    field: "amountFen",
    message: {
      zh: ({ number, left, amount }: Rest & { readonly number: string }) =>
        `到款 ${number} 还有 ${yuan(left)} 元没有对上，不能再对 ${yuan(amount)} 元。请改“金额”，选择别的到款，或先取消它对上的拨付。`,
      en: ({ number, left, amount }: Rest & { readonly number: string }) =>
        `CNY ${yuan(left)} of receipt ${number} are not matched yet, so CNY ${yuan(amount)} cannot be. Change “Amount”, choose another receipt, or take back what it is matched with first.`,
    },
  },
});

interface Side {
  readonly left: bigint;
  readonly isReversed: boolean;
}

export function stateOf(payment: Side, receipt: Side | null): MatchState {
  if (payment.isReversed) return "payment_reversed";
  if (receipt === null) return "not_seen";
  if (receipt.isReversed) return "receipt_reversed";
  return payment.left === 0n && receipt.left === 0n ? "equal" : "open";
}

/** Nothing is matched beyond what was paid, nor beyond what was received. */
export function refuseBeyond(
  payment: About & { readonly left: bigint },
  receipt: { readonly number: string; readonly left: bigint },
  amount: bigint,
): void {
  if (amount > payment.left) throw receiptError("funds.match_beyond_payment", { ...payment, amount });
  if (amount > receipt.left) throw receiptError("funds.match_beyond_receipt", { ...receipt, amount });
}

/** A receipt that says the fund paid it. */
export function isFrom(payer: string, fundName: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  return plain(payer).includes(plain(fundName));
}

/** The same amount first, then the nearest day. */
export function nearestFirst<R extends { readonly openFen: string; readonly dayNumber: number }>(
  payment: { readonly left: bigint; readonly dayNumber: number },
  receipts: readonly R[],
): R[] {
  const unlike = ({ openFen }: R) => (BigInt(openFen) === payment.left ? 0 : 1);
  const apart = ({ dayNumber }: R) => Math.abs(dayNumber - payment.dayNumber);
  return receipts.toSorted((a, b) => unlike(a) - unlike(b) || apart(a) - apart(b));
}

export function remedyOfPayment(hasProject: boolean, candidates: number): Bilingual {
  if (!hasProject) {
    return {
      zh: "申请没有关联转化项目，没有合同到款可比；凭收款单位的收据核对",
      en: "The application names no project, so there is no agreement to compare with: check the recipient's own receipt",
    };
  }
  if (candidates > 0)
    return { zh: "选择它到账的那一笔或几笔", en: "Choose the receipt, or receipts, that it arrived as" };
  return {
    zh: "项目的合同没有空着的到款：请收款方在合同页登记到款，或向收款方核实",
    en: "No receipt of the project's agreements is free: ask the recipient to enter it on the agreement's page, or whether it arrived",
  };
}

export const REMEDY_OF_RECEIPT: Bilingual = {
  zh: "对方登记为基金拨付，账簿没有对应的一笔：核对“承诺与拨付”，或请对方改正拨款单位",
  en: "Entered as paid by the fund, which has no such payment: check the commitments, or ask for the payer to be corrected",
};
