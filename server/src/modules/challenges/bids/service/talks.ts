// Talks about a bid of a negotiated challenge, and what bidder and poster apply for together.
import { accessError, authorize, type Caller, type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion, type FileAnswer, type UploadedFile } from "../../../../platform/http/index.ts";
import { type ChallengeRow, findChallengeRow } from "../../notice/queries.ts";
import { advanceChallenge, describeChallenge, holdChallenge } from "../../notice/service/advance.ts";
import { authorizeOffice } from "../../notice/service/found.ts";
import { requireFound } from "../../require-found.ts";
import { bidTalked } from "../events.ts";
import {
  acceptApplication,
  type ApplicationRow,
  attachAgreement,
  type BidRow,
  confirmApplication,
  findApplication,
  findBidPeople,
  findBidRow,
  insertTalk,
  listTalkRows,
  lockBid,
  putApplication,
} from "../queries.ts";
import { bidError, isNegotiable } from "../rules.ts";
import type { BidTalk, BidTalkDraft, JointApplication, JointApplicationChange } from "../types.ts";
import { auditOfBid, readsOpen } from "./bids.ts";

type Side = BidTalk["side"];

/** On which side of the table somebody sits; the bidder's own before any other. */
function sideOf(caller: Caller, bid: BidRow): Side {
  if (bid.readers.includes(caller.userId) && mayIn(caller, "bid.write", bid.bidderId)) return "bidder";
  if (!readsOpen(caller, bid)) authorize(caller, "bid.read", bid.scopeId);
  const { posterId } = bid;
  return posterId !== null && mayIn(caller, "bid.read", posterId) ? "poster" : "office";
}

async function getNegotiated(tx: Tx, caller: Caller, bidId: string): Promise<{ bid: BidRow; side: Side }> {
  const bid = requireFound(await findBidRow(tx, bidId));
  const side = sideOf(caller, bid);
  if (!isNegotiable(bid)) throw bidError("challenges.talk_not_negotiated", {});
  return { bid, side };
}

export async function listTalks(ctx: Ctx, bidId: string): Promise<BidTalk[]> {
  return transact(ctx, async (tx) => {
    const bid = requireFound(await findBidRow(tx, bidId));
    sideOf(ctx.caller, bid);
    return talksOf(tx, bidId);
  });
}

async function talksOf(tx: Tx, bidId: string): Promise<BidTalk[]> {
  const names = await findBidPeople(tx, bidId);
  const rows = await listTalkRows(tx, bidId);
  return rows.map(({ actorId, ...talk }) => ({ ...talk, actor: { id: actorId, name: names.get(actorId) ?? null } }));
}

/** Written once: nobody edits what was said. */
export async function addTalk(ctx: Ctx, bidId: string, draft: BidTalkDraft): Promise<BidTalk[]> {
  return transact(ctx, async (tx) => {
    const { bid, side } = await getNegotiated(tx, ctx.caller, bidId);
    const challenge = requireFound(await findChallengeRow(tx, bid.challengeId));
    refuseUntimely(challenge, ["published", "closed"]);
    await lockBid(tx, bidId);
    const said = (await listTalkRows(tx, bidId)).filter(({ actorId }) => actorId === ctx.caller.userId).at(-1);
    if (said !== undefined && isSameTalk(said, draft)) return talksOf(tx, bidId);
    await insertTalk(tx, bid, side, draft);
    await audit(tx, {
      ...auditFor(side, bid),
      action: "bid.talked",
      details: { challengeId: bid.challengeId, kind: draft.kind, side },
    });
    await ctx.outbox.emit(tx, bidTalked, {
      aggregate: `bid:${bidId}`,
      scopeId: scopeOf(side, bid),
      payload: {
        ...describeChallenge(challenge),
        bidId,
        bidderId: bid.bidderId,
        bidderName: bid.bidderName,
        side,
        to: bid.readers,
      },
    });
    return talksOf(tx, bidId);
  });
}

/** The last words of the same person again: they were sent twice. */
function isSameTalk(said: Pick<BidTalk, "kind" | "heldOn" | "body">, draft: BidTalkDraft): boolean {
  return said.kind === draft.kind && said.heldOn === draft.heldOn && said.body === draft.body;
}

function refuseUntimely({ code, state }: ChallengeRow, when: readonly ChallengeRow["state"][]): void {
  if (!when.includes(state)) throw bidError("challenges.bid_not_taken", { code, state });
}

/** Each side writes on its own record and announces from its own scope. */
function scopeOf(side: Side, { bidderId, posterId, scopeId }: BidRow): string {
  return side === "bidder" ? bidderId : side === "poster" ? (posterId ?? scopeId) : scopeId;
}

function auditFor(side: Side, bid: BidRow) {
  return { ...auditOfBid(bid), scopeId: scopeOf(side, bid) };
}

export async function getApplication(ctx: Ctx, bidId: string): Promise<JointApplication> {
  return transact(ctx, async (tx) => {
    const bid = requireFound(await findBidRow(tx, bidId));
    const side = sideOf(ctx.caller, bid);
    return showApplication(ctx, tx, bid, side);
  });
}

/** What both sides agreed on, in words; takes back what either had confirmed. */
export async function changeApplication(
  ctx: Ctx,
  bidId: string,
  change: JointApplicationChange,
  version: number,
): Promise<JointApplication> {
  return changing(ctx, bidId, version, async (tx, bid) => {
    await putApplication(tx, bid, change);
    return "bid.application_changed";
  });
}

/** The intent agreement, signed or to be signed on paper, as a file. */
export async function putAgreement(
  ctx: Ctx,
  bidId: string,
  { name, bytes }: UploadedFile,
  version: number,
): Promise<JointApplication> {
  return changing(ctx, bidId, version, async (tx, bid, side, application) => {
    if (application === null) throw bidError("challenges.application_missing", {});
    const scopeId = scopeOf(side, bid);
    const sharedWith = [bid.scopeId, bid.bidderId, ...(bid.posterId === null ? [] : [bid.posterId])];
    const draft = { scopeId, ownerKind: "bid", ownerId: bidId, name, bytes, sharedWith };
    const file = await ctx.files.putFile(tx, { ...draft, classification: "confidential" });
    await attachAgreement(tx, bidId, file.id);
    return "bid.agreement_attached";
  });
}

export async function confirmOwnSide(
  ctx: Ctx,
  bidId: string,
  side: "bidder" | "poster",
  version: number,
): Promise<JointApplication> {
  return changing(ctx, bidId, version, async (tx, bid, own, application) => {
    // For a side without an account the office confirms, under its own name.
    const isWithoutAccount = side === "poster" ? bid.posterId === null : bid.fromPaper;
    const isAllowed = own === side || (own === "office" && isWithoutAccount);
    if (!isAllowed) throw accessError("access.forbidden", { permission: "bid.write" });
    if (application === null || application.agreementFileId === null)
      throw bidError("challenges.application_missing", {});
    await confirmApplication(tx, bidId, side);
    return "bid.application_confirmed";
  });
}

async function changing(
  ctx: Ctx,
  bidId: string,
  version: number,
  work: (tx: Tx, bid: BidRow, side: Side, application: ApplicationRow | null) => Promise<string>,
): Promise<JointApplication> {
  return transact(ctx, async (tx) => {
    const { bid, side } = await getNegotiated(tx, ctx.caller, bidId);
    const challenge = requireFound(await findChallengeRow(tx, bid.challengeId));
    refuseUntimely(challenge, ["closed"]);
    const application = await findApplication(tx, bidId, "for_update");
    expectVersion({ version: application?.version ?? 0 }, version);
    if (application !== null && application.acceptedAt !== null) throw bidError("challenges.application_accepted", {});
    const action = await work(tx, bid, side, application);
    await audit(tx, { ...auditFor(side, bid), action, details: { challengeId: bid.challengeId, side } });
    return showApplication(ctx, tx, bid, side);
  });
}

/** The office takes the application in: the challenge is applied for, and public notice comes next. */
export async function acceptJointApplication(ctx: Ctx, bidId: string, version: number): Promise<JointApplication> {
  return transact(ctx, async (tx) => {
    const seen = requireFound(await findBidRow(tx, bidId));
    const side = sideOf(ctx.caller, seen);
    const challenge = await holdChallenge(tx, seen.challengeId);
    authorizeOffice(ctx.caller, "challenge.publish", challenge);
    const { bid } = await getNegotiated(tx, ctx.caller, bidId);
    const application = await findApplication(tx, bidId, "for_update");
    expectVersion({ version: application?.version ?? 0 }, version);
    if (!isComplete(application)) throw bidError("challenges.application_missing", {});
    await acceptApplication(tx, bidId, true);
    await advanceChallenge(ctx, tx, challenge, "apply", { details: { bidId } });
    return showApplication(ctx, tx, bid, side);
  });
}

function isComplete(application: ApplicationRow | null): boolean {
  return (
    application !== null &&
    application.agreementFileId !== null &&
    application.bidderConfirmedAt !== null &&
    application.posterConfirmedAt !== null
  );
}

/** The intent agreement, for both sides and the office. */
export async function readAgreement(ctx: Ctx, bidId: string): Promise<FileAnswer> {
  return transact(ctx, async (tx) => {
    const bid = requireFound(await findBidRow(tx, bidId));
    sideOf(ctx.caller, bid);
    const fileId = requireFound((await findApplication(tx, bidId))?.agreementFileId);
    const { name, mediaType, bytes } = await ctx.files.readFile(tx, fileId);
    return { name, mediaType, bytes };
  });
}

async function showApplication({ caller, files }: Ctx, tx: Tx, bid: BidRow, side: Side): Promise<JointApplication> {
  const row = await findApplication(tx, bid.id);
  const challenge = requireFound(await findChallengeRow(tx, bid.challengeId));
  const names = await findBidPeople(tx, bid.id);
  const by = (id: string | null, at: string | null) =>
    id === null || at === null ? null : { id, at, name: names.get(id) ?? null };
  const file = row === null || row.agreementFileId === null ? null : await files.getFile(tx, row.agreementFileId);
  const isChangeable = challenge.state === "closed" && isNegotiable(bid) && (row === null || row.acceptedAt === null);
  const mayConfirm: ("bidder" | "poster")[] =
    side !== "office"
      ? [side]
      : [...(bid.fromPaper ? (["bidder"] as const) : []), ...(bid.posterId === null ? (["poster"] as const) : [])];
  const isReady = isChangeable && row !== null && file !== null;
  return {
    bidId: bid.id,
    summary: row?.summary ?? "",
    amount: row === null || row.amountFen === null ? null : String(row.amountFen),
    agreement: file === null ? null : { id: file.id, name: file.name, sizeBytes: file.sizeBytes },
    bidder: by(row?.bidderConfirmedBy ?? null, row?.bidderConfirmedAt ?? null),
    poster: by(row?.posterConfirmedBy ?? null, row?.posterConfirmedAt ?? null),
    accepted: by(row?.acceptedBy ?? null, row?.acceptedAt ?? null),
    version: row?.version ?? 0,
    mayChange: isChangeable,
    mayConfirm: isReady ? mayConfirm : [],
    mayAccept: isChangeable && isComplete(row) && mayIn(caller, "challenge.publish", bid.scopeId),
  };
}
