import type pg from "pg";
import { kyselyOver } from "./kysely.ts";
import { APP_ROLE, runTransaction } from "./pool.ts";
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
  const readScopes = new Set([...actor.readScopes, ...actor.writeScopes]);
  const begin = `${beginWith(options)}; SELECT ${setLocal("role", APP_ROLE)},
    ${setLocal("app.user_id", uuid(actor.userId))},
    ${setLocal("app.read_scopes", uuidArray(readScopes))},
    ${setLocal("app.write_scopes", uuidArray(actor.writeScopes))}`;
  return inTransaction(db, begin, actor, fn, options.readOnly);
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
  return inTransaction(
    db,
    `${beginWith(options)}; SELECT ${setLocal("role", SYSTEM_ROLE)}`,
    "system",
    fn,
    options.readOnly,
  );
}

/** One transaction as the owner of the tables: migrations, backup and restore, and nothing else. */
export async function withOwner<T>(
  db: Pick<Database, "pool">,
  body: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return runTransaction(db.pool, `${beginWith(options)}; SET LOCAL ROLE NONE`, body);
}

async function inTransaction<T>(
  db: Database,
  begin: string,
  actor: Tx["actor"],
  fn: (tx: Tx) => Promise<T>,
  readOnly?: boolean,
): Promise<T> {
  const after: (() => void)[] = [];
  const body = async (client: pg.PoolClient) => {
    let open = true;
    const kysely = kyselyOver(() => {
      if (!open) throw new Error("The transaction has ended.");
      return client;
    });
    try {
      return await fn({ kysely, actor, onCommit: (run) => after.push(run) });
    } finally {
      open = false;
    }
  };
  const result = await runTransaction(db.pool, begin, body, readOnly);
  for (const run of after) run();
  return result;
}

function isDatabase(db: Database | Tx): db is Database {
  return "pool" in db;
}

function beginWith({ readOnly = false, repeatableRead = false }: TransactionOptions): string {
  return `BEGIN${repeatableRead ? " ISOLATION LEVEL REPEATABLE READ" : ""}${readOnly ? " READ ONLY" : ""}`;
}

/** BEGIN and the context go in one message, which takes no parameters: values are checked to be plain. */
function setLocal(name: string, plain: string): string {
  return `set_config('${name}', '${plain}', true)`;
}

function uuid(value: string): string {
  if (!UUID.test(value)) throw new Error("An actor's ids are UUIDs.");
  return value;
}

function uuidArray(values: Iterable<string>): string {
  return `{${[...values].map(uuid).join(",")}}`;
}
