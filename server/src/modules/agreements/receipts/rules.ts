import { type Bilingual, defineErrors, formatPercent, formatYuan as yuan, parseFen, partOf } from "@dual-high/kernel";
import type { Stand } from "./stand.ts";

interface Amounts {
  readonly number: string;
  readonly amount: bigint;
  readonly agreed: bigint;
  readonly received: bigint;
  readonly open: bigint;
}

interface Lessened {
  readonly agreed: bigint;
  readonly received: bigint;
  /** Of the payment; null for the whole. */
  readonly position: number | null;
}

interface Reckoned {
  readonly amount: bigint;
  readonly sales: bigint;
  readonly royaltyBp: number;
  readonly expected: bigint;
}

interface Charged {
  readonly fields: readonly Bilingual[];
  readonly sum: bigint;
  readonly amount: bigint;
}

interface Again {
  readonly period: string;
  readonly before: string;
}

export const receiptError = defineErrors({
  "agreements.amount_not_fen": {
    kind: "validation",
    message: {
      zh: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.zh}”写的是“${text}”，金额要精确到分：按元填写时最多两位小数，经接口提交时为整数分。请改正后重新提交。`,
      en: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.en}” says “${text}”. An amount has at most two decimals in yuan, and is a whole number of fen in the API. Correct it and send it again.`,
    },
  },
  "agreements.amount_zero": {
    kind: "validation",
    message: {
      zh: ({ field }: { readonly field: Bilingual }) => `“${field.zh}”要大于 0。退款或记错的，请冲销原来的到款。`,
      en: ({ field }: { readonly field: Bilingual }) =>
        `“${field.en}” has to be more than nothing. For money that was paid back or entered wrongly, reverse the receipt.`,
    },
  },
  "agreements.charge_negative": {
    kind: "validation",
    message: {
      zh: ({ field }: { readonly field: Bilingual }) =>
        `“${field.zh}”不能是负数。没有的填 0，还不知道的不填；退款或记错的，请冲销原来的到款。`,
      en: ({ field }: { readonly field: Bilingual }) =>
        `“${field.en}” cannot be below nothing. Give 0 where there is none and leave it empty where it is not known; for money that was paid back, reverse the receipt.`,
    },
  },
  "agreements.charges_over_receipt": {
    kind: "validation",
    message: {
      zh: ({ fields, sum, amount }: Charged) =>
        `${fields.map(({ zh }) => `“${zh}”`).join("和")}${fields.length > 1 ? "合计" : "为"} ${yuan(sum)} 元，超过到账的 ${yuan(amount)} 元。请核对${fields.length > 1 ? "这两项" : "这一项"}和“到账金额”，改正写错的。`,
      en: ({ fields, sum, amount }: Charged) =>
        `${fields.map(({ en }) => `“${en}”`).join(" and ")} ${fields.length > 1 ? "come" : "comes"} to CNY ${yuan(sum)}, more than the CNY ${yuan(amount)} received. Check ${fields.length > 1 ? "both" : "it"} and “Amount”, and correct what is wrong.`,
    },
  },
  "agreements.receipt_unsigned": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) => `合同 ${number} 还没有登记签署，不能登记到款。请先登记签署。`,
      en: ({ number }: { readonly number: string }) =>
        `Agreement ${number} is not recorded as signed, so nothing can be received under it. Record its signing first.`,
    },
  },
  "agreements.receipt_day_to_come": {
    kind: "validation",
    message: {
      zh: ({ on }: { readonly on: string }) => `“到账日期” ${on} 还没有到。请填银行回单上的日期。`,
      en: ({ on }: { readonly on: string }) =>
        `“Received on”: ${on} is still to come. Give the day on the bank's advice.`,
    },
  },
  "agreements.receipt_before_signing": {
    kind: "validation",
    message: {
      zh: ({ number, on, signedOn }: { readonly number: string; readonly on: string; readonly signedOn: string }) =>
        `合同 ${number} 于 ${signedOn} 签署，“到账日期” ${on} 更早。请核对日期；确是签署前到账的（如定金、预付款），请填“早于签署的原因”。`,
      en: ({ number, on, signedOn }: { readonly number: string; readonly on: string; readonly signedOn: string }) =>
        `Agreement ${number} was signed on ${signedOn}, after “Received on” ${on}. Check the day; money that did come in before, as an advance, takes the “Reason for being before the signing”.`,
    },
  },
  "agreements.receipt_payment_unknown": {
    kind: "validation",
    message: {
      zh: ({
        number,
        position,
        count,
      }: {
        readonly number: string;
        readonly position: number;
        readonly count: number;
      }) => `合同 ${number} 的付款计划有 ${count} 笔，没有第 ${position} 笔。请重选“对应付款”，或先不对应。`,
      en: ({
        number,
        position,
        count,
      }: {
        readonly number: string;
        readonly position: number;
        readonly count: number;
      }) =>
        `Agreement ${number} has ${count} payments and no payment ${position}. Choose another under “Payment”, or none yet.`,
    },
  },
  "agreements.receipt_sales_missing": {
    kind: "validation",
    message: {
      zh: ({ position }: { readonly position: number }) =>
        `第 ${position} 笔付款是销售提成，请在“销售额”写明这次提成依据的销售额。`,
      en: ({ position }: { readonly position: number }) =>
        `Payment ${position} is a royalty: state under “Sales” the sales that it is reckoned from.`,
    },
  },
  "agreements.receipt_sales_unfit": {
    kind: "validation",
    message: {
      zh: () => "只有对应销售提成的到款才填“销售额”。请清空“销售额”，或把到款对应到提成。",
      en: () => "Only a receipt held against a royalty states sales. Empty “Sales”, or hold it against the royalty.",
    },
  },
  "agreements.royalty_differs": {
    kind: "validation",
    message: {
      zh: ({ amount, sales, royaltyBp, expected }: Reckoned) =>
        `“到账金额” ${yuan(amount)} 元与销售额 ${yuan(sales)} 元按 ${formatPercent(royaltyBp)} 计的 ${yuan(expected)} 元不一致。请核对“到账金额”和“销售额”；确实如此的，请填“提成不一致的原因”。`,
      en: ({ amount, sales, royaltyBp, expected }: Reckoned) =>
        `“Amount” says CNY ${yuan(amount)}, while ${formatPercent(royaltyBp)} of the sales of CNY ${yuan(sales)} is CNY ${yuan(expected)}. Check “Amount” and “Sales”; if it is so, give the “Reason for another royalty”.`,
    },
  },
  "agreements.royalty_twice": {
    kind: "validation",
    message: {
      zh: ({ period, before }: Again) =>
        `“销售期间” ${period} 的提成已登记为 ${before}。请核对是否重复；确是补提或另一批的，请填“提成不一致的原因”。`,
      en: ({ period, before }: Again) =>
        `A royalty of the “Sales period” ${period} is entered already, as ${before}. Check whether this is the same; if it comes on top, give the “Reason for another royalty”.`,
    },
  },
  "agreements.receipt_nothing_agreed": {
    kind: "validation",
    message: {
      zh: ({ number, hasRoyalty }: { readonly number: string; readonly hasRoyalty: boolean }) =>
        `合同 ${number} 没有约定金额${hasRoyalty ? "，到款请对应到销售提成，或" : "。请"}先变更合同、写明金额。`,
      en: ({ number, hasRoyalty }: { readonly number: string; readonly hasRoyalty: boolean }) =>
        `Agreement ${number} states no amount. ${hasRoyalty ? "Hold the receipt against the royalty, or amend" : "Amend"} the agreement to state one first.`,
    },
  },
  "agreements.receipt_over_agreement": {
    kind: "validation",
    message: {
      zh: ({ number, amount, agreed, received, open }: Amounts) =>
        `到款 ${yuan(amount)} 元超过合同 ${number} 未到的 ${yuan(open)} 元（合同 ${yuan(agreed)} 元，已到 ${yuan(received)} 元）。请核对“到账金额”；确有增加的，先变更合同金额再登记。`,
      en: ({ number, amount, agreed, received, open }: Amounts) =>
        `CNY ${yuan(amount)} is more than the CNY ${yuan(open)} that agreement ${number} leaves open (agreed ${yuan(agreed)}, received ${yuan(received)}). Check the “Amount”; if more was agreed on, amend the agreement first.`,
    },
  },
  "agreements.receipt_over_payment": {
    kind: "validation",
    message: {
      zh: ({ position, amount, agreed, received, open }: Omit<Amounts, "number"> & { readonly position: number }) =>
        `到款 ${yuan(amount)} 元超过第 ${position} 笔付款未到的 ${yuan(open)} 元（应付 ${yuan(agreed)} 元，已到 ${yuan(received)} 元）。一张凭证含多笔付款的，请按付款拆成几条登记，或先不对应。`,
      en: ({ position, amount, agreed, received, open }: Omit<Amounts, "number"> & { readonly position: number }) =>
        `CNY ${yuan(amount)} is more than the CNY ${yuan(open)} that payment ${position} leaves open (agreed ${yuan(agreed)}, received ${yuan(received)}). Enter one receipt for each payment of the voucher, or hold it against none yet.`,
    },
  },
  "agreements.receipt_known": {
    kind: "conflict",
    message: {
      zh: ({ voucher, number }: { readonly voucher: string; readonly number: string }) =>
        `凭证 ${voucher} 同日同额的到款已登记为 ${number}。确是另一笔的，请用另一个凭证号。`,
      en: ({ voucher, number }: { readonly voucher: string; readonly number: string }) =>
        `Voucher ${voucher} of that day and amount is entered already, as ${number}. If it is another payment, give its own voucher number.`,
    },
  },
  "agreements.receipt_reversed": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `到款 ${number} 已冲销，不能再改。请刷新查看；需要时重新登记一笔。`,
      en: ({ number }: { readonly number: string }) =>
        `Receipt ${number} was reversed and cannot be changed. Reload the page; enter another one if need be.`,
    },
  },
  "agreements.reversal_reason_missing": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `冲销到款 ${number} 要写明“原因”。`,
      en: ({ number }: { readonly number: string }) => `Say under “Reason” why receipt ${number} is reversed.`,
    },
  },
  "agreements.receipt_file_kept": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: string }) =>
        `到款 ${number} 已有凭证文件，不能替换。传错的，请冲销后重新登记。`,
      en: ({ number }: { readonly number: string }) =>
        `Receipt ${number} has its voucher's file, which cannot be replaced. If it is the wrong one, reverse the receipt.`,
    },
  },
  "agreements.less_than_received": {
    kind: "conflict",
    message: {
      zh: ({ agreed, received, position }: Lessened) =>
        `${position === null ? "合同金额" : `第 ${position} 笔付款`}改为 ${yuan(agreed)} 元，少于已到的 ${yuan(received)} 元。请改金额；款项退回的，先冲销相应到款。`,
      en: ({ agreed, received, position }: Lessened) =>
        `${position === null ? "The amount" : `Payment ${position}`} would be CNY ${yuan(agreed)}, less than the CNY ${yuan(received)} received. Change the amount; if money was paid back, reverse its receipt first.`,
    },
  },
});

export const AMOUNT: Bilingual = { zh: "到账金额（amountFen）", en: "Amount (amountFen)" };
export const SALES: Bilingual = { zh: "销售额（salesFen）", en: "Sales (salesFen)" };
const RECOGNITION_FEE: Bilingual = { zh: "认定服务费（recognitionFeeFen）", en: "Recognition fee (recognitionFeeFen)" };
const VAT: Bilingual = { zh: "增值税（vatFen）", en: "VAT (vatFen)" };

/** Throws unless a text is a whole number of fen, nothing included. */
export function refuseBrokenFen(text: string, field: Bilingual): void {
  const amount = parseFen(text);
  if (amount === null || amount < 0n) throw receiptError("agreements.amount_not_fen", { field, text });
}

/** An amount as it came in, in fen. */
export function readFen(text: string, field: Bilingual): bigint {
  const amount = parseFen(text);
  if (amount === null) throw receiptError("agreements.amount_not_fen", { field, text });
  if (amount <= 0n) throw receiptError("agreements.amount_zero", { field });
  return amount;
}

/** Nothing is said of it, or how much it is; that there is none is said as nothing. */
function readCharge(text: string | null, field: Bilingual): bigint | null {
  if (text === null) return null;
  const amount = parseFen(text);
  if (amount === null) throw receiptError("agreements.amount_not_fen", { field, text });
  if (amount < 0n) throw receiptError("agreements.charge_negative", { field });
  return amount;
}

/** What a receipt bears by itself, which is never more than the receipt. */
export function readCharges(
  amount: bigint,
  stated: { readonly recognitionFeeFen: string | null; readonly vatFen: string | null },
): { readonly recognitionFee: bigint | null; readonly vat: bigint | null } {
  const recognitionFee = readCharge(stated.recognitionFeeFen, RECOGNITION_FEE);
  const vat = readCharge(stated.vatFen, VAT);
  for (const [field, charge] of [
    [RECOGNITION_FEE, recognitionFee],
    [VAT, vat],
  ] as const) {
    if (charge !== null && charge > amount) {
      throw receiptError("agreements.charges_over_receipt", { fields: [field], sum: charge, amount });
    }
  }
  const sum = (recognitionFee ?? 0n) + (vat ?? 0n);
  if (sum > amount)
    throw receiptError("agreements.charges_over_receipt", { fields: [RECOGNITION_FEE, VAT], sum, amount });
  return { recognitionFee, vat };
}

/** Money may come in before the signing, and then it is said why; answers what is kept of that. */
export function readEarlyReason(
  number: string,
  { on, signedOn, reason }: { readonly on: string; readonly signedOn: string; readonly reason: string },
): string | null {
  if (on >= signedOn) return null;
  if (reason === "") throw receiptError("agreements.receipt_before_signing", { number, on, signedOn });
  return reason;
}

/**
 * A royalty is what its sales come to, to the fen that either side rounds, and comes once for a period; where it is not so
 * it is said why. Answers what is kept of that.
 */
export function readRoyaltyReason({
  amount,
  sales,
  royaltyBp,
  salesPeriod,
  before,
  reason,
}: Omit<Reckoned, "expected"> & {
  readonly salesPeriod: string;
  /** The receipt that has come in for the period. */
  readonly before: string | null;
  readonly reason: string;
}): string | null {
  const expected = partOf(sales, royaltyBp);
  const isExpected = amount - expected <= 1n && expected - amount <= 1n;
  if (isExpected && before === null) return null;
  if (reason !== "") return reason;
  if (before !== null) throw receiptError("agreements.royalty_twice", { period: salesPeriod, before });
  throw receiptError("agreements.royalty_differs", { amount, sales, royaltyBp, expected });
}

interface Wanted {
  readonly number: string;
  readonly amount: bigint;
  readonly paymentPosition: number | null;
  readonly sales: bigint | null;
}

/** Throws unless so much can be received, beside what the stand holds, against that payment. Answers a royalty's rate, and null for money of the amount. */
export function refuseUnfitReceipt({ number, amount, paymentPosition, sales }: Wanted, stand: Stand): number | null {
  const line = stand.lines.find(({ position }) => position === paymentPosition);
  if (paymentPosition !== null && line === undefined) {
    const count = stand.lines.length;
    throw receiptError("agreements.receipt_payment_unknown", { number, position: paymentPosition, count });
  }
  const isRoyalty = line?.payment.kind === "royalty";
  if (isRoyalty && sales === null) {
    throw receiptError("agreements.receipt_sales_missing", { position: line.position });
  }
  if (!isRoyalty && sales !== null) throw receiptError("agreements.receipt_sales_unfit", {});
  if (isRoyalty) return line.payment.royaltyBp;
  const { agreed, received, open } = stand;
  if (agreed === null || open === null) {
    const hasRoyalty = stand.lines.some(({ payment }) => payment.kind === "royalty");
    throw receiptError("agreements.receipt_nothing_agreed", { number, hasRoyalty });
  }
  if (amount > open)
    throw receiptError("agreements.receipt_over_agreement", { number, amount, agreed, received, open });
  if (line !== undefined && line.open !== null && amount > line.open) {
    throw receiptError("agreements.receipt_over_payment", {
      position: line.position,
      amount,
      agreed: line.received + line.open,
      received: line.received,
      open: line.open,
    });
  }
  return null;
}

/** Throws where an agreement has become less than what was received under it. */
export function refuseLessThanReceived({ agreed, received, lines }: Stand): void {
  if (received > (agreed ?? 0n)) {
    throw receiptError("agreements.less_than_received", { position: null, agreed: agreed ?? 0n, received });
  }
  for (const { position, received: got, payment } of lines) {
    if (payment.amountFen !== null && got > BigInt(payment.amountFen)) {
      const planned = BigInt(payment.amountFen);
      throw receiptError("agreements.less_than_received", { position, agreed: planned, received: got });
    }
  }
}

export const importError = defineErrors({
  "agreements.receipt_columns_missing": {
    kind: "validation",
    message: {
      zh: () =>
        "表中没有找到到款清单的表头。请用本页导出的到款清单作模板，至少要有：合同编号、到账日期、到账金额（元）、拨款单位、凭证号。",
      en: () =>
        "No row names the columns of a list of receipts. Use the export of this page as a template; it takes at least Agreement, Received on, Amount (CNY), Payer and Voucher.",
    },
  },
  "agreements.receipt_cell_unreadable": {
    kind: "validation",
    message: {
      zh: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.zh}”${text === "" ? "没有填" : `写的是“${text}”，读不出来`}。请在原表改正后重新导入。`,
      en: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.en}” ${text === "" ? "is empty" : `says “${text}”, which cannot be read`}. Correct it in the workbook and hand it in again.`,
    },
  },
  "agreements.receipt_amount_unreadable": {
    kind: "validation",
    message: {
      zh: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.zh}”${text === "" ? "没有填" : `写的是“${text}”，读不出是多少`}。请写成数字，以元为单位，如 12000.50 或 12,000.50（逗号每三位一个），改正后重新导入。`,
      en: ({ field, text }: { readonly field: Bilingual; readonly text: string }) =>
        `“${field.en}” ${text === "" ? "is empty" : `says “${text}”, and how much that is cannot be told`}. Write a figure in yuan, as 12000.50 or 12,000.50 with a comma at every third digit, and hand it in again.`,
    },
  },
  "agreements.receipt_agreement_unknown": {
    kind: "validation",
    message: {
      zh: ({ number }: { readonly number: string }) => `本结对没有编号为“${number}”的合同。请核对“合同编号”。`,
      en: ({ number }: { readonly number: string }) =>
        `There is no agreement “${number}” in this pair. Check the column “Agreement”.`,
    },
  },
});
