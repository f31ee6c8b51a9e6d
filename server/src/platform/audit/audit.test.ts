import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withActor, withSystem } from "../db/index.ts";
import { withOwner } from "../db/transaction.ts";
import { newId } from "../ids.ts";
import { actorIn, openTestDatabase, type TestDatabase } from "../test-db.ts";
import { audit, eraseAuditPersonal, sealAudit, verifyAudit } from "./index.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterAll(async () => db.close());

const scope = newId();
const other = newId();
const actor = actorIn([scope, other]);
const subjectId = newId();

async function record(count: number, scopeId = scope): Promise<void> {
  await withActor(db, actor, async (tx) => {
    for (let number = 1; number <= count; number++) {
      await audit(tx, {
        scopeId,
        action: "need.accepted",
        subjectKind: "need",
        subjectId,
        details: { number, amount: "120000000", b: 1.5, a: null },
        personal: { contact: "张三" },
      });
    }
  });
}

/** Someone with all rights in the database, past every policy. */
async function tamper(statement: string): Promise<void> {
  await withOwner(db, async (client) => {
    await client.query("ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY");
    await client.query("ALTER TABLE audit_chains NO FORCE ROW LEVEL SECURITY");
    await client.query(statement);
    await client.query("ALTER TABLE audit_events FORCE ROW LEVEL SECURITY");
    await client.query("ALTER TABLE audit_chains FORCE ROW LEVEL SECURITY");
  });
}

describe("the audit", () => {
  test("seals each scope's events in their order, once", async () => {
    await record(3);
    await record(2, other);
    expect((await verifyAudit(db)).unsealed).toBe(5);
    expect(await sealAudit(db)).toBe(5);
    expect(await sealAudit(db)).toBe(0);
    await record(1);
    expect(await sealAudit(db)).toBe(1);
    const report = await verifyAudit(db);
    expect(report).toMatchObject({ events: 6, unsealed: 0, tampered: [] });
    expect(Object.fromEntries(report.heads.map(({ scopeId, seq }) => [scopeId, seq]))).toEqual({
      [scope]: "4",
      [other]: "2",
    });
  });

  test("is sealed without gaps by two processes at once", async () => {
    await record(40);
    await Promise.all([sealAudit(db), sealAudit(db)]);
    expect(await verifyAudit(db)).toMatchObject({ events: 40, unsealed: 0, tampered: [] });
  });

  test("goes when what it tells of is undone", async () => {
    await withActor(db, actor, async (tx) => {
      await audit(tx, { scopeId: scope, action: "need.accepted", subjectKind: "need", subjectId });
      throw new Error("undone");
    }).catch(() => {});
    expect((await verifyAudit(db)).unsealed).toBe(0);
  });

  test("stays whole when the personal part is erased", async () => {
    await record(3);
    await sealAudit(db);
    expect(await withSystem(db, async (tx) => eraseAuditPersonal(tx, "need", subjectId))).toBe(3);
    expect((await verifyAudit(db)).tampered).toEqual([]);
    const { rows } = await withActor(db, actor, async (tx) =>
      sql`SELECT personal FROM audit_events WHERE personal IS NOT NULL`.execute(tx.kysely),
    );
    expect(rows).toEqual([]);
  });

  test("cannot be changed, removed or forged by the application, nor seen from another scope", async () => {
    await record(1);
    for (const statement of [
      sql`UPDATE audit_events SET action = 'need.refused'`,
      sql`DELETE FROM audit_events`,
      sql`UPDATE audit_chains SET last_seq = 0`,
    ]) {
      await expect(withActor(db, actor, async (tx) => statement.execute(tx.kysely))).rejects.toThrow(
        "permission denied",
      );
    }
    await expect(
      withActor(db, actorIn([other]), async (tx) =>
        audit(tx, { scopeId: scope, action: "need.accepted", subjectKind: "need", subjectId }),
      ),
    ).rejects.toThrow("row-level security");
    const { rows } = await withActor(db, actorIn([other]), async (tx) =>
      sql`SELECT id FROM audit_events`.execute(tx.kysely),
    );
    expect(rows).toEqual([]);
  });
});

describe("verification names the first event that", () => {
  const cases: [string, string, string, string][] = [
    ["was changed", "UPDATE audit_events SET action = 'need.refused' WHERE seq IN (4, 7)", "4", "changed"],
    [
      "has other details",
      `UPDATE audit_events SET details = details || '{"b": 1.50001}' WHERE seq = 5`,
      "5",
      "changed",
    ],
    ["was done by another", `UPDATE audit_events SET actor_id = '${newId()}' WHERE seq = 1`, "1", "changed"],
    [
      "was done at another time",
      "UPDATE audit_events SET at = at + interval '1 microsecond' WHERE seq = 9",
      "9",
      "changed",
    ],
    ["was removed", "DELETE FROM audit_events WHERE seq = 6", "6", "missing"],
    ["was cut off the end", "DELETE FROM audit_events WHERE seq > 8", "9", "missing"],
    [
      "changed places",
      `UPDATE audit_events SET seq = seq + 100 WHERE seq IN (3, 4);
       UPDATE audit_events SET seq = 4 WHERE seq = 103; UPDATE audit_events SET seq = 3 WHERE seq = 104`,
      "3",
      "changed",
    ],
    [
      "took the place of a removed one",
      `DELETE FROM audit_events WHERE seq = 4;
       UPDATE audit_events SET seq = seq + 99 WHERE seq > 4; UPDATE audit_events SET seq = seq - 100 WHERE seq > 100;
       UPDATE audit_chains SET last_seq = last_seq - 1`,
      "4",
      "changed",
    ],
    ["was unsealed", "UPDATE audit_events SET seq = NULL, hash = NULL WHERE seq = 2", "2", "missing"],
    ["belongs to a chain that is gone", "DELETE FROM audit_chains", "1", "unknown_chain"],
  ];
  test.for(cases)("%s", async ([, statement, seq, problem]) => {
    await record(10);
    await sealAudit(db);
    await tamper(statement);
    expect((await verifyAudit(db)).tampered).toMatchObject([{ scopeId: scope, seq, problem }]);
  });

  test("was rewritten with all that follow, when a head was kept elsewhere", async () => {
    await record(5);
    await sealAudit(db);
    const { heads } = await verifyAudit(db);
    await tamper(`UPDATE audit_events SET action = 'need.refused', seq = NULL, hash = NULL; DELETE FROM audit_chains`);
    await sealAudit(db);
    // As long as it was, and longer.
    expect((await verifyAudit(db, heads)).tampered).toMatchObject([
      { scopeId: scope, seq: "5", problem: "head_differs" },
    ]);
    await record(1);
    await sealAudit(db);
    expect((await verifyAudit(db)).tampered).toEqual([]);
    expect((await verifyAudit(db, heads)).tampered).toMatchObject([
      { scopeId: scope, seq: "5", problem: "head_differs" },
    ]);
  });
});
