import { sql } from "kysely";
import { type Database, type Tx, withSystem } from "../db/index.ts";
import { CHAINED_COLUMNS, type ChainedEvent, chainHash, chainStart } from "./chain.ts";

/** The end of a scope's chain. Whoever keeps one elsewhere can prove that nothing before it was touched since. */
export interface AuditHead {
  readonly scopeId: string;
  readonly seq: string;
  readonly hash: string;
}

/** The first place at which a chain is not what was sealed. */
export interface AuditTampering {
  readonly scopeId: string;
  readonly seq: string;
  readonly problem: "changed" | "missing" | "unknown_chain" | "head_differs";
  /** The event that stands there, when one does. */
  readonly eventId: string | null;
}

export interface AuditReport {
  readonly events: number;
  /** Written since the last sealing, and not yet protected. */
  readonly unsealed: number;
  readonly heads: readonly AuditHead[];
  /** One for each scope whose chain is broken. */
  readonly tampered: readonly AuditTampering[];
}

interface SealedEvent extends ChainedEvent {
  readonly seq: bigint;
  readonly hash: string;
}

const PAGE = 2_000;

/**
 * Computes every chain anew. A changed event has another digest, a removed or exchanged one breaks the numbering or the
 * digest of its successor; `anchors`, heads kept outside of the database, also catch whoever rewrote a whole chain.
 */
export async function verifyAudit(db: Database, anchors: readonly AuditHead[] = []): Promise<AuditReport> {
  return withSystem(
    db,
    async (tx) => {
      const { rows: chains } = await sql<{ scope_id: string; last_seq: bigint; last_hash: string }>`
        SELECT scope_id, last_seq, last_hash FROM audit_chains ORDER BY scope_id`.execute(tx.kysely);
      const report = { events: 0, unsealed: 0, heads: [] as AuditHead[], tampered: [] as AuditTampering[] };
      for (const { scope_id: scopeId, last_seq, last_hash } of chains) {
        const head = { scopeId, seq: String(last_seq), hash: last_hash };
        const kept = anchors.filter((anchor) => anchor.scopeId === scopeId);
        const result = await verifyChain(tx, head, kept);
        report.events += result.events;
        report.heads.push(head);
        if (result.tampering !== null) report.tampered.push(result.tampering);
      }
      report.tampered.push(...(await findChainless(tx)));
      for (const { scopeId, seq } of anchors) {
        const known = chains.some((chain) => chain.scope_id === scopeId);
        if (!known) report.tampered.push({ scopeId, seq, problem: "unknown_chain", eventId: null });
      }
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::int AS n FROM audit_events WHERE seq IS NULL`.execute(tx.kysely);
      return { ...report, unsealed: rows[0]?.n ?? 0 };
    },
    { readOnly: true, repeatableRead: true },
  );
}

async function verifyChain(
  tx: Tx,
  head: AuditHead,
  anchors: readonly AuditHead[],
): Promise<{ events: number; tampering: AuditTampering | null }> {
  const { scopeId } = head;
  // The end that is kept here and ends kept elsewhere may be of one place and differ: that is what they are kept for.
  const expected = [...anchors, head];
  const furthest = expected.reduce((most, { seq }) => (BigInt(seq) > most ? BigInt(seq) : most), 0n);
  let hash = chainStart(scopeId);
  let seq = 0n;
  for (;;) {
    const { rows } = await sql<SealedEvent>`
      SELECT ${sql.raw(CHAINED_COLUMNS)}, seq, hash FROM audit_events
      WHERE scope_id = ${scopeId} AND seq > ${seq} ORDER BY seq LIMIT ${PAGE}`.execute(tx.kysely);
    for (const event of rows) {
      const next = seq + 1n;
      const found = { scopeId, seq: String(next), eventId: event.id };
      if (event.seq !== next) return broken(seq, { ...found, problem: "missing", eventId: null });
      hash = chainHash(hash, next, event);
      if (hash !== event.hash) return broken(seq, { ...found, problem: "changed" });
      if (expected.some((end) => end.seq === found.seq && end.hash !== hash)) {
        return broken(seq, { ...found, problem: "head_differs" });
      }
      seq = next;
    }
    if (rows.length < PAGE) break;
  }
  if (seq < furthest) return broken(seq, { scopeId, seq: String(seq + 1n), problem: "missing", eventId: null });
  if (seq > BigInt(head.seq)) return broken(seq, { scopeId, seq: head.seq, problem: "head_differs", eventId: null });
  return { events: Number(seq), tampering: null };
}

/** Sealed events of a scope whose chain was taken away as a whole. */
async function findChainless(tx: Tx): Promise<AuditTampering[]> {
  const { rows } = await sql<{ scopeId: string }>`
    SELECT DISTINCT scope_id AS "scopeId" FROM audit_events e WHERE seq IS NOT NULL
      AND NOT EXISTS (SELECT FROM audit_chains c WHERE c.scope_id = e.scope_id)`.execute(tx.kysely);
  return rows.map(({ scopeId }) => ({ scopeId, seq: "1", problem: "unknown_chain", eventId: null }));
}

function broken(good: bigint, tampering: AuditTampering) {
  return { events: Number(good), tampering };
}
