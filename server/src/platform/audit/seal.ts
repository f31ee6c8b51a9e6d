import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../db/index.ts";
import { CHAINED_COLUMNS, type ChainedEvent, chainHash, chainStart } from "./chain.ts";

/** Events in one transaction: a chain grows by as many at a time. */
const BATCH = 500;

interface Chain {
  readonly last_seq: bigint;
  readonly last_hash: string;
}

/** Seals all events that are not yet part of their scope's chain, and answers how many. */
export async function sealAudit(db: Database): Promise<number> {
  let sealed = 0;
  const { rows: scopes } = await withSystem(db, async (tx) =>
    sql<{ scope_id: string; zone_id: string }>`
      SELECT DISTINCT ON (scope_id) scope_id, zone_id FROM audit_events WHERE seq IS NULL
      ORDER BY scope_id, at, id`.execute(tx.kysely),
  );
  for (const scope of scopes) {
    let batch: number;
    do {
      batch = await withSystem(db, async (tx) => sealBatch(tx, scope.scope_id, scope.zone_id));
      sealed += batch;
    } while (batch === BATCH);
  }
  return sealed;
}

/** The chain's row is locked, so that two processes do not seal the same place twice. */
async function sealBatch(tx: Tx, scopeId: string, zoneId: string): Promise<number> {
  await sql`
    INSERT INTO audit_chains (scope_id, zone_id, last_seq, last_hash) VALUES (${scopeId}, ${zoneId}, 0, ${chainStart(scopeId)})
    ON CONFLICT DO NOTHING`.execute(tx.kysely);
  const { rows: chains } = await sql<Chain>`
    SELECT last_seq, last_hash FROM audit_chains WHERE scope_id = ${scopeId} FOR UPDATE`.execute(tx.kysely);
  const { rows: events } = await sql<ChainedEvent>`
    SELECT ${sql.raw(CHAINED_COLUMNS)} FROM audit_events
    WHERE scope_id = ${scopeId} AND seq IS NULL ORDER BY at, id LIMIT ${BATCH}`.execute(tx.kysely);
  const [chain] = chains;
  if (chain === undefined || events.length === 0) return 0;

  let seq = chain.last_seq;
  let hash = chain.last_hash;
  const sealed = events.map((event) => {
    seq += 1n;
    hash = chainHash(hash, seq, event);
    return { id: event.id, seq, hash };
  });
  await sql`
    UPDATE audit_events SET seq = sealed.seq::bigint, hash = sealed.hash
    FROM unnest(${sealed.map(({ id }) => id)}::uuid[], ${sealed.map((each) => String(each.seq))}::text[],
      ${sealed.map((each) => each.hash)}::text[]) AS sealed (id, seq, hash)
    WHERE audit_events.scope_id = ${scopeId} AND audit_events.seq IS NULL AND audit_events.id = sealed.id`.execute(
    tx.kysely,
  );
  await sql`
    UPDATE audit_chains SET last_seq = ${seq}, last_hash = ${hash}, sealed_at = now()
    WHERE scope_id = ${scopeId}`.execute(tx.kysely);
  return events.length;
}
