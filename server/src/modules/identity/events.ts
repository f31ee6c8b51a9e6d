import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

/** Somebody should get a mail or a message; the token is not in it, whoever delivers asks for one. */
export const invitationMade = eventType("identity.invitation_made", z.object({ invitationId: z.uuid() }));

/** Null for a login that nobody has: announced all the same, so that asking takes as long. */
export const passwordResetRequested = eventType(
  "identity.password_reset_requested",
  z.object({ userId: z.uuid().nullable() }),
);

export const userDisabled = eventType("identity.user_disabled", z.object({ userId: z.uuid() }));
