// Receipts as office files: out as a list, in as the finance office keeps them.
import { type Bilingual, DomainError, type Language, parseDay, formatYuan } from "@dual-high/kernel";
import { readSheets } from "@dual-high/lists";
import { sql } from "kysely";
import { authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import type { FileAnswer, UploadedFile } from "../../../platform/http/index.ts";
import { type ExportColumn, type ExportFormat, exportList } from "../../../platform/listing/index.ts";
import { findAgreementByNumber, listReceiptRows, type ReceiptFilter, type ReceiptListing } from "./queries.ts";
import { importError, receiptError } from "./rules.ts";
import { enterReceipt, showReceipts } from "./service.ts";
import type { Receipt, ReceiptDraft, ReceiptImport } from "./types.ts";

const said = (zh: string, en: string): Bilingual => ({ zh, en });

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
  { key: "period", header: said("销售期间", "Sales period"), width: 16, value: (row) => row.salesPeriod },
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
  query: { readonly format: ExportFormat; readonly columns?: string | undefined; readonly language: Language },
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

const READ = {
  agreement: /^(?:合同编号|agreement)/i,
  receivedOn: /^(?:到账日期|到款日期|received on)/i,
  amount: /^(?:到账金额|到款金额|amount)/i,
  payer: /^(?:拨款单位|付款单位|payer)/i,
  voucher: /^(?:凭证号?|voucher)/i,
  payment: /^(?:对应付款|payment)/i,
  sales: /^(?:销售额|sales \()/i,
  period: /^(?:销售期间|sales period)/i,
  number: /^(?:到款编号|receipt)/i,
  reversal: /^(?:冲销原因|reversed)/i,
} as const;
type Field = keyof typeof READ;
const NEEDED: readonly Field[] = ["agreement", "receivedOn", "amount", "payer", "voucher"];

interface ReadRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Field, string>>>;
}

/** The rows beneath the first row that names every column that is needed. */
function readRows(sheets: Awaited<ReturnType<typeof readSheets>>): ReadRow[] {
  for (const { rows } of sheets) {
    for (const [at, { values }] of rows.entries()) {
      const columns = (Object.keys(READ) as Field[]).flatMap((field) => {
        const column = values.findIndex((text) => READ[field].test(text.trim()));
        return column < 0 ? [] : [{ field, column }];
      });
      if (!NEEDED.every((field) => columns.some((column) => column.field === field))) continue;
      return rows.slice(at + 1).flatMap(({ number, values: cells }) => {
        const read = Object.fromEntries(columns.map(({ field, column }) => [field, (cells[column] ?? "").trim()]));
        return Object.values(read).every((text) => text === "") ? [] : [{ row: number, cells: read }];
      });
    }
  }
  throw importError("agreements.receipt_columns_missing", {});
}

/** Yuan as they are written, thousands apart or not, in fen as text; what is no such amount stays as it is and is refused. */
function fenOf(text: string): string {
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{0,2}))?$/.exec(text.replaceAll(/[,，\s¥￥元]/g, "")) ?? [];
  return whole === undefined ? text : `${whole}${fraction.padEnd(2, "0")}`.replace(/^0+(?=\d)/, "");
}

function draftOf({ cells }: ReadRow): ReceiptDraft {
  const { receivedOn = "", amount = "", payer = "", voucher = "", payment = "", sales = "", period = "" } = cells;
  const day = parseDay(receivedOn, "start");
  if (day.kind !== "day") throw importError("agreements.receipt_cell_unreadable", { field: DAY, text: receivedOn });
  if (payer === "") throw importError("agreements.receipt_cell_unreadable", { field: PAYER, text: "" });
  if (voucher === "") throw importError("agreements.receipt_cell_unreadable", { field: VOUCHER, text: "" });
  if (!/^\d{0,2}$/.test(payment)) {
    throw importError("agreements.receipt_cell_unreadable", { field: PAYMENT, text: payment });
  }
  if (!isYuan(amount)) throw receiptError("agreements.amount_not_fen", { field: YUAN, text: amount });
  return {
    receivedOn: day.day,
    amountFen: fenOf(amount),
    payer: payer.slice(0, 300),
    voucher: voucher.slice(0, 100),
    paymentPosition: payment === "" ? null : Number(payment),
    salesFen: sales === "" ? null : fenOf(sales),
    salesPeriod: period.slice(0, 100),
  };
}

const DAY = said("到账日期", "Received on");
const PAYER = said("拨款单位", "Payer");
const VOUCHER = said("凭证号", "Voucher");
const PAYMENT = said("对应付款（第几笔）", "Payment (place)");
const YUAN = said("到账金额（元）", "Amount (CNY)");
const isYuan = (text: string) => /^\d{1,15}(?:\.\d{1,2})?$/.test(text.replaceAll(/[,，\s¥￥元]/g, ""));

/**
 * Takes in the rows that can be taken in; the others are told with row, field and remedy. Rows that carry a receipt's number
 * or a reason for reversal came out of here and are left alone. A dry run writes nothing.
 */
export async function importReceipts(
  ctx: Ctx,
  scopeId: string,
  file: UploadedFile,
  isDryRun: boolean,
): Promise<ReceiptImport> {
  authorize(ctx.caller, "agreement.manage", scopeId);
  const read = readRows(await readSheets(file));
  return transact(ctx, async (tx) => {
    // Every row is tried as it would be taken, each after those before it; a dry run then takes all of them back.
    await sql`SAVEPOINT receipts_in`.execute(tx.kysely);
    const rows: ReceiptImport["rows"] = [];
    for (const each of read) {
      const { agreement = "", amount = "", number = "", reversal = "" } = each.cells;
      if (number !== "" || reversal !== "") continue;
      const outcome = await takeIn({ ...ctx, tx }, scopeId, each);
      rows.push({ row: each.row, agreement, amount, ...outcome });
    }
    const taken = rows.filter(({ problem }) => problem === null).length;
    if (isDryRun) await sql`ROLLBACK TO SAVEPOINT receipts_in`.execute(tx.kysely);
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
    const shown = isDryRun ? rows.map((row) => ({ ...row, number: null })) : rows;
    return { rows: shown, taken, refused: rows.length - taken, isDryRun };
  });
}

/** Rules speak before anything is written, so the transaction goes on after a row that is refused. */
async function takeIn(ctx: Ctx & { readonly tx: Tx }, scopeId: string, row: ReadRow) {
  try {
    const draft = draftOf(row);
    const number = row.cells.agreement ?? "";
    const agreementId = await findAgreementByNumber(ctx.tx, scopeId, number);
    if (agreementId === null) throw importError("agreements.receipt_agreement_unknown", { number });
    const receipt = await enterReceipt(ctx, agreementId, draft);
    return { number: receipt.number, problem: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { number: null, problem: { zh: error.text("zh"), en: error.text("en") } };
  }
}
