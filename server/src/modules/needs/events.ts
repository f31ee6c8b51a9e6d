import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";
import { NEED_ACTIONS, NEED_STATES, NEED_VISIBILITIES } from "./types.ts";

/**
 * Which need, under the number and title that people know it by; nothing personal. The title of a restricted need is empty:
 * what is announced is told to people, and kept where administrators look.
 */
const About = z.object({
  needId: z.uuid(),
  needScopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  createdBy: z.uuid().nullable(),
  enterpriseId: z.uuid().nullable(),
});

/** Somebody else reads it from now on, or some read it no longer. */
export const needVisibilityChanged = eventType(
  "needs.visibility_changed",
  About.extend({ from: z.enum(NEED_VISIBILITIES), to: z.enum(NEED_VISIBILITIES) }),
);

/** Somebody was invited to read a restricted need. */
export const readerInvited = eventType("needs.reader_invited", About.extend({ userId: z.uuid() }));

/** Entered triage's queue, by hand or out of a list. */
export const needSubmitted = eventType("needs.submitted", About);

/** Moved on in its states, by whatever action but `submit`. */
export const needMoved = eventType(
  "needs.moved",
  About.extend({
    action: z.enum(NEED_ACTIONS),
    from: z.enum(NEED_STATES),
    to: z.enum(NEED_STATES),
    reason: z.string().nullable(),
  }),
);

/** What it says was changed. */
export const needChanged = eventType("needs.changed", About.extend({ fields: z.array(z.string()) }));

/** An officer worded it anew, and the enterprise is asked. */
export const rewriteProposed = eventType("needs.rewrite_proposed", About);

/** The enterprise, or the office for it, took the new wording or did not; or the office took it back. */
export const rewriteDecided = eventType(
  "needs.rewrite_decided",
  About.extend({ decision: z.enum(["confirm", "decline", "withdraw"]), proposedBy: z.uuid() }),
);
