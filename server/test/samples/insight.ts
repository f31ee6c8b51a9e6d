import { makeConsortium } from "../consortia.ts";
import type { SamplesOf, Target } from "./sample.ts";

export const insightSamples: SamplesOf = (world) => {
  const inPeriod = ({ scopeId }: Target) => ({ params: { scopeId }, query: "?from=2026-01-01&until=2027-01-01" });
  return {
    "GET /api/scopes/{scopeId}/brief": inPeriod,
    "GET /api/scopes/{scopeId}/brief/document": inPeriod,
    "GET /api/scopes/{scopeId}/brief/rows": async ({ scopeId }) => {
      await makeConsortium(world(), scopeId);
      return { params: { scopeId }, query: "?from=2026-01-01&until=2027-01-01&figure=consortiaResults" };
    },
  };
};
