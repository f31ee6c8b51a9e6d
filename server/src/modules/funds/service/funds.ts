import { accessError, authorize, type Ctx, transact } from "../../../platform/access/index.ts";
import { audit } from "../../../platform/audit/index.ts";
import { findToday, takeNumbers, type Tx } from "../../../platform/db/index.ts";
import { expectVersion } from "../../../platform/http/index.ts";
import { newId } from "../../../platform/ids.ts";
import { listPageOf, type TotalledPage } from "../../../platform/listing/index.ts";
import { findScope, findScopeKind } from "../../identity/index.ts";
import { commitContribution } from "../ledger/posting.ts";
import {
  type FundFacts,
  type FundListing,
  type FundRow,
  findFundRow,
  findNumberByName,
  findSummed,
  insertContributor,
  insertFund,
  insertStep,
  listFundRows,
  updateFund,
} from "../queries/funds.ts";
import { findDaysInUse } from "../queries/ledger.ts";
import {
  FIELD,
  formatNumber,
  fundError,
  readFen,
  refusePlan,
  refuseShorterTerm,
  refuseTerm,
  refuseTwice,
} from "../rules.ts";
import type {
  ContributorCommitment,
  ContributorDraft,
  Fund,
  FundChange,
  FundContent,
  FundDraft,
  FundSummary,
} from "../shapes.ts";
import { changeFund, indexFund, post } from "./change.ts";
import { auditBy, getFundRow, pairsOf, required, showFund, summarise } from "./found.ts";

export async function listFunds(ctx: Ctx, scopeId: string, listing: FundListing): Promise<TotalledPage<FundSummary>> {
  authorize(ctx.caller, "fund.read", scopeId);
  return transact(ctx, async (tx) => {
    const { rows, total } = await listFundRows(tx, scopeId, listing);
    return listPageOf(
      listing,
      rows.map((row) => ({ ...summarise(ctx.caller, row), sortKey: row.sortKey })),
      total,
    );
  });
}

export async function getFund(ctx: Ctx, fundId: string): Promise<Fund> {
  return transact(ctx, async (tx) => {
    await getFundRow(tx, ctx.caller, "fund.read", fundId);
    return showFund(tx, ctx.caller, fundId);
  });
}

export async function createFund(ctx: Ctx, scopeId: string, { contributors, ...content }: FundDraft): Promise<Fund> {
  authorize(ctx.caller, "fund.create", scopeId);
  const facts = readFacts(content);
  return transact(ctx, async (tx) => {
    const scope = await findScope(tx, scopeId);
    if (scope?.kind !== "pair" && scope?.kind !== "zone") throw accessError("access.not_found", {});
    await refuseTakenName(tx, scopeId, content.name);
    await refuseUnfit(tx, content);
    const { year, first } = await takeNumbers(tx, "fund_counters", scopeId);
    const { userId } = ctx.caller;
    const { managerScopeId } = content;
    const made = {
      id: newId(),
      scopeId,
      zoneId: scope.kind === "zone" ? scopeId : (scope.parentId ?? scopeId),
      managerScopeId,
      readers: readersOf(scopeId, content),
      number: formatNumber(year, first),
      createdBy: userId,
    };
    await insertFund(tx, made, facts);
    const fund = required(await findFundRow(tx, made.id, "for_update"));
    await insertStep(tx, fund, userId, "entered");
    const today = await findToday(tx);
    const on = content.startsOn < today ? content.startsOn : today;
    refuseTwice(contributors.map(({ name }) => name));
    for (const contributor of contributors) await subscribe(ctx, tx, fund, contributor, on);
    await indexFund(tx, fund);
    await audit(tx, {
      ...auditBy(ctx.caller, fund),
      action: "fund.entered",
      details: { number: made.number, sizeFen: String(facts.size), contributors: contributors.length },
    });
    return showFund(tx, ctx.caller, made.id);
  });
}

/** A contributor's promise, as the fund's claim on them and their capital in it. */
export async function subscribe(
  ctx: Ctx,
  tx: Tx,
  fund: FundRow,
  { name, source, committedFen }: ContributorDraft,
  on: string,
): Promise<{ readonly amount: bigint; readonly entry: number }> {
  const amount = readFen(FIELD.committed, committedFen);
  await refuseOverSubscription(tx, fund, amount);
  const contributorId = await insertContributor(tx, fund, { name, source });
  return commit(ctx, tx, fund, contributorId, amount, on);
}

/** What a contributor that is there already promises besides. */
export async function commitMore(
  ctx: Ctx,
  tx: Tx,
  fund: FundRow,
  contributorId: string,
  { committedFen, on }: ContributorCommitment,
): Promise<{ readonly amount: bigint; readonly entry: number }> {
  const amount = readFen(FIELD.committed, committedFen);
  await refuseOverSubscription(tx, fund, amount);
  return commit(ctx, tx, fund, contributorId, amount, on);
}

async function commit(ctx: Ctx, tx: Tx, fund: FundRow, contributorId: string, amount: bigint, on: string) {
  const { number } = await post(tx, ctx.caller, fund, {
    kind: "contribution_committed",
    onDay: on,
    contributorId,
    lines: commitContribution(amount),
  });
  return { amount, entry: number };
}

async function refuseOverSubscription(tx: Tx, { id, number }: FundRow, amount: bigint): Promise<void> {
  const { subscribedFen, sizeFen } = required(await findSummed(tx, id));
  const [committed, size] = [BigInt(subscribedFen), BigInt(sizeFen)];
  if (committed + amount > size) throw fundError("funds.over_subscribed", { number, size, committed, amount });
}

function readFacts({ sizeFen, stagePlan, sourcePlan, startsOn, endsOn, ...said }: FundContent): FundFacts {
  const size = readFen(FIELD.size, sizeFen);
  refuseTerm({ startsOn, endsOn });
  const read = <K>(
    field: "stagePlan" | "sourcePlan",
    lines: readonly { readonly key: K; readonly amountFen: string }[],
  ) => lines.map(({ key, amountFen }) => ({ key, amount: readFen(FIELD[field], amountFen) }));
  refuseTwice(stagePlan.map(({ key }) => key));
  refuseTwice(sourcePlan.map(({ key }) => key));
  const plan = { stage: read("stagePlan", stagePlan), source: read("sourcePlan", sourcePlan) };
  refusePlan(size, plan);
  const { name, purpose, committeeLeast } = said;
  return { name, purpose, size, startsOn, endsOn, committeeLeast, plan };
}

function readersOf(scopeId: string, { managerScopeId, pairIds }: FundContent): string[] {
  return [...new Set([scopeId, ...(managerScopeId === null ? [] : [managerScopeId]), ...pairIds])];
}

async function refuseTakenName(tx: Tx, scopeId: string, name: string): Promise<void> {
  const number = await findNumberByName(tx, scopeId, name);
  if (number !== null) throw fundError("funds.name_taken", { name, number });
}

/** Only scopes of the right kind read it. */
async function refuseUnfit(tx: Tx, { pairIds, managerScopeId }: FundContent): Promise<void> {
  for (const pairId of pairIds) {
    if ((await findScopeKind(tx, pairId)) !== "pair") throw accessError("access.not_found", {});
  }
  if (managerScopeId !== null && (await findScopeKind(tx, managerScopeId)) !== "fund") {
    throw accessError("access.not_found", {});
  }
}

export async function reviseFund(ctx: Ctx, fundId: string, change: FundChange, version: number): Promise<Fund> {
  return changeFund(ctx, fundId, "fund.manage", async (tx, row) => {
    expectVersion(row, version);
    const now = await showFund(tx, ctx.caller, fundId);
    const { name, purpose, sizeFen, startsOn, endsOn, committeeLeast, stagePlan, sourcePlan, managerScopeId } = now;
    const plan = { stagePlan, sourcePlan };
    const before: FundContent = {
      name,
      purpose,
      sizeFen,
      startsOn,
      endsOn,
      committeeLeast,
      ...plan,
      managerScopeId,
      pairIds: pairsOf(row),
    };
    const content = { ...before, ...(change as Partial<FundContent>) };
    const fields = (Object.keys(before) as (keyof FundContent)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(content[field]),
    );
    if (fields.length === 0) return null;
    const facts = readFacts(content);
    const committed = BigInt(now.money?.subscribedFen ?? 0);
    const { number } = row;
    if (facts.size < committed) {
      throw fundError("funds.size_below_committed", { number, size: facts.size, committed });
    }
    if (fields.some((field) => field === "startsOn" || field === "endsOn")) {
      refuseShorterTerm(number, before, content, await findDaysInUse(tx, fundId));
    }
    if (name.toLowerCase() !== content.name.toLowerCase()) await refuseTakenName(tx, row.scopeId, content.name);
    if (fields.some((field) => ["pairIds", "managerScopeId"].includes(field))) {
      authorize(ctx.caller, "fund.create", row.scopeId);
      await refuseUnfit(tx, content);
    }
    const readers = readersOf(row.scopeId, content);
    await updateFund(tx, { ...row, managerScopeId: content.managerScopeId, readers }, facts);
    await indexFund(tx, required(await findFundRow(tx, fundId)));
    return { action: "changed", details: { fields }, audited: { fields } };
  });
}
