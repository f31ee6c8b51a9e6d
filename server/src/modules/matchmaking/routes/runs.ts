import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../../platform/listing/index.ts";
import { decide } from "../service/decide.ts";
import { getPlan, replan, tally } from "../service/plans.ts";
import { compareWith, makeWorkbook, repeatRun } from "../service/results.ts";
import {
  explainWhyNot,
  findRunPartners,
  getRunNeed,
  listRunNeeds,
  listToClarify,
  listUnmatched,
} from "../service/run-needs.ts";
import { changeRunNote, getMatchRun, listRuns, startRun } from "../service/runs.ts";
import {
  BANDS,
  Candidate,
  DecisionDraft,
  MatchPlan,
  MatchRun,
  MatchRunChange,
  MatchRunDraft,
  OUTCOMES,
  PlanDraft,
  PlanTally,
  PlanTallyDraft,
  RUN_NEED_SORTS,
  RUN_SORTS,
  RunComparison,
  RunNeed,
  RunNeedDetail,
  RunPartner,
  ToClarify,
  Unmatched,
  WhyNot,
} from "../types.ts";

const tag = "matching";
const scopeParams = z.object({ scopeId: z.uuid() });
const runParams = z.object({ runId: z.uuid() });
const needParams = runParams.extend({ needId: z.uuid() });
const read = { permission: "match.read", in: "row" } as const;
const run = { permission: "match.run", in: "row" } as const;

const RunNeedQuery = listQuery(RUN_NEED_SORTS).extend({
  outcome: anyOf(OUTCOMES),
  band: anyOf(BANDS),
  decision: anyOf(["accepted", "refused", "postponed", "undecided"]),
});

export function runRoutes(api: Router): void {
  wholeRuns(api);
  needsOfRuns(api);
  plansAndResults(api);
}

function wholeRuns(api: Router): void {
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/match-runs",
      access: { permission: "match.run", in: "path" },
      id: "startMatchRun",
      tag,
      summary: "Start a matching run; it is computed in the background",
      params: scopeParams,
      body: MatchRunDraft,
      answer: MatchRun,
      status: 202,
    },
    async ({ ctx, params, body }) => startRun(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/match-runs",
      access: { permission: "match.read", in: "path" },
      id: "listMatchRuns",
      tag,
      summary: "Matching runs of a pair",
      params: scopeParams,
      query: listQuery(RUN_SORTS),
      answer: listPageSchema(MatchRun),
    },
    async ({ ctx, params, query }) => listRuns(ctx, params.scopeId, readListing("match-runs", query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}",
      access: read,
      id: "getMatchRun",
      tag,
      summary: "One matching run, with its progress while it is computed",
      params: runParams,
      answer: MatchRun,
    },
    async ({ ctx, params }) => getMatchRun(ctx, params.runId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/match-runs/{runId}",
      access: run,
      id: "changeMatchRun",
      tag,
      summary: "Change the note of a matching run",
      params: runParams,
      body: MatchRunChange,
      answer: MatchRun,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => changeRunNote(ctx, params.runId, body.note, version),
  );
}

function needsOfRuns(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/needs",
      access: read,
      id: "listRunNeeds",
      tag,
      summary: "Needs of a run with their outcome",
      params: runParams,
      query: RunNeedQuery,
      answer: listPageSchema(RunNeed),
    },
    async ({ ctx, params, query }) =>
      listRunNeeds(ctx, params.runId, readListing("run-needs", query), {
        outcomes: query.outcome ?? null,
        bands: query.band ?? null,
        decisions: query.decision ?? null,
      }),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/needs/{needId}",
      access: read,
      id: "getRunNeed",
      tag,
      summary: "A need of a run: its text, and its partners with the reasons",
      params: needParams,
      answer: RunNeedDetail,
    },
    async ({ ctx, params }) => getRunNeed(ctx, params.runId, params.needId),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/needs/{needId}/why-not",
      access: read,
      id: "explainWhyNot",
      tag,
      summary: "Why a named partner is not suggested for a need",
      params: needParams,
      query: z.object({ partner: z.string().min(1).max(400).describe("Its key, as the partners of the run have it") }),
      answer: WhyNot,
    },
    async ({ ctx, params, query }) => explainWhyNot(ctx, params.runId, params.needId, query.partner),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/partners",
      access: read,
      id: "findRunPartners",
      tag,
      summary: "Partners of a run by name, people or unit",
      params: runParams,
      query: z.object({
        search: z.string().trim().min(1).max(100).describe("Chinese, pinyin, initials or English"),
        limit: z.coerce.number().int().min(1).max(50).default(20),
      }),
      answer: z.array(RunPartner),
    },
    async ({ ctx, params, query }) => findRunPartners(ctx, params.runId, query.search, query.limit),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/to-clarify",
      access: read,
      id: "listToClarify",
      tag,
      summary: "Needs that are too vague, with the message that asks for what is missing",
      params: runParams,
      query: listQuery(RUN_NEED_SORTS),
      answer: listPageSchema(ToClarify),
    },
    async ({ ctx, params, query }) => listToClarify(ctx, params.runId, readListing("to-clarify", query)),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/unmatched",
      access: read,
      id: "listUnmatched",
      tag,
      summary: "Needs that nobody in the lists fits, with the nearest partner and what it lacks",
      params: runParams,
      query: listQuery(RUN_NEED_SORTS),
      answer: listPageSchema(Unmatched),
    },
    async ({ ctx, params, query }) => listUnmatched(ctx, params.runId, readListing("unmatched", query)),
  );
  api.route(
    {
      method: "put",
      path: "/api/match-runs/{runId}/candidates/{candidateId}/decision",
      access: { permission: "match.decide", in: "row" },
      id: "decideMatch",
      tag,
      summary: "Accept, refuse or postpone a partner for a need, or take the decision back",
      params: runParams.extend({ candidateId: z.uuid() }),
      body: DecisionDraft,
      answer: Candidate,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => decide(ctx, params, body, version),
  );
}

function plansAndResults(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/plan",
      access: read,
      id: "getMatchPlan",
      tag,
      summary: "Who takes which need, and the load of each team",
      params: runParams,
      query: z.object({ version: z.coerce.number().int().min(1).optional().describe("Unset: the newest") }),
      answer: MatchPlan,
    },
    async ({ ctx, params, query }) => getPlan(ctx, params.runId, query.version ?? null),
  );
  api.route(
    {
      method: "post",
      path: "/api/match-runs/{runId}/plan",
      access: run,
      id: "makeMatchPlan",
      tag,
      summary: "Plan anew with locked and forbidden pairs and other capacities; kept as a further version",
      params: runParams,
      body: PlanDraft,
      answer: MatchPlan,
      status: 201,
      // A key would hold a transaction open while the plan is made.
      once: true,
    },
    async ({ ctx, params, body }) => replan(ctx, params.runId, body),
  );
  api.route(
    {
      method: "post",
      path: "/api/match-runs/{runId}/plan/tally",
      access: run,
      id: "tallyMatchPlan",
      tag,
      summary: "Count a plan that is edited by hand: its worth, each team's load, what breaks a rule; nothing is kept",
      params: runParams,
      body: PlanTallyDraft,
      answer: PlanTally,
      once: true,
    },
    async ({ ctx, params, body }) => tally(ctx, params.runId, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/workbook",
      access: read,
      id: "getMatchWorkbook",
      tag,
      summary: "The match list as a workbook, with decisions and the newest plan",
      params: runParams,
      answer: "file",
    },
    async ({ ctx, params, language }) => makeWorkbook(ctx, params.runId, language),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/compare/{otherRunId}",
      access: read,
      id: "compareMatchRuns",
      tag,
      summary: "What changed between two runs, and why",
      params: runParams.extend({ otherRunId: z.uuid() }),
      answer: RunComparison,
    },
    async ({ ctx, params }) => compareWith(ctx, params.runId, params.otherRunId),
  );
  api.route(
    {
      method: "post",
      path: "/api/match-runs/{runId}/repeat",
      access: run,
      id: "repeatMatchRun",
      tag,
      summary: "Compute a run once more from the lists kept with it, and compare the digests",
      params: runParams,
      answer: z.object({ isSame: z.boolean(), digest: z.string(), repeated: z.string() }),
      once: true,
    },
    async ({ ctx, params }) => repeatRun(ctx, params.runId),
  );
}
