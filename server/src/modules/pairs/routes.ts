import { z } from "@hono/zod-openapi";
import type { Router } from "../../platform/http/index.ts";
import { anyOf, listPageSchema, listQuery, readListing } from "../../platform/listing/index.ts";
import { createPair, getPair, listPairs, updatePair } from "./service.ts";
import { CONFIDENCES, Pair, PAIR_SORTS, PairChange, PairDraft, PHASES } from "./types.ts";

const pairParams = z.object({ pairId: z.uuid() });
const tag = "pairs";

const PairListQuery = listQuery(PAIR_SORTS).extend({
  zoneId: z.uuid().optional(),
  universityId: z.uuid().optional(),
  cityCode: z.string().max(200).optional().describe("Any of these division codes, separated by commas"),
  phase: anyOf(PHASES),
  confidence: anyOf(CONFIDENCES),
});

export function pairsRoutes(api: Router): void {
  api.route(
    {
      method: "get",
      path: "/api/pairs",
      access: { permission: "pair.read", in: "anywhere" },
      id: "listPairs",
      tag,
      summary: "The pairs that I, or a side of mine, stand in",
      query: PairListQuery,
      answer: listPageSchema(Pair),
    },
    async ({ ctx, query }) =>
      listPairs(ctx, readListing("pairs", query), {
        zoneId: query.zoneId ?? null,
        universityId: query.universityId ?? null,
        cityCodes: query.cityCode?.split(",") ?? null,
        phases: query.phase ?? null,
        confidences: query.confidence ?? null,
      }),
  );
  api.route(
    {
      method: "post",
      path: "/api/pairs",
      access: { permission: "pair.create", in: "anywhere" },
      id: "createPair",
      tag,
      summary: "Pair a zone with a university",
      body: PairDraft,
      answer: Pair,
      status: 201,
    },
    async ({ ctx, body }) => createPair(ctx, body),
  );
  api.route(
    {
      method: "get",
      path: "/api/pairs/{pairId}",
      access: { permission: "pair.read", in: "row" },
      id: "getPair",
      tag,
      summary: "One pair",
      params: pairParams,
      answer: Pair,
    },
    async ({ ctx, params }) => getPair(ctx, params.pairId),
  );
  api.route(
    {
      method: "patch",
      path: "/api/pairs/{pairId}",
      access: { permission: "pair.update", in: "row" },
      id: "updatePair",
      tag,
      summary: "Change a pair's phase, beginning or source",
      params: pairParams,
      body: PairChange,
      answer: Pair,
      ifMatch: true,
    },
    async ({ ctx, params, body, version }) => updatePair(ctx, params.pairId, body, version),
  );
}
