import { said } from "@dual-high/kernel";
import { accessError, authorize, type Ctx, mayIn, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { findNamesOnRecord } from "../../identity/index.ts";
import { type AgreementRow, findAgreementRow, insertStep, insideOf } from "../queries.ts";
import { findReceiptRow, type ReceiptRow } from "../receipts/queries.ts";
import { readFen } from "../receipts/rules.ts";
import { lastDayOf } from "../days.ts";
import { KINDS } from "../types.ts";
import { loadRules } from "./money-rules.ts";
import {
  approveRow,
  type DistributionRow,
  endRow,
  findDistributionRow,
  findLive,
  insertDistribution,
  listDistributionRows,
  listLines,
} from "./queries.ts";
import { findRuleKey, type RuleVersion } from "./rule-keys.ts";
import { DEDUCTION_NAMES, refuseApproval, refuseEarlyNotice, ruleOn, shareError } from "./rules.ts";
import { type SplitLine, splitCommissioned, splitNetIncome, sumOf, taxOf } from "./split.ts";
import type { AgreementDistributions, DeductionKind, Distribution, DistributionDraft, MoneyPath } from "./types.ts";

function requireRow<T>(row: T | null): T {
  if (row === null) throw accessError("access.not_found", {});
  return row;
}

/** The agreement, for whoever may see how its money is divided: not for the enterprise that pays. */
async function getIncomeRow(
  tx: Tx,
  ctx: Ctx,
  permission: "income.read" | "income.draw" | "income.approve",
  agreementId: string,
  lock: "read" | "for_update" = "read",
): Promise<AgreementRow> {
  const row = requireRow(await findAgreementRow(tx, agreementId, lock));
  authorize(ctx.caller, permission, row.scopeId);
  return row;
}

export async function listDistributions(ctx: Ctx, agreementId: string): Promise<AgreementDistributions> {
  return transact(ctx, async (tx) => {
    const row = await getIncomeRow(tx, ctx, "income.read", agreementId);
    const rule = ruleOn(await loadRules(tx, row.scopeId), `path.${row.kind}`, await findToday(tx));
    return {
      path: (rule?.value ?? "none") as MoneyPath,
      pathSource: rule?.source ?? "",
      distributions: await showAll(ctx, tx, await listDistributionRows(tx, agreementId)),
      mayDraw: mayIn(ctx.caller, "income.draw", row.scopeId),
    };
  });
}

/** Divides a receipt by the rules that were in force on the day on which it came in. Nothing is paid before it is approved. */
export async function drawDistribution(ctx: Ctx, receiptId: string, draft: DistributionDraft): Promise<Distribution> {
  return transact(ctx, async (tx) => {
    const seen = requireRow(await findReceiptRow(tx, receiptId));
    const row = await getIncomeRow(tx, ctx, "income.draw", seen.agreementId, "for_update");
    const receipt = requireRow(await findReceiptRow(tx, receiptId));
    if (receipt.reversedAt !== null) throw shareError("agreements.receipt_gone", { receipt: receipt.number });
    if ((await findLive(tx, receiptId)) !== null) {
      throw shareError("agreements.distributed_already", { receipt: receipt.number });
    }
    refuseEarlyNotice(receipt.number, draft.publicFrom, await findToday(tx));
    const versions = await loadRules(tx, row.scopeId);
    const off = takeOff(receipt, draft.deductions);
    const made = divide(row, BigInt(receipt.amountFen), { ...draft, off }, { versions, day: receipt.receivedOn });
    const id = await insertDistribution(
      tx,
      {
        scopeId: row.scopeId,
        agreementId: row.id,
        receiptId,
        path: made.path,
        receiptFen: receipt.amountFen,
        netFen: made.net === null ? null : String(made.net),
        rules: made.used.map(({ key, value, inForceFrom, source }) => ({ key, value, inForceFrom, source })),
        publicFrom: draft.publicFrom,
        drawnBy: ctx.caller.userId,
      },
      made.lines,
    );
    await note(tx, row, "income_drawn", { receipt: receipt.number, path: made.path });
    return show(ctx, tx, id);
  });
}

interface Divided {
  readonly path: "commissioned" | "transformation";
  readonly net: bigint | null;
  readonly lines: readonly SplitLine[];
  readonly used: readonly RuleVersion[];
}

interface InForce {
  readonly versions: readonly RuleVersion[];
  readonly day: string;
}

/** What a draft says, and what is taken off by it and by the receipt. */
interface Divisible extends DistributionDraft {
  readonly off: readonly SplitLine[];
}

/** What the receipt states by itself, then what the draft adds, which does not state it once more. */
function takeOff({ number, ...receipt }: ReceiptRow, added: DistributionDraft["deductions"]): SplitLine[] {
  const stated = { recognition_fee: receipt.recognitionFeeFen, vat: receipt.vatFen };
  const line = (kind: DeductionKind, name: string, amount: bigint) => ({ kind, name, unit: "", shareBp: null, amount });
  const typed = added.map(({ kind, text, amountFen }, at) => {
    const field = DEDUCTION_NAMES[kind];
    const known = kind === "recognition_fee" || kind === "vat" ? stated[kind] : null;
    if (known !== null) {
      throw shareError("agreements.deduction_stated", { receipt: number, field, amount: BigInt(known) });
    }
    const where = said(
      `扣除第 ${at + 1} 行：${field.zh}（deductions）`,
      `Deduction ${at + 1}: ${field.en} (deductions)`,
    );
    return line(kind, text, readFen(amountFen, where));
  });
  const known = (["recognition_fee", "vat"] as const).flatMap((kind) => {
    const amount = BigInt(stated[kind] ?? 0);
    return amount === 0n ? [] : [line(kind, DEDUCTION_NAMES[kind].zh, amount)];
  });
  return [...known, ...typed];
}

function divide(row: AgreementRow, receipt: bigint, draft: Divisible, { versions, day }: InForce): Divided {
  const used: RuleVersion[] = [];
  const find = (key: string) => {
    const rule = ruleOn(versions, key, day);
    if (rule !== null) used.push(rule);
    return rule;
  };
  const need = (key: string) => {
    const rule = find(key);
    if (rule === null)
      throw shareError("agreements.rule_missing", { name: findRuleKey(key)?.name ?? { zh: key, en: key }, day });
    return rule;
  };
  const path = need(`path.${row.kind}`).value as MoneyPath;
  if (path === "none") throw shareError("agreements.no_path", { number: row.number, kind: KINDS[row.kind].name });
  if (path === "commissioned") {
    const overheadBp = Number(need("commissioned.overhead").value);
    const unitBp = Number(find("commissioned.unit")?.value ?? 0);
    return { path, net: null, lines: divideCommissioned(receipt, draft, { overheadBp, unitBp }), used };
  }
  const taxBp = Number(find("transformation.tax")?.value ?? 0);
  const floor = need("transformation.inventors_floor");
  if (Number(floor.value) === 0) {
    // Entered before a floor of nothing was refused.
    throw shareError("agreements.rule_missing", {
      name: findRuleKey(floor.key)?.name ?? said(floor.key, floor.key),
      day,
    });
  }
  const share = (key: string) => Number(need(`transformation.${key}`).value);
  const shares = { inventorsBp: share("inventors"), unitBp: share("unit"), institutionBp: share("institution") };
  // Named among what it was made by, for its approval waits for them.
  need("transformation.publicity");
  const sum = shares.inventorsBp + shares.unitBp + shares.institutionBp;
  if (sum !== 10_000) throw shareError("agreements.rule_shares_do_not_sum", { sum, day });
  if (shares.inventorsBp < Number(floor.value)) {
    const { source } = floor;
    throw shareError("agreements.under_floor", { share: shares.inventorsBp, floor: Number(floor.value), source });
  }
  return { path, ...divideIncome(receipt, draft, shares, taxBp), used };
}

function divideCommissioned(
  receipt: bigint,
  { account, unit, institution, off, inventors }: Divisible,
  shares: { readonly overheadBp: number; readonly unitBp: number },
): SplitLine[] {
  if (off.some(({ kind }) => kind === "tax" || kind === "cost") || inventors.length > 0) {
    throw shareError("agreements.deductions_unfit", {});
  }
  const sum = shares.overheadBp + shares.unitBp;
  if (sum > 10_000) throw shareError("agreements.overhead_over_whole", { sum });
  refuseNameless(account, said("项目经费账户", "Project account"));
  refuseNameless(institution, said("学校", "Institution"));
  if (shares.unitBp > 0) refuseNameless(unit, said("所在单位", "Unit"));
  const lines = splitCommissioned(receipt, shares, { account, unit, institution }, off);
  const left = lines.at(-1)?.amount ?? 0n;
  if (left < 0n) {
    const taken = sumOf(off);
    throw shareError("agreements.deductions_over_account", { off: taken, overhead: receipt - taken - left, receipt });
  }
  return lines;
}

function divideIncome(
  receipt: bigint,
  { unit, institution, off: stated, inventors }: Divisible,
  shares: { readonly inventorsBp: number; readonly unitBp: number; readonly institutionBp: number },
  taxBp: number,
): Pick<Divided, "net" | "lines"> {
  const sum = inventors.reduce((total, { shareBp }) => total + shareBp, 0);
  if (sum !== 10_000) throw shareError("agreements.inventors_do_not_sum", { sum });
  if (shares.unitBp > 0) refuseNameless(unit, said("所在单位", "Unit"));
  if (shares.institutionBp > 0) refuseNameless(institution, said("学校", "Institution"));
  const off: SplitLine[] = [
    ...(taxBp === 0
      ? []
      : [{ kind: "tax" as const, name: "税费", unit: "", shareBp: taxBp, amount: taxOf(receipt, taxBp) }]),
    ...stated,
  ];
  const taken = sumOf(off);
  if (taken > receipt) throw shareError("agreements.deductions_over_receipt", { sum: taken, receipt });
  const net = receipt - taken;
  return { net, lines: [...off, ...splitNetIncome(net, shares, { unit, institution }, inventors)] };
}

function refuseNameless(name: string, field: { readonly zh: string; readonly en: string }): void {
  if (name === "") throw shareError("agreements.distribution_name_missing", { field });
}

/** By somebody other than who drew it up, and not before its public notice is over. */
export async function approveDistribution(ctx: Ctx, distributionId: string, version: number): Promise<Distribution> {
  return transact(ctx, async (tx) => {
    const { row, found } = await holdDistribution(ctx, tx, distributionId, "income.approve");
    const today = await findToday(tx);
    refuseApproval(
      {
        receipt: found.receiptNumber,
        state: found.state,
        drawnBy: found.drawnBy,
        needsNotice: noticeOf(found) > 0,
        publicFrom: found.publicFrom,
        publicUntil: publicUntilOf(found),
      },
      ctx.caller.userId,
      today,
    );
    expectVersion(found, version);
    await approveRow(tx, distributionId, ctx.caller.userId);
    await note(tx, row, "income_approved", { receipt: found.receiptNumber });
    return show(ctx, tx, distributionId);
  });
}

/** Withdraws a proposal, or reverses what was approved: for that one must be able to approve. */
export async function endDistribution(
  ctx: Ctx,
  distributionId: string,
  reason: string,
  version: number,
): Promise<Distribution> {
  return transact(ctx, async (tx) => {
    const { row, found } = await holdDistribution(ctx, tx, distributionId, "income.draw");
    const { receiptNumber: receipt, state } = found;
    if (state === "approved") authorize(ctx.caller, "income.approve", row.scopeId);
    if (state !== "approved" && state !== "proposed") {
      throw shareError("agreements.distribution_wrong_state", { receipt, state });
    }
    if (reason === "") throw shareError("agreements.end_reason_missing", { receipt });
    expectVersion(found, version);
    await endRow(tx, found, ctx.caller.userId, reason);
    await note(tx, row, "income_ended", { receipt }, reason);
    return show(ctx, tx, distributionId);
  });
}

/** The agreement first, as everywhere. */
async function holdDistribution(
  ctx: Ctx,
  tx: Tx,
  distributionId: string,
  permission: "income.draw" | "income.approve",
): Promise<{ readonly row: AgreementRow; readonly found: DistributionRow }> {
  const seen = requireRow(await findDistributionRow(tx, distributionId));
  const row = await getIncomeRow(tx, ctx, permission, seen.agreementId, "for_update");
  return { row, found: requireRow(await findDistributionRow(tx, distributionId, "for_update")) };
}

async function note(
  tx: Tx,
  row: AgreementRow,
  action: "income_drawn" | "income_approved" | "income_ended",
  details: Readonly<Record<string, string>>,
  reason?: string,
): Promise<void> {
  await insertStep(tx, insideOf(row), action, details);
  await audit(tx, {
    scopeId: row.scopeId,
    zoneId: row.zoneId,
    action: `agreement.${action}`,
    subjectKind: "agreement",
    subjectId: row.id,
    details: { number: row.number, ...details },
    personal: reason === undefined ? {} : { reason },
  });
}

/** Days of public notice by the rule that it was made by. */
function noticeOf({ rules }: DistributionRow): number {
  return Number(rules.find(({ key }) => key === "transformation.publicity")?.value ?? 0);
}

function publicUntilOf(row: DistributionRow): string | null {
  const days = noticeOf(row);
  return row.publicFrom === null || days === 0 ? null : lastDayOf(row.publicFrom, days);
}

async function show(ctx: Ctx, tx: Tx, distributionId: string): Promise<Distribution> {
  const [shown] = await showAll(ctx, tx, [requireRow(await findDistributionRow(tx, distributionId))]);
  return shown as Distribution;
}

async function showAll(ctx: Ctx, tx: Tx, rows: readonly DistributionRow[]): Promise<Distribution[]> {
  const lines = Map.groupBy(
    await listLines(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ distributionId }) => distributionId,
  );
  const people = rows.flatMap(({ drawnBy, approvedBy, endedBy }) => [drawnBy, approvedBy, endedBy]);
  const names = await findNamesOnRecord(tx, [...new Set(people.filter((id) => id !== null))]);
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  return rows.map((row) => {
    const { endedBy, endedAt, endReason, approvedBy } = row;
    return {
      id: row.id,
      agreementId: row.agreementId,
      receiptId: row.receiptId,
      receiptNumber: row.receiptNumber,
      path: row.path,
      receiptFen: row.receiptFen,
      netFen: row.netFen,
      state: row.state,
      lines: (lines.get(row.id) ?? []).map(({ distributionId: _id, ...line }) => line),
      rules: row.rules.map((rule) => ({
        ...rule,
        name: findRuleKey(rule.key)?.name ?? said(rule.key, rule.key),
        unit: findRuleKey(rule.key)?.unit ?? "bp",
      })),
      publicFrom: row.publicFrom,
      publicUntil: publicUntilOf(row),
      drawnBy: person(row.drawnBy),
      drawnAt: row.drawnAt,
      approvedBy: approvedBy === null ? null : person(approvedBy),
      approvedAt: row.approvedAt,
      end: endedBy === null || endedAt === null ? null : { by: person(endedBy), at: endedAt, reason: endReason ?? "" },
      actions: actionsOf(ctx, row),
      version: row.version,
    };
  });
}

function actionsOf({ caller }: Ctx, { state, drawnBy, scopeId }: DistributionRow): ("approve" | "end")[] {
  const mayApprove = mayIn(caller, "income.approve", scopeId);
  if (state === "approved") return mayApprove ? ["end"] : [];
  if (state !== "proposed") return [];
  const mayEnd = mayIn(caller, "income.draw", scopeId);
  return [
    ...(mayApprove && drawnBy !== caller.userId ? ["approve" as const] : []),
    ...(mayEnd ? ["end" as const] : []),
  ];
}
