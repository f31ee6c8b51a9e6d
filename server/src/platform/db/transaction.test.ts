import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../ids.ts";
import { actorIn, openTestDatabase, type TestDatabase } from "../test-db.ts";
import { type Actor, asSystem, type Tx, withActor, withSystem } from "./index.ts";
import { aside } from "./pool.ts";
import { withOwner } from "./transaction.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
beforeEach(async () => db.reset());
afterAll(async () => db.close());

const ours = newId();
const theirs = newId();

async function insertFile(tx: Tx, scope: string, by: string): Promise<void> {
  await sql`INSERT INTO files (id, scope_id, owner_kind, owner_id, sha256, size_bytes, media_type, name, created_by)
    VALUES (${newId()}, ${scope}, 'need', ${newId()}, ${"0".repeat(64)}, 1, 'text/plain', 'a', ${by})`.execute(
    tx.kysely,
  );
}

async function addFile(actor: Actor, scope: string): Promise<void> {
  await withActor(db, actor, async (tx) => insertFile(tx, scope, actor.userId));
}

async function countFiles(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM files`.execute(tx.kysely);
  return rows[0]?.n ?? -1;
}

async function seenBy(actor: Actor): Promise<number> {
  return withActor(db, actor, countFiles);
}

describe("the wall in the database", () => {
  test("a row is seen in its own scope and nowhere else", async () => {
    const actor = actorIn([ours]);
    await addFile(actor, ours);
    expect(await seenBy(actor)).toBe(1);
    expect(await seenBy(actorIn([], [ours]))).toBe(1);
    expect(await seenBy(actorIn([theirs]))).toBe(0);
    expect(await seenBy(actorIn([]))).toBe(0);
  });

  test("without a context nothing is visible", async () => {
    await addFile(actorIn([ours]), ours);
    const { rows } = await db.pool.query("SELECT * FROM files");
    expect(rows).toEqual([]);
    const throughKysely = await sql`SELECT * FROM files`.execute(db.kysely);
    expect(throughKysely.rows).toEqual([]);
  });

  test("the context ends with its transaction", async () => {
    const actor = actorIn([ours]);
    await addFile(actor, ours);
    expect(await seenBy(actor)).toBe(1);
    for (let round = 0; round < 6; round++) {
      const { rows } = await db.pool.query("SELECT current_user AS role, app_user_id() AS actor, count(*) FROM files");
      expect(rows).toEqual([{ role: "dualhigh_app", actor: null, count: 0n }]);
    }
  });

  test("a row of another scope cannot be written, nor can a reader write", async () => {
    const refused = /row-level security policy/;
    await expect(addFile(actorIn([ours]), theirs)).rejects.toThrow(refused);
    await expect(addFile(actorIn([], [ours]), ours)).rejects.toThrow(refused);
    await expect(withActor(db, actorIn([ours]), async (tx) => insertFile(tx, ours, newId()))).rejects.toThrow(refused);
  });

  test("a row of another scope is neither changed nor deleted", async () => {
    await addFile(actorIn([theirs]), theirs);
    for (const actor of [actorIn([ours]), actorIn([ours], [theirs])]) {
      await withActor(db, actor, async (tx) => {
        const updated = await sql`UPDATE files SET name = 'b'`.execute(tx.kysely);
        expect(updated.numAffectedRows).toBe(0n);
        const deleted = await sql`DELETE FROM files`.execute(tx.kysely);
        expect(deleted.numAffectedRows).toBe(0n);
      });
    }
  });

  test("a row cannot be moved into another scope", async () => {
    const actor = actorIn([ours]);
    await addFile(actor, ours);
    await expect(
      withActor(db, actor, async (tx) => sql`UPDATE files SET scope_id = ${theirs}`.execute(tx.kysely)),
    ).rejects.toThrow(/permission denied|row-level security/);
  });

  test("an invited reader sees the one row", async () => {
    const owner = actorIn([ours]);
    const invited = actorIn([]);
    await addFile(owner, ours);
    await addFile(owner, ours);
    await withActor(db, owner, async (tx) => {
      await sql`UPDATE files SET readers = ARRAY[${invited.userId}]::uuid[]
        WHERE id = (SELECT id FROM files ORDER BY id LIMIT 1)`.execute(tx.kysely);
    });
    expect(await seenBy(invited)).toBe(1);
  });

  test("the system's role, taken on inside an actor's transaction, is given back whichever way it ends", async () => {
    await addFile(actorIn([theirs]), theirs);
    const actor = actorIn([ours]);
    await withActor(db, actor, async (tx) => {
      expect(await asSystem(tx, countFiles)).toBe(1);
      expect(await countFiles(tx)).toBe(0);
      const failing = asSystem(tx, async (system) => {
        expect(system.actor).toBe("system");
        throw new Error("refused by a rule");
      });
      await expect(failing).rejects.toThrow("refused by a rule");
      expect(await countFiles(tx)).toBe(0);
      await insertFile(tx, ours, actor.userId);
    });
    const broken = withActor(db, actor, async (tx) =>
      asSystem(tx, async (system) => {
        await insertFile(system, theirs, newId()).catch(() => {});
        await sql`SELECT 1 / 0`.execute(system.kysely);
      }),
    );
    await expect(broken).rejects.toThrow(/division by zero|aborted/);
    expect(await seenBy(actor)).toBe(1);
    expect(await seenBy(actorIn([theirs]))).toBe(1);
  });

  test("the system sees every scope, and may only do what it was granted", async () => {
    await addFile(actorIn([ours]), ours);
    await addFile(actorIn([theirs]), theirs);
    expect(await withSystem(db, countFiles)).toBe(2);
    await expect(withSystem(db, async (tx) => sql`UPDATE files SET name = 'b'`.execute(tx.kysely))).rejects.toThrow(
      /permission denied/,
    );
  });

  test("the application cannot become the owner's equal", async () => {
    for (const attempt of [
      sql`SELECT * FROM schema_migrations`,
      sql`ALTER TABLE files DISABLE ROW LEVEL SECURITY`,
      sql`CREATE TABLE mine (a int)`,
      sql`SELECT protect_table('files')`,
    ]) {
      await expect(withActor(db, actorIn([ours]), async (tx) => attempt.execute(tx.kysely))).rejects.toThrow(
        /permission denied|must be owner/,
      );
    }
  });

  test("every table is under the wall, and backup passes every policy", async () => {
    const { rows } = await withOwner(db, async (client) =>
      client.query(`SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations'
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
            AND has_table_privilege('dualhigh_keeper', c.oid, 'SELECT, INSERT')
            AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'keeper_all'))`),
    );
    expect(rows).toEqual([]);
  });

  test("a context that is no id is refused before it reaches the database", async () => {
    const sly = { userId: newId(), readScopes: ["', true), set_config('role', 'none"], writeScopes: [] };
    await expect(seenBy(sly)).rejects.toThrow("UUID");
  });
});

describe("a transaction", () => {
  test("is undone as a whole when anything in it is thrown", async () => {
    const actor = actorIn([ours]);
    await expect(
      withActor(db, actor, async (tx) => {
        await insertFile(tx, ours, actor.userId);
        throw new Error("on the way");
      }),
    ).rejects.toThrow("on the way");
    expect(await seenBy(actor)).toBe(0);
  });

  test("does not pretend to have saved when a failure inside was swallowed", async () => {
    const actor = actorIn([ours]);
    await expect(
      withActor(db, actor, async (tx) => {
        await insertFile(tx, ours, actor.userId);
        await sql`SELECT 1 / 0`.execute(tx.kysely).catch(() => {});
      }),
    ).rejects.toThrow("nothing was saved");
  });

  test("of the same actor is reused, another's is refused", async () => {
    const actor = actorIn([ours]);
    await withActor(db, actor, async (tx) => {
      await withActor(tx, actor, async (same) => expect(same).toBe(tx));
      await expect(withActor(tx, actorIn([theirs]), countFiles)).rejects.toThrow("its own actor");
      await expect(withSystem(tx, countFiles)).rejects.toThrow("cannot become");
    });
  });

  test("refuses a query past it, which would wait for ever on a single connection", async () => {
    const stray = /use the transaction's own/;
    await withActor(db, actorIn([ours]), async () => {
      await expect(db.pool.query("SELECT 1")).rejects.toThrow(stray);
      await expect(sql`SELECT 1`.execute(db.kysely)).rejects.toThrow(stray);
      await expect(seenBy(actorIn([ours]))).rejects.toThrow(stray);
    });
    expect((await db.pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  test.runIf(process.env["TEST_DATABASE_URL"] !== undefined)(
    "lets a server's other connection be asked aside",
    async () => {
      const seen = await withActor(db, actorIn([ours]), async (tx) => {
        await sql`SELECT 1`.execute(tx.kysely);
        return aside(async () => (await db.pool.query("SELECT 1 AS one")).rows);
      });
      expect(seen).toEqual([{ one: 1 }]);
    },
  );

  test("cannot be used after its end", async () => {
    let kept: Tx | undefined;
    await withSystem(db, async (tx) => {
      kept = tx;
    });
    await expect(sql`SELECT 1`.execute((kept as Tx).kysely)).rejects.toThrow("has ended");
  });

  test("wakes others up after COMMIT only", async () => {
    const heard: string[] = [];
    await withSystem(db, async (tx) => {
      tx.onCommit(() => heard.push("committed"));
      expect(heard).toEqual([]);
    });
    await withSystem(db, async (tx) => {
      tx.onCommit(() => heard.push("rolled back"));
      throw new Error("undone");
    }).catch(() => {});
    expect(heard).toEqual(["committed"]);
  });

  test("that only reads cannot write", async () => {
    const actor = actorIn([ours]);
    await expect(
      withActor(db, actor, async (tx) => insertFile(tx, ours, actor.userId), { readOnly: true }),
    ).rejects.toThrow("read-only");
  });
});

test("no query is compiled, whatever a server thinks that it costs", async () => {
  expect((await db.pool.query("SHOW jit")).rows).toEqual([{ jit: "off" }]);
});

test("values come out the same from either database", async () => {
  const { rows } = await db.pool.query(`SELECT 9007199254740993::int8 AS int8, 12.50::numeric(10,2) AS numeric,
    '2026-02-28'::date AS date, '2026-11-23 16:00:00.123456+08'::timestamptz AS instant,
    '2026-11-23 16:00:00+08'::timestamptz AS whole, '{"b": 1, "a": [true]}'::jsonb AS json,
    ARRAY['01900000-0000-7000-8000-000000000001']::uuid[] AS uuids, ARRAY['甲,乙', 'x']::text[] AS texts,
    '\\x00ff'::bytea AS bytes, 7::int4 AS int4, 0.1::float8 AS float8, null::date AS nothing`);
  expect(rows).toEqual([
    {
      int8: 9_007_199_254_740_993n,
      numeric: "12.50",
      date: "2026-02-28",
      instant: "2026-11-23T08:00:00.123456Z",
      whole: "2026-11-23T08:00:00.000000Z",
      json: { a: [true], b: 1 },
      uuids: ["01900000-0000-7000-8000-000000000001"],
      texts: ["甲,乙", "x"],
      bytes: Buffer.from([0, 255]),
      int4: 7,
      float8: 0.1,
      nothing: null,
    },
  ]);
});
