import { makeNeed } from "../needs.ts";
import {
  insertDoneRun,
  insertSampleImport,
  ledgerFile,
  insertSampleLine,
  insertSampleOutreach,
  makeOutreachLink,
} from "../matchmaking.ts";
import type { Sample, SamplesOf, Target } from "./sample.ts";

const TRAINED = {
  weights: { meaning: 0.3 },
  present: {},
  heldBack: { pairs: 40, before: 0.6, after: 0.7 },
};

export const matchmakingSamples: SamplesOf = (world) => {
  const onRun =
    (more: (run: Awaited<ReturnType<typeof insertDoneRun>>) => Sample = () => ({})) =>
    async ({ scopeId }: Target) => {
      const run = await insertDoneRun(world(), scopeId);
      const { params = {}, ...rest } = more(run);
      return { params: { runId: run.runId, ...params }, ...rest };
    };
  const onLine =
    (more: Sample = {}) =>
    async ({ scopeId }: Target) => ({ params: { lineId: await insertSampleLine(world(), scopeId) }, ...more });
  const inScope =
    (more: Sample = {}) =>
    ({ scopeId }: Target) => ({ ...more, params: { scopeId, ...more.params } });
  // A link of no use is answered 404 or 409 by an open route; a good one shows that it was open.
  const onLink = (more: object) => async () => ({ body: { token: await makeOutreachLink(world()), ...more } });
  const onImport = async ({ scopeId }: Target) => ({
    params: { importId: await insertSampleImport(world(), scopeId) },
  });
  return {
    // A scope without lists has nothing to match: 409 after the permission was looked at.
    "POST /api/scopes/{scopeId}/match-runs": inScope({ body: {} }),
    "GET /api/scopes/{scopeId}/match-runs": inScope(),
    "GET /api/match-runs/{runId}": onRun(),
    "PATCH /api/match-runs/{runId}": onRun(() => ({ body: { note: "第一轮" }, ifMatch: '"2"' })),
    "GET /api/match-runs/{runId}/needs": onRun(),
    "GET /api/match-runs/{runId}/needs/{needId}": onRun(({ needId }) => ({ params: { needId } })),
    "GET /api/match-runs/{runId}/needs/{needId}/why-not": onRun(({ needId, partnerKey }) => ({
      params: { needId },
      query: `?partner=${encodeURIComponent(partnerKey)}`,
    })),
    "GET /api/match-runs/{runId}/partners": onRun(() => ({ query: `?search=${encodeURIComponent("模具")}` })),
    "GET /api/match-runs/{runId}/to-clarify": onRun(),
    "GET /api/match-runs/{runId}/unmatched": onRun(),
    "PUT /api/match-runs/{runId}/candidates/{candidateId}/decision": onRun(({ candidateId }) => ({
      params: { candidateId },
      body: { decision: "postponed" },
      ifMatch: '"0"',
    })),
    "GET /api/match-runs/{runId}/plan": onRun(),
    "POST /api/match-runs/{runId}/plan": onRun(() => ({ body: {} })),
    "POST /api/match-runs/{runId}/plan/tally": onRun(() => ({ body: { pairs: [] } })),
    "GET /api/match-runs/{runId}/workbook": onRun(),
    "GET /api/match-runs/{runId}/compare/{otherRunId}": onRun(({ runId }) => ({ params: { otherRunId: runId } })),
    "POST /api/match-runs/{runId}/repeat": onRun(),
    "GET /api/match-runs/{runId}/learning": onRun(),
    "GET /api/scopes/{scopeId}/match-weights": inScope(),
    "POST /api/scopes/{scopeId}/match-weights": inScope({ body: { file: TRAINED } }),
    "PUT /api/scopes/{scopeId}/match-weights/in-force": inScope({ body: { weightsId: null }, ifMatch: '"0"' }),
    "GET /api/scopes/{scopeId}/ledger": inScope(),
    "GET /api/scopes/{scopeId}/ledger/owners": inScope(),
    "GET /api/ledger-lines/{lineId}": onLine(),
    "PATCH /api/ledger-lines/{lineId}": onLine({ body: { nextStep: "去企业走访" }, ifMatch: '"1"' }),
    "GET /api/ledger-lines/{lineId}/entries": onLine(),
    "POST /api/ledger-lines/{lineId}/entries": onLine({ body: { kind: "call", text: "约好下周走访" } }),
    "GET /api/scopes/{scopeId}/ledger/export": inScope(),
    "POST /api/scopes/{scopeId}/ledger/imports": async ({ scopeId }) => ({
      params: { scopeId },
      file: await ledgerFile(),
    }),
    "GET /api/ledger-imports/{importId}": onImport,
    "POST /api/ledger-imports/{importId}/apply": async (target) => ({
      ...(await onImport(target)),
      body: {},
      ifMatch: '"1"',
    }),
    // Not applied: 409 after the permission was looked at.
    "POST /api/ledger-imports/{importId}/undo": onImport,
    "DELETE /api/ledger-imports/{importId}": onImport,
    "POST /api/match-runs/{runId}/candidates/{candidateId}/links": onRun(({ candidateId }) => ({
      params: { candidateId },
      body: {},
    })),
    "POST /api/ledger-lines/{lineId}/links": onLine({ body: {} }),
    "POST /api/scopes/{scopeId}/needs/{needId}/links": async ({ scopeId }) => ({
      params: { scopeId, needId: (await insertDoneRun(world(), scopeId)).needId },
      body: {},
    }),
    "GET /api/scopes/{scopeId}/outreach": inScope(),
    "GET /api/needs/{needId}/shared-matches": async ({ scopeId }) => ({
      params: { needId: await makeNeed(world(), scopeId) },
    }),
    "POST /api/outreach/{outreachId}/revoke": async ({ scopeId }) => ({
      params: { outreachId: await insertSampleOutreach(world(), scopeId) },
    }),
    "POST /api/outreach/view": onLink({}),
    "POST /api/outreach/answer": onLink({ answer: "not_mine" }),
    "POST /api/outreach/forward": onLink({}),
  };
};
