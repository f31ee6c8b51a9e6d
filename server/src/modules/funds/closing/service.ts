import type { Ctx } from "../../../platform/access/index.ts";
import { findToday } from "../../../platform/db/index.ts";
import { refuseDayBeforeStart, refuseDayToCome } from "../rules.ts";
import { changeFund } from "../service/change.ts";
import type { Fund } from "../shapes.ts";
import { findClosedUntil, insertClosing, insertReopening } from "./queries.ts";
import { refuseEarlierClosing, refuseOpen } from "./rules.ts";
import type { BooksReopening } from "./types.ts";

/** From now on nothing is entered that is dated on that day or before. */
export async function closeBooks(ctx: Ctx, fundId: string, until: string): Promise<Fund> {
  return changeFund(ctx, fundId, "fund.pay", async (tx, fund) => {
    const today = await findToday(tx);
    refuseDayToCome(until, today, "until");
    refuseDayBeforeStart(until, fund, today, "until");
    refuseEarlierClosing(fund.number, until, await findClosedUntil(tx, fundId));
    await insertClosing(tx, fund, ctx.caller.userId, until);
    return { action: "books_closed", details: { until }, audited: { until } };
  });
}

export async function reopenBooks(ctx: Ctx, fundId: string, { from, reason }: BooksReopening): Promise<Fund> {
  return changeFund(ctx, fundId, "fund.pay", async (tx, fund) => {
    refuseOpen(fund.number, from, await findClosedUntil(tx, fundId));
    await insertReopening(tx, fund, ctx.caller.userId, { from, reason });
    return { action: "books_reopened", details: { from, reason }, audited: { from } };
  });
}
