import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

const About = z.object({
  applicationId: z.uuid(),
  /** The fund's. */
  scopeId: z.uuid(),
  applicantScopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  /** Whom it concerns by name. */
  userIds: z.array(z.uuid()),
});

export const applicationMoved = eventType(
  "funds.application_moved",
  About.extend({ state: z.enum(["submitted", "withdrawn", "due_diligence", "committee"]) }),
);
export const applicationDecided = eventType(
  "funds.application_decided",
  About.extend({ state: z.enum(["approved", "declined", "returned"]) }),
);
export const tranchePaid = eventType(
  "funds.tranche_paid",
  z.object({
    scopeId: z.uuid(),
    commitmentId: z.uuid(),
    applicationId: z.uuid(),
    applicantScopeId: z.uuid(),
    title: z.string(),
    amountFen: z.string(),
    userIds: z.array(z.uuid()),
  }),
);
