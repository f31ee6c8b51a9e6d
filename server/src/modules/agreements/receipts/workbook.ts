// Receipts as office files: out as a list, in as the finance office keeps them.
import {
  type Bilingual,
  DomainError,
  formatYuan,
  moneyUnitOfHeader,
  parseDay,
  readExactAmount,
  said,
} from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import {
  type ExportColumn,
  type AskedExport,
  exportList,
  readSheetLines,
  type SheetLine,
} from "../../../platform/listing/index.ts";
import { findAgreementByNumber, listReceiptRows, type ReceiptFilter, type ReceiptListing } from "./queries.ts";
import { importError, receiptError } from "./rules.ts";
import { enterReceipt, showReceipts } from "./service.ts";
import type { Receipt, ReceiptDraft, ReceiptImport } from "./types.ts";

/** The columns that are read are the ones that are written: what goes out comes back in. */
const COLUMNS: readonly ExportColumn<Receipt>[] = [
  { key: "number", header: said("到款编号", "Receipt"), width: 18, value: ({ number }) => number },
  { key: "agreement", header: said("合同编号", "Agreement"), width: 18, value: (row) => row.agreementNumber },
  { key: "title", header: said("合同名称", "Title"), width: 40, value: (row) => row.agreementTitle },
  { key: "receivedOn", header: said("到账日期", "Received on"), width: 12, value: (row) => row.receivedOn },
  {
    key: "amount",
    header: said("到账金额（元）", "Amount (CNY)"),
    width: 18,
    value: (row) => formatYuan(row.amountFen),
  },
  { key: "payer", header: said("拨款单位", "Payer"), width: 30, value: ({ payer }) => payer },
  {
    key: "recognitionFee",
    header: said("认定服务费（元）", "Recognition fee (CNY)"),
    width: 18,
    value: (row) => (row.recognitionFeeFen === null ? null : formatYuan(row.recognitionFeeFen)),
  },
  {
    key: "vat",
    header: said("增值税（元）", "VAT (CNY)"),
    width: 18,
    value: (row) => (row.vatFen === null ? null : formatYuan(row.vatFen)),
  },
  { key: "voucher", header: said("凭证号", "Voucher"), width: 18, value: ({ voucher }) => voucher },
  {
    key: "payment",
    header: said("对应付款（第几笔）", "Payment (place)"),
    width: 18,
    value: (row) => (row.paymentPosition === null ? null : String(row.paymentPosition)),
  },
  {
    key: "sales",
    header: said("销售额（元）", "Sales (CNY)"),
    width: 18,
    value: (row) => (row.salesFen === null ? null : formatYuan(row.salesFen)),
  },
  {
    key: "early",
    header: said("早于签署的原因", "Reason for being before the signing"),
    width: 24,
    value: ({ earlyReason }) => earlyReason,
  },
  { key: "period", header: said("销售期间", "Sales period"), width: 16, value: (row) => row.salesPeriod },
  {
    key: "royaltyReason",
    header: said("提成不一致的原因", "Reason for another royalty"),
    width: 24,
    value: ({ royaltyReason }) => royaltyReason,
  },
  {
    key: "reversal",
    header: said("冲销原因", "Reversed because"),
    width: 30,
    value: ({ reversal }) => reversal?.reason ?? null,
  },
];

export async function exportReceipts(
  ctx: Ctx,
  scopeId: string,
  listing: ReceiptListing,
  filter: ReceiptFilter,
  query: AskedExport,
): Promise<FileAnswer> {
  authorize(ctx.caller, "agreement.export", scopeId);
  const rows = await transact(ctx, async (tx) => {
    const listed = await listReceiptRows(tx, scopeId, listing, filter);
    const details = { rows: listed.rows.length, format: query.format };
    await audit(tx, {
      scopeId,
      action: "agreement.receipts_exported",
      subjectKind: "scope",
      subjectId: scopeId,
      details,
    });
    return showReceipts(ctx, tx, listed.rows);
  });
  const title = said("到款清单", "Receipts");
  return exportList({ title, columns: COLUMNS, rows, query, language: query.language, madeAt: new Date() });
}

/** By the names that the export writes, without what stands in brackets. */
const NAMES = {
  number: ["到款编号", "receipt"],
  agreement: ["合同编号", "agreement"],
  receivedOn: ["到账日期", "到款日期", "received on"],
  amount: ["到账金额", "到款金额", "amount"],
  payer: ["拨款单位", "付款单位", "payer"],
  recognitionFee: ["认定服务费", "recognition fee"],
  vat: ["增值税", "vat"],
  voucher: ["凭证号", "凭证", "voucher"],
  payment: ["对应付款", "payment"],
  sales: ["销售额", "sales"],
  early: ["早于签署的原因", "reason for being before the signing"],
  period: ["销售期间", "sales period"],
  royaltyReason: ["提成不一致的原因", "reason for another royalty"],
  reversal: ["冲销原因", "reversed because"],
} as const;
type Field = keyof typeof NAMES;
type Line = SheetLine<Field>;
const NEEDED: readonly Field[] = ["agreement", "receivedOn", "amount", "payer", "voucher"];

function readLines(sheets: Awaited<ReturnType<typeof readSheets>>) {
  const lines = readSheetLines<Field>(sheets, {
    names: NAMES,
    isHeader: (columns) => NEEDED.every((field) => columns.has(field)),
    nameOf: (header) => header.replace(/\s*[（(].*$/, ""),
  });
  if (lines === null) throw importError("agreements.receipt_columns_missing", {});
  return lines;
}

/** In fen, as text. */
function fenOf(line: Line, column: "amount" | "sales" | "recognitionFee" | "vat", field: Bilingual): string {
  const text = line.cell(column);
  const amount = readExactAmount(text, moneyUnitOfHeader(line.header(column)));
  if (amount.kind === "not_fen") throw receiptError("agreements.amount_not_fen", { field, text });
  if (amount.kind !== "fen") throw importError("agreements.receipt_amount_unreadable", { field, text });
  return String(amount.fen);
}

function draftOf(line: Line): ReceiptDraft {
  const { cell } = line;
  const unreadable = (field: Bilingual, text: string) =>
    importError("agreements.receipt_cell_unreadable", { field, text });
  const day = parseDay(cell("receivedOn"), "start");
  if (day.kind !== "day") throw unreadable(DAY, cell("receivedOn"));
  const [payer, voucher, payment, sales] = [cell("payer"), cell("voucher"), cell("payment"), cell("sales")];
  if (payer === "") throw unreadable(PAYER, "");
  if (voucher === "") throw unreadable(VOUCHER, "");
  if (!/^\d{0,2}$/.test(payment)) throw unreadable(PAYMENT, payment);
  return {
    receivedOn: day.day,
    amountFen: fenOf(line, "amount", AMOUNT),
    payer: payer.slice(0, 300),
    voucher: voucher.slice(0, 100),
    recognitionFeeFen: cell("recognitionFee") === "" ? null : fenOf(line, "recognitionFee", RECOGNITION_FEE),
    vatFen: cell("vat") === "" ? null : fenOf(line, "vat", VAT),
    earlyReason: cell("early").slice(0, 500),
    paymentPosition: payment === "" ? null : Number(payment),
    salesFen: sales === "" ? null : fenOf(line, "sales", SALES),
    salesPeriod: cell("period").slice(0, 100),
    royaltyReason: cell("royaltyReason").slice(0, 500),
  };
}

const DAY = said("到账日期", "Received on");
const PAYER = said("拨款单位", "Payer");
const VOUCHER = said("凭证号", "Voucher");
const PAYMENT = said("对应付款（第几笔）", "Payment (place)");
const AMOUNT = said("到账金额（元）", "Amount (CNY)");
const SALES = said("销售额（元）", "Sales (CNY)");
const RECOGNITION_FEE = said("认定服务费（元）", "Recognition fee (CNY)");
const VAT = said("增值税（元）", "VAT (CNY)");

/**
 * Takes in the rows that can be taken in; the others are told with row, field and remedy. Rows that carry a receipt's number
 * or a reason for reversal came out of here and are left alone. What is not applied writes nothing.
 */
export async function importReceipts(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  isApplied: boolean,
): Promise<ReceiptImport> {
  authorize(ctx.caller, "agreement.manage", scopeId);
  const lines = readLines(await readSheets(file));
  return transact(ctx, async (tx) => {
    // Every row is tried as it would be taken, each after those before it; only what is applied stays.
    await sql`SAVEPOINT receipts_in`.execute(tx.kysely);
    const rows: ReceiptImport["rows"] = [];
    for (const line of lines) {
      const { row, cell } = line;
      if (cell("number") !== "" || cell("reversal") !== "") continue;
      const outcome = await takeIn({ ...ctx, tx }, scopeId, line);
      rows.push({ row, agreement: cell("agreement"), amount: cell("amount"), ...outcome });
    }
    const taken = rows.filter(({ problem }) => problem === null).length;
    if (!isApplied) await sql`ROLLBACK TO SAVEPOINT receipts_in`.execute(tx.kysely);
    else {
      const details = { rows: rows.length, taken, file: file.name };
      await audit(tx, {
        scopeId,
        action: "agreement.receipts_imported",
        subjectKind: "scope",
        subjectId: scopeId,
        details,
      });
    }
    const shown = isApplied ? rows : rows.map((row) => ({ ...row, number: null }));
    return { rows: shown, taken, refused: rows.length - taken, isApplied };
  });
}

/** Rules speak before anything is written, so the transaction goes on after a row that is refused. */
async function takeIn(ctx: Ctx & { readonly tx: Tx }, scopeId: string, line: Line) {
  try {
    const draft = draftOf(line);
    const number = line.cell("agreement");
    const agreementId = await findAgreementByNumber(ctx.tx, scopeId, number);
    if (agreementId === null) throw importError("agreements.receipt_agreement_unknown", { number });
    const receipt = await enterReceipt(ctx, agreementId, draft);
    return { number: receipt.number, problem: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { number: null, problem: { zh: error.text("zh"), en: error.text("en") } };
  }
}
