import { sql } from "kysely";
import { withSystem } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import type { TestApp } from "../test-app.ts";
import type { SamplesOf, Target } from "./sample.ts";

/** Something that the actor was told. */
async function tell({ db }: TestApp, { scopeId, actorId }: Target): Promise<void> {
  if (actorId === null) return;
  const title = JSON.stringify({ zh: "有新需求", en: "A new need" });
  await withSystem(db, async (tx) =>
    sql`INSERT INTO deliveries (zone_id, user_id, id, scope_id, event_id, kind, title, path, occurred_at)
      VALUES (${scopeId}, ${actorId}, ${newId()}, ${scopeId}, ${newId()}, 'need.submitted', ${title}::jsonb, '/needs',
        now())`.execute(tx.kysely),
  );
}

export const notifySamples: SamplesOf = (world) => ({
  "GET /api/me/inbox": async (target) => {
    await tell(world(), target);
    return {};
  },
  "POST /api/me/inbox/marks": () => ({ body: { isRead: true } }),
  "GET /api/scopes/{scopeId}/reminder-days": ({ scopeId }) => ({ params: { scopeId } }),
  "PUT /api/scopes/{scopeId}/reminder-days": ({ scopeId }) => ({
    params: { scopeId },
    body: { days: [14, 3] },
    ifMatch: '"0"',
  }),
  "GET /api/scopes/{scopeId}/workbench": ({ scopeId }) => ({ params: { scopeId } }),
});
