import { type Bilingual, defineErrors, formatYuan as yuan, parseDay, readExactAmount } from "@dual-high/kernel";

export const reconciliationError = defineErrors({
  "funds.bank_columns_missing": {
    kind: "validation",
    message: {
      zh: () => "没有找到对账单的表头：需要“交易日期”，以及“收入”“支出”或“金额”。请核对文件的第一张表。",
      en: () =>
        "The statement's headers were not found: “Date”, and “Received” and “Paid” or “Amount” are needed. Check the first sheet.",
    },
  },
  "funds.match_differs": {
    kind: "conflict",
    message: {
      zh: ({ number, bank, ledger }: { readonly number: number; readonly bank: bigint; readonly ledger: bigint }) =>
        `流水金额为 ${yuan(bank)} 元，分录 ${number} 为 ${yuan(ledger)} 元，不能对上。请选金额相同的分录，或冲销后按实际金额重记。`,
      en: ({ number, bank, ledger }: { readonly number: number; readonly bank: bigint; readonly ledger: bigint }) =>
        `The bank's line is CNY ${yuan(bank)} and entry ${number} is CNY ${yuan(ledger)}. Choose an entry of the same amount, or reverse it and enter what was moved.`,
    },
  },
  "funds.line_matched": {
    kind: "conflict",
    message: {
      zh: ({ onDay, amount }: { readonly onDay: string; readonly amount: bigint }) =>
        `${onDay} 的流水 ${yuan(amount)} 元已与分录对上，不能移除。请先取消这一笔的对账。`,
      en: ({ onDay, amount }: { readonly onDay: string; readonly amount: bigint }) =>
        `The bank's line of ${onDay}, CNY ${yuan(amount)}, is matched with an entry and is not taken out. Take the match back first.`,
    },
  },
  "funds.match_taken": {
    kind: "conflict",
    message: {
      zh: ({ number }: { readonly number: number }) => `分录 ${number} 已与另一笔流水对上。请先取消那一笔的对账。`,
      en: ({ number }: { readonly number: number }) =>
        `Entry ${number} is matched with another line of the bank. Take that match back first.`,
    },
  },
});

export interface ReadLine {
  readonly onDay: string;
  readonly amount: bigint;
  readonly counterparty: string;
  readonly reference: string;
}

export const STATEMENT_NAMES = {
  onDay: ["交易日期", "记账日期", "日期", "入账日期", "date", "day"],
  received: ["收入", "收入金额", "贷方金额", "贷方发生额", "收入（元）", "received", "credit"],
  paid: ["支出", "支出金额", "借方金额", "借方发生额", "支出（元）", "paid", "debit"],
  amount: ["金额", "交易金额", "发生额", "金额（元）", "amount"],
  direction: ["借贷标志", "借贷方向", "借贷", "收支", "收支标志", "收支方向", "direction", "debit/credit"],
  counterparty: ["对方户名", "对方名称", "对方单位", "户名", "counterparty"],
  reference: ["凭证号", "流水号", "交易流水号", "摘要", "用途", "reference"],
} as const;
export type StatementField = keyof typeof STATEMENT_NAMES;

/** Yuan as banks write them; nothing where the cell is empty, and undefined where it is no such amount. */
function readYuan(text: string): bigint | null | undefined {
  const amount = readExactAmount(text);
  if (amount.kind === "fen") return amount.fen;
  return amount.kind === "empty" ? null : undefined;
}

/** The bank's books, not the fund's: it debits the account that it pays from. */
const PAID = ["借", "借方", "支", "支出", "付", "付款", "d", "dr", "debit", "paid"];
const RECEIVED = ["贷", "贷方", "收", "收入", "收款", "c", "cr", "credit", "received"];

const PAID_NAME = ["支出", "Paid"] as const;
const RECEIVED_NAME = ["收入", "Received"] as const;
type Cell = (field: StatementField) => string;

/** Some banks print all that was paid below zero. One such among others is a correction: money that came back. */
export function printsPaidBelowZero(cells: readonly Cell[]): boolean {
  return cells.every((cell) => (readYuan(cell("paid")) ?? 0n) <= 0n);
}

/**
 * Fen, received above zero and paid below, or what is wrong. What a row says in several columns must be the same; an amount
 * without a sign is told by 借 or 贷 beside it.
 */
function readAmount(cell: Cell, isPaidBelowZero: boolean): bigint | Bilingual {
  const [received, paid, signed] = [readYuan(cell("received")), readYuan(cell("paid")), readYuan(cell("amount"))];
  if (received === undefined || paid === undefined || signed === undefined) {
    return {
      zh: "金额读不出：请按元改正，最多两位小数，逗号每三位一个",
      en: "The amount cannot be read: correct it in yuan, with at most two decimals and a comma at every third digit",
    };
  }
  const [isIn, isOut] = [(received ?? 0n) !== 0n, (paid ?? 0n) !== 0n];
  if (isIn && isOut) {
    return {
      zh: "“收入”和“支出”都有金额，请只留其中一项",
      en: "Both “Received” and “Paid” have an amount: keep one of them",
    };
  }
  const below = [received ?? 0n, isPaidBelowZero ? 0n : (paid ?? 0n)].findIndex((amount) => amount < 0n);
  if (below >= 0) {
    const [[zh, en], [otherZh, otherEn]] = below === 0 ? [RECEIVED_NAME, PAID_NAME] : [PAID_NAME, RECEIVED_NAME];
    return {
      zh: `“${zh}”为负数：若是冲正，请去掉负号填到“${otherZh}”栏`,
      en: `“${en}” is below zero: if it is a correction, write it without the sign under “${otherEn}”`,
    };
  }
  const word = cell("direction").toLowerCase();
  const [saysOut, saysIn] = [PAID.includes(word), RECEIVED.includes(word)];
  if (word !== "" && !saysOut && !saysIn) {
    return {
      zh: `“借贷标志”写的是“${cell("direction")}”，请改为“借”（支出）或“贷”（收入）`,
      en: `“Debit/credit” says “${cell("direction")}”: write 借 (paid) or 贷 (received)`,
    };
  }
  const size = abs(isIn || isOut ? (received ?? 0n) + (paid ?? 0n) : (signed ?? 0n));
  if (size === 0n) {
    return { zh: "没有收入也没有支出，请补上金额", en: "Nothing was received or paid: give the amount" };
  }
  const isPaid = isOut || (!isIn && (saysOut || (!saysIn && (signed ?? 0n) < 0n)));
  if (isPaid ? saysIn : saysOut) {
    return {
      zh: `“借贷标志”为“${cell("direction")}”，与“收入”“支出”两栏不符，请改正其中一处`,
      en: `“Debit/credit” says “${cell("direction")}”, unlike “Received” and “Paid”: correct one of them`,
    };
  }
  if (signed !== null && signed !== 0n && (abs(signed) !== size || (signed < 0n && !isPaid))) {
    return {
      zh: `“金额”为 ${yuan(signed)} 元，与“收入”“支出”或“借贷标志”不符，请改正其中一处`,
      en: `“Amount” is CNY ${yuan(signed)}, unlike “Received”, “Paid” or “Debit/credit”: correct one of them`,
    };
  }
  return isPaid ? -size : size;
}

const abs = (fen: bigint): bigint => (fen < 0n ? -fen : fen);

/** A row of a statement, or what is wrong with it. */
export function readStatementLine(
  cell: Cell,
  isPaidBelowZero: boolean,
): { readonly line: ReadLine } | { readonly problem: Bilingual } {
  const day = parseDay(cell("onDay"), "start");
  if (day.kind !== "day") {
    return {
      problem: {
        zh: `“交易日期”写的是“${cell("onDay")}”，不是日期，请改正`,
        en: `“Date” says “${cell("onDay")}”, which is no day: correct it`,
      },
    };
  }
  const amount = readAmount(cell, isPaidBelowZero);
  if (typeof amount !== "bigint") return { problem: amount };
  return {
    line: {
      onDay: day.day,
      amount,
      counterparty: cell("counterparty").slice(0, 300),
      reference: cell("reference").slice(0, 200),
    },
  };
}

interface Dated {
  /** Days since some day that is the same for all. */
  readonly dayNumber: number;
  readonly amountFen: string;
}
const NEAR_DAYS = 5;

/** Same amount, at most five days apart. */
function isNear(one: Dated, other: Dated): boolean {
  return one.amountFen === other.amountFen && Math.abs(one.dayNumber - other.dayNumber) <= NEAR_DAYS;
}

/** Pairs that leave no choice: each is the only one that is near the other. */
export function findPairs<B extends Dated, L extends Dated>(bank: readonly B[], ledger: readonly L[]): [B, L][] {
  return bank.flatMap((line): [B, L][] => {
    const [entry, ...more] = ledger.filter((each) => isNear(line, each));
    if (entry === undefined || more.length > 0) return [];
    return bank.filter((each) => isNear(each, entry)).length === 1 ? [[line, entry]] : [];
  });
}

export function remedyOfBank(amountFen: string, hasCandidates: boolean): Bilingual {
  if (hasCandidates) return { zh: "选择金额相同的分录对上", en: "Match it with an entry of the same amount" };
  return amountFen.startsWith("-")
    ? {
        zh: "账簿没有这笔支出：拨付请在“承诺与拨付”登记，手续费登记为费用",
        en: "The ledger has no such payment: enter the tranche that it is, or the fee",
      }
    : {
        zh: "账簿没有这笔收入：登记出资到账、收回或利息",
        en: "The ledger has no such receipt: enter the contribution, return or interest that it is",
      };
}

export const REMEDY_OF_LEDGER: Bilingual = {
  zh: "银行没有这笔：等下一份对账单，或核实后冲销",
  en: "The bank does not show it: wait for the next statement, or check and reverse it",
};
