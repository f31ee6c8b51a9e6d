import { type Ctx, transact } from "../../../platform/access/index.ts";
import { findToday } from "../../../platform/db/index.ts";
import { listConversions } from "../commitments/queries.ts";
import { changing } from "../commitments/service.ts";
import type { Commitment } from "../commitments/types.ts";
import { refuseDayToCome } from "../rules.ts";
import { required } from "../service/found.ts";
import { findTransfer, insertTransfer, listTransfers, takeBackTransfer } from "./queries.ts";
import { refuseLocked, refuseMoreThanHeld, shareError } from "./rules.ts";
import type { ShareTransferDraft } from "./types.ts";

/** The team gives shares away or leaves: after the lock, and no more than it holds. */
export async function recordTransfer(ctx: Ctx, commitmentId: string, draft: ShareTransferDraft): Promise<Commitment> {
  return changing(ctx, commitmentId, "fund.pay", async (tx, _, commitment) => {
    const { title, terms } = commitment;
    const { on, shareBp, recipient } = draft;
    const conversion = (await listConversions(tx, [commitmentId]))[0];
    if (conversion === undefined || terms === null) throw shareError("funds.not_converted", { title });
    refuseDayToCome(on, await findToday(tx));
    refuseLocked({ title, on, lockedUntil: terms.lockedUntil });
    const gone = (await listTransfers(tx, [commitmentId])).reduce((sum, transfer) => sum + transfer.shareBp, 0);
    refuseMoreThanHeld({ title, shareBp, heldBp: conversion.teamShareBp - gone });
    const transferId = await insertTransfer(tx, commitment, ctx.caller.userId, draft);
    const audited = { commitmentId, transferId, on, shareBp };
    return { action: "shares_transferred", details: { about: title, on, shareBp, recipient }, audited };
  });
}

/** What was recorded by mistake counts no more, and stays on record. */
export async function withdrawTransfer(ctx: Ctx, transferId: string, reason: string): Promise<Commitment> {
  const { commitmentId } = await transact(ctx, async (tx) => required(await findTransfer(tx, transferId)));
  return changing(ctx, commitmentId, "fund.pay", async (tx, _, { title }) => {
    const { shareBp } = required(await findTransfer(tx, transferId));
    await takeBackTransfer(tx, transferId, ctx.caller.userId, reason);
    const audited = { commitmentId, transferId, shareBp };
    return { action: "transfer_taken_back", details: { about: title, shareBp, reason }, audited };
  });
}
