import type { Bilingual, Language } from "@dual-high/kernel";
import { z } from "@hono/zod-openapi";
import { transact } from "../access/index.ts";
import { cursorFrom, PageQuery, pageOf, pageSchema, type Router } from "../http/index.ts";
import { anyOf } from "../listing/index.ts";
import { type Job, JOB_STATES, listJobs } from "./jobs.ts";
import type { JobDefinition } from "./kinds.ts";
import { getJob, startAgain, stopJob } from "./service.ts";

const JobView = z
  .object({
    id: z.uuid(),
    kind: z.string().describe("`<module>.<what_it_does>`"),
    title: z.string().describe("What the work is called, in the reader's language"),
    scopeId: z.uuid().nullable(),
    createdBy: z.uuid().nullable(),
    state: z.enum(JOB_STATES),
    progress: z.object({
      done: z.number(),
      total: z.number().describe("0 while the size of the work is not known"),
      text: z.string().describe("The step it is at, in the reader's language"),
    }),
    attempts: z.number().int(),
    lastError: z
      .object({ code: z.string(), detail: z.string() })
      .nullable()
      .describe("Why the last try failed; stays while the job waits for the next"),
    result: z.unknown(),
    isCancelling: z.boolean().describe("Asked to stop, and not stopped yet"),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .openapi("Job");

const params = z.object({ jobId: z.uuid() });
const access = "signed_in";
const tag = "jobs";

/** Row-level security decides: one's own, and those of the scopes that one reads; changes where one writes. */
export function jobRoutes(api: Router, definitions: readonly JobDefinition[]): void {
  const titles = new Map(definitions.map(({ kind, title }) => [kind.kind, title]));
  const titleOf = (kind: string): Bilingual => titles.get(kind) ?? { zh: kind, en: kind };
  const shown = (job: Job, language: Language) => view(job, titleOf(job.kind), language);
  api.route(
    {
      method: "get",
      path: "/api/jobs",
      access,
      id: "listJobs",
      tag,
      summary: "Background jobs, the newest first: my own and those of the scopes that I read",
      query: PageQuery.extend({
        scopeId: z.uuid().optional(),
        mine: z.enum(["true", "false"]).default("false").describe("Only those that I asked for"),
        state: anyOf(JOB_STATES),
        kind: z.string().max(200).optional().describe("Any of these kinds, separated by commas"),
      }),
      answer: pageSchema(JobView),
    },
    async ({ ctx, query, language }) => {
      const before = cursorFrom(query.cursor, "jobs", z.uuid());
      const filter = {
        scopeId: query.scopeId ?? null,
        createdBy: query.mine === "true" ? ctx.caller.userId : null,
        kinds: query.kind?.split(",") ?? null,
        states: query.state ?? null,
      };
      const jobs = await transact(ctx, async (tx) => listJobs(tx, { before, limit: query.limit + 1 }, filter));
      const page = pageOf(jobs, query.limit, "jobs", ({ id }) => id);
      return { ...page, items: page.items.map((job) => shown(job, language)) };
    },
  );
  api.route(
    {
      method: "get",
      path: "/api/jobs/{jobId}",
      access,
      id: "getJob",
      tag,
      summary: "How far a job is, or what came of it",
      params,
      answer: JobView,
    },
    async (input) => shown(await getJob(input.ctx, input.params.jobId), input.language),
  );
  api.route(
    {
      method: "post",
      path: "/api/jobs/{jobId}/cancel",
      access,
      id: "cancelJob",
      tag,
      summary: "Cancel a job: one that waits at once, one that runs at its next sign of life",
      params,
      answer: JobView,
    },
    async (input) => shown(await stopJob(input.ctx, input.params.jobId, titleOf), input.language),
  );
  api.route(
    {
      method: "post",
      path: "/api/jobs/{jobId}/retry",
      access,
      id: "retryJob",
      tag,
      summary: "Start a job that failed or was cancelled again from the beginning",
      params,
      answer: JobView,
    },
    async (input) => shown(await startAgain(input.ctx, input.params.jobId, titleOf), input.language),
  );
}

const UNFORESEEN: Bilingual = {
  zh: "出了意料之外的问题。请重试；若再次出现，请把任务编号告诉系统管理员。",
  en: "Something unexpected went wrong. Try again; if it happens again, tell the system administrator the job's id.",
};

function view(job: Job, title: Bilingual, language: Language): z.input<typeof JobView> {
  const { progressDone, progressTotal, progressText, lastError, hasFailed, ...rest } = job;
  const known = lastError === null ? null : { code: lastError.code, detail: lastError[language] };
  return {
    ...rest,
    title: title[language],
    progress: { done: Number(progressDone), total: Number(progressTotal), text: progressText?.[language] ?? "" },
    lastError: known ?? (hasFailed ? { code: "jobs.unforeseen", detail: UNFORESEEN[language] } : null),
  };
}
