import { kyselyOver } from "./kysely.ts";
import { openEmbedded } from "./embedded.ts";
import { openPool } from "./pool.ts";
import type { Database, DatabaseConfig } from "./types.ts";

const DEFAULT_POOL_SIZE = 10;

/** Opens either kind. It does not migrate, and a server that is down is noticed at the first query, not here. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.url === undefined) return openEmbedded(config);
  const pool = openPool({ connectionString: config.url }, config.poolSize ?? DEFAULT_POOL_SIZE, config.notice);
  return {
    kind: "server",
    pool,
    kysely: kyselyOver(() => pool),
    close: async () => pool.end(),
  };
}
