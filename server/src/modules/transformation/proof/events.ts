import { z } from "zod";
import { eventType } from "../../../platform/outbox/index.ts";
import { CALL_ACTIONS } from "./calls/types.ts";

const AboutCall = z.object({
  callId: z.uuid(),
  scopeId: z.uuid(),
  centreId: z.uuid().nullable(),
  universityId: z.uuid(),
  number: z.string(),
  title: z.string(),
});

export const proofCallMoved = eventType(
  "transformation.proof_call_moved",
  AboutCall.extend({ action: z.enum(CALL_ACTIONS), team: z.array(z.uuid()).describe("Of all who apply") }),
);
export const proofCallExtended = eventType(
  "transformation.proof_call_extended",
  AboutCall.extend({ closesAt: z.string(), reason: z.string(), team: z.array(z.uuid()).describe("Of all who apply") }),
);

/** An application was handed in, or was decided; a grant is carried out once for each. */
export const proofDecided = eventType(
  "transformation.proof_decided",
  AboutCall.extend({
    applicationId: z.uuid(),
    institutionId: z.uuid(),
    applicationTitle: z.string(),
    decision: z.enum(["grant", "refuse"]),
    team: z.array(z.uuid()),
    decidedBy: z.uuid(),
  }),
);

export const proofReviewerNamed = eventType(
  "transformation.proof_reviewer_named",
  AboutCall.extend({ reviewerId: z.uuid(), dueOn: z.string().nullable() }),
);

export const proofConflictSettled = eventType(
  "transformation.proof_conflict_settled",
  AboutCall.extend({ reviewerId: z.uuid(), outcome: z.enum(["cleared", "confirmed"]) }),
);

export const proofReportMoved = eventType(
  "transformation.proof_report_moved",
  AboutCall.extend({
    applicationId: z.uuid(),
    institutionId: z.uuid(),
    applicationTitle: z.string(),
    team: z.array(z.uuid()),
    what: z.enum(["submitted", "accepted", "returned"]),
    by: z.uuid(),
  }),
);
