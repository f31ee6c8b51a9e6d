import type { SamplesOf } from "./sample.ts";

export const confidentialitySamples: SamplesOf = () => ({
  "GET /api/scopes/{scopeId}/confidentiality-statement": ({ scopeId }) => ({ params: { scopeId } }),
  "PUT /api/scopes/{scopeId}/confidentiality-statement": ({ scopeId }) => ({
    params: { scopeId },
    body: { zh: "仅供评估，不得外传。", en: "For evaluation only; not to be passed on." },
    ifMatch: '"0"',
  }),
});
