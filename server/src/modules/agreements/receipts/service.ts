import { partOf } from "@dual-high/kernel";
import { accessError, authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../platform/http/index.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findDisplayNames, findNamesOnRecord } from "../../identity/index.ts";
import { distributionLost } from "../events.ts";
import { type AgreementRow, insertStep, loadContent } from "../queries.ts";
import { hasEnded } from "../rules.ts";
import { getAgreementRow } from "../service/found.ts";
import type { AgreementContent } from "../types.ts";
import {
  attachFile,
  findReceiptRow,
  findSameVoucher,
  insertReceipt,
  listReceiptRows,
  listReceiptsOf,
  type ReceiptFilter,
  type ReceiptListing,
  type ReceiptRow,
  reverseRow,
  updateMatch,
} from "./queries.ts";
import { endRow, findLive } from "../shares/queries.ts";
import {
  AMOUNT,
  readCharges,
  readEarlyReason,
  readFen,
  readRoyaltyReason,
  receiptError,
  refuseLessThanReceived,
  refuseUnfitReceipt,
  SALES,
} from "./rules.ts";
import { countedOf, followPayments, type Stand, standOf } from "./stand.ts";
import type { AgreementMoney, Receipt, ReceiptDraft, ReceiptMatch } from "./types.ts";

export async function getMoney(ctx: Ctx, agreementId: string): Promise<AgreementMoney> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.read", agreementId);
    const content = await loadContent(tx, row);
    const receipts = await listReceiptsOf(tx, agreementId);
    const stand = await standNow(tx, row, content, receipts);
    const isOver = hasEnded(row.state);
    return {
      agreementId,
      signedOn: row.signedOn,
      agreedFen: textOf(stand.agreed),
      receivedFen: String(stand.received),
      royaltyFen: String(stand.royalty),
      openFen: stand.open !== null && isOver ? "0" : textOf(stand.open),
      lapsedFen: isOver ? String(stand.open ?? 0n) : "0",
      dueFen: String(stand.due),
      overdueFen: String(stand.overdue),
      looseFen: String(stand.loose),
      lines: stand.lines.map(({ position, payment, received, open, isOverdue }) => ({
        position,
        kind: payment.kind,
        condition: payment.condition,
        dueOn: payment.dueOn,
        agreedFen: payment.amountFen,
        royaltyBp: payment.royaltyBp,
        receivedFen: String(received),
        openFen: textOf(open),
        isOverdue,
      })),
      receipts: await showReceipts(ctx, tx, receipts),
      mayReceive: row.signedOn !== null && mayIn(ctx.caller, "agreement.manage", row.scopeId),
    };
  });
}

const textOf = (amount: bigint | null) => (amount === null ? null : String(amount));

async function standNow(
  tx: Tx,
  row: AgreementRow,
  content: AgreementContent,
  receipts: readonly ReceiptRow[],
): Promise<Stand> {
  return standOf(content, receipts.map(countedOf), {
    today: await findToday(tx),
    isRunning: row.state === "signed",
  });
}

export async function listReceipts(
  ctx: Ctx,
  scopeId: string,
  listing: ReceiptListing,
  filter: ReceiptFilter,
): Promise<TotalledPage<Receipt>> {
  authorize(ctx.caller, "agreement.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listReceiptRows(tx, scopeId, listing, filter);
    const shown = await showReceipts(ctx, tx, rows);
    const keyed = shown.map((receipt, index) => ({ ...receipt, sortKey: rows[index]?.sortKey ?? "" }));
    return listPageOf(listing, keyed, total);
  });
}

/** Enters what came in. The agreement is held meanwhile, so that two receipts cannot both take what is open. */
export async function enterReceipt(ctx: Ctx, agreementId: string, draft: ReceiptDraft): Promise<Receipt> {
  return transact(ctx, async (tx) => {
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", agreementId, "for_update");
    const { number, signedOn, scopeId, enterpriseId } = row;
    if (signedOn === null) throw receiptError("agreements.receipt_unsigned", { number });
    const { receivedOn, payer, voucher } = draft;
    if (receivedOn > (await findToday(tx))) throw receiptError("agreements.receipt_day_to_come", { on: receivedOn });
    const earlyReason = readEarlyReason(number, { on: receivedOn, signedOn, reason: draft.earlyReason });
    const amount = readFen(draft.amountFen, AMOUNT);
    const amountFen = String(amount);
    const charges = readCharges(amount, draft);
    const known = await findSameVoucher(tx, { agreementId, voucher, receivedOn, amountFen });
    if (known !== null) throw receiptError("agreements.receipt_known", { voucher, number: known });
    const others = await listReceiptsOf(tx, agreementId);
    const stand = await standNow(tx, row, await loadContent(tx, row), others);
    const held = holdAgainst(number, amount, draft, stand, others);
    const made = await insertReceipt(tx, {
      scopeId,
      enterpriseId,
      agreementId,
      receivedOn,
      amountFen,
      payer,
      voucher,
      recognitionFeeFen: textOf(charges.recognitionFee),
      vatFen: textOf(charges.vat),
      earlyReason,
      ...held,
      createdBy: ctx.caller.userId,
    });
    await note(tx, row, "receipt_entered", { receipt: made.number, amountFen });
    return showReceipt(ctx, tx, made.id);
  });
}

function holdAgainst(number: string, amount: bigint, match: ReceiptMatch, stand: Stand, others: readonly ReceiptRow[]) {
  const sales = match.salesFen === null ? null : readFen(match.salesFen, SALES);
  const { paymentPosition, salesPeriod, royaltyReason: reason } = match;
  const royaltyBp = refuseUnfitReceipt({ number, amount, paymentPosition, sales }, stand);
  const isRoyalty = royaltyBp !== null;
  const before = others.find(
    (other) =>
      other.isRoyalty &&
      other.reversedAt === null &&
      other.paymentPosition === paymentPosition &&
      salesPeriod !== "" &&
      other.salesPeriod === salesPeriod,
  );
  const royaltyReason =
    royaltyBp === null || sales === null
      ? null
      : readRoyaltyReason({ amount, sales, royaltyBp, salesPeriod, before: before?.number ?? null, reason });
  return {
    paymentPosition,
    isRoyalty,
    salesFen: textOf(sales),
    salesPeriod: isRoyalty && salesPeriod !== "" ? salesPeriod : null,
    royaltyBp,
    royaltyReason,
  };
}

/** Says which payment it was for, or that nobody knows yet. */
export async function matchReceipt(
  ctx: Ctx,
  receiptId: string,
  match: ReceiptMatch,
  version: number,
): Promise<Receipt> {
  return changing(ctx, receiptId, version, async (tx, row, receipt) => {
    const others = (await listReceiptsOf(tx, row.id)).filter(({ id }) => id !== receiptId);
    const stand = await standNow(tx, row, await loadContent(tx, row), others);
    const held = holdAgainst(row.number, BigInt(receipt.amountFen), match, stand, others);
    await updateMatch(tx, receiptId, held);
    await note(tx, row, "receipt_matched", { receipt: receipt.number, payment: held.paymentPosition });
  });
}

/** What was divided of it is taken back with it, by whoever reverses the receipt: money that is not there is nobody's. */
export async function reverseReceipt(ctx: Ctx, receiptId: string, reason: string, version: number): Promise<Receipt> {
  return changing(ctx, receiptId, version, async (tx, row, receipt) => {
    const { number, amountFen } = receipt;
    if (reason === "") throw receiptError("agreements.reversal_reason_missing", { number });
    await reverseRow(tx, receiptId, ctx.caller.userId, reason);
    const live = await findLive(tx, receiptId);
    if (live !== null) {
      await endRow(tx, live, ctx.caller.userId, reason);
      await tellLost(ctx, tx, row, { receipt: number, ...live });
    }
    await note(tx, row, "receipt_reversed", { receipt: number, amountFen }, { reason });
  });
}

/** Whoever drew up or approved what is taken back is told: that they would not have to allow it is no reason not to know. */
async function tellLost(
  ctx: Ctx,
  tx: Tx,
  row: AgreementRow,
  lost: {
    readonly receipt: string;
    readonly state: string;
    readonly drawnBy: string;
    readonly approvedBy: string | null;
  },
): Promise<void> {
  const { id: agreementId, scopeId, number, title, enterpriseId } = row;
  const people = [lost.drawnBy, lost.approvedBy].filter((id) => id !== null && id !== ctx.caller.userId);
  await ctx.outbox.emit(tx, distributionLost, {
    aggregate: `agreement:${agreementId}`,
    scopeId,
    payload: {
      agreementId,
      scopeId,
      number,
      title,
      enterpriseId,
      receipt: lost.receipt,
      wasApproved: lost.state === "approved",
      to: [...new Set(people)] as string[],
    },
  });
}

/** The voucher as a file, once. */
export async function attachVoucher(
  ctx: Ctx,
  receiptId: string,
  { name, bytes }: UploadedFile,
  version: number,
): Promise<Receipt> {
  return changing(ctx, receiptId, version, async (tx, row, receipt) => {
    if (receipt.fileId !== null) throw receiptError("agreements.receipt_file_kept", { number: receipt.number });
    const sharedWith = row.enterpriseId === null ? [] : [row.enterpriseId];
    const file = await ctx.files.putFile(tx, {
      scopeId: row.scopeId,
      ownerKind: "receipt",
      ownerId: receiptId,
      name,
      bytes,
      classification: "confidential",
      sharedWith,
    });
    await attachFile(tx, receiptId, file.id);
    await note(tx, row, "receipt_voucher", { receipt: receipt.number, sha256: file.sha256 });
  });
}

export async function readVoucher(ctx: Ctx, receiptId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    const receipt = requireReceipt(await findReceiptRow(tx, receiptId));
    await getAgreementRow(tx, ctx.caller, "agreement.read", receipt.agreementId);
    if (receipt.fileId === null) throw accessError("access.not_found", {});
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, receipt.fileId);
    return { name, mediaType, bytes };
  });
}

function requireReceipt(row: ReceiptRow | null): ReceiptRow {
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

/** The agreement is locked before the receipt, as everywhere, so that no two wait for each other. */
async function changing(
  ctx: Ctx,
  receiptId: string,
  version: number,
  work: (tx: Tx, agreement: AgreementRow, receipt: ReceiptRow) => Promise<void>,
): Promise<Receipt> {
  return transact(ctx, async (tx) => {
    const seen = requireReceipt(await findReceiptRow(tx, receiptId));
    const row = await getAgreementRow(tx, ctx.caller, "agreement.manage", seen.agreementId, "for_update");
    const receipt = requireReceipt(await findReceiptRow(tx, receiptId, "for_update"));
    if (receipt.reversedAt !== null) throw receiptError("agreements.receipt_reversed", { number: receipt.number });
    expectVersion(receipt, version);
    await work(tx, row, receipt);
    return showReceipt(ctx, tx, receiptId);
  });
}

type ReceiptStep = "receipt_loosened" | "receipt_entered" | "receipt_matched" | "receipt_reversed" | "receipt_voucher";

async function note(
  tx: Tx,
  row: AgreementRow,
  action: ReceiptStep,
  details: Readonly<Record<string, string | number | boolean | null>>,
  personal: Readonly<Record<string, string>> = {},
): Promise<void> {
  await insertStep(tx, row, action, { ...details, ...personal });
  await audit(tx, {
    scopeId: row.scopeId,
    zoneId: row.zoneId,
    action: `agreement.${action}`,
    subjectKind: "agreement",
    subjectId: row.id,
    details: { number: row.number, ...details },
    personal,
  });
}

/**
 * After the schedule was changed: receipts stay with the payment that they were for, and nothing becomes less than what was
 * received. A royalty whose line is gone stays a royalty with its sales and rate; what was held against another line that is
 * gone is held against none. Called in the transaction that changes the agreement, with its content before and after.
 */
export async function keepReceiptsWith(
  tx: Tx,
  row: AgreementRow,
  before: AgreementContent,
  after: AgreementContent,
): Promise<void> {
  const receipts = (await listReceiptsOf(tx, row.id)).filter(({ reversedAt }) => reversedAt === null);
  if (receipts.length === 0) return;
  const moves = followPayments(before.payments, after.payments);
  const moved = receipts.map((receipt) => {
    const { paymentPosition } = receipt;
    return { ...receipt, paymentPosition: paymentPosition === null ? null : (moves.get(paymentPosition) ?? null) };
  });
  for (const [index, receipt] of moved.entries()) {
    const was = receipts[index]?.paymentPosition ?? null;
    if (receipt.paymentPosition === was) continue;
    await updateMatch(tx, receipt.id, receipt);
    if (receipt.paymentPosition === null) {
      await note(tx, row, "receipt_loosened", { receipt: receipt.number, payment: was, isRoyalty: receipt.isRoyalty });
    }
  }
  refuseLessThanReceived(standOf(after, moved.map(countedOf), { today: await findToday(tx), isRunning: true }));
}

async function showReceipt(ctx: Ctx, tx: Tx, receiptId: string): Promise<Receipt> {
  const [shown] = await showReceipts(ctx, tx, [requireReceipt(await findReceiptRow(tx, receiptId))]);
  return shown as Receipt;
}

export async function showReceipts(ctx: Ctx, tx: Tx, rows: readonly ReceiptRow[]): Promise<Receipt[]> {
  const people = rows.flatMap(({ createdBy, reversedBy }) => [createdBy, ...(reversedBy === null ? [] : [reversedBy])]);
  // The other party is told the names of those whom it may see.
  const isInside = rows.every(({ scopeId }) => mayIn(ctx.caller, "agreement.read", scopeId));
  const names = await (isInside ? findNamesOnRecord : findDisplayNames)(tx, [...new Set(people)]);
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  const shown: Receipt[] = [];
  for (const row of rows) {
    const file = row.fileId === null ? null : await ctx.files.getFile(tx, row.fileId);
    const { reversedAt, reversedBy, reversalReason, salesFen, royaltyBp } = row;
    shown.push({
      id: row.id,
      scopeId: row.scopeId,
      agreementId: row.agreementId,
      agreementNumber: row.agreementNumber,
      agreementTitle: row.agreementTitle,
      number: row.number,
      receivedOn: row.receivedOn,
      amountFen: row.amountFen,
      payer: row.payer,
      voucher: row.voucher,
      // What the seller bears is not the other party's business.
      recognitionFeeFen: isInside ? row.recognitionFeeFen : null,
      vatFen: isInside ? row.vatFen : null,
      paymentPosition: row.paymentPosition,
      isRoyalty: row.isRoyalty,
      salesFen,
      salesPeriod: row.salesPeriod ?? "",
      royaltyBp,
      royaltyReason: row.royaltyReason ?? "",
      earlyReason: row.earlyReason ?? "",
      expectedFen: salesFen === null || royaltyBp === null ? null : String(partOf(BigInt(salesFen), royaltyBp)),
      file: file === null ? null : { id: file.id, name: file.name },
      createdBy: person(row.createdBy),
      createdAt: row.createdAt,
      reversal:
        reversedAt === null || reversedBy === null
          ? null
          : { at: reversedAt, by: person(reversedBy), reason: reversalReason ?? "" },
      version: row.version,
    });
  }
  return shown;
}
