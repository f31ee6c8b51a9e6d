import { z } from "zod";
import { eventType } from "../../../platform/outbox/index.ts";
import { CHALLENGE_ACTIONS, CHALLENGE_MODES, CHALLENGE_STATES } from "./types.ts";

/** Which challenge, under the code and title that people know it by; nothing of a bid. */
export const AboutChallenge = z.object({
  challengeId: z.uuid(),
  scopeId: z.uuid(),
  code: z.string(),
  title: z.string(),
  mode: z.enum(CHALLENGE_MODES),
  posterId: z.uuid().nullable(),
});

/** Moved on in its states, by whatever action. */
export const challengeMoved = eventType(
  "challenges.moved",
  AboutChallenge.extend({
    action: z.enum(CHALLENGE_ACTIONS),
    from: z.enum(CHALLENGE_STATES),
    to: z.enum(CHALLENGE_STATES),
    reason: z.string().nullable(),
  }),
);

/** Something of a published challenge was changed or explained; every bidder is told. */
export const addendumPublished = eventType(
  "challenges.addendum_published",
  AboutChallenge.extend({ number: z.number().int(), closesAt: z.string().nullable() }),
);
