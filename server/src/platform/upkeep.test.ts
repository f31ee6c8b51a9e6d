import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { audit, verifyAudit } from "./audit/index.ts";
import { withActor, withSystem } from "./db/index.ts";
import { newId } from "./ids.ts";
import { actorIn, openTestDatabase, type TestDatabase } from "./test-db.ts";
import { startUpkeep, tidy } from "./upkeep.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterAll(async () => db.close());

test("seals the audit by itself", async () => {
  const scopeId = newId();
  await withActor(db, actorIn([scopeId]), async (tx) =>
    audit(tx, { scopeId, action: "need.accepted", subjectKind: "need", subjectId: newId() }),
  );
  const upkeep = startUpkeep(db, { sealMs: 20 });
  await expect.poll(async () => (await verifyAudit(db)).events).toBe(1);
  await upkeep.stop();
});

test("drops what is old and settled, and nothing else", async () => {
  const [old, waiting, recent] = [newId(), newId(), newId()];
  await withSystem(db, async ({ kysely }) => {
    await sql`INSERT INTO idempotency_keys (user_id, key, request_digest, created_at)
      VALUES (${old}, 'old', '', now() - interval '3 days'), (${old}, 'recent', '', now())`.execute(kysely);
    await sql`INSERT INTO events (id, seq, type, aggregate, payload, occurred_at)
      VALUES (${old}, 1, 'need.accepted', 'need:1', '{}', now() - interval '91 days'),
        (${waiting}, 2, 'need.accepted', 'need:1', '{}', now() - interval '91 days'),
        (${recent}, 3, 'need.accepted', 'need:1', '{}', now())`.execute(kysely);
    await sql`INSERT INTO event_deliveries (event_id, subscriber, seq, aggregate, state)
      VALUES (${old}, 'notify.inbox', 1, 'need:1', 'done'), (${waiting}, 'notify.inbox', 2, 'need:1', 'parked')`.execute(
      kysely,
    );
  });
  await tidy(db);
  await withSystem(db, async ({ kysely }) => {
    expect((await sql`SELECT id FROM events ORDER BY seq`.execute(kysely)).rows).toEqual([
      { id: waiting },
      { id: recent },
    ]);
    expect((await sql`SELECT key FROM idempotency_keys`.execute(kysely)).rows).toEqual([{ key: "recent" }]);
    expect((await sql`SELECT event_id FROM event_deliveries`.execute(kysely)).rows).toHaveLength(1);
  });
});
