import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";

const pairOf = z.object({
  scopeId: z.uuid(),
  needId: z.uuid(),
  partnerKind: z.string(),
  partnerId: z.uuid(),
  runId: z.uuid().nullable(),
});

export const runCompleted = eventType("match.run_completed", z.object({ scopeId: z.uuid(), runId: z.uuid() }));
export const matchAccepted = eventType("match.accepted", pairOf.extend({ lineId: z.uuid() }));
export const matchRefused = eventType("match.refused", pairOf.extend({ reason: z.string() }));
export const matchPostponed = eventType("match.postponed", pairOf);
export const matchTakenBack = eventType("match.taken_back", pairOf);
/** A partner was shown to an enterprise that has accounts of its own. */
export const matchShown = eventType(
  "match.shown",
  z.object({
    scopeId: z.uuid(),
    needId: z.uuid(),
    enterpriseId: z.uuid(),
    number: z.string(),
    partnerName: z.string(),
  }),
);
/** Somebody answered a link. */
export const matchAnswered = eventType(
  "match.answered",
  z.object({
    scopeId: z.uuid(),
    needId: z.uuid(),
    outreachId: z.uuid(),
    lineId: z.uuid().nullable(),
    ownerId: z.uuid().nullable(),
    createdBy: z.uuid(),
    answer: z.enum(["interested", "not_mine"]),
  }),
);
export const lineAssigned = eventType(
  "ledger.line_assigned",
  z.object({ scopeId: z.uuid(), lineId: z.uuid(), ownerId: z.uuid().nullable() }),
);
export const lineMoved = eventType(
  "ledger.line_moved",
  z.object({ scopeId: z.uuid(), lineId: z.uuid(), needId: z.uuid(), from: z.string(), to: z.string() }),
);
/** A participant of a meeting day answered its link. */
export const dayAnswered = eventType(
  "meeting_day.answered",
  z.object({
    scopeId: z.uuid(),
    dayId: z.uuid(),
    title: z.string(),
    createdBy: z.uuid(),
    answer: z.enum(["coming", "not_coming", "other_time"]),
  }),
);
