import { randomInt } from "node:crypto";
import { performance } from "node:perf_hooks";
import { isDeepStrictEqual } from "node:util";
import { DomainError } from "@dual-high/kernel";
import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { newId } from "../../../../platform/ids.ts";
import { compareName } from "../../../directory/index.ts";
import { findScope } from "../../../identity/index.ts";
import { describeChallenge } from "../../notice/service/advance.ts";
import { isEligible } from "../../notice/eligibility.ts";
import { getReadable, isCompetitor } from "../../notice/service/found.ts";
import { type ChallengeRow, findChallengeRow, type Lock, lockChallenge } from "../../notice/queries.ts";
import { listMembers } from "../../queries.ts";
import { requireFound } from "../../require-found.ts";
import { isIn, refuseDissolved } from "../../rules.ts";
import { getTeamRow } from "../../service/found.ts";
import { bidMoved } from "../events.ts";
import {
  arrivalTime,
  type BidRow,
  countOwnBids,
  findBidPeople,
  findBidRow,
  findDigestsElsewhere,
  findOwnBid,
  insertBid,
  listOwnBidRows,
  listUntouchedDrafts,
  type OwnBid,
  submitBidRow,
  updateBidContent,
  withdrawBidRow,
} from "../queries.ts";
import {
  bidError,
  findBidLacks,
  isNegotiable,
  leadOf,
  mayBe,
  refuseBidState,
  refuseOutsideWindow,
  refuseUnfitBid,
} from "../rules.ts";
import type { SealingKeys } from "../sealing.ts";
import { type Bid, type BidContent, type BidDraft, type BidSummary, EMPTY_BID } from "../types.ts";
import { openKeeper } from "./content.ts";

const RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export function newReceipt(): string {
  const four = () => Array.from({ length: 4 }, () => RECEIPT_LETTERS[randomInt(RECEIPT_LETTERS.length)]).join("");
  return `${four()}-${four()}`;
}

/**
 * A draft of the caller's; in a sealed challenge it is sealed from its first word. One that was begun with the same words and
 * has not been written on is that one.
 */
export async function beginBid(keys: SealingKeys, ctx: Ctx, challengeId: string, draft: BidDraft): Promise<Bid> {
  const { bidderId, formedTeamId } = draft;
  authorize(ctx.caller, "bid.write", bidderId);
  return transact(ctx, async (tx) => {
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    const { code, state } = challenge;
    if (state !== "published") throw bidError("challenges.bid_not_taken", { code, state });
    const { name: bidderName } = requireFound(await findScope(tx, bidderId));
    const team = formedTeamId === null ? [] : await membersOf(tx, ctx.caller, formedTeamId);
    const members = draft.content.members.length > 0 ? draft.content.members : team;
    const keeper = await openKeeper(keys, tx, challengeId);
    // One after the other, as submissions are: of two that arrive at once the second finds the first.
    await lockChallenge(tx, challengeId);
    const content = { ...draft.content, members };
    const begun = (await listUntouchedDrafts(tx, challengeId, bidderId)).find(
      (known) => known.formedTeamId === formedTeamId && isDeepStrictEqual(keeper.read(known), content),
    );
    if (begun !== undefined) return showBid(keys, tx, ctx, begun.id);
    const id = newId();
    const kept = keeper.keep(id, content);
    await insertBid(tx, challenge, { id, receipt: newReceipt(), bidderId, bidderName, formedTeamId, kept });
    await audit(tx, { ...auditOfBid({ id, bidderId }), action: "bid.begun", details: { challengeId } });
    return showBid(keys, tx, ctx, id);
  });
}

/** A formed team's people, the first senior of them as the lead; roles and hours are the bidder's to say. */
async function membersOf(tx: Tx, caller: Caller, teamId: string): Promise<BidContent["members"]> {
  refuseDissolved(await getTeamRow(tx, caller, "team.read", teamId));
  const inside = (await listMembers(tx, [teamId])).filter(({ state }) => isIn(state));
  const lead = inside.find(({ isSenior }) => isSenior) ?? inside[0];
  return inside.map((member) => ({
    name: member.name,
    unit: member.unit,
    title: member.title,
    role: member.covers.join("、").slice(0, 200),
    hours: null,
    isLead: member === lead,
  }));
}

/** Every pause in typing is one; a bid that is in has to be withdrawn first. */
export async function changeBid(
  keys: SealingKeys,
  ctx: Ctx,
  bidId: string,
  content: BidContent,
  version: number,
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const bid = await getOwn(tx, ctx.caller, bidId, "for_update");
    expectVersion(bid, version);
    refuseBidState(bid, "change");
    const keeper = await openKeeper(keys, tx, bid.challengeId);
    await updateBidContent(tx, bidId, keeper.keep(bidId, content));
    return showBid(keys, tx, ctx, bidId);
  });
}

/**
 * Takes a bid in, or refuses it with the rule that does. It counts as arrived when the request did, by the time of the
 * database: what it waited here, for a connection or for those before it, is taken off.
 */
export async function submitBid(
  keys: SealingKeys,
  ctx: Ctx,
  bidId: string,
  version: number,
  requestCameAt: number,
  { isTrial = false }: { readonly isTrial?: boolean } = {},
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const arrivedAt = await arrivalTime(tx, performance.now() - requestCameAt);
    const { challenge, bid } = await lockOwn(tx, ctx.caller, bidId);
    refuseOutsideWindow(challenge, arrivedAt);
    expectVersion(bid, version);
    refuseBidState(bid, "submit");
    await takeIn(keys, tx, challenge, bid, arrivedAt, { isTrial });
    await audit(tx, {
      ...auditOfBid(bid),
      action: "bid.submitted",
      details: { challengeId: bid.challengeId, receipt: bid.receipt, arrivedAt },
    });
    await announce(ctx, tx, challenge, bid, "submit");
    return showBid(keys, tx, ctx, bidId);
  });
}

/**
 * Admits a bid that is in time by the rules of its challenge, or throws with the first that refuses it. A trial that leaves
 * no trace does not say who the poster is where the notice does not: a whole list of enterprises could be tried at once.
 */
export async function takeIn(
  keys: SealingKeys,
  tx: Tx,
  challenge: ChallengeRow,
  bid: BidRow,
  arrivedAt: string,
  { isTrial = false }: { readonly isTrial?: boolean } = {},
): Promise<void> {
  const { id, bidderId, bidderName, fromPaper } = bid;
  const keeper = await openKeeper(keys, tx, bid.challengeId);
  const content = keeper.read(bid);
  const digests = content.members.map((member) => ({ ...member, digest: keeper.digest(member) }));
  const elsewhere = await findDigestsElsewhere(
    tx,
    bid,
    digests.map(({ digest }) => digest),
  );
  const posters = new Set(
    [challenge.posterName, ...challenge.posterName.split("、")].filter((name) => name !== "").map(compareName),
  );
  refuseUnfitBid({
    ...challenge,
    ...bid,
    code: challenge.code,
    content,
    isEligible: isEligible(challenge.terms, { id: fromPaper ? null : bidderId, name: bidderName }),
    isOfPoster: (unit) => (challenge.namesPoster || !isTrial) && posters.has(compareName(unit)),
    ownBids: await countOwnBids(tx, bid),
    elsewhere: digests.flatMap(({ name, digest }) => {
      const found = elsewhere.find((each) => each.digest.equals(digest));
      return found === undefined ? [] : [{ name, leads: found.leads }];
    }),
  });
  const lead = leadOf(content);
  await submitBidRow(tx, id, {
    arrivedAt,
    leadDigest: keeper.digest(lead ?? { name: "", unit: "" }),
    memberDigests: digests.map(({ digest }) => digest),
    isOpen: bid.mode === "negotiated",
  });
}

export async function withdrawBid(
  keys: SealingKeys,
  ctx: Ctx,
  bidId: string,
  version: number,
  requestCameAt: number,
): Promise<Bid> {
  return transact(ctx, async (tx) => {
    const arrivedAt = await arrivalTime(tx, performance.now() - requestCameAt);
    const { challenge, bid } = await lockOwn(tx, ctx.caller, bidId);
    refuseOutsideWindow(challenge, arrivedAt);
    expectVersion(bid, version);
    refuseBidState(bid, "withdraw");
    await withdrawBidRow(tx, bidId);
    await audit(tx, { ...auditOfBid(bid), action: "bid.withdrawn", details: { challengeId: bid.challengeId } });
    await announce(ctx, tx, challenge, bid, "withdraw");
    return showBid(keys, tx, ctx, bidId);
  });
}

/** An own bid with its challenge, the challenge locked first: so does whoever closes it. */
async function lockOwn(
  tx: Tx,
  caller: Caller,
  bidId: string,
): Promise<{ readonly challenge: ChallengeRow; readonly bid: BidRow }> {
  const { challengeId } = await getOwn(tx, caller, bidId);
  await lockChallenge(tx, challengeId);
  const challenge = requireFound(await findChallengeRow(tx, challengeId));
  return { challenge, bid: await getOwn(tx, caller, bidId, "for_update") };
}

export async function announce(
  { outbox }: Ctx,
  tx: Tx,
  challenge: ChallengeRow,
  { id, bidderId, bidderName, mode }: BidRow,
  action: "submit" | "withdraw",
): Promise<void> {
  if (mode !== "negotiated") return;
  await outbox.emit(tx, bidMoved, {
    aggregate: `bid:${id}`,
    scopeId: bidderId,
    payload: { ...describeChallenge(challenge), bidId: id, bidderName, action },
  });
}

export async function listOwnBids(keys: SealingKeys, ctx: Ctx): Promise<BidSummary[]> {
  return transact(ctx, async (tx) => {
    const bids = await listOwnBidRows(tx);
    return Promise.all(
      bids.map(async (bid) => {
        const {
          content,
          lacks: _,
          paper: _paper,
          ...shown
        } = await shownTo(tx, ctx, bid, await readIfPossible(keys, tx, bid));
        return { ...shown, title: content.title };
      }),
    );
  });
}

type Shower = Pick<Ctx, "caller" | "files">;

export async function getBid(keys: SealingKeys, ctx: Ctx, bidId: string): Promise<Bid> {
  return transact(ctx, async (tx) => showBid(keys, tx, ctx, bidId));
}

export async function showBid(keys: SealingKeys, tx: Tx, ctx: Shower, bidId: string): Promise<Bid> {
  const { caller } = ctx;
  const bid = requireFound(await findOwnBid(tx, bidId));
  if (!bid.readers.includes(caller.userId) && !readsOpen(caller, bid)) authorize(caller, "bid.read", bid.scopeId);
  return shownTo(tx, ctx, bid, (await openKeeper(keys, tx, bid.challengeId)).read(bid));
}

/** What lies open, for the office and the poster. */
export function readsOpen(
  caller: Caller,
  { scopeId, posterId, isOpen }: Pick<BidRow, "scopeId" | "posterId" | "isOpen">,
) {
  const scopes = posterId === null ? [scopeId] : [scopeId, posterId];
  return isOpen && scopes.some((scope) => mayIn(caller, "bid.read", scope));
}

/** What it says, or nothing of it where the key of its time is missing: a list shows the other bids all the same. */
async function readIfPossible(keys: SealingKeys, tx: Tx, bid: OwnBid): Promise<BidContent> {
  try {
    return (await openKeeper(keys, tx, bid.challengeId)).read(bid);
  } catch (error) {
    if (error instanceof DomainError) return EMPTY_BID;
    throw error;
  }
}

async function shownTo(tx: Tx, ctx: Shower, bid: OwnBid, content: BidContent): Promise<Bid> {
  const { caller } = ctx;
  const challenge = requireFound(await findChallengeRow(tx, bid.challengeId));
  const isOwn = bid.readers.includes(caller.userId) && mayIn(caller, "bid.write", bid.bidderId);
  const isOffice = bid.fromPaper && mayEnterPaper(caller, challenge);
  const isTaken = challenge.state === "published" && !challenge.isWindowOver;
  const talks = isNegotiable(bid) && (isOwn || readsOpen(caller, bid));
  return {
    id: bid.id,
    challengeId: bid.challengeId,
    challengeCode: bid.challengeCode,
    challengeTitle: bid.challengeTitle,
    challengeState: bid.challengeState,
    mode: bid.mode,
    closesAt: bid.closesAt,
    bidderId: bid.bidderId,
    bidderName: bid.bidderName,
    receipt: bid.receipt,
    number: bid.number,
    state: bid.state,
    stateReason: bid.stateReason,
    isOpen: bid.isOpen,
    content,
    formedTeamId: bid.formedTeamId,
    submittedAt: bid.submittedAt,
    updatedAt: bid.updatedAt,
    version: bid.version,
    lacks: mayBe("submit", bid.state) ? findBidLacks(content, challenge.terms) : [],
    isOwn,
    mayChange: isOwn && isTaken && mayBe("change", bid.state),
    paper: bid.fromPaper ? await paperOf(ctx, tx, bid) : null,
    mayAttachScan: isOffice && ["published", "closed"].includes(challenge.state),
    mayWithdraw: (isOwn || isOffice) && isTaken && mayBe("withdraw", bid.state),
    mayTalk: talks && ["published", "closed"].includes(challenge.state),
    mayApply: talks && challenge.state === "closed",
  };
}

/** One that the caller prepares; to whoever only reads it, it is not theirs to change. */
async function getOwn(tx: Tx, caller: Caller, bidId: string, lock: Lock = "read"): Promise<BidRow> {
  const bid = requireFound(await findBidRow(tx, bidId, lock));
  if (!bid.readers.includes(caller.userId)) throw accessError("access.forbidden", { permission: "bid.write" });
  authorize(caller, "bid.write", bid.bidderId);
  return bid;
}

/** The office, unless it is of the pair's university as well: that competes. */
export function mayEnterPaper(caller: Caller, challenge: ChallengeRow): boolean {
  return mayIn(caller, "challenge.publish", challenge.scopeId) && !isCompetitor(caller, challenge);
}

async function paperOf({ files }: Pick<Ctx, "files">, tx: Tx, bid: BidRow): Promise<Bid["paper"]> {
  const names = await findBidPeople(tx, bid.id);
  const scan = bid.paperFileId === null ? null : await files.getFile(tx, bid.paperFileId);
  return {
    enteredBy: { id: bid.createdBy, name: names.get(bid.createdBy) ?? null },
    receivedAt: bid.paperAt,
    note: bid.paperNote,
    scan: scan === null ? null : { name: scan.name, sizeBytes: scan.sizeBytes },
  };
}

/** On the bidder's record: on the pair's it would tell the office who bids. */
export function auditOfBid({ id, bidderId }: Pick<BidRow, "id" | "bidderId">) {
  return { scopeId: bidderId, subjectKind: "bid", subjectId: id };
}
