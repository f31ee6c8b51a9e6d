import { type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { findNamesOnRecord } from "../../identity/index.ts";
import { getProjectRow } from "../../transformation/index.ts";
import { refuseTeamShare } from "../applications/rules.ts";
import { findClosedUntil } from "../closing/queries.ts";
import { refuseClosedDay } from "../closing/rules.ts";
import { tranchePaid } from "../events.ts";
import {
  convert,
  type Line,
  payTranche,
  receiveDividend,
  receiveRepayment,
  sellEquity,
  writeOff,
} from "../ledger/posting.ts";
import type { FundRow } from "../queries/funds.ts";
import { listTransfers, type TransferRow } from "../shares/queries.ts";
import { FIELD, readFen, refuseDayToCome } from "../rules.ts";
import { type Done, post, record } from "../service/change.ts";
import { getFundRow, mayAt, required } from "../service/found.ts";
import { posted } from "../service/ledger.ts";
import {
  approveWriteOff,
  closeCommitment,
  dropWriteOff,
  type CommitmentRow,
  type CommitmentSums,
  findCommitment,
  findCommitmentOf,
  insertConversion,
  insertPayment,
  insertWriteOff,
  listCommitmentRows,
  listCommitmentSums,
  listConversions,
  listTranches,
  listWriteOffs,
  type WriteOffRow,
} from "./queries.ts";
import { findPassed } from "./passed.ts";
import {
  commitmentError,
  refuseAgainstTerms,
  refuseConversion,
  refuseEarlyClosing,
  refuseGate,
  refuseShares,
  trancheState,
} from "./rules.ts";
import type {
  Commitment,
  CommitmentClosing,
  ConversionDraft,
  ReturnDraft,
  TranchePayment,
  WriteOffDraft,
} from "./types.ts";

/** Holds the fund's row, does the work about one commitment, and puts it on the fund's record. */
export async function changing(
  ctx: Ctx,
  commitmentId: string,
  permission: Permission,
  work: (tx: Tx, fund: FundRow, commitment: CommitmentRow) => Promise<Done>,
): Promise<Commitment> {
  return transact(ctx, async (tx) => {
    const { fundId } = required(await findCommitment(tx, commitmentId));
    const fund = await getFundRow(tx, ctx.caller, permission, fundId, "for_update");
    // Again, now that nobody else changes it.
    const commitment = required(await findCommitment(tx, commitmentId));
    await record(tx, ctx.caller, fund, await work(tx, fund, commitment));
    return required((await showCommitments(tx, ctx.caller, [commitmentId]))[0]);
  });
}

const idOf = async (ctx: Ctx, part: "fund_tranches" | "fund_write_offs", id: string): Promise<string> =>
  transact(ctx, async (tx) => required(await findCommitmentOf(tx, part, id)));

function refuseClosed({ title, closedOn }: CommitmentRow): void {
  if (closedOn !== null) throw commitmentError("funds.commitment_closed", { title, closedOn });
}

/** Once, whatever is sent again: the fund's row is held, and the table takes one payment of a tranche that holds. */
export async function payTrancheOf(ctx: Ctx, trancheId: string, { on, voucher }: TranchePayment): Promise<Commitment> {
  return changing(ctx, await idOf(ctx, "fund_tranches", trancheId), "fund.pay", async (tx, fund, commitment) => {
    const { id, title, kind, projectId } = commitment;
    const tranche = required((await listTranches(tx, [id])).find((each) => each.id === trancheId));
    const { position, gate, paidOn, amountFen } = tranche;
    if (paidOn !== null) throw commitmentError("funds.tranche_paid", { title, position, paidOn });
    refuseClosed(commitment);
    const { committedOn } = commitment;
    if (on < committedOn) throw commitmentError("funds.paid_before_decided", { title, on, committedOn });
    const passed = await findPassed(tx, projectId);
    if (passed === null) throw commitmentError("funds.project_ended", { title, position });
    refuseGate({ title, position, gate, on }, passed);
    const amount = BigInt(amountFen);
    const lines = payTranche(kind, amount);
    const entry = await post(tx, ctx.caller, fund, {
      kind: "tranche_paid",
      onDay: on,
      voucher,
      commitmentId: id,
      lines,
    });
    await insertPayment(tx, commitment, { trancheId, entryId: entry.id, on });
    await ctx.outbox.emit(tx, tranchePaid, {
      aggregate: `fund_commitment:${id}`,
      scopeId: ctx.caller.writeScopes.includes(fund.scopeId) ? fund.scopeId : fund.managerScopeId,
      payload: {
        scopeId: fund.scopeId,
        commitmentId: id,
        applicationId: commitment.applicationId,
        applicantScopeId: commitment.applicantScopeId,
        title,
        amountFen,
        userIds: commitment.submittedBy === null ? [] : [commitment.submittedBy],
      },
    });
    return posted("tranche_paid", amount, entry.number, `${title} ${position}`);
  });
}

async function sumsOf(tx: Tx, commitmentId: string): Promise<Omit<CommitmentSums, "commitmentId">> {
  const none = { heldFen: "0", convertibleFen: "0", equityFen: "0", grantsFen: "0", returnedFen: "0" };
  return (await listCommitmentSums(tx, [commitmentId]))[0] ?? none;
}

/** On which account what was paid stands now: equity once it was converted. */
async function accountOf(tx: Tx, { id, kind }: CommitmentRow): Promise<"grants" | "convertible" | "equity"> {
  if (kind === "grant") return "grants";
  const { convertibleFen } = await sumsOf(tx, id);
  return kind === "grant_to_equity" && convertibleFen !== "0" ? "convertible" : "equity";
}

export async function receiveReturn(ctx: Ctx, commitmentId: string, draft: ReturnDraft): Promise<Commitment> {
  return changing(ctx, commitmentId, "fund.pay", async (tx, fund, commitment) => {
    const amount = readFen(FIELD.amount, draft.amountFen);
    const lines = await linesOfReturn(tx, commitment, draft, amount);
    const { kind, on, voucher, text } = draft;
    const { number } = await post(tx, ctx.caller, fund, { kind, onDay: on, voucher, text, commitmentId, lines });
    return posted(kind, amount, number, commitment.title);
  });
}

async function linesOfReturn(tx: Tx, commitment: CommitmentRow, draft: ReturnDraft, amount: bigint): Promise<Line[]> {
  if (draft.kind === "dividend") {
    const { id, title } = commitment;
    const isPaid = (await listTranches(tx, [id])).some(({ paidOn }) => paidOn !== null);
    if (!isPaid) throw commitmentError("funds.dividend_of_nothing", { title });
    return receiveDividend(amount);
  }
  if (draft.kind === "repayment") return receiveRepayment(await accountOf(tx, commitment), amount);
  if (draft.costFen === null) throw commitmentError("funds.cost_missing", {});
  return sellEquity(amount, readFen(FIELD.cost, draft.costFen));
}

/** All of the grant that was paid and not given back becomes equity, by the event that the terms name. */
export async function convertGrant(ctx: Ctx, commitmentId: string, draft: ConversionDraft): Promise<Commitment> {
  refuseTeamShare(draft.teamShareBp, "teamShareBp");
  refuseShares(draft);
  return changing(ctx, commitmentId, "fund.pay", async (tx, fund, commitment) => {
    const valuation = readFen(FIELD.valuation, draft.valuationFen);
    const amount = BigInt((await sumsOf(tx, commitmentId)).convertibleFen);
    const { title, terms } = commitment;
    if (amount <= 0n) throw commitmentError("funds.nothing_to_convert", { title });
    const [before] = await listConversions(tx, [commitmentId]);
    refuseConversion(commitment, await listTranches(tx, [commitmentId]), before);
    refuseAgainstTerms(title, terms, draft);
    const { on, event, fundShareBp, teamShareBp } = draft;
    const entry = await post(tx, ctx.caller, fund, {
      kind: "conversion",
      onDay: on,
      text: event,
      commitmentId,
      lines: convert(amount),
    });
    const shares = { fundShareBp, teamShareBp };
    const made = { on, event, amountFen: String(amount), valuationFen: String(valuation), ...shares };
    await insertConversion(tx, commitment, entry.id, made);
    return posted("conversion", amount, entry.number, title);
  });
}

export async function proposeWriteOff(ctx: Ctx, commitmentId: string, draft: WriteOffDraft): Promise<Commitment> {
  return changing(ctx, commitmentId, "fund.manage", async (tx, _, commitment) => {
    const amount = readFen(FIELD.amount, draft.amountFen);
    const { title } = commitment;
    const held = BigInt((await sumsOf(tx, commitmentId)).heldFen);
    if (amount > held) throw commitmentError("funds.write_off_too_large", { title, held, amount });
    await insertWriteOff(tx, commitment, { amount, reason: draft.reason, by: ctx.caller.userId });
    const amountFen = String(amount);
    return { action: "write_off_proposed", details: { amountFen, about: title }, audited: { commitmentId, amountFen } };
  });
}

export async function confirmWriteOff(ctx: Ctx, writeOffId: string, on: string): Promise<Commitment> {
  return changing(ctx, await idOf(ctx, "fund_write_offs", writeOffId), "fund.pay", async (tx, fund, commitment) => {
    const { id, title } = commitment;
    const proposed = required((await listWriteOffs(tx, [id])).find((each) => each.id === writeOffId));
    refuseDecided(title, proposed);
    if (proposed.proposedBy === ctx.caller.userId) throw commitmentError("funds.write_off_own", { title });
    const amount = BigInt(proposed.amountFen);
    const account = await accountOf(tx, commitment);
    const held = BigInt((await sumsOf(tx, id)).heldFen);
    if (account === "grants" || amount > held) {
      throw commitmentError("funds.write_off_too_large", { title, held, amount });
    }
    const entry = await post(tx, ctx.caller, fund, {
      kind: "write_off",
      onDay: on,
      text: proposed.reason,
      commitmentId: id,
      lines: writeOff(account, amount),
    });
    await approveWriteOff(tx, writeOffId, ctx.caller.userId, entry.id);
    return posted("write_off", amount, entry.number, title);
  });
}

function refuseDecided(title: string, { approvedBy, droppedAs }: WriteOffRow): void {
  if (approvedBy !== null) throw commitmentError("funds.write_off_done", { title });
  if (droppedAs !== null) throw commitmentError("funds.write_off_dropped", { title });
}

/** Whoever proposed it takes it back, and somebody else declines it: it stays on record as what was not done. */
export async function dropWriteOffOf(
  ctx: Ctx,
  writeOffId: string,
  as: "withdrawn" | "declined",
  reason: string,
): Promise<Commitment> {
  const permission = as === "withdrawn" ? "fund.manage" : "fund.pay";
  return changing(ctx, await idOf(ctx, "fund_write_offs", writeOffId), permission, async (tx, _, commitment) => {
    const { id, title } = commitment;
    const proposed = required((await listWriteOffs(tx, [id])).find((each) => each.id === writeOffId));
    refuseDecided(title, proposed);
    const isOwn = proposed.proposedBy === ctx.caller.userId;
    if (as === "withdrawn" && !isOwn) throw commitmentError("funds.write_off_others", { title });
    if (as === "declined" && isOwn) throw commitmentError("funds.write_off_declined_own", { title });
    await dropWriteOff(tx, writeOffId, { as, by: ctx.caller.userId, reason });
    const { amountFen } = proposed;
    const details = { amountFen, about: title, reason };
    return { action: `write_off_${as}`, details, audited: { commitmentId: id, amountFen } };
  });
}

/** What was not paid is free for others again. */
export async function closeCommitmentOf(
  ctx: Ctx,
  commitmentId: string,
  { on, reason }: CommitmentClosing,
): Promise<Commitment> {
  return changing(ctx, commitmentId, "fund.manage", async (tx, fund, commitment) => {
    refuseClosed(commitment);
    refuseDayToCome(on, await findToday(tx));
    refuseClosedDay(fund.number, on, await findClosedUntil(tx, fund.id));
    const tranches = await listTranches(tx, [commitmentId]);
    refuseEarlyClosing(commitment, tranches, on);
    const open = tranches.filter(({ paidOn }) => paidOn === null);
    const released = open.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
    await closeCommitment(tx, commitmentId, { released, on, reason });
    const amountFen = String(released);
    const details = { amountFen, about: commitment.title, reason };
    return { action: "commitment_closed", details, audited: { commitmentId, amountFen } };
  });
}

// Reading ---------------------------------------------------------------------------------------------------------------------

export async function listCommitments(ctx: Ctx, fundId: string): Promise<{ items: Commitment[] }> {
  return transact(ctx, async (tx) => {
    await getFundRow(tx, ctx.caller, "fund.read", fundId);
    const rows = await listCommitmentRows(tx, { fundId });
    return { items: await showRows(tx, ctx.caller, rows) };
  });
}

/** Money of funds for a project, as far as the caller sees it. */
export async function listMoneyOf(ctx: Ctx, projectId: string): Promise<{ items: Commitment[] }> {
  return transact(ctx, async (tx) => {
    await getProjectRow(tx, ctx.caller, "project.read", projectId);
    return { items: await showRows(tx, ctx.caller, await listCommitmentRows(tx, { projectId })) };
  });
}

async function showCommitments(tx: Tx, caller: Caller, ids: readonly string[]): Promise<Commitment[]> {
  const rows: CommitmentRow[] = [];
  for (const id of ids) rows.push(required(await findCommitment(tx, id)));
  return showRows(tx, caller, rows);
}

export async function showRows(tx: Tx, caller: Caller, rows: readonly CommitmentRow[]): Promise<Commitment[]> {
  const ids = rows.map(({ id }) => id);
  const tranches = await listTranches(tx, ids);
  const sums = new Map((await listCommitmentSums(tx, ids)).map((each) => [each.commitmentId, each]));
  const conversions = await listConversions(tx, ids);
  const transfers = await listTransfers(tx, ids);
  const writeOffs = await listWriteOffs(tx, ids);
  const people = writeOffs
    .flatMap(({ proposedBy, approvedBy, droppedBy }) => [proposedBy, approvedBy, droppedBy])
    .filter((id) => id !== null);
  const names = await findNamesOnRecord(tx, [...new Set(people)]);
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  const today = await findToday(tx);
  const passedBy = new Map<string | null, ReadonlyMap<string, string> | null>();
  for (const { projectId } of rows) {
    if (!passedBy.has(projectId)) passedBy.set(projectId, await findPassed(tx, projectId));
  }
  return rows.map((row) => {
    const own = tranches.filter(({ commitmentId }) => commitmentId === row.id);
    const held = sums.get(row.id);
    const mayPay = mayAt(caller, "fund.pay", row);
    const mayManage = mayAt(caller, "fund.manage", row);
    const isClosed = row.closedOn !== null;
    const stand = { isClosed, passed: passedBy.get(row.projectId) ?? null, today };
    const shown = own.map((tranche) => {
      const state = trancheState(tranche, stand);
      return {
        ...tranche,
        state,
        mayPay: mayPay && (state === "payable" || state === "planned") && stand.passed !== null,
      };
    });
    const paid = own
      .filter(({ paidOn }) => paidOn !== null)
      .reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
    const conversion = conversions.find(({ commitmentId }) => commitmentId === row.id);
    const { id, fundId, scopeId, applicationId, applicationNumber, applicant, projectId, projectScopeId } = row;
    const { title, stage, kind, terms, amountFen, releasedFen, committedOn, closedOn, closedReason } = row;
    const stands = { title, stage, kind, terms, amountFen, releasedFen, committedOn, closedOn, closedReason };
    const place = { id, fundId, scopeId, applicationId, applicationNumber, applicant, projectId, projectScopeId };
    return {
      ...place,
      ...stands,
      paidFen: String(paid),
      heldFen: held?.heldFen ?? "0",
      returnedFen: held?.returnedFen ?? "0",
      tranches: shown,
      conversion: conversion === undefined ? null : { ...conversion, ...sharesOf(row, conversion, transfers) },
      writeOffs: writeOffs
        .filter(({ commitmentId }) => commitmentId === row.id)
        .map(({ proposedBy, approvedBy, droppedAs, droppedBy, droppedReason, ...rest }) => {
          const isOpen = approvedBy === null && droppedAs === null;
          const isOwn = proposedBy === caller.userId;
          return {
            ...rest,
            proposedBy: person(proposedBy),
            approvedBy: approvedBy === null ? null : person(approvedBy),
            dropped:
              droppedAs === null || droppedBy === null
                ? null
                : { as: droppedAs, by: person(droppedBy), reason: droppedReason ?? "" },
            mayApprove: mayPay && isOpen && !isOwn,
            mayWithdraw: mayManage && isOpen && isOwn,
          };
        }),
      mayTransfer: mayPay && conversion !== undefined && (terms?.lockedUntil ?? today) < today,
      mayConvert:
        mayPay &&
        (held?.convertibleFen ?? "0") !== "0" &&
        conversion === undefined &&
        (isClosed || own.every(({ paidOn }) => paidOn !== null)),
      mayReturn: mayPay && paid > 0n,
      mayWriteOff: mayManage && (held?.heldFen ?? "0") !== "0",
      mayClose: mayManage && !isClosed && shown.some(({ paidOn }) => paidOn === null),
    };
  });
}

/** How long the team's shares are locked, and what is left of them. */
function sharesOf(
  { id, terms }: CommitmentRow,
  { teamShareBp }: { readonly teamShareBp: number },
  transfers: readonly TransferRow[],
) {
  const own = transfers.filter(({ commitmentId }) => commitmentId === id);
  return {
    lockedUntil: terms?.lockedUntil ?? null,
    teamHeldBp: own.reduce((left, { shareBp }) => left - shareBp, teamShareBp),
    transfers: own,
  };
}
