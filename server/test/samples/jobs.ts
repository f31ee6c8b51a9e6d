import { z } from "zod";
import { withActor, withSystem } from "../../src/platform/db/index.ts";
import { cancelJob, enqueue, jobKind } from "../../src/platform/jobs/index.ts";
import { newId } from "../../src/platform/ids.ts";
import type { TestApp } from "../test-app.ts";
import type { SamplesOf } from "./sample.ts";

const kind = jobKind("test.sample", z.object({}));

/** A job in the actor's own scope. */
async function makeJob({ db }: TestApp, actorId: string | null, { cancelled = false } = {}): Promise<string> {
  if (actorId === null) return newId();
  const actor = { userId: actorId, readScopes: [], writeScopes: [actorId] };
  const id = await withActor(db, actor, async (tx) => enqueue(tx, kind, { scopeId: actorId, input: {} }));
  if (cancelled) await withSystem(db, async (tx) => cancelJob(tx, id));
  return id;
}

export const jobSamples: SamplesOf = (world) => ({
  "GET /api/jobs": () => ({}),
  "GET /api/jobs/{jobId}": async ({ actorId }) => ({ params: { jobId: await makeJob(world(), actorId) } }),
  "POST /api/jobs/{jobId}/cancel": async ({ actorId }) => ({ params: { jobId: await makeJob(world(), actorId) } }),
  "POST /api/jobs/{jobId}/retry": async ({ actorId }) => ({
    params: { jobId: await makeJob(world(), actorId, { cancelled: true }) },
  }),
});
