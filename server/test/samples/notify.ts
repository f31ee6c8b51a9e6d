import type { SamplesOf } from "./sample.ts";

export const notifySamples: SamplesOf = () => ({
  "GET /api/me/inbox": () => ({}),
  "POST /api/me/inbox/marks": () => ({ body: { isRead: true } }),
  "GET /api/scopes/{scopeId}/workbench": ({ scopeId }) => ({ params: { scopeId } }),
});
