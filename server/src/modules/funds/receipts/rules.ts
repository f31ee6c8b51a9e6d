import { type Bilingual, defineErrors } from "@dual-high/kernel";
import type { MatchState } from "./types.ts";

interface About {
  readonly title: string;
  readonly position: number;
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
  "funds.receipt_taken": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `到款 ${number} 已经与另一笔拨付对上。请先取消那一笔，或选择别的到款。`,
      en: ({ number }: { readonly number: string }) =>
        `Receipt ${number} is matched with another payment. Take that match back first, or choose another receipt.`,
    },
  },
});

interface Side {
  readonly amountFen: string;
  readonly isReversed: boolean;
}

export function stateOf(payment: Side, receipt: Side | null): MatchState {
  if (payment.isReversed) return "payment_reversed";
  if (receipt === null) return "not_seen";
  if (receipt.isReversed) return "receipt_reversed";
  return payment.amountFen === receipt.amountFen ? "equal" : "differs";
}

/** A receipt that says the fund paid it. */
export function isFrom(payer: string, fundName: string): boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  return plain(payer).includes(plain(fundName));
}

/** The same amount first, then the nearest day. */
export function nearestFirst<R extends { readonly amountFen: string; readonly dayNumber: number }>(
  payment: { readonly amountFen: string; readonly dayNumber: number },
  receipts: readonly R[],
): R[] {
  const unlike = ({ amountFen }: R) => (amountFen === payment.amountFen ? 0 : 1);
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
  if (candidates > 0) return { zh: "选择它到账的那一笔", en: "Choose the receipt that it arrived as" };
  return {
    zh: "项目的合同没有空着的到款：请收款方在合同页登记到款，或向收款方核实",
    en: "No receipt of the project's agreements is free: ask the recipient to enter it on the agreement's page, or whether it arrived",
  };
}

export const REMEDY_OF_RECEIPT: Bilingual = {
  zh: "对方登记为基金拨付，账簿没有对应的一笔：核对“承诺与拨付”，或请对方改正拨款单位",
  en: "Entered as paid by the fund, which has no such payment: check the commitments, or ask for the payer to be corrected",
};
