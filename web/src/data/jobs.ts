import type { Schemas } from "@dual-high/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, queryClient } from "./api.ts";

export type Job = Schemas["Job"];

export function isRunning(job: Pick<Job, "state">): boolean {
  return job.state === "queued" || job.state === "running";
}

const LIVELY_MS = 1000;
const CALM_MS = 60_000;

/** My background jobs, the newest first; asked for every second while one of them runs. */
export const myJobsQuery = queryOptions({
  queryKey: ["jobs", "mine"],
  queryFn: async ({ signal }) => api.get("/api/jobs", { params: { query: { mine: "true", limit: 10 } }, signal }),
  refetchInterval: ({ state }) => (state.data?.items.some(isRunning) === true ? LIVELY_MS : CALM_MS),
});

/** Something was started: the pill looks at once. @public */
export function lookAtJobs(): void {
  void queryClient.invalidateQueries({ queryKey: ["jobs"] });
}

/** One job, followed until it ends; `onEnd` hears how it ended, once. @public */
export function useJob(jobId: string | null, onEnd?: (job: Job) => void): Job | null {
  const { data } = useQuery({
    queryKey: ["jobs", jobId],
    queryFn: async ({ signal }) => api.get("/api/jobs/{jobId}", { params: { path: { jobId: jobId ?? "" } }, signal }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (state.data === undefined || isRunning(state.data) ? LIVELY_MS : false),
  });
  const heard = useRef<string>(undefined);
  useEffect(() => {
    if (data === undefined || isRunning(data) || heard.current === data.id) return;
    heard.current = data.id;
    onEnd?.(data);
  }, [data, onEnd]);
  return data ?? null;
}
