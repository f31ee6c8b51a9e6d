// The one way in which a fund and its ledger are changed.
import { type Caller, type Ctx, transact } from "../../../platform/access/index.ts";
import type { Permission } from "../../../platform/access/matrix.ts";
import { audit } from "../../../platform/audit/index.ts";
import { asSystem, findToday, type Tx } from "../../../platform/db/index.ts";
import { putSearchDocuments } from "../../../platform/search/index.ts";
import { findClosedUntil } from "../closing/queries.ts";
import { refuseClosedDay } from "../closing/rules.ts";
import { findFundRow, type FundRow, insertStep, touchFund } from "../queries/funds.ts";
import { findSameEntry, insertEntry, listLowestBalances, type NewEntry } from "../queries/ledger.ts";
import { fundError, NEVER_NEGATIVE, refuseDayBeforeStart, refuseDayToCome, TAKEN_ONCE } from "../rules.ts";
import type { Fund } from "../shapes.ts";
import { auditBy, getFundRow, showFund } from "./found.ts";

export interface Done {
  /** A step of the history; `fund.<action>` in the audit. */
  readonly action: string;
  /** What the history says about it. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Of that, what the audit keeps for ever: ids, days, figures. */
  readonly audited?: Readonly<Record<string, unknown>>;
}

/** Holds the fund's row, does the work, and puts it on record; null when there was nothing to do. */
export async function changeFund(
  ctx: Ctx,
  fundId: string,
  permission: Permission,
  work: (tx: Tx, fund: FundRow) => Promise<Done | null>,
): Promise<Fund> {
  return transact(ctx, async (tx) => {
    const fund = await getFundRow(tx, ctx.caller, permission, fundId, "for_update");
    const done = await work(tx, fund);
    if (done !== null) await record(tx, ctx.caller, fund, done);
    return showFund(tx, ctx.caller, fundId);
  });
}

export async function record(tx: Tx, caller: Caller, fund: FundRow, { action, details, audited = {} }: Done) {
  await touchFund(tx, fund.id);
  // Read anew: a fund that was handed over shows the step to its managers of now.
  await insertStep(tx, (await findFundRow(tx, fund.id)) ?? fund, caller.userId, action, details);
  await audit(tx, {
    ...auditBy(caller, fund),
    action: `fund.${action}`,
    details: { number: fund.number, ...audited },
    personal: details,
  });
}

/**
 * Puts an entry into the ledger of a fund whose row is held. Balances that it takes from have to hold it on its day and ever
 * after: of the fund, of the contributor, of the project that it is about. What came in or went out at the bank is entered once.
 */
export async function post(
  tx: Tx,
  caller: Caller,
  fund: FundRow,
  entry: NewEntry,
): Promise<{ readonly id: string; readonly number: number }> {
  const today = await findToday(tx);
  refuseDayToCome(entry.onDay, today);
  refuseDayBeforeStart(entry.onDay, fund, today);
  refuseClosedDay(fund.number, entry.onDay, await findClosedUntil(tx, fund.id));
  const same = TAKEN_ONCE.includes(entry.kind) ? await findSameEntry(tx, fund.id, entry) : null;
  if (same !== null) throw fundError("funds.entry_known", { number: fund.number, entry: same });
  const made = await insertEntry(tx, fund, caller.userId, entry);
  const { contributorId = null, commitmentId = null } = entry;
  const looks = [
    {},
    ...(contributorId === null ? [] : [{ contributorId }]),
    ...(commitmentId === null ? [] : [{ commitmentId }]),
  ];
  for (const look of looks) {
    // One contributor's or project's entries take from the bank, which others fill.
    const isWhole = Object.keys(look).length === 0;
    for (const { key, zh, en, fen } of await listLowestBalances(tx, fund.id, entry.onDay, look)) {
      if (!NEVER_NEGATIVE.includes(key) || (key === "bank" && !isWhole)) continue;
      const taken = entry.lines.reduce((sum, { account, amount }) => (account === key ? sum - amount : sum), 0n);
      if (BigInt(fen) >= 0n || taken <= 0n) continue;
      const account = { zh, en };
      throw fundError("funds.balance_short", {
        number: fund.number,
        account,
        balance: BigInt(fen) + taken,
        amount: taken,
      });
    }
  }
  return made;
}

/** As the system, for managers from outside change it too; found by whoever sees that it is there. */
export async function indexFund(tx: Tx, { id, scopeId, readers, number, name, purpose }: FundRow): Promise<void> {
  const audience = { scopes: readers.filter((reader) => reader !== scopeId) };
  await asSystem(tx, async (system) =>
    putSearchDocuments(system, [
      { kind: "fund", id, scopeId, audience, title: name, subtitle: number, keywords: [number], text: purpose },
    ]),
  );
}
