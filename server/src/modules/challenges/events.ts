import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

const About = z.object({
  scopeId: z.uuid(),
  teamId: z.uuid(),
  number: z.number().int(),
  originTitle: z.string(),
  createdBy: z.uuid(),
});

/** Somebody who was asked into a team answered through their link. */
export const teamAnswered = eventType(
  "challenges.team_answered",
  About.extend({ answer: z.enum(["accept", "decline"]), isFormed: z.boolean() }),
);
