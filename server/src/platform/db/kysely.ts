import { type CompiledQuery, type DatabaseConnection, DefaultQueryExecutor } from "kysely";
import { type Dialect, type Driver, Kysely, type QueryResult } from "kysely";
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type pg from "pg";
import { asDatabaseError } from "./errors.ts";
import type { Tables } from "./tables.ts";

interface Queryable {
  query(text: string, values: unknown[]): Promise<pg.QueryResult<Record<string, unknown>>>;
}

const refuse = async () => {
  throw new Error("Transactions are opened by withActor and withSystem.");
};
const ADAPTER = new PostgresAdapter();
const COMPILER = new PostgresQueryCompiler();
const DRIVER: Driver = {
  init: async () => {},
  acquireConnection: refuse,
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  releaseConnection: async () => {},
  destroy: async () => {},
};
const DIALECT: Dialect = {
  createAdapter: () => ADAPTER,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => COMPILER,
  createDriver: () => DRIVER,
};

/** Kysely over whatever runs queries: the pool, or the one connection of a transaction. */
export function kyselyOver(source: () => Queryable): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
      try {
        const result = await source().query(compiled.sql, [...compiled.parameters]);
        const changes = result.command === "SELECT" ? {} : { numAffectedRows: BigInt(result.rowCount ?? 0) };
        return { rows: result.rows as R[], ...changes };
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
    streamQuery(): never {
      throw new Error("Read large results page by page.");
    },
  };
  // What Kysely would build around a driver, with a connection that is there already: made for every transaction.
  const executor = new DefaultQueryExecutor(COMPILER, ADAPTER, {
    provideConnection: async (consumer) => consumer(connection),
  });
  return new Kysely<Tables>({ config: { dialect: DIALECT }, dialect: DIALECT, driver: DRIVER, executor });
}
