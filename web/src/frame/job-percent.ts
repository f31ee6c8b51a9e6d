import type { Job } from "../data/jobs.ts";

export function percentOf({ progress: { done, total }, state }: Job): number {
  if (state === "done") return 100;
  return total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
}
