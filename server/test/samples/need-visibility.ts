import { sql } from "kysely";
import { getStatement } from "../../src/platform/confidentiality/index.ts";
import { withOwner } from "../../src/platform/db/transaction.ts";
import { withActor, withSystem } from "../../src/platform/db/index.ts";
import { newId } from "../../src/platform/ids.ts";
import { SYSTEM_SCOPE_ID } from "../../src/platform/access/matrix.ts";
import { makeNeed } from "../needs.ts";
import type { TestApp } from "../test-app.ts";
import type { SamplesOf, Target } from "./sample.ts";

/** A province above the scope, whatever stands above it already. */
async function provinceAbove(world: TestApp, scopeId: string): Promise<string> {
  const province = await world.createScope("province");
  const administrator = { userId: newId(), readScopes: [], writeScopes: [SYSTEM_SCOPE_ID] };
  await withActor(world.db, administrator, async (tx) =>
    sql`UPDATE scopes SET also_beneath = also_beneath || ${province}::uuid WHERE id = ${scopeId}`.execute(tx.kysely),
  );
  return province;
}

async function openNeed(world: TestApp, { scopeId }: Target): Promise<{ params: { scopeId: string } }> {
  await provinceAbove(world, scopeId);
  await makeNeed(world, scopeId, { title: "提高轴承钢的纯净度", state: "accepted", visibility: "province" });
  return { params: { scopeId } };
}

/** A restricted need to which the actor is invited. */
async function invited(world: TestApp, { scopeId, actorId }: Target): Promise<Record<string, string>> {
  const needId = await makeNeed(world, scopeId, { visibility: "restricted" });
  const userId = actorId ?? (await world.createUser());
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      `INSERT INTO need_readers (scope_id, need_id, user_id, zone_id, code, invited_by)
        VALUES ($1, $2, $3, $1, 'NEED-2026-000001', $3)`,
      [scopeId, needId, userId],
    );
  });
  return { needId, userId };
}

/** One that is read by its pair again, and has been read meanwhile. */
async function readNeed(world: TestApp, { scopeId, actorId }: Target): Promise<Record<string, string>> {
  const needId = await makeNeed(world, scopeId);
  await withOwner(world.db, async (client) => {
    await client.query("SET LOCAL ROLE dualhigh_keeper");
    await client.query(
      `INSERT INTO confidential_readings (zone_id, scope_id, id, subject_kind, subject_id, part, user_id)
        VALUES ($1, $1, gen_random_uuid(), 'need', $2, 'page', coalesce($3::uuid, gen_random_uuid()))`,
      [scopeId, needId, actorId],
    );
  });
  return { needId };
}

async function digestOf(world: TestApp, scopeId: string): Promise<string> {
  return (await withSystem(world.db, async (tx) => getStatement(tx, scopeId))).digest;
}

export const needVisibilitySamples: SamplesOf = (world) => ({
  "GET /api/scopes/{scopeId}/open-needs": async (target) => openNeed(world(), target),
  "GET /api/scopes/{scopeId}/open-needs/export": async (target) => ({
    ...(await openNeed(world(), target)),
    query: "?format=csv",
  }),
  "GET /api/needs/{needId}/visibility": async ({ scopeId }) => ({
    params: { needId: await makeNeed(world(), scopeId) },
  }),
  "PUT /api/needs/{needId}/visibility": async ({ scopeId }) => ({
    params: { needId: await makeNeed(world(), scopeId) },
    body: { visibility: "restricted" },
    ifMatch: '"1"',
  }),
  "GET /api/needs/{needId}/readings": async (target) => ({ params: await readNeed(world(), target) }),
  "GET /api/needs/{needId}/readers": async ({ scopeId }) => ({ params: { needId: await makeNeed(world(), scopeId) } }),
  "POST /api/needs/{needId}/readers": async ({ scopeId }) => ({
    params: { needId: await makeNeed(world(), scopeId) },
    body: { login: "nobody" },
  }),
  "DELETE /api/needs/{needId}/readers/{userId}": async (target) => {
    const params = await invited(world(), target);
    await withSystem(world().db, async (tx) =>
      sql`UPDATE needs SET visibility = 'pair' WHERE id = ${params["needId"]}`.execute(tx.kysely),
    );
    return { params };
  },
  "GET /api/needs/{needId}/reading": async (target) => {
    const params = await invited(world(), target);
    const { needId = "", userId = "" } = params;
    const digest = await digestOf(world(), target.scopeId);
    await withOwner(world().db, async (client) => {
      await client.query("SET LOCAL ROLE dualhigh_system");
      await client.query("UPDATE needs SET readers = ARRAY[$2::uuid] WHERE id = $1", [needId, userId]);
      await client.query("SET LOCAL ROLE dualhigh_keeper");
      await client.query(
        `INSERT INTO confidentiality_acceptances (id, scope_id, subject_kind, subject_id, user_id, version, text_zh, text_en,
            digest)
          VALUES (gen_random_uuid(), $1, 'need', $2, $3, 0, 'x', 'x', $4)`,
        [target.scopeId, needId, userId, digest],
      );
    });
    return { params };
  },
  "GET /api/needs/{needId}/invitation": async (target) => ({ params: await invited(world(), target) }),
  "POST /api/needs/{needId}/invitation/acceptance": async (target) => ({
    params: await invited(world(), target),
    body: { digest: await digestOf(world(), target.scopeId) },
  }),
});
