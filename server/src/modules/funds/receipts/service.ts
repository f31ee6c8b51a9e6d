// A fund's payments beside what the projects' agreements say arrived, as far as the caller sees both.
import { type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { listReceiptFacts, type ReceiptFacts } from "../../agreements/index.ts";
import { listAgreementsOfProjects } from "../../transformation/index.ts";
import { listCommitmentRows } from "../commitments/queries.ts";
import type { FundRow } from "../queries/funds.ts";
import { auditBy, getFundRow, mayAt, required } from "../service/found.ts";
import { findPayment, insertReceiptMatch, listPayments, type PaymentRow, removeReceiptMatch } from "./queries.ts";
import { isFrom, nearestFirst, receiptError, REMEDY_OF_RECEIPT, remedyOfPayment, stateOf } from "./rules.ts";
import type { Arrival, FundReceipts } from "./types.ts";

const MOST_CANDIDATES = 20;

export async function getFundReceipts(ctx: Ctx, fundId: string): Promise<FundReceipts> {
  return transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, "fund.read", fundId);
    return compare(tx, ctx.caller, fund);
  });
}

/** Receipts of the agreements of each project, reversed ones too. */
async function readReceipts(
  tx: Tx,
  caller: Caller,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, ReceiptFacts[]>> {
  const links = await listAgreementsOfProjects(tx, projectIds);
  const seen = (await listReceiptFacts(tx, [...new Set(links.map(({ agreementId }) => agreementId))])).filter(
    ({ scopeId }) => mayIn(caller, "agreement.read", scopeId),
  );
  return new Map(
    projectIds.map((projectId) => {
      const own = new Set(links.filter((link) => link.projectId === projectId).map(({ agreementId }) => agreementId));
      return [projectId, seen.filter(({ agreementId }) => own.has(agreementId))];
    }),
  );
}

async function compare(tx: Tx, caller: Caller, fund: FundRow): Promise<FundReceipts> {
  const payments = await listPayments(tx, fund.id);
  const commitments = await listCommitmentRows(tx, { fundId: fund.id });
  const projectIds = [...new Set(commitments.flatMap(({ projectId }) => (projectId === null ? [] : [projectId])))];
  const byProject = await readReceipts(tx, caller, projectIds);
  const receipts = new Map([...byProject.values()].flat().map((receipt) => [receipt.receiptId, receipt]));
  const taken = new Set(payments.flatMap(({ receiptId }) => (receiptId === null ? [] : [receiptId])));
  const isFree = ({ receiptId, isReversed }: ReceiptFacts) => !isReversed && !taken.has(receiptId);
  return {
    fundId: fund.id,
    matched: payments.flatMap((payment) => {
      if (payment.receiptId === null) return [];
      const receipt = receipts.get(payment.receiptId) ?? null;
      const difference = receipt === null ? null : String(BigInt(receipt.amountFen) - BigInt(payment.amountFen));
      return [
        {
          payment: showPayment(payment),
          receipt: receipt === null ? null : showArrival(receipt),
          state: stateOf(payment, receipt),
          differenceFen: difference,
        },
      ];
    }),
    paidOnly: payments
      .filter(({ receiptId, isReversed }) => receiptId === null && !isReversed)
      .map((payment) => {
        const free = (byProject.get(payment.projectId ?? "") ?? []).filter(isFree);
        const candidates = nearestFirst(payment, free).slice(0, MOST_CANDIDATES).map(showArrival);
        return {
          ...showPayment(payment),
          candidates,
          remedy: remedyOfPayment(payment.projectId !== null, candidates.length),
        };
      }),
    receivedOnly: [...receipts.values()]
      .filter((receipt) => isFree(receipt) && isFrom(receipt.payer, fund.name))
      .map((receipt) => ({ ...showArrival(receipt), remedy: REMEDY_OF_RECEIPT })),
    mayMatch: mayAt(caller, "fund.pay", fund),
  };
}

function showPayment(row: PaymentRow): FundReceipts["matched"][number]["payment"] {
  const { id: paymentId, commitmentId, title, applicant, position, paidOn, amountFen, voucher } = row;
  return { paymentId, commitmentId, title, applicant, position, paidOn, amountFen, voucher };
}

function showArrival({ dayNumber: _day, isReversed: _reversed, ...arrival }: ReceiptFacts): Arrival {
  return arrival;
}

/** One payment arrived as one receipt of the project's agreements; or it is not known as which after all. */
export async function matchReceipt(ctx: Ctx, paymentId: string, receiptId: string | null): Promise<FundReceipts> {
  return transact(ctx, async (tx) => {
    const { fundId } = required(await findPayment(tx, paymentId));
    const fund = await getFundRow(tx, ctx.caller, "fund.pay", fundId, "for_update");
    const payment = required(await findPayment(tx, paymentId));
    const { title, position, projectId, isReversed } = payment;
    await removeReceiptMatch(tx, paymentId);
    if (receiptId !== null) {
      if (isReversed) throw receiptError("funds.payment_reversed", { title, position });
      const byProject = await readReceipts(tx, ctx.caller, projectId === null ? [] : [projectId]);
      const receipt = byProject.get(projectId ?? "")?.find((each) => each.receiptId === receiptId && !each.isReversed);
      if (receipt === undefined) throw receiptError("funds.receipt_unfit", { title, position });
      const match = { paymentId, receiptId, by: ctx.caller.userId };
      if (!(await insertReceiptMatch(tx, fund, match))) {
        throw receiptError("funds.receipt_taken", { number: receipt.number });
      }
    }
    const details = { number: fund.number, paymentId, receiptId };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.receipt_matched", details });
    return compare(tx, ctx.caller, fund);
  });
}
