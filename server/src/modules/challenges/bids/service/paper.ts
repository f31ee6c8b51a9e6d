// Bids that reach the office on paper: entered under its name, taken in by the rules of any other.
import { performance } from "node:perf_hooks";
import { accessError, type Caller, type Ctx, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { type ChallengeRow, findChallengeRow, type Lock, lockChallenge } from "../../notice/queries.ts";
import { authorizeOffice, getReadable } from "../../notice/service/found.ts";
import { requireFound } from "../../require-found.ts";
import {
  arrivalTime,
  attachPaper,
  type BidRow,
  findBidRow,
  hasOwnBidders,
  insertBid,
  withdrawPaperRow,
} from "../queries.ts";
import { bidError, refuseBidState, refuseOutsideWindow } from "../rules.ts";
import type { SealingKeys } from "../sealing.ts";
import type { Bid, PaperBidDraft } from "../types.ts";
import { announce, auditOfBid, mayEnterPaper, newReceipt, showBid, takeIn } from "./bids.ts";
import { openKeeper } from "./content.ts";

/**
 * For an institution nobody of which has an account. It counts as arrived when the entry did; when the paper came in is kept
 * beside it and decides nothing. A sealed challenge takes none: whoever types a bid has read it.
 */
export async function enterPaperBid(
  keys: SealingKeys,
  ctx: Ctx,
  challengeId: string,
  { bidderName, content, receivedAt, note }: PaperBidDraft,
  requestCameAt: number,
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const arrivedAt = await arrivalTime(tx, performance.now() - requestCameAt);
    const seen = await getReadable(tx, ctx.caller, challengeId);
    authorizeOffice(ctx.caller, "challenge.publish", seen);
    if (!mayEnterPaper(ctx.caller, seen)) throw accessError("access.forbidden", { permission: "challenge.publish" });
    if (seen.mode === "sealed") throw bidError("challenges.bid_paper_sealed", { code: seen.code });
    await lockChallenge(tx, challengeId);
    const challenge = requireFound(await findChallengeRow(tx, challengeId));
    refuseOutsideWindow(challenge, arrivedAt);
    if (await hasOwnBidders(tx, bidderName)) throw bidError("challenges.bid_paper_has_account", { bidder: bidderName });
    const id = newId();
    const receipt = newReceipt();
    const kept = (await openKeeper(keys, tx, challengeId)).keep(id, content);
    const paper = { receivedAt, note };
    const whose = { bidderId: challenge.scopeId, bidderName, formedTeamId: null };
    await insertBid(tx, challenge, { id, receipt, ...whose, kept, paper });
    const bid = requireFound(await findBidRow(tx, id, "for_update"));
    await takeIn(keys, tx, challenge, bid, arrivedAt);
    const details = { challengeId, receipt, arrivedAt, receivedAt };
    await audit(tx, { ...auditOfBid(bid), action: "bid.entered_from_paper", details });
    await announce(ctx, tx, challenge, bid, "submit");
    return showBid(keys, tx, ctx, id);
  });
}

/** At the institution's word, or because it was entered wrongly; before the close, as any other. */
export async function withdrawPaperBid(
  keys: SealingKeys,
  ctx: Ctx,
  bidId: string,
  version: number,
  requestCameAt: number,
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const arrivedAt = await arrivalTime(tx, performance.now() - requestCameAt);
    const { challengeId } = await getPaper(ctx.caller, tx, bidId);
    await lockChallenge(tx, challengeId);
    const { challenge, ...bid } = await getPaper(ctx.caller, tx, bidId, "for_update");
    refuseOutsideWindow(challenge, arrivedAt);
    expectVersion(bid, version);
    refuseBidState(bid, "withdraw");
    await withdrawPaperRow(tx, bidId);
    await audit(tx, { ...auditOfBid(bid), action: "bid.withdrawn", details: { challengeId } });
    await announce(ctx, tx, challenge, bid, "withdraw");
    return showBid(keys, tx, ctx, bidId);
  });
}

/** One that the office entered, for those of the office who may. */
async function getPaper(
  caller: Caller,
  tx: Tx,
  bidId: string,
  lock: Lock = "read",
): Promise<BidRow & { readonly challenge: ChallengeRow }> {
  const bid = requireFound(await findBidRow(tx, bidId, lock));
  const challenge = requireFound(await findChallengeRow(tx, bid.challengeId));
  authorizeOffice(caller, "challenge.publish", challenge);
  if (!bid.fromPaper || !mayEnterPaper(caller, challenge)) {
    throw accessError("access.forbidden", { permission: "challenge.publish" });
  }
  return { ...bid, challenge };
}

/** The paper itself, as a picture or PDF; a later one takes the place of an earlier. */
export async function putScan(
  keys: SealingKeys,
  ctx: Ctx,
  bidId: string,
  { name, bytes }: UploadedFile,
  version: number,
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const { challenge, ...bid } = await getPaper(ctx.caller, tx, bidId, "for_update");
    expectVersion(bid, version);
    const { code, state } = challenge;
    if (!["published", "closed"].includes(state)) throw bidError("challenges.bid_not_taken", { code, state });
    const owner = { scopeId: bid.scopeId, ownerKind: "bid", ownerId: bidId };
    const sharedWith = bid.posterId === null ? [] : [bid.posterId];
    const file = await ctx.files.putFile(tx, { ...owner, name, bytes, sharedWith, classification: "confidential" });
    await attachPaper(tx, bidId, file.id);
    const details = { challengeId: bid.challengeId, sha256: file.sha256 };
    await audit(tx, { ...auditOfBid(bid), action: "bid.scan_attached", details });
    return showBid(keys, tx, ctx, bidId);
  });
}

/** For whoever reads the bid. */
export async function readScan(keys: SealingKeys, ctx: Ctx, bidId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    await showBid(keys, tx, ctx, bidId);
    const fileId = requireFound(requireFound(await findBidRow(tx, bidId)).paperFileId);
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, fileId);
    return { name, mediaType, bytes };
  });
}
