import { z } from "zod";
import { eventType } from "../../platform/outbox/index.ts";
import { GATE_STAGES } from "./gates/types.ts";
import { PROJECT_ACTIONS } from "./types.ts";

const About = z.object({
  projectId: z.uuid(),
  scopeId: z.uuid(),
  number: z.string(),
  title: z.string(),
  enterpriseId: z.uuid().nullable(),
  ownerId: z.uuid(),
});

export const projectMoved = eventType(
  "transformation.project_moved",
  About.extend({ action: z.enum(PROJECT_ACTIONS) }),
);

export const readinessApplied = eventType(
  "transformation.readiness_applied",
  About.extend({ level: z.number().int(), reviewerIds: z.array(z.uuid()) }),
);
export const readinessDecided = eventType(
  "transformation.readiness_decided",
  About.extend({ level: z.number().int(), outcome: z.enum(["granted", "refused", "revoked"]), appliedBy: z.uuid() }),
);
export const gateApplied = eventType("transformation.gate_applied", About.extend({ stage: z.enum(GATE_STAGES) }));
export const gateDecided = eventType(
  "transformation.gate_decided",
  About.extend({
    stage: z.enum(GATE_STAGES),
    state: z.enum(["passed", "held", "stopped"]),
    appliedBy: z.uuid(),
  }),
);
