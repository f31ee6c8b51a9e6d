import { defineJob, type JobDefinition } from "../../platform/jobs/index.ts";
import { matchRunJob, workMatchRun } from "./service/run-job.ts";

export const matchmakingJobs: readonly JobDefinition[] = [
  defineJob(matchRunJob, { zh: "供需对接", en: "Matching" }, workMatchRun),
];
