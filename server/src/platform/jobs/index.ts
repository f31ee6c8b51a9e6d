export { type JobKind, jobKind, type RunningJob } from "./kinds.ts";
export { cancelJob, enqueue, findJob, type Job, JOB_STATES, type JobState, listJobs, retryJob } from "./jobs.ts";
export { JobRunner } from "./runner.ts";
