import { ApiProblem, type Schemas } from "@dual-high/client";
import { api, queryClient } from "../../data/api.ts";
import { lookAtJobs } from "../../data/jobs.ts";
import { createStore } from "../../data/store.ts";
import { importsQuery } from "./queries.ts";

type Job = Schemas["Job"];

/** Lists that are being taken in, and what came of it. Outside of any page: leaving the page stops nothing. */
export interface TakingIn {
  readonly scopeId: string;
  readonly phase: "importing" | "matching" | "done" | "cancelled" | "failed" | "run_failed";
  readonly job: Job | null;
  readonly isCancelling: boolean;
  readonly runId: string | null;
  /** Rows that came in or were changed. */
  readonly rows: number;
  /** Rows that came out otherwise than previewed. */
  readonly moved: number;
  readonly problem: string | null;
}

export const takingIn = createStore<TakingIn | null>(null);

const PAUSE_MS = 400;

function change(part: Partial<TakingIn>): void {
  const current = takingIn.get();
  if (current !== null) takingIn.set({ ...current, ...part });
}

function sentence(error: unknown): string {
  if (error instanceof ApiProblem) return error.detail;
  return error instanceof Error ? error.message : String(error);
}

/** The page of a run, which is another feature's. */
export function addressOfRun(scopeId: string, runId: string): string {
  return `/p/${scopeId}/runs/${runId}`;
}

/** Takes all of these lists in or none, and starts a match run if wanted. Resolves with the run's id, if there is one. */
export async function takeIn(
  scopeId: string,
  importIds: readonly string[],
  thenMatch: boolean,
): Promise<string | null> {
  takingIn.set({
    scopeId,
    phase: "importing",
    job: null,
    isCancelling: false,
    runId: null,
    rows: 0,
    moved: 0,
    problem: null,
  });
  try {
    const { jobId } = await api.post("/api/scopes/{scopeId}/imports/accept", {
      params: { path: { scopeId } },
      body: { importIds: [...importIds] },
    });
    lookAtJobs();
    const job = await followJob(jobId);
    if (job.state === "cancelled") {
      change({ phase: "cancelled" });
      return null;
    }
    if (job.state !== "done") {
      change({ phase: "failed", problem: job.lastError?.detail ?? null });
      return null;
    }
    await refreshLists(scopeId, importIds);
  } catch (error) {
    change({ phase: "failed", problem: sentence(error) });
    return null;
  }
  if (!thenMatch) {
    change({ phase: "done" });
    return null;
  }
  return startRun(scopeId);
}

async function followJob(jobId: string): Promise<Job> {
  for (;;) {
    const job = await api.get("/api/jobs/{jobId}", { params: { path: { jobId } } });
    change({ job, isCancelling: job.isCancelling });
    if (job.state !== "queued" && job.state !== "running") return job;
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE_MS);
    });
  }
}

async function refreshLists(scopeId: string, importIds: readonly string[]): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: importsQuery(scopeId).queryKey });
  const imports = await queryClient.ensureQueryData(importsQuery(scopeId));
  const taken = imports.filter(({ id }) => importIds.includes(id));
  const sum = (count: (held: (typeof taken)[number]) => number) =>
    taken.reduce((total, held) => total + count(held), 0);
  change({
    rows: sum(({ counts }) => counts.added + counts.updated),
    moved: sum(({ counts }) => counts.moved),
  });
  // Every list, tree and record may hold something of it.
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "imports" && queryKey[0] !== "me",
  });
}

/** Starts a match run over what is held now. */
export async function startRun(scopeId: string): Promise<string | null> {
  change({ phase: "matching" });
  try {
    const run = await api.post("/api/scopes/{scopeId}/match-runs", { params: { path: { scopeId } }, body: {} });
    lookAtJobs();
    change({ phase: "done", runId: run.id });
    return run.id;
  } catch (error) {
    change({ phase: "run_failed", problem: sentence(error) });
    return null;
  }
}

export async function stopTakingIn(): Promise<void> {
  const job = takingIn.get()?.job;
  if (job === null || job === undefined) return;
  change({ isCancelling: true });
  await api.post("/api/jobs/{jobId}/cancel", { params: { path: { jobId: job.id } } });
}
