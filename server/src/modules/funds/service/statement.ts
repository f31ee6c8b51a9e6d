// What a fund comes to: the trial balance of a period, its money by stage and by source.
import { type Ctx, transact } from "../../../platform/access/index.ts";
import { findToday, type Tx } from "../../../platform/db/index.ts";
import { shareOut } from "../ledger/shares.ts";
import { listSourceMoney, listStageMoney } from "../queries/divided.ts";
import { listPlan } from "../queries/funds.ts";
import { listAccountSums, listBankMovements } from "../queries/ledger.ts";
import { refusePeriod } from "../rules.ts";
import type { FundStatement, PeriodQuery } from "../shapes.ts";
import { ENTRY_KIND_NAMES, FUND_STAGES, type PlanDimension, SOURCES } from "../types.ts";
import { getFundRow } from "./found.ts";

/** The trial balance of a period, what moved the bank account in it, and how stages and sources stand at its end. */
export async function getStatement(ctx: Ctx, fundId: string, query: PeriodQuery): Promise<FundStatement> {
  return transact(ctx, async (tx) => {
    await getFundRow(tx, ctx.caller, "fund.read", fundId);
    return readStatement(tx, fundId, query);
  });
}

export async function readStatement(tx: Tx, fundId: string, query: PeriodQuery): Promise<FundStatement> {
  const until = query.until ?? (await findToday(tx));
  const period = { from: query.from ?? `${until.slice(0, 4)}-01-01`, until };
  refusePeriod(period);
  const sums = await listAccountSums(tx, fundId, period);
  const accounts = sums.map(({ code, key, zh, en, type, opening, debit, credit }) => ({
    code,
    key,
    name: { zh, en },
    type,
    openingFen: opening,
    debitFen: debit,
    creditFen: credit,
    closingFen: String(BigInt(opening) + BigInt(debit) - BigInt(credit)),
  }));
  const total = (column: "openingFen" | "debitFen" | "creditFen" | "closingFen") =>
    String(accounts.reduce((sum, account) => sum + BigInt(account[column]), 0n));
  const bank = accounts.find(({ key }) => key === "bank");
  const movements = await listBankMovements(tx, fundId, period);
  return {
    fundId,
    ...period,
    ...(await divide(tx, fundId, until)),
    accounts,
    totals: {
      openingFen: total("openingFen"),
      debitFen: total("debitFen"),
      creditFen: total("creditFen"),
      closingFen: total("closingFen"),
    },
    bank: {
      openingFen: bank?.openingFen ?? "0",
      movements: movements.map(({ kind, in: inFen, out: outFen }) => ({
        kind,
        name: ENTRY_KIND_NAMES[kind],
        inFen,
        outFen,
      })),
      closingFen: bank?.closingFen ?? "0",
    },
  };
}

const MONEY = ["committed", "paid", "held", "returned"] as const;
type Money = Readonly<Record<(typeof MONEY)[number], bigint>>;
const shown = ({ committed, paid, held, returned }: Money) => ({
  committedFen: String(committed),
  paidFen: String(paid),
  heldFen: String(held),
  returnedFen: String(returned),
});

/** By stage as the commitments say; by source as the sources paid in, for the fund's money lies in one account. */
async function divide(tx: Tx, fundId: string, until: string): Promise<Pick<FundStatement, "byStage" | "bySource">> {
  const plan = await listPlan(tx, fundId);
  const planned = (dimension: PlanDimension, key: string) =>
    plan.find((line) => line.dimension === dimension && line.key === key)?.amountFen ?? "0";
  const stages = await listStageMoney(tx, fundId, until);
  const byStage = FUND_STAGES.map((key) => {
    const held = stages.find((stage) => stage.key === key);
    const money = Object.fromEntries(MONEY.map((name) => [name, BigInt(held?.[name] ?? 0)])) as Money;
    return { key, plannedFen: planned("stage", key), ...shown(money) };
  });
  const sources = await listSourceMoney(tx, fundId, until);
  const came = SOURCES.map((key) => {
    const { subscribed = "0", paidIn = "0" } = sources.find((source) => source.key === key) ?? {};
    return { key, subscribed: BigInt(subscribed), paidIn: BigInt(paidIn) };
  });
  const isPaidIn = came.some(({ paidIn }) => paidIn > 0n);
  const weights = came.map(({ key, subscribed, paidIn }) => ({ key, weight: isPaidIn ? paidIn : subscribed }));
  const shares = Object.fromEntries(
    MONEY.map((name) => {
      const total = stages.reduce((sum, stage) => sum + BigInt(stage[name]), 0n);
      return [name, shareOut(total, weights)];
    }),
  );
  const bySource = came.map(({ key, subscribed, paidIn }, index) => {
    const money = Object.fromEntries(MONEY.map((name) => [name, shares[name]?.[index] ?? 0n])) as Money;
    return {
      key,
      subscribedFen: String(subscribed),
      paidInFen: String(paidIn),
      plannedFen: planned("source", key),
      ...shown(money),
    };
  });
  return { byStage, bySource };
}
