import { withOwner } from "../../src/platform/db/transaction.ts";
import { newId } from "../../src/platform/ids.ts";
import type { TestApp } from "../test-app.ts";
import type { SamplesOf, Target } from "./sample.ts";

/** A view of the actor's own. */
async function makeView(world: TestApp, { scopeId, actorId }: Target): Promise<Record<string, string>> {
  const viewId = newId();
  const owner = actorId ?? (await world.createUser());
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      "INSERT INTO saved_views (id, scope_id, list, name, query, owner_id) VALUES ($1::uuid, $2, 'needs', $1::text, '{}', $3)",
      [viewId, scopeId, owner],
    );
  });
  return { scopeId, viewId };
}

export const preferenceSamples: SamplesOf = (world) => ({
  "GET /api/me/preferences/{key}": () => ({ params: { key: "columns.needs" } }),
  "PUT /api/me/preferences/{key}": () => ({ params: { key: "columns.needs" }, body: { value: ["name"] } }),
  "GET /api/scopes/{scopeId}/views": ({ scopeId }) => ({ params: { scopeId } }),
  "POST /api/scopes/{scopeId}/views": ({ scopeId }) => ({
    params: { scopeId },
    body: { list: "needs", name: "x", query: {} },
  }),
  "PATCH /api/scopes/{scopeId}/views/{viewId}": async (target) => ({
    params: await makeView(world(), target),
    body: { name: "y" },
    ifMatch: '"1"',
  }),
  "DELETE /api/scopes/{scopeId}/views/{viewId}": async (target) => ({ params: await makeView(world(), target) }),
});
