import { z } from "zod";
import { jobKind } from "../../platform/jobs/index.ts";

export const matchRunJob = jobKind("match.run", z.object({ runId: z.uuid() }));

/** Asks a process that has time to share in a run. The run is complete with or without it. */
export const matchHelpJob = jobKind("match.help", z.object({ runId: z.uuid() }), { maxAttempts: 1 });
