/** PostgreSQL stopped and started under load: nobody sees anything but success and 503. */
import { openOffice } from "../lab/office.ts";
import type { Cluster } from "../lab/postgres.ts";
import { startServer } from "../lab/server.ts";
import { compare, readRows, startWriters, type Tally } from "./writers.ts";

const LOAD_MS = 1000;
const AWAY_MS = 500;

export interface RestartResult extends Tally {
  /** From PostgreSQL taking connections again to the first row that was acknowledged, each time. */
  readonly servingMs: readonly number[];
  readonly refusals: number;
  /** Broken connections and statuses other than 201 and 503. */
  readonly others: number;
}

export async function restartPostgres(
  cluster: Cluster,
  env: Readonly<Record<string, string>>,
  rounds: number,
): Promise<RestartResult> {
  const server = await startServer(env);
  const office = await openOffice(server);
  const writers = startWriters(server.url, office);
  const servingMs: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
      // In turn as an administrator does it, and as a crash does.
      await cluster.stop(round % 2 === 0 ? "fast" : "immediate");
      await new Promise((resolve) => setTimeout(resolve, AWAY_MS));
      await cluster.start();
      const back = performance.now();
      while (writers.lastSuccess() < back) await new Promise((resolve) => setTimeout(resolve, 5));
      servingMs.push(writers.lastSuccess() - back);
    }
    await writers.stop();
    const { statuses } = writers;
    const others = [...statuses].filter(([status]) => status !== 201 && status !== 503);
    return {
      ...compare(writers.acknowledged, await readRows(server.url, office)),
      servingMs,
      refusals: statuses.get(503) ?? 0,
      others: others.reduce((sum, [, count]) => sum + count, 0),
    };
  } finally {
    await server.kill("SIGTERM");
  }
}
