import { accessError, authorize, type Caller, mayIn } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import type { Tx } from "../../../platform/db/index.ts";
import { findNamesOnRecord } from "../../identity/index.ts";
import { uncommittedOf } from "../applications/rules.ts";
import { findClosedUntil } from "../closing/queries.ts";
import {
  type FundRow,
  findFundRow,
  findSummed,
  listContributors,
  listPlan,
  listSteps,
  type SummedFund,
} from "../queries/funds.ts";
import type { Fund, FundSummary } from "../shapes.ts";
import { FUND_STAGES, SOURCES } from "../types.ts";
import { wordStep } from "../wording.ts";

/** What row-level security hides and what does not exist are the same answer. */
export function required<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw accessError("access.not_found", {});
  return row;
}

/** In its own scope, in its managers', or, to see that it is there, in a pair that may apply. */
export async function getFundRow(
  tx: Tx,
  caller: Caller,
  permission: Permission,
  fundId: string,
  lock: "read" | "for_update" = "read",
): Promise<FundRow> {
  // Unlocked first: to whoever only reads it, a row that cannot be written is there all the same.
  const row = required(await findFundRow(tx, fundId));
  refuseReader(caller, permission, row);
  return lock === "read" ? row : required(await findFundRow(tx, fundId, lock));
}

type Reached = Pick<FundRow, "scopeId" | "managerScopeId" | "readers">;

function refuseReader(caller: Caller, permission: Permission, fund: Reached): void {
  if (mayAt(caller, permission, fund)) return;
  const isKnown = fund.readers.some((reader) => mayIn(caller, "fund.read", reader));
  if (isKnown) {
    if (permission === "fund.read") return;
    throw accessError("access.forbidden", { permission });
  }
  authorize(caller, permission, fund.scopeId);
}

/** In the fund's own scope or in its managers'. */
export function mayAt(
  caller: Caller,
  permission: Permission,
  { scopeId, managerScopeId }: Pick<FundRow, "scopeId" | "managerScopeId">,
): boolean {
  return mayIn(caller, permission, scopeId) || (managerScopeId !== null && mayIn(caller, permission, managerScopeId));
}

/** The record in which whoever acts writes: managers from outside have one of their own. */
export function auditBy(caller: Caller, { id, scopeId, zoneId, managerScopeId }: FundRow) {
  const isInside = caller.readScopes.includes(scopeId) || managerScopeId === null;
  return { scopeId: isInside ? scopeId : managerScopeId, zoneId, subjectKind: "fund", subjectId: id };
}

export function summarise(caller: Caller, row: SummedFund): FundSummary {
  const { subscribedFen, paidInFen, committedFen, paidOutFen, returnedFen, feesFen, bankFen } = row;
  const uncommittedFen = String(uncommittedOf(row));
  const money = { subscribedFen, paidInFen, committedFen, uncommittedFen, paidOutFen, returnedFen, feesFen, bankFen };
  return {
    id: row.id,
    scopeId: row.scopeId,
    number: row.number,
    name: row.name,
    sizeFen: row.sizeFen,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    money: mayAt(caller, "fund.read", row) ? money : null,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

export async function showFund(tx: Tx, caller: Caller, fundId: string): Promise<Fund> {
  const row = required(await findSummed(tx, fundId));
  const plan = await listPlan(tx, fundId);
  const contributors = await listContributors(tx, fundId);
  const steps = await listSteps(tx, fundId);
  const names = await findNamesOnRecord(tx, [...new Set(steps.map(({ actorId }) => actorId))]);
  const planned = (dimension: string, key: string) =>
    plan.find((line) => line.dimension === dimension && line.key === key)?.amountFen;
  const planOf = <K extends string>(dimension: string, keys: readonly K[]) =>
    keys.flatMap((key) => {
      const amountFen = planned(dimension, key);
      return amountFen === undefined ? [] : [{ key, amountFen }];
    });
  return {
    ...summarise(caller, row),
    purpose: row.purpose,
    stagePlan: planOf("stage", FUND_STAGES),
    sourcePlan: planOf("source", SOURCES),
    contributors: contributors.map(({ committedFen, paidInFen, ...contributor }) => ({
      ...contributor,
      committedFen,
      paidInFen,
      openFen: String(BigInt(committedFen) - BigInt(paidInFen)),
    })),
    committeeLeast: row.committeeLeast,
    pairIds: pairsOf(row),
    managerScopeId: row.managerScopeId,
    steps: steps.map(({ at, actorId, action, details }) => ({
      at,
      actor: { id: actorId, name: names.get(actorId) ?? "" },
      action,
      text: wordStep({ action, details }),
    })),
    closedUntil: await findClosedUntil(tx, fundId),
    mayManage: mayAt(caller, "fund.manage", row),
    mayPay: mayAt(caller, "fund.pay", row),
  };
}

export function pairsOf({ readers, scopeId, managerScopeId }: Reached): string[] {
  return readers.filter((id) => id !== scopeId && id !== managerScopeId);
}
