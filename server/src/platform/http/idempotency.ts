import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Caller } from "../access/index.ts";
import { type Database, type Tx, withActor } from "../db/index.ts";
import { httpError } from "./errors.ts";

/** An answer that can be given again: what a client needs of it, and nothing that signs anyone in. */
export interface StoredAnswer {
  readonly status: number;
  readonly etag: string | null;
  readonly location: string | null;
  readonly body: unknown;
}

export function digestRequest(method: string, url: string, ifMatch: string | null, body: Uint8Array): string {
  const { pathname, search } = new URL(url);
  const head = JSON.stringify([method, pathname, search, ifMatch]);
  return createHash("sha256").update(head).update("\n").update(body).digest("hex");
}

/**
 * Runs the work once for a key. Work and answer are committed in one transaction, so a crash between them cannot make a
 * retry do the work twice; work that fails leaves the key free.
 */
export async function runOnce(
  db: Database,
  caller: Caller,
  key: string,
  digest: string,
  work: (tx: Tx) => Promise<StoredAnswer>,
): Promise<{ readonly answer: StoredAnswer; readonly replayed: boolean }> {
  return withActor(db, caller, async (tx) => {
    const lock = `${caller.userId}:${key}`;
    const { rows: locks } = await sql<{ free: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) AS free`.execute(tx.kysely);
    if (locks[0]?.free !== true) throw httpError("http.key_in_use", {});
    const { rows } = await sql<{ request_digest: string; status: number | null; response: StoredAnswer | null }>`
      SELECT request_digest, status, response FROM idempotency_keys WHERE key = ${key}`.execute(tx.kysely);
    const [earlier] = rows;
    if (earlier !== undefined) {
      if (earlier.request_digest !== digest) throw httpError("http.key_reused", {});
      if (earlier.response === null) throw httpError("http.key_in_use", {});
      return { answer: earlier.response, replayed: true };
    }
    const answer = await work(tx);
    await sql`
      INSERT INTO idempotency_keys (user_id, key, request_digest, status, response)
      VALUES (${caller.userId}, ${key}, ${digest}, ${answer.status}, ${JSON.stringify(answer)})`.execute(tx.kysely);
    return { answer, replayed: false };
  });
}
