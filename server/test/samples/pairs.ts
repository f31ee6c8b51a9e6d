import { makePair } from "../pairs.ts";
import type { SamplesOf } from "./sample.ts";

export const pairsSamples: SamplesOf = (world) => ({
  "GET /api/pairs": () => ({}),
  "POST /api/pairs": async ({ scopeId }) => ({
    body: {
      zoneId: await world().createScope("zone", { parentId: scopeId }),
      universityId: await world().createScope("university", { parentId: scopeId }),
    },
  }),
  "GET /api/pairs/{pairId}": async ({ scopeId }) => ({ params: { pairId: await makePair(world(), scopeId) } }),
  "PATCH /api/pairs/{pairId}": async ({ scopeId }) => ({
    params: { pairId: await makePair(world(), scopeId) },
    body: { phase: "extension" },
    ifMatch: '"1"',
  }),
});
