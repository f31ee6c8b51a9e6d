// Bids that lie open, for the office and the poster: the comparison, and the rounds of a race.
import { accessError, type Caller, type Ctx, mayIn, transact } from "../../../../platform/access/index.ts";
import { audit } from "../../../../platform/audit/index.ts";
import type { Tx } from "../../../../platform/db/index.ts";
import { expectVersion } from "../../../../platform/http/index.ts";
import { type ChallengeRow, insertChallengeStep } from "../../notice/queries.ts";
import { advanceChallenge, auditOfChallenge, holdChallenge } from "../../notice/service/advance.ts";
import { authorizeOffice, getReadable, seesParties } from "../../notice/service/found.ts";
import { showChallenge } from "../../notice/service/show.ts";
import type { Challenge } from "../../notice/types.ts";
import { insertRaceResult, listOpenBidRows, listRaceRows, moveBid } from "../queries.ts";
import { refuseUnfitRound } from "../rules.ts";
import { BidContent, type OpenBid, type RaceDecision } from "../types.ts";

export function authorizeReview(caller: Caller, challenge: ChallengeRow): void {
  const { posterId } = challenge;
  const isPoster = posterId !== null && mayIn(caller, "bid.read", posterId);
  if (!isPoster) authorizeOffice(caller, "bid.read", challenge);
  if (!seesParties(caller, challenge)) throw accessError("access.forbidden", { permission: "bid.read" });
}

/** In the order of their numbers. Before they are open there is none to show, to anybody. */
export async function listOpenBids(ctx: Ctx, challengeId: string): Promise<OpenBid[]> {
  return transact(ctx, async (tx) => {
    const challenge = await getReadable(tx, ctx.caller, challengeId);
    authorizeReview(ctx.caller, challenge);
    return openBidsOf(tx, challengeId);
  });
}

export async function openBidsOf(tx: Tx, challengeId: string): Promise<OpenBid[]> {
  const rounds = await listRaceRows(tx, challengeId);
  const bids = await listOpenBidRows(tx, challengeId);
  return bids.map((bid) => ({
    id: bid.id,
    receipt: bid.receipt,
    number: bid.number,
    bidderName: bid.bidderName,
    state: bid.state,
    stateReason: bid.stateReason,
    submittedAt: bid.submittedAt,
    isFromPaper: bid.fromPaper,
    content: BidContent.parse(bid.content),
    gates: rounds.filter(({ bidId }) => bidId === bid.id).map(({ gate, stays, reason }) => ({ gate, stays, reason })),
    version: bid.version,
  }));
}

/** Who starts, or who goes on after a gate; whoever does not is told why. */
export async function decideRace(
  ctx: Ctx,
  challengeId: string,
  { gate, results }: RaceDecision,
  version: number,
): Promise<Challenge> {
  return transact(ctx, async (tx) => {
    const challenge = await holdChallenge(tx, challengeId);
    authorizeOffice(ctx.caller, "challenge.decide", challenge);
    expectVersion(challenge, version);
    const rows = await listOpenBidRows(tx, challengeId, "for_update");
    const bids = await openBidsOf(tx, challengeId);
    refuseUnfitRound(challenge, bids, { gate, results });
    for (const { bidId, stays, reason } of results) {
      const bid = rows.find(({ id }) => id === bidId);
      if (bid === undefined) continue;
      await insertRaceResult(tx, bid, { bidId, gate, stays, reason });
      if (!stays) await moveBid(tx, bidId, "eliminated", reason);
    }
    const details = {
      gate,
      stays: results.filter(({ stays }) => stays).length,
      leaves: results.filter(({ stays }) => !stays).length,
    };
    if (gate === "start") await advanceChallenge(ctx, tx, challenge, "start_race", { details });
    else {
      const { state } = challenge;
      await insertChallengeStep(tx, challenge, { action: "gate", fromState: state, toState: state, details });
      await audit(tx, { ...auditOfChallenge(challenge), action: "challenge.gate_judged", details });
    }
    return showChallenge(tx, ctx.caller, challengeId);
  });
}
