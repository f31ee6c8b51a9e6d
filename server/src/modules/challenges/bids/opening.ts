// What happens to the bids of a challenge when its window is closed, when it is opened, and when it is given up.
import type { Tx } from "../../../platform/db/index.ts";
import { findWrappedKey } from "../notice/queries.ts";
import { callLapseBids, callOpenBids, listOpenBidRows, putOpened } from "./queries.ts";
import type { SealingKeys } from "./sealing.ts";
import { BidContent } from "./types.ts";

/** Lays open what was submitted and numbers it; the database asks for itself whether it may. Answers how many. */
export async function openBids(tx: Tx, challengeId: string): Promise<number> {
  return callOpenBids(tx, challengeId);
}

/** Decrypts what lies open of a sealed challenge; one that was tampered with undoes the whole opening. Answers how many. */
export async function unsealBids(keys: SealingKeys, tx: Tx, challengeId: string): Promise<number> {
  const wrapped = await findWrappedKey(tx, challengeId);
  if (wrapped === null) throw new Error("A sealed challenge has a key.");
  const key = keys.unwrapKey(challengeId, wrapped);
  const bids = await listOpenBidRows(tx, challengeId);
  for (const bid of bids) {
    if (bid.sealed !== null) await putOpened(tx, bid.id, BidContent.parse(key.unseal(bid, bid.sealed)));
  }
  return bids.length;
}

export async function lapseBids(tx: Tx, challengeId: string): Promise<void> {
  await callLapseBids(tx, challengeId);
}
