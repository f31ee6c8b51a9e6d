import { sql } from "kysely";
import type { Tx } from "../platform/db/index.ts";

type Seed = "registry" | "sample" | "wuxi" | "wuxi_told";

/**
 * Notes that a seed of this digest is loaded in this transaction. False when it was loaded or declined before, by whichever
 * process: another that is loading it now is waited for.
 */
export async function claimSeed(tx: Tx, name: Seed, digest: string): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO seeds AS s (name, digest) VALUES (${name}, ${digest})
    ON CONFLICT (name) DO UPDATE SET digest = EXCLUDED.digest, loaded_at = now()
      WHERE s.digest NOT IN ('declined', EXCLUDED.digest) RETURNING name`.execute(tx.kysely);
  return rows.length === 1;
}

export const DECLINED = "declined";

/** Nobody has an account, is invited to one, or has been given a seed. */
export async function isUntouched(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    is: boolean;
  }>`SELECT NOT EXISTS (SELECT FROM users) AND NOT EXISTS (SELECT FROM invitations)
    AND NOT EXISTS (SELECT FROM seeds) AS is`.execute(tx.kysely);
  return rows[0]?.is === true;
}

export async function hasSeed(tx: Tx, name: Seed): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`SELECT EXISTS (SELECT FROM seeds WHERE name = ${name}) AS is`.execute(
    tx.kysely,
  );
  return rows[0]?.is === true;
}
