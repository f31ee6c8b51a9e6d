import { sql } from "kysely";
import type pg from "pg";
import { Flight } from "./flight.ts";
import { kyselyOver } from "./kysely.ts";
import { APP_ROLE, commit, onConnection } from "./pool.ts";
import type { Statement } from "./statements.ts";
import type { Actor, Database, Tx } from "./types.ts";

/** Serves every scope in jobs, sign-in and the outbox, with the grants that migrations give it and no others. */
const SYSTEM_ROLE = "dualhigh_system";

export interface TransactionOptions {
  /** The database refuses to write. */
  readonly readOnly?: boolean;
  /** One unchanging view of the data for several queries. */
  readonly repeatableRead?: boolean;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs `fn` in one transaction on behalf of `actor`: the application's role and the actor's context hold until it ends, so
 * forced row-level security bites. A caller's transaction is reused when it is passed, and must be the same actor's.
 */
export async function withActor<T>(
  db: Database | Tx,
  actor: Actor,
  fn: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!isDatabase(db)) {
    if (db.actor === "system" || db.actor.userId !== actor.userId) {
      throw new Error("A transaction is reused by its own actor only.");
    }
    return fn(db);
  }
  return inTransaction(db, [beginWith(options), contextOf(actor)], actor, fn, options.readOnly);
}

/** Runs `fn` in one transaction as the system itself: sign-in, jobs, the outbox, sealing. */
export async function withSystem<T>(
  db: Database | Tx,
  fn: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!isDatabase(db)) {
    if (db.actor !== "system") throw new Error("An actor's transaction cannot become the system's.");
    return fn(db);
  }
  return inTransaction(db, [beginWith(options), SYSTEM_CONTEXT], "system", fn, options.readOnly);
}

/**
 * Runs `fn` as the system inside an actor's transaction, so that what it writes is committed together with the key of the
 * actor's request, or not at all. The role is the actor's again when it ends, whichever way.
 */
export async function asSystem<T>(tx: Tx, fn: (tx: Tx) => Promise<T>): Promise<T> {
  if (tx.actor === "system") return fn(tx);
  const become = async (role: string) => sql`SELECT set_config('role', ${role}, true)`.execute(tx.kysely);
  await become(SYSTEM_ROLE);
  let result: T;
  try {
    result = await fn({ ...tx, actor: "system" });
  } catch (error) {
    // In a transaction that has failed nothing can be set, and nothing be done either.
    await become(APP_ROLE).catch(() => {});
    throw error;
  }
  await become(APP_ROLE);
  return result;
}

/** One transaction as the owner of the tables: migrations, backup and restore, and nothing else. */
export async function withOwner<T>(
  db: Pick<Database, "pool">,
  body: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return onConnection(db.pool, async (client) => {
    await client.query(`${beginWith(options).text}; SET LOCAL ROLE NONE`);
    const result = await body(client);
    await commit(client);
    return result;
  });
}

async function inTransaction<T>(
  db: Database,
  opening: readonly Statement[],
  actor: Tx["actor"],
  fn: (tx: Tx) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const after: (() => void)[] = [];
  const prediction = actor === "system" ? undefined : actor.prediction;
  const result = await onConnection(db.pool, async (client) => {
    const flight = new Flight(client, opening, { readOnly, prediction });
    const done = await fn({ kysely: kyselyOver(() => flight), actor, onCommit: (run) => after.push(run) }).finally(() =>
      flight.close(),
    );
    await flight.commit();
    return done;
  });
  for (const run of after) run();
  return result;
}

function isDatabase(db: Database | Tx): db is Database {
  return "pool" in db;
}

function beginWith({ readOnly = false, repeatableRead = false }: TransactionOptions): Statement {
  const text = `BEGIN${repeatableRead ? " ISOLATION LEVEL REPEATABLE READ" : ""}${readOnly ? " READ ONLY" : ""}`;
  return { name: `dh_begin${repeatableRead ? "_repeatable" : ""}${readOnly ? "_read" : ""}`, text, values: [] };
}

const CONTEXT = `SELECT set_config('role', $1, true), set_config('app.user_id', $2, true),
  set_config('app.read_scopes', $3, true), set_config('app.write_scopes', $4, true),
  set_config('app.trusted_scopes', $5, true)`;
const SYSTEM_CONTEXT: Statement = {
  name: "dh_system",
  text: "SELECT set_config('role', $1, true)",
  values: [SYSTEM_ROLE],
};

function contextOf(actor: Actor): Statement {
  const { userId, prediction } = actor;
  const values = [APP_ROLE, uuid(userId), ...scopesOf(actor)];
  if (prediction === undefined) return { name: "dh_context", text: CONTEXT, values };
  return {
    name: "dh_predicted",
    text: `${CONTEXT}, ${prediction.call}`,
    values: [...values, ...prediction.values],
  };
}

const NONE: readonly string[] = [];

/** Made once for each list of scopes: an officer of a province reads some thousand, and asks again and again. */
const texts = new WeakMap<
  readonly string[],
  {
    readonly writeScopes: readonly string[];
    readonly trustedScopes: readonly string[];
    readonly made: readonly string[];
  }
>();

function scopesOf({ readScopes, writeScopes, trustedScopes = NONE }: Actor): readonly string[] {
  const known = texts.get(readScopes);
  if (known?.writeScopes === writeScopes && known.trustedScopes === trustedScopes) return known.made;
  const made = [uuidArray(new Set([...readScopes, ...writeScopes])), uuidArray(writeScopes), uuidArray(trustedScopes)];
  texts.set(readScopes, { writeScopes, trustedScopes, made });
  return made;
}

function uuid(value: string): string {
  if (!UUID.test(value)) throw new Error("An actor's ids are UUIDs.");
  return value;
}

function uuidArray(values: Iterable<string>): string {
  return `{${[...values].map(uuid).join(",")}}`;
}
