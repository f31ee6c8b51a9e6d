import { z } from "@hono/zod-openapi";
import type { Router } from "../../../platform/http/index.ts";
import { exportLearning } from "../service/learning.ts";
import { getWeights, keepWeights, setWeights } from "../service/weights.ts";
import { MatchWeights, MatchWeightsDraft, WeightsInForceDraft } from "../types.ts";

const tag = "matching";
const scopeParams = z.object({ scopeId: z.uuid() });
const weigh = { permission: "match.weigh", in: "path" } as const;

export function weightRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/scopes/{scopeId}/match-weights",
      access: { permission: "match.read", in: "path" },
      id: "getMatchWeights",
      tag,
      summary: "Weights that were learnt from decisions, and which of them are in force",
      params: scopeParams,
      answer: MatchWeights,
    },
    async ({ ctx, params }) => getWeights(ctx, params.scopeId),
  );
  api.route(
    {
      method: "post",
      path: "/api/scopes/{scopeId}/match-weights",
      access: weigh,
      id: "keepMatchWeights",
      tag,
      summary: "Keep what `dualhigh train` wrote; it takes effect for nobody until it is put in force",
      params: scopeParams,
      body: MatchWeightsDraft,
      answer: MatchWeights,
      status: 201,
    },
    async ({ ctx, params, body }) => keepWeights(ctx, params.scopeId, body),
  );
  api.route(
    {
      method: "put",
      path: "/api/scopes/{scopeId}/match-weights/in-force",
      access: weigh,
      id: "setMatchWeights",
      tag,
      summary: "Put weights in force for the runs that start from now on, or go back to the engine's own",
      params: scopeParams,
      body: WeightsInForceDraft,
      answer: MatchWeights,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => setWeights(ctx, params.scopeId, body.weightsId, version),
  );
  api.route(
    {
      method: "get",
      path: "/api/match-runs/{runId}/learning",
      access: { permission: "match.weigh", in: "row" },
      id: "getMatchLearning",
      tag,
      summary: "What people decided on a run's needs and partners, with their texts, as `dualhigh train` reads it",
      params: z.object({ runId: z.uuid() }),
      answer: "file",
    },
    async ({ ctx, params, language }) => exportLearning(ctx, params.runId, language),
  );
}
