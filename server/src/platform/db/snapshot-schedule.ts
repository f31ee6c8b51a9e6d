import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { takeSnapshot } from "./snapshots.ts";
import type { DatabaseNotice } from "./types.ts";

/** Under the five minutes that are promised, with room for the copy itself and for a long transaction before it. */
const DEFAULT_EVERY_MS = 4 * 60_000;
/** After a failure: the disk may have room again, or the long transaction may be over. */
const RETRY_MS = 15_000;
const VACUUM_EVERY_MS = 60 * 60_000;

interface Schedule {
  readonly folder: string;
  readonly pool: pg.Pool;
  readonly keep: number;
  readonly everyMs?: number | undefined;
  readonly notice: (notice: DatabaseNotice) => void;
}

/**
 * What a server's own background processes do and PGlite has none for: checkpoints, or its log would grow for ever;
 * VACUUM; and a snapshot, when anything was written since the last.
 */
export function startSnapshots({ folder, pool, keep, everyMs = DEFAULT_EVERY_MS, notice }: Schedule): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let last = "";
  let vacuumed = performance.now();

  const round = async () => {
    const client = await pool.connect();
    let held = true;
    // Closed rather than given back: its role was changed.
    const letGo = () => {
      if (held) client.release(true);
      held = false;
    };
    try {
      await client.query("SET ROLE NONE");
      if ((await position(client)) === last) return;
      if (performance.now() - vacuumed > VACUUM_EVERY_MS) {
        await client.query("VACUUM (ANALYZE)");
        vacuumed = performance.now();
      }
      const started = performance.now();
      const snapshot = await takeSnapshot(folder, keep, async (copy) => {
        // Holding the only connection, nobody else can write.
        await client.query("CHECKPOINT");
        last = await position(client);
        await copy();
        letGo();
      });
      notice({ event: "snapshot_taken", ...snapshot, ms: Math.round(performance.now() - started) });
    } finally {
      letGo();
    }
  };

  const loop = async () => {
    let wait = everyMs;
    while (!stopping.signal.aborted) {
      await sleep(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        await round();
        wait = everyMs;
      } catch (error) {
        last = "";
        notice({ event: "snapshot_failed", error: error as Error });
        wait = Math.min(RETRY_MS, everyMs);
      }
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function position(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ lsn: string }>("SELECT pg_current_wal_insert_lsn()::text AS lsn");
  return rows[0]?.lsn ?? "";
}
