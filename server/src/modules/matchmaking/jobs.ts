import { defineJob, type JobDefinition } from "../../platform/jobs/index.ts";
import { matchHelpJob, matchRunJob } from "./job-kinds.ts";
import { workMatchHelp, workMatchRun } from "./service/run-job.ts";

export const matchmakingJobs: readonly JobDefinition[] = [
  defineJob(matchRunJob, { zh: "供需对接", en: "Matching" }, async (job, tools) => workMatchRun(job, tools)),
  defineJob(matchHelpJob, { zh: "协助供需对接", en: "Help with matching" }, workMatchHelp),
];
