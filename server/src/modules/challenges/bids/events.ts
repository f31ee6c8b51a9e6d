import { z } from "zod";
import { eventType } from "../../../platform/outbox/index.ts";
import { AboutChallenge } from "../notice/events.ts";

/** A bid of a negotiated challenge came in, or was withdrawn. Of other modes nothing is announced before they are open. */
export const bidMoved = eventType(
  "challenges.bid_moved",
  AboutChallenge.extend({ bidId: z.uuid(), bidderName: z.string(), action: z.enum(["submit", "withdraw"]) }),
);

/** Bidder, poster or office said something about a bid of a negotiated challenge; to be told to the other side. */
export const bidTalked = eventType(
  "challenges.bid_talked",
  AboutChallenge.extend({
    bidId: z.uuid(),
    bidderName: z.string(),
    bidderId: z.uuid(),
    side: z.enum(["bidder", "poster", "office"]),
    to: z.array(z.uuid()),
  }),
);
