import { CompiledQuery, type DatabaseConnection, type Dialect, Kysely, type QueryResult } from "kysely";
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type pg from "pg";
import { asDatabaseError } from "./errors.ts";
import type { Tables } from "./tables.ts";

interface Queryable {
  query(text: string, values: unknown[]): Promise<pg.QueryResult<Record<string, unknown>>>;
}

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
  const refuse = async () => {
    throw new Error("Transactions are opened by withActor and withSystem.");
  };
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
  return new Kysely<Tables>({ dialect });
}
