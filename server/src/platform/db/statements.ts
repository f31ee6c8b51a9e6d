import pg from "pg";

/** A statement that is sent under its name once its connection has parsed it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How often a text is seen before it gets a name. Texts that hold values come once each. */
const SEEN_BEFORE = 3;
/** Each is kept parsed by every connection, which takes it some 50 KB. */
const MOST_NAMES = 200;
const MOST_TEXTS = 2000;
const LONGEST = 20_000;

const names = new Map<string, string>();
const seen = new Map<string, number>();

/** The name of a text that comes again and again: parsing and planning it is most of what a small read costs. */
export function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= MOST_NAMES || text.length > LONGEST) return name;
  const times = (seen.get(text) ?? 0) + 1;
  if (times <= SEEN_BEFORE) {
    if (seen.size >= MOST_TEXTS) seen.clear();
    seen.set(text, times);
    return undefined;
  }
  seen.delete(text);
  const made = `dh_${names.size}`;
  names.set(text, made);
  return made;
}

/** A connection does not know a name that we think it knows, or the tables have changed under it. */
export function hasStaleStatement(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "26000" || code === "0A000";
}

/** What `pg` keeps to itself and a query needs; the version is pinned, and transaction.test.ts goes through all of it. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  bind(config: { readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(config: object): void;
}
interface PgQuery extends pg.Submittable {
  prepare(connection: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}
type Done = (error: Error | null, result: pg.QueryResult<Record<string, unknown>>) => void;
type QueryConstructor = new (
  config: pg.QueryConfig & { queryMode: "extended" },
  values: undefined,
  done: Done,
) => PgQuery;

function wireOf(client: pg.ClientBase): Wire {
  return (client as unknown as { connection: Wire }).connection;
}

/** Whether the connection has parsed all of these. */
export function areParsed(client: pg.ClientBase, statements: readonly Statement[]): boolean {
  const { parsedStatements } = wireOf(client);
  return statements.every(({ name, text }) => parsedStatements[name] === text);
}

const heldBack = new Set<Wire["stream"]>();
const HOLD_MS = 2;

/**
 * What is sent from here on waits for what the next transaction sends, and not for long: every piece wakes the server.
 * Nothing gets past it, for it is the same stream.
 */
export function holdBack(client: pg.ClientBase): void {
  const { stream } = wireOf(client);
  if (heldBack.has(stream)) return;
  stream.cork();
  heldBack.add(stream);
  if (heldBack.size > 1) return;
  setTimeout(() => {
    for (const held of heldBack) held.uncork();
    heldBack.clear();
  }, HOLD_MS);
}

export function letGo(client: pg.ClientBase): void {
  const { stream } = wireOf(client);
  if (heldBack.delete(stream)) stream.uncork();
}

/** A query that takes parsed statements along before it, in one message with one answer. The first that fails fails all. */
class QueryAfter extends (pg.Query as unknown as QueryConstructor) {
  readonly #before: readonly Statement[];
  #left: number;

  constructor(before: readonly Statement[], config: pg.QueryConfig, done: Done) {
    super({ ...config, queryMode: "extended" }, undefined, done);
    this.#before = before;
    this.#left = before.length;
  }

  override prepare(connection: Wire): void {
    for (const { name, values } of this.#before) {
      connection.bind({ statement: name, values });
      connection.execute({});
    }
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.#left === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.#left === 0) super.handleCommandComplete(message, connection);
    else this.#left -= 1;
  }
}

export async function queryAfter(
  client: pg.ClientBase,
  before: readonly Statement[],
  config: pg.QueryConfig,
): Promise<pg.QueryResult<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    client.query(new QueryAfter(before, config, (error, result) => (error === null ? resolve(result) : reject(error))));
    letGo(client);
  });
}
