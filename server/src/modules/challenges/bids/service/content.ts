// A bid's content as it is kept: in the clear, or sealed with its challenge's key from the first draft on.
import type { Tx } from "../../../../platform/db/index.ts";
import { findWrappedKey } from "../../notice/queries.ts";
import { personKey } from "../../people.ts";
import type { BidRow, KeptContent } from "../queries.ts";
import { type ChallengeKey, digestOpenly, type SealingKeys } from "../sealing.ts";
import { BidContent } from "../types.ts";

export interface ContentKeeper {
  keep(bidId: string, content: BidContent): KeptContent;
  read(bid: Pick<BidRow, "id" | "receipt" | "content" | "sealed">): BidContent;
  digest(member: { readonly name: string; readonly unit: string }): Buffer;
}

const OPENLY = (challengeId: string): ContentKeeper => ({
  keep: (_, content) => ({ content, sealed: null }),
  read: ({ content }) => BidContent.parse(content),
  digest: ({ name, unit }) => digestOpenly(challengeId, personKey(name, unit)),
});

const SEALED = (key: ChallengeKey): ContentKeeper => ({
  keep: (bidId, content) => ({ content: null, sealed: key.seal(bidId, content) }),
  // Once it was opened, what was opened is what counts.
  read: (bid) => BidContent.parse(bid.content ?? key.unseal(bid, bid.sealed as Buffer)),
  digest: ({ name, unit }) => key.digest(personKey(name, unit)),
});

export async function openKeeper(keys: SealingKeys, tx: Tx, challengeId: string): Promise<ContentKeeper> {
  const wrapped = await findWrappedKey(tx, challengeId);
  return wrapped === null ? OPENLY(challengeId) : SEALED(keys.unwrapKey(challengeId, wrapped));
}
