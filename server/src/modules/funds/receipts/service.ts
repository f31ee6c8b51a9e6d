// A fund's payments beside what the projects' agreements say arrived, as far as the caller sees both.
import { type Caller, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { listReceiptFacts, type ReceiptFacts } from "../../agreements/index.ts";
import { listAgreementsOfProjects } from "../../transformation/index.ts";
import { listCommitmentRows } from "../commitments/queries.ts";
import type { FundRow } from "../queries/funds.ts";
import { FIELD, readFen } from "../rules.ts";
import { auditBy, getFundRow, mayAt, required } from "../service/found.ts";
import {
  findMatchedOf,
  findPayment,
  insertReceiptMatch,
  listMatches,
  listPayments,
  type PaymentRow,
  removeReceiptMatch,
} from "./queries.ts";
import {
  isFrom,
  nearestFirst,
  receiptError,
  refuseBeyond,
  REMEDY_OF_RECEIPT,
  remedyOfPayment,
  stateOf,
} from "./rules.ts";
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
  const facts = new Map([...byProject.values()].flat().map((receipt) => [receipt.receiptId, receipt]));
  const taken = await findMatchedOf(tx, [...facts.keys()]);
  const receipts = new Map(
    [...facts].map(([receiptId, receipt]) => {
      const left = BigInt(receipt.amountFen) - (taken.get(receiptId) ?? 0n);
      return [receiptId, { ...receipt, left, openFen: String(left) }];
    }),
  );
  const isFree = ({ left, isReversed }: { readonly left: bigint; readonly isReversed: boolean }) =>
    !isReversed && left > 0n;
  const byId = new Map(payments.map((payment) => [payment.id, { ...payment, left: leftOf(payment) }]));
  return {
    fundId: fund.id,
    matched: (await listMatches(tx, fund.id)).map(({ paymentId, receiptId, amountFen }) => {
      const payment = required(byId.get(paymentId) ?? null);
      const receipt = receipts.get(receiptId) ?? null;
      return {
        payment: showPayment(payment),
        receipt: receipt === null ? null : showArrival(receipt),
        state: stateOf(payment, receipt),
        amountFen,
      };
    }),
    paidOnly: [...byId.values()].filter(isFree).map((payment) => {
      const free = (byProject.get(payment.projectId ?? "") ?? []).flatMap(({ receiptId }) => {
        const receipt = receipts.get(receiptId);
        return receipt !== undefined && isFree(receipt) ? [receipt] : [];
      });
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

function leftOf({ amountFen, matchedFen }: PaymentRow): bigint {
  return BigInt(amountFen) - BigInt(matchedFen);
}

function showPayment(row: PaymentRow): FundReceipts["matched"][number]["payment"] {
  const { id: paymentId, commitmentId, title, applicant, position, paidOn, amountFen, voucher } = row;
  const openFen = String(leftOf(row));
  return { paymentId, commitmentId, title, applicant, position, paidOn, amountFen, openFen, voucher };
}

function showArrival(receipt: ReceiptFacts & { readonly left: bigint; readonly openFen: string }): Arrival {
  const { dayNumber: _day, isReversed: _reversed, left: _left, ...arrival } = receipt;
  return arrival;
}

interface Matching {
  readonly paymentId: string;
  readonly receiptId: string;
  readonly amountFen: string | null;
}

/** So much of a payment arrived with a receipt of the project's agreements, or none after all. Said again, it is the same. */
export async function matchReceipt(ctx: Ctx, { paymentId, receiptId, amountFen }: Matching): Promise<FundReceipts> {
  return transact(ctx, async (tx) => {
    const { fundId } = required(await findPayment(tx, paymentId));
    const fund = await getFundRow(tx, ctx.caller, "fund.pay", fundId, "for_update");
    await removeReceiptMatch(tx, paymentId, receiptId);
    const payment = required(await findPayment(tx, paymentId));
    const { title, position, projectId, isReversed } = payment;
    if (amountFen !== null) {
      if (isReversed) throw receiptError("funds.payment_reversed", { title, position });
      const amount = readFen(FIELD.amount, amountFen);
      const byProject = await readReceipts(tx, ctx.caller, projectId === null ? [] : [projectId]);
      const receipt = byProject.get(projectId ?? "")?.find((each) => each.receiptId === receiptId && !each.isReversed);
      if (receipt === undefined) throw receiptError("funds.receipt_unfit", { title, position });
      const taken = (await findMatchedOf(tx, [receiptId])).get(receiptId) ?? 0n;
      const left = BigInt(receipt.amountFen) - taken;
      refuseBeyond({ title, position, left: leftOf(payment) }, { number: receipt.number, left }, amount);
      await insertReceiptMatch(tx, fund, { paymentId, receiptId, amount, by: ctx.caller.userId });
    }
    const details = { number: fund.number, paymentId, receiptId, amountFen };
    await audit(tx, { ...auditBy(ctx.caller, fund), action: "fund.receipt_matched", details });
    return compare(tx, ctx.caller, fund);
  });
}
