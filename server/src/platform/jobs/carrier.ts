import pg from "pg";
import { PgBoss } from "pg-boss";
import type { Database } from "../db/index.ts";

/** pg-boss over our pool, so that an embedded database, which has one connection, can be shared with it. */
export function createCarrier(db: Database, onError: (error: Error) => void): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => executeAsOwner(db.pool, text, values) },
    backend: db.kind === "embedded" ? "pglite" : "postgres",
    schema: "pgboss",
    // Calendars are ours to keep: nothing of it is used, and its clock watch would only write.
    schedule: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    maintenanceIntervalSeconds: 300,
  });
  boss.on("error", onError);
  return boss;
}

/** Its tables belong to the owner of the database and are granted to nobody. */
async function executeAsOwner(pool: pg.Pool, text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("SET ROLE NONE");
    // It reads values as `pg` parses them by default, not as we do.
    const result = (await client.query({ text, values, types: pg.types })) as unknown;
    const last = Array.isArray(result)
      ? result.flatMap((each: pg.QueryResult) => each.rows)
      : (result as pg.QueryResult).rows;
    return { rows: last };
  } finally {
    // Its scripts open transactions of their own, and one that failed is still open.
    await client.query("ROLLBACK; SET ROLE dualhigh_app").catch((error: Error) => {
      broken = error;
    });
    client.off("error", onError);
    client.release(broken);
  }
}
