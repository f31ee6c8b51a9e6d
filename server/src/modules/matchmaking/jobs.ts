import { defineJob, type JobDefinition } from "../../platform/jobs/index.ts";
import { matchRunJob, workMatchRun } from "./service/run-job.ts";
import type { MatchSources } from "./sources.ts";

export function matchmakingJobs(sources: MatchSources): JobDefinition[] {
  return [
    defineJob(matchRunJob, { zh: "供需对接", en: "Matching" }, async (job, tools) => workMatchRun(job, tools, sources)),
  ];
}
