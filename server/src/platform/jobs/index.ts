export type { JobError } from "./attempt.ts";
export { defineJob, type JobDefinition, type JobKind, jobKind, type JobTools, type RunningJob } from "./kinds.ts";
export {
  cancelJob,
  enqueue,
  findJob,
  hasRunningJob,
  type Job,
  JOB_STATES,
  type JobState,
  listJobs,
  retryJob,
} from "./jobs.ts";
export { jobRoutes } from "./routes.ts";
export { type JobFailure, JobRunner, type RunnerOptions } from "./runner.ts";
