import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import { asDatabaseError } from "./errors.ts";
import { hasStaleStatement, letGo } from "./statements.ts";
import type { DatabaseConfig } from "./types.ts";
import { valueTypes } from "./values.ts";

/** The role of every session, unless a transaction asks for another. Made by the first migration. */
export const APP_ROLE = "dualhigh_app";

/**
 * Identical sessions on both kinds. The role is set only where it exists: before the first migration it does not, and
 * `migrate` closes its connection when it is done. On the embedded database the session is the one of the connection
 * before, with what that had parsed. No query of ours runs so long that compiling it pays: a server that guesses otherwise spent
 * two fifths of its time on that.
 */
const SESSION = `
  SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1;
  SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '5min'; SET jit = off;
  DEALLOCATE ALL;
  SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = '${APP_ROLE}'`;

const insideTransaction = new AsyncLocalStorage<{ pool: pg.Pool; open: boolean }>();

export function openPool(connection: pg.PoolConfig, size: number, notice: DatabaseConfig["notice"]): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    // Queries are sent without waiting for the answer to the one before: a transaction's first query goes with its BEGIN.
    pipeline: true,
    types: valueTypes,
    application_name: "dual-high",
    // One connection is the embedded database's, and a list that is taken in holds it for some seconds: people wait for it.
    connectionTimeoutMillis: size === 1 ? 25_000 : 10_000,
    keepAlive: true,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, which its types do not say
    onConnect: async (client) => {
      await client.query(SESSION);
    },
  });
  // An idle connection that breaks is dropped and replaced; without a listener it would end the process.
  pool.on("error", (error) => {
    // The pool hangs the whole connection on it, with what it was opened with.
    Reflect.deleteProperty(error, "client");
    notice?.({ event: "connection_lost", error });
  });
  // Whoever takes a connection sends something at once, or waits for an answer.
  pool.on("acquire", (client) => setImmediate(() => letGo(client)));
  return refuseStrayQueries(pool);
}

/**
 * A query on the pool from inside a transaction waits for a second connection. The embedded database has one, so it would
 * wait for ever; on a server it works until the pool is busy. Refused on both, so that a test on either finds it.
 */
function refuseStrayQueries(pool: pg.Pool): pg.Pool {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const guarded = pool as unknown as Record<"connect" | "query", (...args: unknown[]) => unknown>;
  guarded.connect = (...args) => {
    const stray = strayQuery(pool);
    return stray === null ? connect(...args) : Promise.reject(stray);
  };
  guarded.query = (...args) => {
    const stray = strayQuery(pool);
    return stray === null ? query(...args) : Promise.reject(stray);
  };
  return pool;
}

function strayQuery(pool: pg.Pool): Error | null {
  const inside = insideTransaction.getStore();
  return inside?.open === true && inside.pool === pool
    ? new Error("A query on the pool inside a transaction: use the transaction's own `tx`.")
    : null;
}

/**
 * What must be seen before the transaction around it ends, as how far a job is: on a connection of its own. Only a server
 * has one to spare, and nothing in it may wait for what the transaction holds.
 */
export async function aside<T>(run: () => Promise<T>): Promise<T> {
  return insideTransaction.exit(run);
}

/** Runs `body`, which begins and commits a transaction, on one connection; anything thrown rolls back. */
export async function onConnection<T>(pool: pg.Pool, body: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw asDatabaseError(error);
  }
  const inside = { pool, open: true };
  let broken: Error | undefined;
  // An error event of a connection in use has no other listener and would end the process; the query reports it.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    return await insideTransaction.run(inside, async () => body(client));
  } catch (error) {
    // A connection whose ROLLBACK fails is in an unknown state and is thrown away.
    await client.query("ROLLBACK").catch((rollbackError: unknown) => {
      broken = rollbackError as Error;
    });
    if (hasStaleStatement(error)) broken = error as Error;
    throw asDatabaseError(error);
  } finally {
    inside.open = false;
    client.off("error", onError);
    client.release(broken);
  }
}

/** COMMIT of a transaction that failed answers ROLLBACK without an error, when someone swallowed the failure inside. */
export async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query("COMMIT");
  if (command !== "COMMIT")
    throw new Error("A query failed inside the transaction and was ignored: nothing was saved.");
}
