// SQL of the blocks of a run under way. All of it is the system's.
import { sql } from "kysely";
import type { NeedBlock } from "@dual-high/matchlist";
import { firstOf, type Tx } from "../../../platform/db/index.ts";
import type { RunRow } from "./runs.ts";

/** A block is not given out again when so many who had it were lost: whatever ends them would go on. */
const MOST_LOST = 4;

/** The right to compute a block, until it is given to somebody else. */
export interface BlockLease extends NeedBlock {
  readonly lease: number;
}

type RunKey = Pick<RunRow, "zoneId" | "id" | "scopeId">;

export async function insertBlocks(tx: Tx, run: RunKey, blocks: readonly NeedBlock[]): Promise<void> {
  await sql`INSERT INTO match_run_blocks (zone_id, run_id, scope_id, number, from_need, to_need)
    SELECT ${run.zoneId}::uuid, ${run.id}::uuid, ${run.scopeId}::uuid, b.number, b."from", b."to"
    FROM jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) AS b (number integer, "from" integer, "to" integer)`.execute(
    tx.kysely,
  );
}

export async function deleteBlocks(tx: Tx, run: RunKey): Promise<void> {
  await sql`DELETE FROM match_run_blocks WHERE zone_id = ${run.zoneId} AND run_id = ${run.id}`.execute(tx.kysely);
}

/** All blocks are to be computed again; whoever has one now can write nothing. */
export async function forgetResults(tx: Tx, run: RunKey): Promise<void> {
  await sql`UPDATE match_run_blocks SET state = 'waiting', lease = lease + 1, leased_until = NULL, lost = 0,
      result = NULL, digest = NULL, done_at = NULL
    WHERE zone_id = ${run.zoneId} AND run_id = ${run.id}`.execute(tx.kysely);
}

/**
 * Leases the first block that nobody has, or whose lease ran out by the clock of the database. Of two who ask at once each
 * gets another: rows that somebody is taking are passed over.
 */
export async function claimBlock(tx: Tx, run: RunKey, leaseSeconds: number): Promise<BlockLease | null> {
  return firstOf(
    tx,
    sql<BlockLease>`UPDATE match_run_blocks b SET state = 'leased', lease = b.lease + 1,
        lost = b.lost + (b.state = 'leased')::integer,
        leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      WHERE b.zone_id = ${run.zoneId} AND b.run_id = ${run.id} AND b.number = (
        SELECT f.number FROM match_run_blocks f WHERE f.zone_id = ${run.zoneId} AND f.run_id = ${run.id}
          AND (f.state = 'waiting' OR (f.state = 'leased' AND f.leased_until < clock_timestamp() AND f.lost < ${MOST_LOST}))
        ORDER BY f.number LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING b.number, b.from_need AS "from", b.to_need AS "to", b.lease`,
  );
}

/** False when the block is somebody else's by now. */
export async function renewLease(
  tx: Tx,
  run: RunKey,
  { number, lease }: BlockLease,
  leaseSeconds: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE match_run_blocks
    SET leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    WHERE zone_id = ${run.zoneId} AND run_id = ${run.id} AND number = ${number} AND lease = ${lease}
      AND state = 'leased'`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

/** Gives a block back that was not computed. */
export async function releaseBlock(tx: Tx, run: RunKey, { number, lease }: BlockLease): Promise<void> {
  await sql`UPDATE match_run_blocks SET state = 'waiting', leased_until = NULL
    WHERE zone_id = ${run.zoneId} AND run_id = ${run.id} AND number = ${number} AND lease = ${lease}
      AND state = 'leased'`.execute(tx.kysely);
}

/** Keeps what was found, once: false when the block is somebody else's by now, and nothing was written. */
export async function completeBlock(
  tx: Tx,
  run: RunKey,
  { number, lease }: BlockLease,
  found: { readonly result: Uint8Array; readonly digest: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE match_run_blocks SET state = 'done', leased_until = NULL,
      result = ${Buffer.from(found.result)}, digest = ${found.digest}, done_at = clock_timestamp()
    WHERE zone_id = ${run.zoneId} AND run_id = ${run.id} AND number = ${number} AND lease = ${lease}
      AND state = 'leased'`.execute(tx.kysely);
  return numAffectedRows === 1n;
}

export interface BlockCounts {
  readonly blocks: number;
  readonly doneBlocks: number;
  readonly doneNeeds: number;
  /** Needs of the first block that is given to nobody any more. */
  readonly given: { readonly from: number; readonly to: number } | null;
}

export async function countBlocks(tx: Tx, run: RunKey): Promise<BlockCounts> {
  const row = await firstOf(
    tx,
    sql<BlockCounts>`SELECT count(*)::integer AS blocks,
        (count(*) FILTER (WHERE state = 'done'))::integer AS "doneBlocks",
        coalesce(sum(to_need - from_need) FILTER (WHERE state = 'done'), 0)::integer AS "doneNeeds",
        (SELECT jsonb_build_object('from', g.from_need, 'to', g.to_need) FROM match_run_blocks g
          WHERE g.zone_id = ${run.zoneId} AND g.run_id = ${run.id} AND g.state = 'leased' AND g.lost >= ${MOST_LOST}
            AND g.leased_until < clock_timestamp() ORDER BY g.number LIMIT 1) AS given
      FROM match_run_blocks WHERE zone_id = ${run.zoneId} AND run_id = ${run.id}`,
  );
  return row as BlockCounts;
}

export interface BlockResult {
  readonly from: number;
  readonly to: number;
  readonly result: Uint8Array;
  readonly digest: string;
}

export async function findBlockResult(tx: Tx, run: RunKey, number: number): Promise<BlockResult | null> {
  return firstOf(
    tx,
    sql<BlockResult>`SELECT from_need AS "from", to_need AS "to", result, digest FROM match_run_blocks
      WHERE zone_id = ${run.zoneId} AND run_id = ${run.id} AND number = ${number} AND state = 'done'`,
  );
}

/** The blocks have the lists of a file now, and are computed by this version of the engine. */
export async function noteSnapshot(tx: Tx, runId: string, fileId: string, engine: string): Promise<void> {
  await sql`UPDATE match_runs SET snapshot_file_id = ${fileId}, snapshot_engine = ${engine} WHERE id = ${runId}`.execute(
    tx.kysely,
  );
}

export async function forgetSnapshot(tx: Tx, runId: string): Promise<void> {
  await sql`UPDATE match_runs SET snapshot_file_id = NULL, snapshot_engine = NULL WHERE id = ${runId}`.execute(
    tx.kysely,
  );
}

/** Runs that stand still since so many days and still keep what was found of them. */
export async function listForsakenRuns(
  tx: Tx,
  days: number,
): Promise<(RunKey & { readonly jobId: string; readonly snapshotFileId: string })[]> {
  const { rows } = await sql<RunKey & { jobId: string; snapshotFileId: string }>`
    SELECT r.id, r.zone_id AS "zoneId", r.scope_id AS "scopeId", r.job_id AS "jobId",
      r.snapshot_file_id AS "snapshotFileId"
    FROM match_runs r WHERE r.snapshot_file_id IS NOT NULL AND r.created_at < now() - make_interval(days => ${days})
      AND NOT EXISTS (SELECT FROM match_run_blocks b WHERE b.zone_id = r.zone_id AND b.run_id = r.id
        AND (b.done_at > now() - make_interval(days => ${days})
          OR b.leased_until > now() - make_interval(days => ${days})))
    ORDER BY r.id LIMIT 100`.execute(tx.kysely);
  return rows;
}
